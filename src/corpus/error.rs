//! What can go wrong with a corpus, said so that a person can put it right.

use std::{fmt, io, path::PathBuf, time::Duration};

use super::id::PairId;

/// Why a corpus could not be read or written. In every case the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not UTF-8.
    #[error(
        "{}, line {line}: not UTF-8; save the file as CSV in UTF-8; nothing was changed",
        path.display()
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Line of the first byte that is not UTF-8, counted from 1.
        line: usize,
    },
    /// The file is something else than a corpus.
    #[error("{} is not a quotealign corpus: {problem}; nothing was changed", path.display())]
    Header {
        /// The file.
        path: PathBuf,
        /// The first difference from the header of a corpus.
        problem: String,
    },
    /// A row of the file is not a pair.
    #[error("{}, {error}; nothing was changed", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Where and what.
        error: RowError,
    },
    /// A pair to be written could not be read back.
    #[error("pair {id} cannot be written: {problem}; nothing was changed")]
    Pair {
        /// The pair.
        id: PairId,
        /// What is wrong with it.
        problem: String,
    },
    /// The file cannot be written.
    #[error("cannot write {}, nothing was changed", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The path names a folder, a device or the like.
    #[error("cannot write {}: {what}; nothing was changed", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// What it names instead.
        what: &'static str,
    },
    /// Another process is writing the file.
    #[error(
        "{} is being changed by another process (waited {} s for it); try again, nothing was changed",
        path.display(),
        waited.as_secs()
    )]
    Locked {
        /// The file.
        path: PathBuf,
        /// How long we waited.
        waited: Duration,
    },
}

/// Why a row of a file is not a pair.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RowError {
    /// Line the row starts on, counted from 1.
    pub line: u64,
    /// Name of the column, where it is one cell that is wrong.
    pub column: Option<&'static str>,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column `{column}`")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// A cell as an error message shows it: in backquotes, on one line, not longer than a line.
pub(super) fn shown(cell: &str) -> String {
    const LONGEST: usize = 40;
    let mut text: String = cell.chars().take(LONGEST).collect();
    if text.len() < cell.len() {
        text.push('…');
    }
    format!("`{}`", text.escape_debug())
}
