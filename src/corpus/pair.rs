//! A row of a corpus.

use std::{fmt, ops::Range, str::FromStr};

use jiff::Timestamp;

use super::id::PairId;
use crate::{align::Confidence, quote::QuoteKind, text::Lang};

/// What a confidence rests on: a JSON object, empty where nothing is recorded.
pub type Evidence = serde_json::Map<String, serde_json::Value>;

/// An English quote and the source words it renders.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Made by [`PairId::of`] when the pair is found; a review does not change it.
    pub id: PairId,
    /// How far the pair has come.
    pub status: Status,
    /// How likely the source is what the quote renders.
    pub confidence: Confidence,
    /// Language of the source; `None` where no source was found.
    pub source_lang: Option<Lang>,
    /// The English quote.
    pub en: String,
    /// The source words; empty where no source was found.
    pub source: String,
    /// Who is quoted; may be empty.
    pub speaker: String,
    /// The verb or phrase of speech; may be empty.
    pub cue: String,
    /// What sort of pair it is.
    pub kind: Kind,
    /// How many English and source segments belong together.
    pub link: Option<(u32, u32)>,
    /// Codes of possible inaccuracies: not empty, without `;` and white space.
    pub issues: Vec<String>,
    /// Name of the English document, or of the list of quotes.
    pub en_doc: String,
    /// Where the quote stands in it, from its first piece to its last.
    pub en_chars: Chars,
    /// Name of the source document; may be empty where no source was found.
    pub source_doc: String,
    /// Where the source stands in it, from its first piece to its last.
    pub source_chars: Option<Chars>,
    /// When the source is shown, for subtitles; may be empty.
    pub source_time: String,
    /// What the confidence rests on.
    pub evidence: Evidence,
    /// Name of the model that found the pair; may be empty.
    pub model: String,
    /// Who reviewed the pair; may be empty.
    pub reviewer: String,
    /// A reviewer's remark; may be empty.
    pub note: String,
    /// When the row last changed; files hold whole seconds.
    pub updated: Timestamp,
}

impl Pair {
    /// Whether a person has had a hand in the row: decided on it, signed it or left a remark.
    /// Such a row is never changed or removed by a run.
    pub fn is_reviewed(&self) -> bool {
        matches!(
            self.status,
            Status::Accepted | Status::Rejected | Status::Edited
        ) || !self.reviewer.is_empty()
            || !self.note.is_empty()
    }

    /// Whether a person has said what the source is, so that a run has nothing to add.
    pub fn is_settled(&self) -> bool {
        matches!(self.status, Status::Accepted | Status::Edited)
    }
}

/// A half-open range of characters (Unicode scalar values) of a decoded text; may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chars {
    start: usize,
    end: usize,
}

impl Chars {
    /// Number of the first character.
    pub fn start(self) -> usize {
        self.start
    }

    /// Number just after the last character; never before the start.
    pub fn end(self) -> usize {
        self.end
    }
}

impl From<Range<usize>> for Chars {
    /// The same range; an end before the start gives an empty range at the start.
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end.max(range.start),
        }
    }
}

/// How far a pair has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Found by the program, not looked at.
    Auto,
    /// A reviewer says it is right.
    Accepted,
    /// A reviewer says it is wrong.
    Rejected,
    /// A reviewer has put it right.
    Edited,
    /// No source found.
    Missing,
}

impl Status {
    /// All of them, in the order a row can pass through them.
    pub const ALL: [Self; 5] = [
        Self::Auto,
        Self::Accepted,
        Self::Rejected,
        Self::Edited,
        Self::Missing,
    ];

    /// The word used in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Edited => "edited",
            Self::Missing => "missing",
        }
    }
}

/// What sort of pair a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody's words in an article.
    Direct,
    /// Quoted words inside an article's own sentence.
    Mixed,
    /// A quote from a list.
    Given,
    /// Segments of two whole documents.
    Bitext,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Given, Self::Bitext];

    /// The word used in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Given => "given",
            Self::Bitext => "bitext",
        }
    }

    /// The sort of run such pairs come from.
    pub fn task(self) -> Task {
        match self {
            Self::Direct | Self::Mixed => Task::Article,
            Self::Given => Task::List,
            Self::Bitext => Task::Bitext,
        }
    }
}

impl From<QuoteKind> for Kind {
    fn from(kind: QuoteKind) -> Self {
        match kind {
            QuoteKind::Direct => Self::Direct,
            QuoteKind::Mixed => Self::Mixed,
            QuoteKind::Given => Self::Given,
        }
    }
}

/// The sort of run a pair comes from. Runs of different sorts on one document do not touch each
/// other's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// The quotes of an article are looked for in sources.
    Article,
    /// The quotes of a list are looked for in sources.
    List,
    /// Two whole documents are aligned.
    Bitext,
}

/// A word that is none of the words a column knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct UnknownCode(pub String);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Status {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|status| status.code() == code);
        found.ok_or_else(|| UnknownCode(code.to_owned()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Kind {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|kind| kind.code() == code);
        found.ok_or_else(|| UnknownCode(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for status in Status::ALL {
            assert_eq!(status.to_string().parse(), Ok(status));
        }
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("Auto".parse::<Status>().is_err());
        assert!("".parse::<Kind>().is_err());
    }

    #[test]
    fn kinds_of_quotes_keep_their_words() {
        for kind in [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Given] {
            assert_eq!(Kind::from(kind).code(), kind.code());
        }
    }

    #[test]
    fn a_range_never_runs_backwards() {
        let range = Range { start: 5, end: 3 };
        assert_eq!(
            (Chars::from(range.clone()).start(), Chars::from(range).end()),
            (5, 5)
        );
    }
}
