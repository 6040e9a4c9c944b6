//! A document: its decoded text and what the file says about parts of it.

use std::fmt;

use crate::text::Span;

/// A text ready to be searched for quotes or for their sources.
///
/// `text` is what offsets count in, everywhere: for plain text the decoded file, character for
/// character; for the other formats the readable text (no tags, no cue numbers and times).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name the user gave (a path, or `-`), as it goes into the corpus.
    pub name: String,
    /// The decoded, readable text.
    pub text: String,
    /// The format it was read as.
    pub format: Format,
    /// The name of the character encoding the bytes were decoded from, as WHATWG writes it.
    pub encoding: &'static str,
    /// Paragraphs, turns or cue runs, in order, not overlapping; a sentence never crosses a block.
    pub blocks: Vec<Block>,
}

/// The kinds of file the readers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain or Markdown-like text.
    Plain,
    /// HTML; the text is the main text of the page.
    Html,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    Vtt,
    /// Office Open XML word processing.
    Docx,
}

/// A run of text that belongs together: a paragraph, a speaker's turn, or joined subtitle cues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in [`Document::text`], without the speaker label.
    pub span: Span,
    /// The speaker label at its start (`Interviewer`, `통역`), or of the turn it continues.
    pub speaker: Option<String>,
    /// For subtitles: the pieces of the block and when each is shown, in order.
    pub cues: Vec<(Span, TimeRange)>,
}

/// A sentence of a document, with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in [`Document::text`].
    pub span: Span,
    /// Number of its block.
    pub block: usize,
    /// Who says it, where the document says so.
    pub speaker: Option<String>,
    /// When it is shown, for subtitles.
    pub time: Option<TimeRange>,
}

/// When something is shown, in milliseconds from the start of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeRange {
    /// First millisecond.
    pub start: u64,
    /// Millisecond just after the last.
    pub end: u64,
}

impl fmt::Display for TimeRange {
    /// `00:01:02.345-00:01:04.000`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |f: &mut fmt::Formatter<'_>, ms: u64| {
            let (s, ms) = (ms / 1000, ms % 1000);
            write!(f, "{:02}:{:02}:{:02}.{ms:03}", s / 3600, s / 60 % 60, s % 60)
        };
        clock(f, self.start)?;
        f.write_str("-")?;
        clock(f, self.end)
    }
}
