//! Turns what the user named into a list of inputs: files, folders, globs, `-`, URLs.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::zip::Archive;
use crate::{Error, Result};

/// How many folders deep files are looked for.
const DEEPEST: usize = 16;

/// One input.
#[derive(Clone, Debug)]
pub(super) enum Name {
    File(PathBuf),
    Stdin,
    Url(String),
    /// The file of that number in an archive, with the archive's name.
    Entry(Arc<Named>, usize),
}

/// An archive and the name of the input that it is.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) archive: Archive,
    /// In how many other archives it stands.
    pub(super) depth: usize,
}

impl std::ops::Deref for Named {
    type Target = Archive;

    fn deref(&self) -> &Archive {
        &self.archive
    }
}

impl Name {
    /// Whether it can be opened again.
    pub(super) fn is_lasting(&self) -> bool {
        match self {
            Self::File(_) | Self::Entry(..) => true,
            Self::Stdin | Self::Url(_) => false,
        }
    }

    /// When a file in an archive was written, as far as that says.
    pub(super) fn packed_at(&self) -> Option<Timestamp> {
        match self {
            Self::Entry(archive, number) => archive.entries().get(*number)?.written,
            Self::File(_) | Self::Stdin | Self::Url(_) => None,
        }
    }

    /// The files in the archive that it is, sorted by their paths.
    pub(super) fn entries(&self, archive: Archive) -> Vec<Self> {
        let named = Arc::new(Named {
            name: self.to_string(),
            archive,
            depth: match self {
                Self::Entry(outer, _) => outer.depth + 1,
                _ => 0,
            },
        });
        let wanted = |number: &usize| !is_hidden(&named.entries()[*number].name);
        let mut numbers: Vec<usize> = (0..named.entries().len()).filter(wanted).collect();
        numbers.sort_by_key(|number| &named.entries()[*number].name);
        let entry = |number| Self::Entry(Arc::clone(&named), number);
        numbers.into_iter().map(entry).collect()
    }
}

/// Whether a path is of the kind that systems add on their own.
fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && part != ".." && part != "."))
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("-"),
            Self::Url(url) => f.write_str(&super::url::without_secrets(url)),
            Self::Entry(archive, number) => {
                let entry = archive.entries().get(*number);
                let path = entry.map_or("", |entry| entry.name.as_str());
                write!(f, "{}/{path}", archive.name)
            }
        }
    }
}

/// The inputs that `names` stand for, in their order; those of a folder sorted.
pub(super) fn expand(names: &[String]) -> Result<Vec<Name>> {
    let mut all = Vec::new();
    for name in names {
        if name == "-" {
            all.push(Name::Stdin);
        } else if matches!(scheme(name).as_deref(), Some("http" | "https")) {
            all.push(Name::Url(name.clone()));
        } else {
            all.extend(paths(name)?.into_iter().map(Name::File));
        }
    }
    Ok(all)
}

/// What stands before `://`, in small letters.
fn scheme(name: &str) -> Option<String> {
    let (scheme, _) = name.split_once("://")?;
    Some(scheme.to_ascii_lowercase())
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
        Err(_) if scheme(name).is_some() => Err(unreadable(
            &super::url::without_secrets(name),
            io::Error::other("of addresses only `http://` and `https://` are read"),
        )),
        Err(source) => Err(unreadable(name, source)),
    }
}

fn folder(name: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(Path::new(name), 0, &mut files).map_err(|source| unreadable(name, source))?;
    files.sort();
    some(files, name, "the folder holds no file")
}

/// Adds the files of a folder and of those in it, but not of those that a link leads to.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_file() {
            files.push(path);
        } else if entry.file_type()?.is_dir() && depth < DEEPEST {
            collect(&path, depth + 1, files)?;
        }
    }
    Ok(())
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
        fs::create_dir(folder.path().join("c")).expect("made");
        for name in ["b.csv", "a.csv", ".hidden", "c/a.csv"] {
            fs::write(folder.path().join(name), "text\n").expect("written");
        }
        let name = folder.path().display().to_string();
        let found = expand(std::slice::from_ref(&name)).expect("readable");
        let shown = |names: Vec<Name>| names.iter().map(Name::to_string).collect::<Vec<_>>();
        let expected =
            ["a.csv", "b.csv", "c/a.csv"].map(|n| folder.path().join(n).display().to_string());
        assert_eq!(shown(found), expected);
        let found = expand(&[format!("{name}/b*")]).expect("readable");
        assert_eq!(shown(found), expected[1..2]);
    }

    #[test]
    fn addresses_are_told_by_their_scheme() {
        let found = expand(&["HTTPS://example.com/x".into()]).expect("an address");
        assert!(matches!(found[..], [Name::Url(_)]));
        let address = "ftp://anne:secret@example.com/x".into();
        let error = expand(&[address]).expect_err("no such address");
        assert_eq!(error.to_string(), "cannot read `ftp://example.com/x`");
        let cause = std::error::Error::source(&error).expect("a cause");
        assert!(cause.to_string().contains("only `http://`"), "{cause}");
    }

    #[test]
    fn what_is_missing_is_an_error() {
        for name in ["missing.csv", "missing*.csv"] {
            let error = expand(&[name.into()]).expect_err("missing");
            assert_eq!(error.to_string(), format!("cannot read `{name}`"));
        }
    }
}
