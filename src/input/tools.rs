//! Which tool an export comes from, by the names of its columns.

use std::collections::HashSet;

use super::fields::{core, loose};

/// A tool that was recognised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tool {
    /// The tool's name.
    pub name: &'static str,
    /// The platform that all its mentions are from; empty where they are from several.
    pub platform: &'static str,
    /// The columns that show it, parted by ` | `.
    pub signs: &'static str,
}

impl Tool {
    /// The tool that these columns, or dotted paths, show.
    pub(super) fn of(columns: &[String]) -> Option<Self> {
        let plain = columns.iter().map(|column| loose(column));
        let bare = columns.iter().map(|column| loose(&core(column)));
        let columns: HashSet<String> = plain.chain(bare).collect();
        let has = |sign: &str| columns.contains(&loose(sign));
        tools().find(|tool| tool.signs.split(" | ").all(has))
    }
}

fn tools() -> impl Iterator<Item = Tool> {
    let lines = include_str!("tools.tsv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Tool {
                name: cells.next()?,
                platform: cells.next().map(|name| name.trim_matches('-'))?,
                signs: cells.next()?,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_known_by_its_columns() {
        let columns = ["Resource Id", "Thread Entry Type", "Full Text"].map(String::from);
        assert_eq!(Tool::of(&columns).map(|tool| tool.name), Some("Brandwatch"));
        assert_eq!(Tool::of(&["id".into(), "text".into()]), None);
    }

    #[test]
    fn every_line_is_whole() {
        for tool in tools() {
            assert!(!tool.signs.is_empty() && !tool.name.is_empty(), "{tool:?}");
            assert_eq!(tool.signs, tool.signs.to_lowercase(), "{tool:?}");
        }
        assert!(tools().count() > 50);
    }
}
