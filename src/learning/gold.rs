//! The sentences of a language's `gold.tsv`: they take part in learning, so that short plain sentences stay right.

use super::Example;
use crate::scoring::Label;

/// The sentences of a `gold.tsv` (label, phenomenon, sentence) as examples; those with a known fault are left out.
pub(super) fn examples(gold: &str, source: usize, weight: f64) -> Vec<Example> {
    let example = |line: &str| {
        let [label, _, text] = line.split('\t').collect::<Vec<_>>()[..] else {
            return None;
        };
        let label = Label::ALL.into_iter().find(|known| known.name() == label)?;
        Some(Example {
            text: text.to_owned(),
            brand: String::new(),
            label,
            source,
            weight,
        })
    };
    let lines = gold.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(example).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_with_a_known_fault_do_not_teach() {
        let gold = "# A heading.\npositive\tplain\tThe kettle is fine\nnegative\tirony\tFine kettle\ttoo subtle\n";
        let found = examples(gold, 3, 0.2);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].label, found[0].source), (Label::Positive, 3));
    }
}
