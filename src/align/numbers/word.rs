//! What a word of English or Ukrainian contributes to a number.

use super::{Currency, Period};
use crate::text::Lang;

/// The part a word plays in a number phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// 0 to 19.
    Small(f64),
    /// 20 to 90.
    Tens(f64),
    /// 100 to 900 in one word.
    Hundreds(f64),
    /// Multiplies what stands before it by a hundred.
    Hundred,
    /// A thousand or more; `alone` where the word may stand for one of it (тисяча, not тисяч).
    Scale { factor: f64, alone: bool },
    /// A number that takes no others but a scale after it: half, twice, півтора.
    Fixed(f64, Option<Period>),
    /// A number of things or years that are counted again: two dozen, five decades.
    Group(f64, Option<Period>),
    /// first, другий; `plural` where it can be the lower half of a fraction (thirds).
    Ordinal { n: u32, plural: bool },
    /// A month; `sure` unless the word has another meaning (may, march, лютий).
    Month { month: u8, sure: bool },
    /// Monday is 1.
    Weekday(u8),
    /// percent.
    Percent,
    /// dollars.
    Currency(Currency),
    /// years.
    Period(Period),
    /// o'clock, and the Ukrainian forms of година that tell the time.
    Oclock,
    /// In the morning (`false`) or the afternoon, evening (`true`), right after an hour.
    HalfDay(bool),
}

/// A language whose numbers are phrases of words.
pub(super) trait Grammar {
    /// The language.
    const LANG: Lang;

    /// What a word means: lower case, without apostrophes.
    fn meaning(&self, word: &str) -> Option<Meaning>;

    /// Whether `word` links the parts of a spelled-out number (`two hundred and five`).
    fn links(&self, word: &str) -> bool;

    /// Whether `word` stands between the ends of a range (`5 to 6 million`).
    fn ranges(&self, word: &str) -> bool;

    /// Whether the words just before a number, the last one last, call it approximate.
    fn approximates(&self, before: [&str; 2]) -> bool;

    /// Whether an hour follows this word (`о третій`).
    fn before_hour(&self, word: &str) -> bool;

    /// What an ending glued to figures makes of them (`5th`, `5-й`).
    fn ending(&self, ending: &str) -> Option<Ending>;
}

/// What an ending glued to figures makes of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ending {
    /// An ordinal; a decade after a multiple of ten in the plural is one of these in Ukrainian.
    Ordinal,
    /// A decade: `1990s`.
    Decade,
    /// A multiplier: `5k`, `5bn`.
    Times(f64),
    /// Nothing: 10-ти.
    None,
}
