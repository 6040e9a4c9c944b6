//! Bytes to documents: encodings, plain text, HTML, subtitles, DOCX.

mod document;

pub use document::{Block, Document, Format, Segment, TimeRange};
