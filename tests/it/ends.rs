//! How runs end: exit codes, closed pipes, standard error.

use std::{
    io::Read as _,
    process::{Command, Stdio},
};

use crate::support::Listen;

#[test]
fn help_and_version_are_no_errors() {
    assert!(Listen::command("--version").stdout().starts_with("listen "));
    assert!(Listen::command("--help").stdout().contains("analyze"));
}

#[test]
fn no_command_and_unknown_flags_are_usage_errors() {
    assert_eq!(Listen::new().run().code, 2);
    assert_eq!(Listen::command("analyze").run().code, 2);
    assert_eq!(Listen::command("analyze x.csv --bogus").run().code, 2);
}

#[test]
fn a_missing_file_is_named() {
    let stderr = Listen::command("analyze none.csv").fails(1);
    assert!(
        stderr.starts_with("error: cannot read `none.csv`\n"),
        "{stderr}"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut mentions = String::from("text,author\n");
    for n in 0..200_000 {
        mentions += &format!("number {n} is good,author {n}\n");
    }
    std::fs::write(folder.path().join("m.csv"), mentions).unwrap();
    for command in [
        "score m.csv",
        "analyze m.csv --by author --format csv --quiet",
        "analyze m.csv --by author --format jsonl --quiet",
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_listen"))
            .args(command.split(' ').chain(["--model", "vader"]))
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
        assert_eq!(output.status.code(), Some(0), "{command}");
    }
}

#[test]
fn standard_error_carries_no_escapes_from_names() {
    let stderr = Listen::new()
        .args(["analyze", "\x1b]0;x\x07.csv"])
        .run()
        .stderr;
    assert!(!stderr.contains('\x1b'), "{stderr:?}");
}

#[test]
fn no_wrong_word_of_the_command_line_steers_the_terminal() {
    for args in [
        ["analyze", "--x\u{9b}2J\u{202e}.csv"],
        ["a\u{9b}2J\u{202e}", "x"],
    ] {
        let stderr = Listen::new().args(args).fails(2);
        assert!(stderr.contains("2J\\u{202e}"), "{stderr:?}");
        assert!(!stderr.contains(['\u{9b}', '\u{202e}']), "{stderr:?}");
    }
}

#[test]
fn no_json_steers_the_terminal() {
    let hostile = "{\"text\":\"good\u{9b}2J\u{7f}\u{202e}\",\"\u{9b}\":\"\u{9b}\"}\n";
    for command in [
        "inspect m.jsonl --format json",
        "analyze m.jsonl --format json",
        "score m.jsonl",
        "score m.jsonl --format jsonl",
    ] {
        let stdout = Listen::command(command).file("m.jsonl", hostile).stdout();
        let steers = ['\u{9b}', '\u{7f}', '\u{202e}'];
        assert!(!stdout.contains(steers), "{command}: {stdout:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&stdout).is_ok());
    }
}

#[test]
fn no_input_is_written_over() {
    for (command, is_refused) in [
        ("analyze m.csv --output ./m.csv", true),
        ("score x.csv m.csv --output m.csv", true),
        ("learn m.csv --output m.csv", true),
        ("analyze m.csv --output x.csv", false),
    ] {
        let ran = Listen::command(command)
            .file("m.csv", "text,label\ngood,positive\n")
            .file("x.csv", "text,label\ngood,positive\n")
            .run();
        let reason = "error: --output: `m.csv` is an input, and would be lost\n";
        assert_eq!(ran.stderr.starts_with(reason), is_refused, "{}", ran.stderr);
        assert_eq!(ran.code, if is_refused { 2 } else { 0 }, "{command}");
        assert_eq!(
            ran.file("m.csv").unwrap().lines().next(),
            Some("text,label")
        );
    }
}

/// What a command shows on a terminal; `None` where there is no program that gives it one.
#[cfg(target_os = "linux")]
fn on_a_terminal(command: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("m.csv"), "id,text,platform\n1,good,x\n").unwrap();
    let listen = env!("CARGO_BIN_EXE_listen");
    let shell = format!("stty cols 100 rows 40 && '{listen}' {command}");
    let shown = Command::new("script")
        .args(["-qec", &shell, "/dev/null"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output();
    let Ok(shown) = shown.map(|shown| String::from_utf8_lossy(&shown.stdout).into_owned()) else {
        println!("skipped: there is no `script`");
        return None;
    };
    Some(shown)
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_shows_each_note_once() {
    for (options, times) in [("", 1), (" --quiet", 1), (" --format markdown", 2)] {
        let command = format!("analyze m.csv --by platform{options}");
        let Some(shown) = on_a_terminal(&command) else {
            return;
        };
        let note = "whoever repeats it";
        assert_eq!(shown.matches(note).count(), times, "{command}: {shown}");
    }
}
