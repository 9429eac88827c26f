//! `Listen`: one run of the program in a folder of its own.

use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use tempfile::TempDir;

pub(crate) struct Listen {
    folder: TempDir,
    within: Option<PathBuf>,
    args: Vec<String>,
    environment: Vec<(String, String)>,
    stdin: Vec<u8>,
}

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
    folder: TempDir,
}

impl Ran {
    /// A file that the run wrote, if it did.
    pub(crate) fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join(name)).ok()
    }

    /// The names of the files in the folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Listen {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            within: None,
            args: Vec::new(),
            environment: Vec::new(),
            stdin: Vec::new(),
        }
    }

    /// The words of a command line without quoting: `analyze a.csv --by brand`.
    pub(crate) fn command(words: &str) -> Self {
        Self::new().args(words.split(' '))
    }

    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Runs in that folder instead of one of its own.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.within = Some(folder.to_owned());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    pub(crate) fn stdin(mut self, content: impl AsRef<[u8]>) -> Self {
        self.stdin = content.as_ref().to_vec();
        self
    }

    fn assert(&self) -> Assert {
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_listen"))
            .env_clear()
            .envs(self.environment.iter().cloned())
            .current_dir(self.within.as_deref().unwrap_or(self.folder.path()))
            .args(&self.args)
            .write_stdin(self.stdin.clone())
            .assert()
    }

    pub(crate) fn run(self) -> Ran {
        let output = self.assert().get_output().clone();
        Ran {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
            folder: self.folder,
        }
    }

    /// Standard output of a run that must succeed.
    #[track_caller]
    pub(crate) fn stdout(self) -> String {
        let ran = self.run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    }

    /// Standard error of a run that must end with that code and print nothing else.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> String {
        let ran = self.run();
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (code, ""),
            "{}",
            ran.stderr
        );
        ran.stderr
    }
}

/// A file or folder beside the project, `None` where it does not lie.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if !found.exists() {
        println!("skipped: {} is not there", found.display());
        return None;
    }
    Some(found)
}
