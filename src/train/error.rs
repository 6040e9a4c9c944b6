//! What can be wrong with training data.

use std::path::PathBuf;

use crate::corpus::CorpusError;

/// Why training data cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not UTF-8.
    #[error("{path}: byte {offset} is not UTF-8: convert the file first")]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Offset of the first bad byte.
        offset: usize,
    },
    /// A line that is not what it should be.
    #[error("{path}, line {line}: {what}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong, and what is expected.
        what: String,
    },
    /// The file is not a translation memory in TMX, or is damaged.
    #[error("{path}, byte {offset}: {what}")]
    Tmx {
        /// The file.
        path: PathBuf,
        /// Offset of the first bad byte in the file.
        offset: usize,
        /// What is wrong, and what is expected.
        what: String,
    },
    /// The file is not a corpus, or a row of it is not a pair.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// Nothing to train on.
    #[error(
        "no pairs to train on: a pair is an English text and one in Korean or Ukrainian, and its source must not have the weight 0"
    )]
    Empty,
    /// The rows grew without bound.
    #[error("training diverged: take a lower rate than {rate}")]
    Diverged {
        /// The rate it diverged with.
        rate: f32,
    },
}
