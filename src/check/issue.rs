//! Possible inaccuracies, in the terms of MQM (Multidimensional Quality Metrics, ASTM F3575).

use std::fmt;

use crate::text::Span;

/// How bad a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of style, or of what the reader may fill in.
    Minor,
    /// It changes what was said.
    Major,
    /// It changes what was said so that a correction is due.
    Critical,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        })
    }
}

/// A possible inaccuracy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its code in files, one of [`CODES`].
    pub code: &'static str,
    /// How bad it would be.
    pub severity: Severity,
    /// Where it stands in the quote, if anywhere.
    pub en: Option<Span>,
    /// Where it stands in the source, if anywhere.
    pub source: Option<Span>,
    /// One sentence for a person.
    pub sentence: String,
}

/// The codes of issues, each with its place in MQM and what it means.
pub const CODES: [(&str, &str, &str); 14] = [
    (
        "number",
        "accuracy/mistranslation/number",
        "A number, a share, a sum of money or a measure differs.",
    ),
    (
        "date",
        "accuracy/mistranslation/date-time",
        "A date, a day of the week or a time of day differs.",
    ),
    (
        "name",
        "accuracy/mistranslation/entity",
        "The quote names somebody or something that the source does not.",
    ),
    (
        "negation",
        "accuracy/mistranslation",
        "One side negates what the other affirms.",
    ),
    (
        "modality",
        "accuracy/mistranslation",
        "A duty has become a possibility, a possibility a duty, or a condition is gone.",
    ),
    (
        "question",
        "accuracy/mistranslation",
        "A question has become a statement, or a statement a question.",
    ),
    (
        "omission",
        "accuracy/omission",
        "The quote leaves out words of the source without an ellipsis.",
    ),
    (
        "addition",
        "accuracy/addition",
        "The quote has words that the source does not say.",
    ),
    (
        "truncated",
        "accuracy/omission",
        "The quote stops before a `but` or an `if` of the same sentence.",
    ),
    (
        "stitched",
        "accuracy/mistranslation",
        "The quote joins words that stand far apart in the source.",
    ),
    (
        "reordered",
        "accuracy/mistranslation",
        "The quote gives pieces of the source in another order.",
    ),
    (
        "speaker",
        "accuracy/mistranslation/entity",
        "The source says that somebody else is speaking.",
    ),
    (
        "language",
        "accuracy/wrong-language",
        "A side is in another language than the row says; nothing else is checked then.",
    ),
    (
        "unfound",
        "accuracy/addition",
        "A part of the quote has no source in the same document.",
    ),
];

impl Issue {
    /// Its place in MQM.
    pub fn category(&self) -> &'static str {
        let found = CODES.iter().find(|(code, ..)| *code == self.code);
        found.map_or("accuracy", |(_, category, _)| category)
    }
}
