//! Quotes of an English article: what is quoted, who said it, and with which verb.

mod ahead;
mod assemble;
mod attribute;
mod behind;
mod cues;
mod extract;
mod grammar;
mod marks;
mod names;
mod page;
mod paragraphs;
mod passage;
mod people;
mod phrase;
mod speech;
mod talk;
mod words;

use crate::text::Span;

pub use extract::extract;

/// A quoted passage. `"A," he said, "B"` is one quote with two contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The quoted words without their marks, in order, not overlapping; at least one.
    pub contents: Vec<Span>,
    /// Who is quoted, as the article names them.
    pub speaker: Option<String>,
    /// The verb or phrase of speech as it stands in the article (`said`, `according to`).
    pub cue: Option<String>,
    /// What sort of quote it is.
    pub kind: QuoteKind,
}

/// What sort of quote a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Somebody's words, said by somebody.
    Direct,
    /// Quoted words inside the article's own sentence: scare quotes, titles, terms, scraps of speech.
    Mixed,
    /// A quote from a list the user gave, not found in an article.
    Given,
}

impl QuoteKind {
    /// The word used in files: `direct`, `mixed`, `given`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Given => "given",
        }
    }
}
