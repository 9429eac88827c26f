//! How often predictions are right, class by class.

use super::{Interval, Z};

/// The classes: negative, neutral, positive, in this order.
pub const CLASSES: usize = 3;

/// Counts of texts by what people say (rows) and what a model says (columns); each class by its
/// place in negative, neutral, positive.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Confusion(pub [[u64; CLASSES]; CLASSES]);

impl Confusion {
    /// Counts a text.
    pub fn add(&mut self, said: usize, predicted: usize) {
        self.0[said][predicted] += 1;
    }

    /// Counts all texts of another.
    pub fn merge(&mut self, other: &Self) {
        for (row, others) in self.0.iter_mut().zip(other.0) {
            for (count, more) in row.iter_mut().zip(others) {
                *count += more;
            }
        }
    }

    /// How many texts were counted.
    pub fn total(&self) -> u64 {
        self.0.as_flattened().iter().sum()
    }

    /// How many texts people put in a class.
    pub fn said(&self, class: usize) -> u64 {
        self.0[class].iter().sum()
    }

    /// How many texts the model puts in a class.
    pub fn predicted(&self, class: usize) -> u64 {
        self.0.iter().map(|row| row[class]).sum()
    }

    /// How many texts got their label.
    pub fn right(&self) -> u64 {
        (0..CLASSES).map(|class| self.0[class][class]).sum()
    }

    /// Share of texts that got their label, 0 to 1; `None` where there are none.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.right(), self.total())
    }

    /// Share of a class's texts that the model finds, 0 to 1.
    pub fn recall(&self, class: usize) -> Option<f64> {
        ratio(self.0[class][class], self.said(class))
    }

    /// Share of what the model calls so that is so, 0 to 1.
    pub fn precision(&self, class: usize) -> Option<f64> {
        ratio(self.0[class][class], self.predicted(class))
    }

    /// The harmonic mean of precision and recall, 0 to 1; `None` where people put
    /// no text in the class and the model none.
    pub fn f1(&self, class: usize) -> Option<f64> {
        ratio(
            2 * self.0[class][class],
            self.said(class) + self.predicted(class),
        )
    }

    /// Mean of the recalls of those classes that people use, 0 to 1.
    pub fn macro_recall(&self) -> Option<f64> {
        mean((0..CLASSES).filter_map(|class| self.recall(class)))
    }

    /// Mean of the F1 of those classes that people or the model use, 0 to 1.
    pub fn macro_f1(&self) -> Option<f64> {
        mean((0..CLASSES).filter_map(|class| self.f1(class)))
    }

    /// The 95 % interval of the macro-recall: its classes are independent samples, each with
    /// the variance of a share, `r(1 − r) / n`; one text is added on both sides of each
    /// (Agresti & Coull 1998), so that few texts are never certain.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn macro_recall_interval(&self) -> Option<Interval> {
        let centre = self.macro_recall()?;
        let (mut variance, mut classes) = (0.0, 0.0);
        for class in (0..CLASSES).filter(|class| self.said(*class) > 0) {
            let n = self.said(class) as f64 + 2.0;
            let recall = (self.0[class][class] as f64 + 1.0) / n;
            variance += recall * (1.0 - recall) / n;
            classes += 1.0;
        }
        let half = Z * variance.sqrt() / classes;
        Some(Interval {
            low: (centre - half).max(0.0),
            high: (centre + half).min(1.0),
        })
    }

    /// Net sentiment as the model sees it less net sentiment as people see it, in points.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn net_bias(&self) -> Option<f64> {
        let (negative, positive) = (0, CLASSES - 1);
        let total = self.total();
        let net = |p: u64, n: u64| (p as f64 - n as f64) * 100.0 / total as f64;
        (total > 0).then(|| {
            net(self.predicted(positive), self.predicted(negative))
                - net(self.said(positive), self.said(negative))
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_textbook() {
        let confusion = Confusion([[8, 1, 1], [2, 6, 2], [0, 5, 5]]);
        assert_eq!(confusion.total(), 30);
        assert!((confusion.accuracy().unwrap() - 19.0 / 30.0).abs() < 1e-12);
        assert!((confusion.macro_recall().unwrap() - 19.0 / 30.0).abs() < 1e-12);
        assert_eq!(confusion.precision(0), Some(0.8));
        assert_eq!(confusion.f1(0), Some(0.8));
        let bias = confusion.net_bias().unwrap();
        assert!((bias - -200.0 / 30.0).abs() < 1e-12, "{bias}");
    }

    #[test]
    fn a_class_that_nobody_uses_is_left_out() {
        let confusion = Confusion([[3, 0, 1], [0, 0, 0], [0, 0, 4]]);
        assert_eq!(confusion.macro_recall(), Some(0.875));
        assert_eq!(confusion.recall(1), None);
        assert_eq!(Confusion::default().macro_recall_interval(), None);
    }

    #[test]
    fn the_interval_has_the_published_width() {
        // ±3.2 points on 870 balanced texts, ±6.4 on 224
        let half = |n: u64| {
            let right = n * 63 / 100;
            let wrong = n - right;
            let confusion = Confusion([[right, wrong, 0], [wrong, right, 0], [wrong, 0, right]]);
            let interval = confusion.macro_recall_interval().unwrap();
            (interval.high - interval.low) * 50.0
        };
        assert!((half(290) - 3.2).abs() < 0.1, "{}", half(290));
        assert!((half(75) - 6.4).abs() < 0.2, "{}", half(75));
    }

    #[test]
    fn the_whole_is_the_merge_of_its_parts() {
        let (mut one, mut other) = (Confusion::default(), Confusion::default());
        one.add(0, 2);
        other.add(1, 1);
        let mut both = Confusion::default();
        both.merge(&one);
        both.merge(&other);
        assert_eq!(both, Confusion([[0, 0, 1], [0, 1, 0], [0, 0, 0]]));
    }
}
