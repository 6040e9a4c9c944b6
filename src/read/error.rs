//! What can be wrong with a file.

use std::io;

/// Why a file could not be read. The message is one line: the file, where, what is wrong, and what
/// to do.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file does not exist.
    #[error("{name}: no such file")]
    NotFound {
        /// The name as given.
        name: String,
    },
    /// The file is a directory.
    #[error("{name}: is a directory; name the files in it")]
    Directory {
        /// The name as given.
        name: String,
    },
    /// The operating system refused.
    #[error("{name}: cannot be read")]
    Io {
        /// The name as given.
        name: String,
        /// What it said.
        source: io::Error,
    },
    /// The file, or a part of it once inflated, is larger than [`super::SIZE_LIMIT`].
    #[error("{name}: larger than {} MiB; split it", super::SIZE_LIMIT >> 20)]
    TooLarge {
        /// The name as given.
        name: String,
    },
    /// The file has nothing but white space.
    #[error("{name}: no text in it")]
    Empty {
        /// The name as given.
        name: String,
    },
    /// The bytes are not text.
    #[error("{name}: byte {offset}: not a text file (byte {byte:#04x}); convert it to text first")]
    Binary {
        /// The name as given.
        name: String,
        /// Offset of the first byte that no text has.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// Bytes that the encoding does not have.
    #[error(
        "{name}: line {line}, byte {offset}: not valid {encoding}; try --encoding with another name"
    )]
    Malformed {
        /// The name as given.
        name: String,
        /// The encoding the bytes were to be in.
        encoding: &'static str,
        /// Offset of the first byte that does not fit, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// No encoding fits the bytes.
    #[error("{name}: byte {offset}: cannot tell the encoding; name it with --encoding")]
    UnknownEncoding {
        /// The name as given.
        name: String,
        /// Offset of the first byte outside ASCII, from 0.
        offset: usize,
    },
    /// A subtitle file without a single valid cue.
    #[error("{name}: line {line}: no cue; expected a time like {example}")]
    NoCue {
        /// The name as given.
        name: String,
        /// The first line with anything on it, from 1.
        line: usize,
        /// A time line of the format.
        example: &'static str,
    },
    /// A page that cannot be taken apart.
    #[error("{name}: elements nested more than {limit} deep; save the page as text")]
    Html {
        /// The name as given.
        name: String,
        /// The deepest nesting that is read.
        limit: usize,
    },
    /// A DOCX file that cannot be unpacked or understood.
    #[error("{name}: not a readable DOCX file ({reason}); save it again as .docx or .txt")]
    Docx {
        /// The name as given.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ReadError {
    /// An error of the file system about `name`.
    pub(super) fn io(name: &str, source: io::Error) -> Self {
        let name = name.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { name },
            io::ErrorKind::IsADirectory => Self::Directory { name },
            _ => Self::Io { name, source },
        }
    }
}
