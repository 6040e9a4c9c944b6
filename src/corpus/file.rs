//! Files that are replaced as a whole, under a lock.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::error::CorpusError;

/// How long to wait for another process to finish with a file.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many links to follow before a path counts as a loop.
const MOST_LINKS: usize = 32;

/// Replaces what is at `path`, or creates it, with what `fill` writes, so that a reader sees the
/// old file or the new one and never a part: writes a temporary file beside it, flushes it to disk
/// and renames it.
///
/// The permissions of an old file stay. Where `path` is a symbolic link, the file it points to is
/// replaced and the link stays.
///
/// # Errors
/// [`CorpusError::Write`], also for an error of `fill`, and [`CorpusError::NotAFile`]; an old file
/// is then as it was.
pub fn replace(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CorpusError> {
    let target = target(path)?;
    swap(&target, fill).map_err(|source| CorpusError::Write {
        path: path.to_owned(),
        source,
    })
}

/// Reads the file at `path` (`None` where there is none), and replaces it with what `change`
/// returns (`None` leaves it alone). No other call sees the file in between: each holds the lock
/// on `.quotealign-NAME.lock` beside the file, which stays there.
///
/// # Errors
/// Those of `change`, [`CorpusError::Locked`] after 20 seconds of waiting, [`CorpusError::Read`],
/// and those of [`replace`].
pub(super) fn update<T>(
    path: &Path,
    change: impl FnOnce(Option<&[u8]>) -> Result<(Option<Vec<u8>>, T), CorpusError>,
) -> Result<T, CorpusError> {
    let target = target(path)?;
    let _lock = lock(path, &target, PATIENCE)?;
    let old = match fs::read(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => {
            return Err(CorpusError::Read {
                path: path.to_owned(),
                source,
            });
        }
    };
    let (new, result) = change(old.as_deref())?;
    if let Some(new) = new.filter(|new| old.as_ref() != Some(new)) {
        swap(&target, |out| out.write_all(&new)).map_err(|source| CorpusError::Write {
            path: path.to_owned(),
            source,
        })?;
    }
    Ok(result)
}

/// The regular file that `path` names, or would name, after all symbolic links.
fn target(path: &Path) -> Result<PathBuf, CorpusError> {
    let refuse = |what| CorpusError::NotAFile {
        path: path.to_owned(),
        what,
    };
    let failed = |source| CorpusError::Write {
        path: path.to_owned(),
        source,
    };
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let metadata = match fs::symlink_metadata(&target) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return if target.file_name().is_some() {
                    Ok(target)
                } else {
                    Err(refuse("it names no file"))
                };
            }
            Err(error) => return Err(failed(error)),
        };
        if metadata.is_symlink() {
            // A relative link counts from the folder it lies in; an absolute one replaces it.
            let link = fs::read_link(&target).map_err(failed)?;
            target = folder(&target).join(link);
        } else if metadata.is_dir() {
            return Err(refuse("it is a folder"));
        } else if !metadata.is_file() {
            return Err(refuse("it is not a regular file"));
        } else if metadata.permissions().readonly() {
            return Err(refuse("it is marked read-only"));
        } else {
            return Ok(target);
        }
    }
    Err(refuse("its symbolic links go round in circles"))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Takes the lock that goes with `target`; it is given back when the file is dropped, or by the
/// system when the process ends.
fn lock(path: &Path, target: &Path, patience: Duration) -> Result<File, CorpusError> {
    let failed = |source| CorpusError::Write {
        path: path.to_owned(),
        source,
    };
    let mut name = std::ffi::OsString::from(".quotealign-");
    name.push(target.file_name().unwrap_or_default());
    name.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder(target).join(name))
        .map_err(failed)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(CorpusError::Locked {
                    path: path.to_owned(),
                    waited: patience,
                });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
}

/// Puts what `fill` writes in place of `target`.
fn swap(target: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = folder(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".quotealign-").suffix(".tmp");
    // Without this a new file could be read by its owner alone, whatever the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(target) {
        // Only a privileged process may give files away; for others the file becomes theirs.
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let _ = fchown(file.as_file(), Some(old.uid()), Some(old.gid()));
        }
        file.as_file().set_permissions(old.permissions())?;
    }
    let mut out = BufWriter::new(&mut file);
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    file.persist(target)?;
    sync_folder(folder)
}

/// Flushes the new name to disk, where the system has a way to.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot flush folders; the file is in place all the same.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pairs.csv");
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn replace(path: &Path, content: &[u8]) -> Result<(), CorpusError> {
        super::replace(path, |out| out.write_all(content))
    }

    #[test]
    fn leaves_nothing_but_the_file_and_the_lock() {
        let (folder, path) = in_folder();
        replace(&path, b"one").unwrap();
        assert_eq!(names(folder.path()), ["pairs.csv"]);
        let old = update(&path, |old| {
            Ok((Some(b"two".to_vec()), old.map(<[u8]>::to_vec)))
        });
        assert_eq!(old.unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            names(folder.path()),
            [".quotealign-pairs.csv.lock", "pairs.csv"]
        );
    }

    #[test]
    fn a_failed_change_leaves_the_file() {
        let (folder, path) = in_folder();
        replace(&path, b"one").unwrap();
        let failed = update::<()>(&path, |_| {
            Err(CorpusError::Header {
                path: path.clone(),
                problem: String::new(),
            })
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[test]
    fn refuses_what_is_not_a_file_to_write() {
        let (folder, path) = in_folder();
        let said = |path: &Path| {
            let error = replace(path, b"x").unwrap_err();
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            (
                error
                    .to_string()
                    .replace(folder.path().to_str().unwrap(), ""),
                cause,
            )
        };
        assert_eq!(
            said(folder.path()).0,
            "cannot write : it is a folder; nothing was changed"
        );
        fs::write(&path, "x").unwrap();
        let (message, cause) = said(&path.join("in.csv"));
        assert_eq!(
            message,
            "cannot write /pairs.csv/in.csv, nothing was changed"
        );
        assert!(cause.unwrap().contains("irectory"));
        let (message, cause) = said(&folder.path().join("no/in.csv"));
        assert_eq!(message, "cannot write /no/in.csv, nothing was changed");
        assert!(cause.is_some());
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let message = "cannot write /pairs.csv: it is marked read-only; nothing was changed";
        assert_eq!(said(&path).0, message);
        assert_eq!(fs::read(&path).unwrap(), b"x");
    }

    #[test]
    fn says_so_when_another_keeps_the_lock() {
        let (folder, path) = in_folder();
        let held = lock(&path, &path, PATIENCE).unwrap();
        let error = lock(&path, &path, Duration::ZERO).unwrap_err();
        assert_eq!(
            error
                .to_string()
                .replace(folder.path().to_str().unwrap(), ""),
            "/pairs.csv is being changed by another process (waited 0 s for it); try again, \
             nothing was changed"
        );
        drop(held);
        assert!(lock(&path, &path, Duration::ZERO).is_ok());
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        #[test]
        fn permissions_stay_and_new_files_follow_the_umask() {
            let (folder, path) = in_folder();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            replace(&path, b"one").unwrap();
            let plain = folder.path().join("plain");
            fs::write(&plain, "").unwrap();
            assert_eq!(mode(&path), mode(&plain));
            fs::set_permissions(&path, PermissionsExt::from_mode(0o604)).unwrap();
            replace(&path, b"two").unwrap();
            assert_eq!(mode(&path), 0o604);
        }

        #[test]
        fn links_stay_links() {
            let (folder, path) = in_folder();
            fs::create_dir(folder.path().join("deep")).unwrap();
            let link = folder.path().join("deep/link.csv");
            // The link points to nothing at first.
            symlink("../pairs.csv", &link).unwrap();
            for content in [b"one", b"two"] {
                update(&link, |_| Ok((Some(content.to_vec()), ()))).unwrap();
                assert_eq!(fs::read(&path).unwrap(), content);
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            }
            assert_eq!(names(&folder.path().join("deep")), ["link.csv"]);
            let circle = folder.path().join("circle");
            symlink("circle", &circle).unwrap();
            let error = replace(&circle, b"x").unwrap_err().to_string();
            assert!(
                error.contains("its symbolic links go round in circles"),
                "{error}"
            );
        }
    }
}
