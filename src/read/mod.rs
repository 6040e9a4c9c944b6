//! Bytes to documents: encodings, plain text, HTML, subtitles, DOCX.
//!
//! Every reader gives a [`Document`]: readable text and the blocks (paragraphs, turns, cue runs)
//! it falls into. Speaker labels and subtitle times are kept beside the text, not in it.

mod document;
mod docx;
mod encoding;
mod error;
mod html;
mod plain;
mod speaker;
mod subtitles;

use std::{fs::File, io::Read, path::Path};

pub use document::{Block, Document, Format, Segment, TimeRange};
pub use encoding::{Encoding, UnknownEncoding};
pub use error::ReadError;

use document::Builder;

/// The largest file that is read, and the largest part of a DOCX file once inflated, in bytes.
pub const SIZE_LIMIT: u64 = 256 << 20;

/// What the user may say about how to read a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The encoding of the bytes; found out where `None`. DOCX files say theirs themselves.
    pub encoding: Option<Encoding>,
}

/// Reads the file at `path`; its name in messages and in the corpus is `path` as given.
///
/// # Errors
///
/// When the file is missing, a directory, empty, binary, larger than [`SIZE_LIMIT`], or not what
/// its format promises. Every message is one line that starts with the name.
pub fn read_path(path: &Path, opts: &ReadOptions) -> Result<Document, ReadError> {
    let name = path.display().to_string();
    let open = || {
        let file = File::open(path)?;
        let meta = file.metadata()?;
        Ok((file, meta))
    };
    let (file, meta) = open().map_err(|source| ReadError::io(&name, source))?;
    if meta.is_dir() {
        return Err(ReadError::Directory { name });
    }
    let mut bytes = Vec::new();
    // A pipe has no length to check beforehand, so the limit is on what is read.
    file.take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ReadError::io(&name, source))?;
    read_bytes(&name, &bytes, opts)
}

/// Reads `bytes` as the document called `name`. The format goes by the extension of the name, then
/// by the content.
///
/// # Errors
///
/// As [`read_path`], less the errors of the file system.
pub fn read_bytes(name: &str, bytes: &[u8], opts: &ReadOptions) -> Result<Document, ReadError> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let known = format_of_name(name);
    if known == Some(Format::Docx) || known.is_none() && bytes.starts_with(b"PK\x03\x04") {
        return docx::read(name, bytes);
    }
    let declared = match known {
        Some(Format::Html) => html::declared_encoding(bytes),
        None if html::looks_like_html(bytes) => html::declared_encoding(bytes),
        _ => None,
    };
    let decoded = encoding::decode(name, bytes, opts.encoding, declared)?;
    let format = known.unwrap_or_else(|| format_of_text(&decoded.text));
    let document = match format {
        Format::Html => html::read(name, &decoded),
        Format::Srt | Format::Vtt => subtitles::read(name, &decoded, format),
        Format::Plain | Format::Docx => plain::read(name, decoded),
    }?;
    if document.blocks.is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(document)
}

fn format_of_name(name: &str) -> Option<Format> {
    let extension = Path::new(name).extension()?.to_str()?;
    match extension.to_ascii_lowercase().as_str() {
        "txt" | "text" | "md" | "markdown" => Some(Format::Plain),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "srt" => Some(Format::Srt),
        "vtt" => Some(Format::Vtt),
        "docx" => Some(Format::Docx),
        _ => None,
    }
}

fn format_of_text(text: &str) -> Format {
    if html::looks_like_html(text.as_bytes()) {
        Format::Html
    } else {
        subtitles::format_of(text).unwrap_or(Format::Plain)
    }
}

#[cfg(test)]
mod tests;
