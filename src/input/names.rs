//! Turns what the user named into a list of inputs: files, folders, globs, `-`, URLs.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use crate::{Error, Result};

/// One input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Name {
    File(PathBuf),
    Stdin,
    Url(String),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("-"),
            Self::Url(url) => f.write_str(&super::url::without_secrets(url)),
        }
    }
}

/// The inputs that `names` stand for, in their order; those of a folder sorted.
pub(super) fn expand(names: &[String]) -> Result<Vec<Name>> {
    let mut all = Vec::new();
    for name in names {
        if name == "-" {
            all.push(Name::Stdin);
        } else if name.starts_with("http://") || name.starts_with("https://") {
            all.push(Name::Url(name.clone()));
        } else {
            all.extend(paths(name)?.into_iter().map(Name::File));
        }
    }
    Ok(all)
}

/// How many bytes the inputs have on disk, where all are files.
pub(super) fn size(names: &[Name]) -> Option<u64> {
    let size = |name: &Name| match name {
        Name::File(path) => Some(fs::metadata(path).ok()?.len()),
        _ => None,
    };
    names.iter().map(size).sum()
}

fn paths(name: &str) -> Result<Vec<PathBuf>> {
    let path = Path::new(name);
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => folder(name),
        Ok(_) => Ok(vec![path.to_owned()]),
        Err(_) if name.contains(['*', '?', '[']) => matching(name),
        Err(source) => Err(unreadable(name, source)),
    }
}

fn folder(name: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(name).map_err(|source| unreadable(name, source))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| unreadable(name, source))?.path();
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            files.push(path);
        }
    }
    files.sort();
    some(files, name, "the folder holds no file")
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>> {
    let matches = glob::glob(pattern).map_err(|error| Error::Input {
        input: pattern.into(),
        at: None,
        reason: format!("not a pattern of file names: {}", error.msg),
        hint: None,
    })?;
    let files = matches.flatten().filter(|path| path.is_file()).collect();
    some(files, pattern, "no file matches the pattern")
}

fn some(files: Vec<PathBuf>, name: &str, reason: &str) -> Result<Vec<PathBuf>> {
    if files.is_empty() {
        return Err(unreadable(name, io::Error::other(reason)));
    }
    Ok(files)
}

fn unreadable(name: &str, source: io::Error) -> Error {
    Error::Read {
        input: name.into(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_its_files_in_order() {
        let folder = tempfile::tempdir().expect("a place for files");
        for name in ["b.csv", "a.csv", ".hidden"] {
            fs::write(folder.path().join(name), "text\n").expect("written");
        }
        let name = folder.path().display().to_string();
        let found = expand(std::slice::from_ref(&name)).expect("readable");
        let expected = ["a.csv", "b.csv"].map(|n| Name::File(folder.path().join(n)));
        assert_eq!(found, expected);
        let found = expand(&[format!("{name}/b*")]).expect("readable");
        assert_eq!(found, expected[1..]);
    }

    #[test]
    fn what_is_missing_is_an_error() {
        for name in ["missing.csv", "missing*.csv"] {
            let error = expand(&[name.into()]).expect_err("missing");
            assert_eq!(error.to_string(), format!("cannot read `{name}`"));
        }
    }
}
