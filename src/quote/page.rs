//! An article cut into quoted passages and the narration between them.

use super::ahead::before;
use super::attribute::{Attribution, Party};
use super::cues;
use super::paragraphs::paragraphs;
use super::passage::{self, Passage};
use super::words::{Token, ends_sentence, tokens};
use crate::text::Span;

/// An article cut into quoted passages and the narration between them.
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub passages: Vec<Passage>,
    /// The narration, in order: each paragraph has one gap more than passages.
    pub gaps: Vec<Vec<Token<'t>>>,
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph's share of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// Its first passage and how many it has.
    pub passages: (usize, usize),
    /// Its first gap.
    pub gap: usize,
}

impl<'t> Page<'t> {
    pub fn read(text: &'t str) -> Self {
        let spans = paragraphs(text);
        let passages = passage::find(text, &spans);
        let mut page = Self {
            text,
            passages,
            gaps: Vec::new(),
            paragraphs: Vec::with_capacity(spans.len()),
        };
        let mut next = 0;
        for (number, span) in spans.iter().enumerate() {
            let first = next;
            let gap = page.gaps.len();
            let mut at = span.start;
            while let Some(passage) = page.passages.get(next).filter(|p| p.paragraph == number) {
                page.gaps
                    .push(tokens(text, Span::new(at, passage.outer.start)));
                at = passage.outer.end;
                next += 1;
            }
            page.gaps.push(tokens(text, Span::new(at, span.end)));
            page.paragraphs.push(Paragraph {
                passages: (first, next - first),
                gap,
            });
        }
        page
    }

    /// The narration in gap `at`; empty beyond the last.
    pub fn gap(&self, at: usize) -> &[Token<'t>] {
        self.gaps.get(at).map_or(&[], Vec::as_slice)
    }

    /// The unfinished sentence at the end of gap `at`, with what precedes it in its paragraph's
    /// earlier gaps if it began there.
    pub fn lead(&self, at: usize, first: usize) -> Vec<Token<'t>> {
        let mut lead: Vec<Token<'t>> = Vec::new();
        for gap in (first..=at).rev().take(4).map(|i| self.gap(i)) {
            let begun = gap.iter().rposition(ends_sentence).map_or(0, |i| i + 1);
            let part = gap.get(begun..).unwrap_or_default();
            lead.splice(0..0, part.iter().copied());
            let goes_on = begun == 0 && part.first().is_some_and(|t| !t.is_capital());
            if !goes_on || lead.len() > 80 {
                break;
            }
        }
        lead
    }

    /// What the end of the paragraph before `number` says of a quote at the start of this one, if
    /// it leads up to it: by its punctuation, or, less surely, because its last sentence is but a
    /// subject and a verb of speech (`Henry spoke.`).
    pub fn introduction(&self, number: usize) -> Option<Attribution> {
        let paragraph = number.checked_sub(1).and_then(|n| self.paragraphs.get(n))?;
        let last = paragraph.gap + paragraph.passages.1;
        let gap = self.gap(last);
        if gap.last().is_some_and(|t| t.is_any(":,—–-") || t.is_word()) {
            return before(&self.lead(last, paragraph.gap));
        }
        let sentence = last_sentence(gap);
        // The first sentence behind a quote tells of that quote.
        let first = sentence.first().map(|t| t.span) == gap.first().map(|t| t.span);
        if first && paragraph.passages.1 > 0 || sentence.len() > 6 {
            return None;
        }
        let verb = (1..3)
            .filter_map(|back| sentence.len().checked_sub(back))
            .any(|at| {
                cues::verb(sentence, at).is_some_and(|(form, length)| {
                    form == cues::Form::Past && at + length == sentence.len()
                })
            });
        let found = before(sentence).filter(|_| verb)?;
        Some(Attribution {
            strong: false,
            ..found
        })
    }

    /// The passages of a paragraph.
    pub fn passages(&self, paragraph: &Paragraph) -> &[Passage] {
        let (first, count) = paragraph.passages;
        self.passages.get(first..first + count).unwrap_or_default()
    }

    /// Who speaks in the last sentence of the paragraph before `number`, if it has no quotes.
    pub fn spoke_before(&self, number: usize) -> Option<Party> {
        let paragraph = number.checked_sub(1).and_then(|n| self.paragraphs.get(n))?;
        let sentence = last_sentence(self.gap(paragraph.gap));
        before(sentence)
            .and_then(|a| a.speaker)
            .filter(|_| paragraph.passages.1 == 0)
    }
}

/// The last sentence of a gap, without the mark that ends it.
pub(super) fn last_sentence<'a, 't>(gap: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let end = gap.len() - gap.iter().rev().take_while(|t| ends_sentence(t)).count();
    let body = gap.get(..end).unwrap_or_default();
    let start = body.iter().rposition(ends_sentence).map_or(0, |i| i + 1);
    body.get(start..).unwrap_or_default()
}
