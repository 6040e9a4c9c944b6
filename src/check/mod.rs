//! What differs between an English quote and the source it renders.

mod numbers;

use crate::text::{Lang, Span};

/// How bad a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of style.
    Minor,
    /// It changes what was said.
    Major,
    /// It changes what was said so that a correction is due.
    Critical,
}

/// A possible inaccuracy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its code in files, of the MQM terms: `number`, `addition`.
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

/// A quote and the source words it renders.
#[derive(Clone, Copy, Debug)]
pub struct Rendering<'a> {
    /// The English quote.
    pub en: &'a str,
    /// The source words.
    pub source: &'a str,
    /// Language of the source.
    pub lang: Lang,
}

/// A kind of check.
type Check = fn(&Rendering<'_>) -> Vec<Issue>;

/// All checks.
const CHECKS: [Check; 1] = [numbers::check];

/// Everything that may be wrong with `rendering`.
pub fn check(rendering: &Rendering<'_>) -> Vec<Issue> {
    CHECKS.iter().flat_map(|check| check(rendering)).collect()
}
