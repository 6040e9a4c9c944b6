//! A document: its decoded text and what the file says about parts of it.

use std::fmt;

use crate::text::{Lang, Span, sentences};

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

impl Document {
    /// The sentences of all blocks, in order.
    ///
    /// The time of a sentence runs from the start of the first cue it shares a character with to
    /// the end of the last.
    pub fn segments(&self, lang: Lang) -> Vec<Segment> {
        let mut segments = Vec::new();
        for (number, block) in self.blocks.iter().enumerate() {
            let mut cues = block.cues.as_slice();
            for span in sentences(&self.text, block.span, lang) {
                // Both run in order, so cues that end before this sentence are done with.
                let done = cues.partition_point(|(cue, _)| cue.end <= span.start);
                cues = cues.get(done..).unwrap_or_default();
                let over = cues.iter().take_while(|(cue, _)| cue.start < span.end);
                let time = over.map(|(_, time)| *time).reduce(|a, b| TimeRange {
                    start: a.start.min(b.start),
                    end: a.end.max(b.end),
                });
                segments.push(Segment {
                    span,
                    block: number,
                    speaker: block.speaker.clone(),
                    time,
                });
            }
        }
        segments
    }
}

/// Puts the text of a document together block by block, for formats where it is not the file.
#[derive(Default)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
}

impl Builder {
    /// Starts a new block, set off from the last by `separator`. A block with nothing in it yet is
    /// not left behind, it only changes its speaker.
    pub(super) fn start_block(&mut self, separator: &str, speaker: Option<String>) {
        if let Some(block) = self.blocks.last_mut().filter(|block| block.span.is_empty()) {
            block.speaker = speaker;
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
        let at = self.text.len();
        self.blocks.push(Block {
            span: Span::new(at, at),
            speaker,
            cues: Vec::new(),
        });
    }

    /// Adds a piece to the last block (the first piece starts one), after a space unless it is the
    /// first; gives the span of the piece.
    pub(super) fn push(&mut self, piece: &str) -> Span {
        if self.blocks.is_empty() {
            self.start_block("", None);
        }
        if let Some(block) = self.blocks.last_mut() {
            if !block.span.is_empty() {
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(piece);
            block.span.end = self.text.len();
            return Span::new(start, block.span.end);
        }
        Span::new(self.text.len(), self.text.len())
    }

    /// Adds a cue's piece to the last block.
    pub(super) fn push_cue(&mut self, piece: &str, time: TimeRange) {
        let span = self.push(piece);
        if let Some(block) = self.blocks.last_mut() {
            block.cues.push((span, time));
        }
    }

    /// What has been said so far in the last block, and by whom.
    pub(super) fn last(&self) -> Option<(&str, Option<&str>)> {
        let block = self.blocks.last()?;
        Some((block.span.of(&self.text), block.speaker.as_deref()))
    }

    /// The text and the blocks.
    pub(super) fn finish(mut self) -> (String, Vec<Block>) {
        self.blocks.retain(|block| !block.span.is_empty());
        (self.text, self.blocks)
    }
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

impl TimeRange {
    /// The shortest range with both in it.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Display for TimeRange {
    /// `00:01:02.345-00:01:04.000`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |f: &mut fmt::Formatter<'_>, ms: u64| {
            let (s, ms) = (ms / 1000, ms % 1000);
            write!(
                f,
                "{:02}:{:02}:{:02}.{ms:03}",
                s / 3600,
                s / 60 % 60,
                s % 60
            )
        };
        clock(f, self.start)?;
        f.write_str("-")?;
        clock(f, self.end)
    }
}
