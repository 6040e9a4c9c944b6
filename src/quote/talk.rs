//! Who speaks where: pronouns resolved, turns of a conversation told apart.

use super::assemble::Draft;
use super::attribute::Party;
use super::names::Cast;
use super::phrase::Sort;
use super::{Quote, QuoteKind};
use crate::text::Span;

/// One paragraph's speech: who spoke there last.
struct Turn {
    paragraph: usize,
    speaker: Option<String>,
    /// Whoever was asked, if the quote was a question put to them.
    asked: Option<String>,
    question: bool,
    /// The first of its quotes.
    quote: usize,
}

/// The conversation of an article.
pub(super) struct Talk<'t> {
    text: &'t str,
    cast: Cast<'t>,
    /// Quotes follow each other as turns, as in fiction.
    dialogue: bool,
    turns: Vec<Turn>,
    quotes: Vec<Quote>,
}

impl<'t> Talk<'t> {
    pub fn new(text: &'t str, cast: Cast<'t>, dialogue: bool) -> Self {
        Self {
            text,
            cast,
            dialogue,
            turns: Vec::new(),
            quotes: Vec::new(),
        }
    }

    /// Takes the next quote of the article.
    pub fn hear(&mut self, draft: Draft) {
        let found = draft.attribution;
        let speaker = match found.speaker {
            Some(party) => Some(self.name(party, draft.paragraphs.0)),
            None if draft.speech && found.asked.is_none() => self.turn(draft.paragraphs.0),
            None => None,
        };
        if draft.speech {
            let words = draft.contents.last().map_or("", |span| span.of(self.text));
            let mut turn = Turn {
                paragraph: draft.paragraphs.1,
                speaker: speaker.clone(),
                asked: found
                    .asked
                    .map(|party| self.name(party, draft.paragraphs.0)),
                question: words.ends_with('?'),
                quote: self.quotes.len(),
            };
            match self.turns.last_mut() {
                Some(last) if last.paragraph == turn.paragraph => {
                    turn.quote = last.quote;
                    *last = turn;
                }
                _ => self.turns.push(turn),
            }
        }
        self.quotes.push(Quote {
            contents: draft.contents,
            speaker,
            cue: found.cue.map(|span| plain(span, self.text)),
            kind: if draft.speech {
                QuoteKind::Direct
            } else {
                QuoteKind::Mixed
            },
        });
    }

    /// All quotes, in order. Turns nobody is named for go to whoever speaks two turns later.
    pub fn quotes(mut self) -> Vec<Quote> {
        for i in (0..self.turns.len().saturating_sub(2))
            .rev()
            .filter(|_| self.dialogue)
        {
            let [turn, next, other] = &self.turns[i..i + 3] else {
                continue;
            };
            let adjacent =
                turn.paragraph + 1 == next.paragraph && next.paragraph + 1 == other.paragraph;
            let open = turn.speaker.is_none() && turn.asked.is_none();
            if !(adjacent && open) || next.speaker == other.speaker {
                continue;
            }
            let speaker = other.speaker.clone();
            for quote in &mut self.quotes[turn.quote..next.quote] {
                if quote.kind == QuoteKind::Direct {
                    quote.speaker = quote.speaker.take().or_else(|| speaker.clone());
                }
            }
            self.turns[i].speaker = speaker;
        }
        self.quotes
    }

    /// The party as the article names it, pronouns resolved where they can be.
    fn name(&self, party: Party, paragraph: usize) -> String {
        let words = plain(party.span, self.text);
        if party.sort != Sort::Pronoun {
            return words;
        }
        let before = self
            .turns
            .iter()
            .rev()
            .find(|turn| turn.paragraph < paragraph);
        // Whoever asked the question right before is not the one who answers it.
        let other = before
            .filter(|turn| (self.dialogue || turn.question) && turn.paragraph + 1 == paragraph);
        let avoid = other.and_then(|turn| turn.speaker.as_deref());
        let found = self
            .cast
            .resolve(&words, party.span.start, avoid)
            .map(|span| plain(span, self.text));
        found.unwrap_or(words)
    }

    /// Who speaks in a paragraph that does not say so, judged by what was said right
    /// before it.
    fn turn(&self, paragraph: usize) -> Option<String> {
        let last = self.turns.last()?;
        if last.paragraph == paragraph {
            return last.speaker.clone();
        }
        if last.paragraph + 1 != paragraph {
            return None;
        }
        if last.asked.is_some() {
            return last.asked.clone();
        }
        if !self.dialogue && !last.question {
            return last.speaker.clone();
        }
        let other = self
            .turns
            .iter()
            .rev()
            .nth(1)
            .filter(|turn| turn.paragraph + 1 == last.paragraph)?;
        other
            .speaker
            .clone()
            .filter(|name| last.speaker.as_ref() != Some(name))
    }
}

/// The text under `span` with white space runs made single spaces and marks of emphasis left out.
pub(super) fn plain(span: Span, text: &str) -> String {
    span.of(text)
        .replace('_', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
