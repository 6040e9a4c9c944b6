//! Who says a quote and with which verb.

use std::ops::Range;

use super::grammar;
use super::phrase::{self, Phrase, Sort};
use super::words::{Token, ends_sentence};
use crate::text::Span;

/// A noun phrase of the article that names people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub span: Span,
    pub sort: Sort,
    pub plural: bool,
}

/// What the narration says about a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub speaker: Option<Party>,
    pub cue: Option<Span>,
    /// The people a question was put to, where the asker is not named (`they were asked, "…"`).
    pub asked: Option<Party>,
    /// The verb belongs to this quote, not merely to the sentence a quoted scrap stands in.
    pub strong: bool,
}

/// How many tokens of a sentence attribution looks at.
pub(super) const REACH: usize = 80;

pub(super) fn party(tokens: &[Token], phrase: &Phrase) -> Option<Party> {
    let words = tokens.get(phrase.range.clone())?;
    let (first, last) = (words.first()?, words.last()?);
    let joined = words.iter().any(|t| t.among(&["and", "&"]));
    let plural = match phrase.sort {
        Sort::Pronoun => first.among(&["they", "we"]),
        Sort::Name => joined,
        Sort::Noun if first.among(&["one", "each", "a", "an"]) => false,
        Sort::Noun => joined || head(words).is_some_and(grammar::is_plural),
    };
    Some(Party {
        span: first.span.cover(last.span),
        sort: phrase.sort,
        plural,
    })
}

/// The head noun: the last word before a preposition, or what a number of people is of (`one of
/// the soldiers`).
fn head<'a, 't>(words: &'a [Token<'t>]) -> Option<&'a Token<'t>> {
    let mut parts = words.split(grammar::is_preposition);
    let first = parts.next()?;
    if let [number] = first
        && grammar::is_determiner(number)
        && let Some(part) = parts.next()
    {
        return part.last();
    }
    first.last()
}

pub(super) fn cover(tokens: &[Token], range: Range<usize>) -> Option<Span> {
    let words = tokens.get(range)?;
    Some(words.first()?.span.cover(words.last()?.span))
}

/// How a quote ends, as far as its verb may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a comma or dash: its sentence goes on outside.
    Comma,
    /// With a question or exclamation mark, an ellipsis, or no punctuation.
    Open,
    /// With a full stop.
    Full,
}

impl End {
    /// How the quoted `words` end.
    pub fn of(words: &str) -> Self {
        let words = words.trim_end_matches(|c: char| {
            super::marks::is_mark(c) || matches!(c, '_' | '*') || c.is_whitespace()
        });
        match words.chars().next_back() {
            Some(',' | '-' | '—' | '–' | ';' | ':') => Self::Comma,
            Some('.') if !words.ends_with("..") => Self::Full,
            _ => Self::Open,
        }
    }
}

/// `according to X`.
pub(super) fn according(tokens: &[Token], at: usize) -> Option<Attribution> {
    let pair = tokens.get(at..at + 2)?;
    if !(pair[0].among(&["according"]) && pair[1].among(&["to"])) {
        return None;
    }
    let end = tokens
        .iter()
        .skip(at + 2)
        .position(|t| t.is_any(",;:—–("))
        .map_or(tokens.len(), |i| i + at + 2);
    let range = at + 2..end.min(at + 14);
    let sort = phrase::forward(tokens, range.start).map_or(Sort::Noun, |p| p.sort);
    let speaker = party(tokens, &Phrase { range, sort })?;
    Some(Attribution {
        speaker: Some(speaker),
        cue: cover(tokens, at..at + 2),
        asked: None,
        strong: true,
    })
}

/// The people of a sentence that tells no speech: its subject, if it can speak.
pub(super) fn actor(tokens: &[Token]) -> Option<Party> {
    let end = tokens
        .iter()
        .take(REACH)
        .position(ends_sentence)
        .unwrap_or(tokens.len().min(REACH));
    let phrase = phrase::subject(tokens, 0..end)?;
    let near = phrase.range.start < 6;
    let speaks = match phrase.sort {
        Sort::Pronoun => !tokens.get(phrase.range.start)?.among(&["it", "you", "who"]),
        Sort::Name => true,
        Sort::Noun => tokens
            .get(phrase.range.clone())
            .is_some_and(|words| head(words).is_some_and(grammar::is_person)),
    };
    party(tokens, &phrase).filter(|_| near && speaks)
}
