//! Hands finished bytes over: to standard output, or to a file that is complete or not there.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Where an output goes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Target {
    /// Standard output.
    #[default]
    Stdout,
    /// A file, replaced as a whole when the output is complete.
    File(PathBuf),
}

impl Target {
    /// The target written as that on the command line; `-` is standard output.
    pub fn new(path: &Path) -> Self {
        if path == Path::new("-") {
            return Self::Stdout;
        }
        Self::File(path.to_owned())
    }

    fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".to_owned(),
            Self::File(path) => format!("`{}`", path.display()),
        }
    }
}

/// An output being written. Without [`Sink::finish`] a file stays as it was before.
pub struct Sink {
    target: String,
    bytes: BufWriter<Channel>,
}

enum Channel {
    Stdout(io::Stdout),
    /// A device or pipe, which cannot be replaced.
    Direct(File),
    /// Written beside `path`, then put in its place.
    Beside {
        file: NamedTempFile,
        path: PathBuf,
    },
}

/// Writes an output as a whole.
pub fn deliver(
    target: &Target,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    let mut sink = open(target)?;
    write(&mut sink).map_err(|source| sink.failed(source))?;
    sink.finish()
}

/// Opens an output that is written bit by bit.
pub fn open(target: &Target) -> Result<Sink> {
    let channel = match target {
        Target::Stdout => Ok(Channel::Stdout(io::stdout())),
        Target::File(path) => channel(path)?,
    };
    let channel = channel.map_err(|source| Error::Write {
        target: target.name(),
        source,
    })?;
    Ok(Sink {
        target: target.name(),
        bytes: BufWriter::with_capacity(64 * 1024, channel),
    })
}

/// Devices and pipes are written to; a regular file is replaced. A link to one is refused,
/// as it would either be overwritten in silence or lead to a file that nobody named.
fn channel(path: &Path) -> Result<io::Result<Channel>> {
    let behind = fs::metadata(path);
    if behind.as_ref().is_ok_and(|meta| !meta.is_file()) {
        return Ok(File::options().write(true).open(path).map(Channel::Direct));
    }
    if fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink()) {
        return Err(Error::Option {
            option: "--output",
            reason: format!("`{}` is a symbolic link", path.display()),
            hint: Some("give the path of the file itself".into()),
        });
    }
    Ok(beside(path, behind.ok().map(|meta| meta.permissions())))
}

fn beside(path: &Path, permissions: Option<Permissions>) -> io::Result<Channel> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".listen-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file: the user's umask takes away from it.
        builder.permissions(Permissions::from_mode(0o666));
    }
    // Otherwise the errors would speak of a temporary file that nobody asked for.
    fs::metadata(folder)?;
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    unfinished().push(file.path().to_owned());
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    let path = path.to_owned();
    Ok(Channel::Beside { file, path })
}

impl Sink {
    /// Completes the output: everything is written, and a file is in its place.
    pub fn finish(self) -> Result<()> {
        let target = self.target;
        let finished = self
            .bytes
            .into_inner()
            .map_err(io::IntoInnerError::into_error);
        finished
            .and_then(Channel::finish)
            .map_err(|source| Error::Write { target, source })
    }

    /// The error for a write that failed.
    pub fn failed(&self, source: io::Error) -> Error {
        Error::Write {
            target: self.target.clone(),
            source,
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes.flush()
    }
}

impl Channel {
    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Direct(mut file) => file.flush(),
            Self::Beside { file, path } => {
                file.as_file().sync_all()?;
                let part = file.path().to_owned();
                let mut unfinished = unfinished();
                file.persist(&path).map_err(|error| error.error)?;
                unfinished.retain(|path| *path != part);
                sync_folder(&path);
                Ok(())
            }
        }
    }
}

/// Parts being written, for [`abandon`].
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every output that is not finished, for a process about to be ended by a signal.
pub fn abandon() {
    for part in unfinished().drain(..) {
        // It may be gone already.
        let _ = fs::remove_file(part);
    }
}

/// Makes the new name durable where the system can; the file itself is already.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        // Some file systems cannot, and the output is complete all the same.
        let _ = folder.sync_all();
    }
}

impl Write for Channel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Direct(file) => file.write(bytes),
            Self::Beside { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Direct(file) => file.flush(),
            Self::Beside { file, .. } => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_folder(test: impl FnOnce(&Path)) {
        let folder = tempfile::tempdir().unwrap();
        test(folder.path());
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_finished_output_replaces_the_file() {
        in_folder(|folder| {
            let path = folder.join("report.csv");
            fs::write(&path, "old").unwrap();
            deliver(&Target::new(&path), |out| out.write_all(b"new")).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
            assert_eq!(names(folder), ["report.csv"]);
        });
    }

    #[test]
    fn a_failed_output_leaves_everything_as_it_was() {
        in_folder(|folder| {
            let path = folder.join("report.csv");
            fs::write(&path, "old").unwrap();
            let error = deliver(&Target::new(&path), |out| {
                out.write_all(&vec![b'x'; 100_000])?;
                Err(io::ErrorKind::StorageFull.into())
            });
            assert!(error.unwrap_err().to_string().contains("report.csv"));
            assert_eq!(fs::read_to_string(&path).unwrap(), "old");
            assert_eq!(names(folder), ["report.csv"]);
        });
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        in_folder(|folder| assert!(open(&Target::File(folder.join("no/report.csv"))).is_err()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_and_what_it_leads_to_is_untouched() {
        in_folder(|folder| {
            let path = folder.join("link.csv");
            fs::write(folder.join("secret"), "old").unwrap();
            std::os::unix::fs::symlink("secret", &path).unwrap();
            let error = open(&Target::new(&path)).err().unwrap();
            assert!(error.to_string().contains("is a symbolic link"));
            assert_eq!(names(folder), ["link.csv", "secret"]);
        });
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_devices_are_written_to() {
        use std::os::unix::fs::PermissionsExt;

        in_folder(|folder| {
            let path = folder.join("report.csv");
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
            deliver(&Target::new(&path), |out| out.write_all(b"new")).unwrap();
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o640
            );
        });
        deliver(&Target::new(Path::new("/dev/null")), |out| {
            out.write_all(b"new")
        })
        .unwrap();
    }
}
