//! Reads one export of every tool, as the tool writes it, and shows what was found in it.

use std::path::{Path, PathBuf};

use expect_test::expect_file;
use serde_json::Value;

use crate::support::Listen;

/// The exports, in order of their paths.
fn exports() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports");
    let pattern = format!("{}/*/*", folder.display());
    let mut files: Vec<_> = glob::glob(&pattern).unwrap().flatten().collect();
    files.sort();
    assert!(files.len() > 70, "{files:?}");
    files
}

#[test]
fn every_export_is_read_without_an_option() {
    let mut table = String::new();
    for file in exports() {
        let ran = Listen::new()
            .args(["score", &file.display().to_string(), "--format", "jsonl"])
            .run();
        let folder = file.parent().and_then(Path::file_name).unwrap();
        let name = file.file_name().unwrap();
        let account = ran.stderr.lines().next().unwrap_or_default();
        table += &format!("{}/{}: {account}\n", folder.display(), name.display());
        for line in ran.stdout.lines() {
            let mention: Value = serde_json::from_str(line).unwrap();
            let shown = |field: &str| match &mention[field] {
                Value::String(text) => text.chars().take(34).collect(),
                Value::Null => "-".to_owned(),
                value => value.to_string(),
            };
            let fields = [
                "id",
                "author",
                "handle",
                "platform",
                "created_at",
                "likes",
                "source_sentiment",
                "rating",
                "brand",
                "text",
            ];
            table += &format!("  {}\n", fields.map(shown).join(" | ").replace('\n', "⏎"));
            let others = [
                "title",
                "followers",
                "url",
                "country",
                "shares",
                "replies",
                "views",
                "reach",
                "parent_id",
                "is_repost",
            ];
            let others: Vec<String> = others
                .into_iter()
                .filter(|field| !matches!(mention[field], Value::Null | Value::Bool(false)))
                .map(|field| format!("{field} {}", shown(field)))
                .collect();
            if !others.is_empty() {
                table += &format!("    {}\n", others.join(" · ").replace('\n', "⏎"));
            }
        }
    }
    expect_file!["../exports/read.txt"].assert_eq(&table);
}
