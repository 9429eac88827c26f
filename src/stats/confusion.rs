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
        Some(around(centre, Z * variance.sqrt() / classes, (0.0, 1.0)))
    }

    /// The 95 % interval of the macro-F1, by the delta method: F1 of class c is
    /// `2 n_cc / (row c + column c)`, whose slopes by each count give its variance.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn macro_f1_interval(&self) -> Option<Interval> {
        let centre = self.macro_f1()?;
        let slopes: Vec<[f64; 2]> = (0..CLASSES).map(|class| self.f1_slopes(class)).collect();
        let used = (0..CLASSES)
            .filter(|class| self.f1(*class).is_some())
            .count() as f64;
        let mut variance = 0.0;
        for (said, row) in self.0.iter().enumerate() {
            for (predicted, count) in row.iter().enumerate() {
                let own = slopes[said][0] * f64::from(u8::from(said == predicted));
                let slope = own + slopes[said][1] + slopes[predicted][1];
                variance += (*count as f64) * (slope / used).powi(2);
            }
        }
        Some(around(centre, Z * variance.sqrt(), (0.0, 1.0)))
    }

    /// How a class's F1 changes with its count of right texts, and with its row or column.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn f1_slopes(&self, class: usize) -> [f64; 2] {
        let whole = (self.said(class) + self.predicted(class)) as f64;
        if whole == 0.0 {
            return [0.0; 2];
        }
        let right = self.0[class][class] as f64;
        [2.0 / whole, -2.0 * right / (whole * whole)]
    }

    /// Wilson's 95 % interval of the accuracy.
    pub fn accuracy_interval(&self) -> Option<Interval> {
        super::share(self.right(), self.total(), self.total())
    }

    /// Net sentiment as people see it, −100 to 100 points.
    pub fn net_said(&self) -> Option<f64> {
        self.net(|class| self.said(class))
    }

    /// Net sentiment as the model sees it, −100 to 100 points.
    pub fn net_predicted(&self) -> Option<f64> {
        self.net(|class| self.predicted(class))
    }

    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn net(&self, count: impl Fn(usize) -> u64) -> Option<f64> {
        let total = self.total();
        let difference = count(CLASSES - 1) as f64 - count(0) as f64;
        (total > 0).then(|| 100.0 * difference / total as f64)
    }

    /// Net sentiment as the model sees it less net sentiment as people see it, in points.
    pub fn net_error(&self) -> Option<f64> {
        Some(self.net_predicted()? - self.net_said()?)
    }

    /// The 95 % interval of that error: the mean of what each text adds, −2 to 2, with the
    /// variance of a mean; one text is added with each of the errors −1 and 1, so that few
    /// texts are never certain.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn net_error_interval(&self) -> Option<Interval> {
        let centre = self.net_error()?;
        let n = self.total() as f64 + 2.0;
        let mut squares = 2.0;
        for (said, row) in self.0.iter().enumerate() {
            for (predicted, count) in row.iter().enumerate() {
                squares += *count as f64 * (predicted as f64 - said as f64).powi(2);
            }
        }
        let mean = centre / 100.0 * self.total() as f64 / n;
        let half = 100.0 * Z * ((squares / n - mean * mean).max(0.0) / n).sqrt();
        Some(around(centre, half, (-200.0, 200.0)))
    }
}

fn around(centre: f64, half: f64, (least, most): (f64, f64)) -> Interval {
    Interval {
        low: (centre - half).max(least),
        high: (centre + half).min(most),
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
        let bias = confusion.net_error().unwrap();
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
    fn intervals_hold_their_estimates_and_narrow_with_the_root_of_the_sample() {
        let small = Confusion([[40, 10, 5], [10, 30, 10], [5, 10, 40]]);
        let large = Confusion(small.0.map(|row| row.map(|count| count * 100)));
        for interval in [Confusion::macro_f1_interval, Confusion::accuracy_interval] {
            let width = |confusion: &Confusion| {
                let interval = interval(confusion).unwrap();
                assert!(interval.low < 0.69 && 0.68 < interval.high, "{interval:?}");
                interval.high - interval.low
            };
            let narrower = width(&small) / width(&large);
            assert!((narrower - 10.0).abs() < 0.3, "{narrower}");
        }
        let error = small.net_error_interval().unwrap();
        assert!(error.low < 0.0 && 0.0 < error.high);
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
