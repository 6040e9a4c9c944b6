//! Quotes made of passages: split quotes joined, each with what its own paragraph tells of it.

use super::attribute::{self, Attribution, End, Party, actor};
use super::cues;
use super::passage::{self, Passage};
use super::phrase::{self, Sort};
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
        let spans = passage::paragraphs(text);
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

    fn gap(&self, at: usize) -> &[Token<'t>] {
        self.gaps.get(at).map_or(&[], Vec::as_slice)
    }

    /// The unfinished sentence at the end of gap `at`, with what precedes it in its paragraph's
    /// earlier gaps if it began there.
    fn lead(&self, at: usize, first: usize) -> Vec<Token<'t>> {
        let mut lead: Vec<Token<'t>> = Vec::new();
        for (depth, gap) in (first..=at).rev().take(4).map(|i| self.gap(i)).enumerate() {
            let begun = gap.iter().rposition(ends_sentence).map_or(0, |i| i + 1);
            let part = gap.get(begun..).unwrap_or_default();
            lead.splice(0..0, part.iter().copied());
            let goes_on = part.first().is_some_and(|t| !t.is_capital());
            if begun > 0
                || !goes_on && (depth > 0 || !part.is_empty())
                || part.is_empty()
                || lead.len() > 80
            {
                break;
            }
        }
        lead
    }

    /// The end of the paragraph before `number` if it leads up to a quote: by its punctuation, or
    /// because it ends with a verb of speech (`Henry spoke.`).
    fn introduction(&self, number: usize) -> Vec<Token<'t>> {
        let Some(paragraph) = number.checked_sub(1).and_then(|n| self.paragraphs.get(n)) else {
            return Vec::new();
        };
        let last = paragraph.gap + paragraph.passages.1;
        let gap = self.gap(last);
        if gap.last().is_some_and(|t| t.is_any(":,—–-") || t.is_word()) {
            return self.lead(last, paragraph.gap);
        }
        let sentence = last_sentence(gap);
        // The first sentence behind a quote tells of that quote.
        let first = sentence.first().map(|t| t.span) == gap.first().map(|t| t.span);
        if first && paragraph.passages.1 > 0 {
            return Vec::new();
        }
        let verb = (1..3)
            .filter_map(|back| sentence.len().checked_sub(back))
            .any(|at| {
                cues::verb(sentence, at).is_some_and(|(form, length)| {
                    form == cues::Form::Past && at + length == sentence.len()
                })
            });
        if verb { sentence.to_vec() } else { Vec::new() }
    }

    /// Who speaks in the last sentence of the paragraph before `number`, if it has no quotes.
    fn spoke_before(&self, number: usize) -> Option<Party> {
        let paragraph = number.checked_sub(1).and_then(|n| self.paragraphs.get(n))?;
        let sentence = last_sentence(self.gap(paragraph.gap));
        attribute::before(sentence)
            .and_then(|a| a.speaker)
            .filter(|_| paragraph.passages.1 == 0)
    }
}

/// The last sentence of a gap, without the mark that ends it.
fn last_sentence<'a, 't>(gap: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let end = gap.len() - gap.iter().rev().take_while(|t| ends_sentence(t)).count();
    let body = gap.get(..end).unwrap_or_default();
    let start = body.iter().rposition(ends_sentence).map_or(0, |i| i + 1);
    body.get(start..).unwrap_or_default()
}

/// A quote in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub contents: Vec<Span>,
    /// Numbers of its first and last paragraph.
    pub paragraphs: (usize, usize),
    pub attribution: Attribution,
    /// It is speech, not a title, term or scare quote.
    pub speech: bool,
    /// Its paragraph holds nothing else.
    pub bare: bool,
}

/// All quotes of the page, in order.
pub(super) fn drafts(page: &Page) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut runs_on = false;
    for number in 0..page.paragraphs.len() {
        let carried = if runs_on { drafts.pop() } else { None };
        runs_on = paragraph(page, number, carried, &mut drafts);
    }
    drafts
}

/// Adds the quotes of one paragraph, the first of which goes on with `carried`. Returns whether
/// the last one goes on in the next paragraph.
fn paragraph(
    page: &Page,
    number: usize,
    mut carried: Option<Draft>,
    drafts: &mut Vec<Draft>,
) -> bool {
    let Some(Paragraph {
        passages: (first, count),
        gap: first_gap,
    }) = page.paragraphs.get(number).copied()
    else {
        return false;
    };
    let Some(passages) = page.passages.get(first..first + count) else {
        return false;
    };
    let begun = drafts.len();
    let mut i = 0;
    while let Some(passage) = passages.get(i) {
        let gap = first_gap + i;
        let continued = carried.is_some();
        let mut draft = carried.take().unwrap_or_else(|| Draft {
            contents: Vec::new(),
            paragraphs: (number, number),
            attribution: Attribution::default(),
            speech: false,
            bare: count == 1 && page.gap(gap).is_empty() && page.gap(gap + 1).is_empty(),
        });
        draft.contents.push(passage.span);
        draft.paragraphs.1 = number;
        let lead = if i == 0 && page.gap(gap).is_empty() {
            page.introduction(number)
        } else {
            page.lead(gap, first_gap)
        };
        let ahead = attribute::before(&lead).filter(|_| !continued);
        if let Some(ahead) = ahead {
            draft.attribution = ahead;
        }
        let mut settled = draft.attribution.strong;
        let opening = speaks_first(page, passage, page.gap(gap), i);
        let mut last = *passage;
        loop {
            let behind = page.gap(first_gap + i + 1);
            let end = End::of(last.span.of(page.text));
            let after = attribute::after(behind, end).filter(|_| !settled);
            let next = passages.get(i + 1);
            let sentences = behind.iter().filter(|t| ends_sentence(t)).count();
            let single =
                sentences == 0 || sentences == 1 && behind.last().is_some_and(ends_sentence);
            // A scrap within its sentence keeps the verb that governs it.
            let scrap = !opening && draft.attribution.cue.is_some();
            if let Some(after) = after.filter(|_| !scrap)
                && (after.strong || draft.attribution.cue.is_none())
            {
                if !draft.attribution.strong {
                    draft.attribution = after;
                }
            }
            let Some(next) = next.filter(|_| !last.runs_on && single && (opening || continued))
            else {
                break;
            };
            let own_start = stands_alone(page.text, next, behind);
            let told = own_start && after.is_some_and(|a| a.strong);
            if !(told || after.is_none() && broken_off(page.text, &last, next, behind)) {
                break;
            }
            // "A," he said. "B," he added. The second verb begins a quote of its own.
            let own = || {
                attribute::after(
                    page.gap(first_gap + i + 2),
                    End::of(next.span.of(page.text)),
                )
            };
            if sentences > 0 && own().is_some_and(|a| a.strong && a.cue.is_some()) {
                break;
            }
            draft.contents.push(next.span);
            last = *next;
            i += 1;
            settled = false;
        }
        draft.speech = draft.attribution.strong && draft.speech
            || is_speech(page, &draft, passage, page.gap(gap));
        drafts.push(draft);
        i += 1;
    }
    let fresh = drafts.get_mut(begun..).unwrap_or_default();
    share(page, fresh, number);
    passages.last().is_some_and(|p| p.runs_on)
}

fn starts_capital(text: &str, passage: &Passage) -> bool {
    let first = passage.span.of(text).chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| !c.is_lowercase())
}

/// Whether a passage is no scrap of the narration's sentence before it (`the fighting was
/// "fierce"`).
fn stands_alone(text: &str, passage: &Passage, before: &[Token]) -> bool {
    let parted = before.last().is_none_or(|t| !t.is_word());
    let full = passage.span.of(text).ends_with(FINAL);
    starts_capital(text, passage)
        || parted
        || full && !before.last().is_some_and(phrase::is_function)
}

/// How speech ends inside its marks.
const FINAL: [char; 7] = ['.', '!', '?', '…', '—', '-', ','];

/// Whether a passage begins as speech does: not in the middle of the narration's sentence.
fn speaks_first(page: &Page, passage: &Passage, before: &[Token], i: usize) -> bool {
    starts_capital(page.text, passage) || i == 0 && before.is_empty()
}

/// Whether a quote breaks off in the middle of its sentence and the next passage takes it up.
fn broken_off(text: &str, last: &Passage, next: &Passage, between: &[Token]) -> bool {
    let ends = last.span.of(text).ends_with([',', ';', '-', '—', '–', '…']);
    let small = !starts_capital(text, next);
    let words = between.iter().filter(|t| t.is_word()).count();
    let linked = words == 1 && between.iter().any(|t| t.among(&["and", "or"]));
    ends && small && words > 0 && !linked && words < 40
}

/// Tells speech from titles, terms and scare quotes.
fn is_speech(page: &Page, draft: &Draft, passage: &Passage, before: &[Token]) -> bool {
    let found = draft.attribution;
    let words = passage.span.of(page.text);
    let count = words.split_whitespace().count();
    let capital = starts_capital(page.text, passage);
    let full = words.ends_with(FINAL);
    let title = count < 8
        && words
            .split_whitespace()
            .filter(|w| w.len() > 3)
            .all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    let named = before.last().is_some_and(cues::names);
    if draft.contents.len() > 1
        || before.is_empty() && capital && passage.outer.start == start_of(page, passage)
    {
        return true;
    }
    if named
        && !found
            .speaker
            .is_some_and(|p| p.sort != Sort::Noun && found.strong)
    {
        return false;
    }
    let introduced = before.last().is_none_or(|t| !t.is_word());
    if title && !full && !introduced && count > 1 {
        return false;
    }
    if found.strong {
        return true;
    }
    if found.cue.is_some() {
        return count > 1;
    }
    capital && full && !(title && words.ends_with(','))
}

/// Where the paragraph of `passage` begins as far as its first passage tells.
fn start_of(page: &Page, passage: &Passage) -> usize {
    let paragraph = page.paragraphs.get(passage.paragraph);
    let first = paragraph.and_then(|p| page.passages.get(p.passages.0));
    first.map_or(0, |first| first.outer.start)
}

/// Gives the speech of a paragraph that lacks a speaker the one its neighbours have, or else the
/// person the narration beside it is about.
fn share(page: &Page, drafts: &mut [Draft], number: usize) {
    let Some(Paragraph {
        passages: (_, count),
        gap,
    }) = page.paragraphs.get(number).copied()
    else {
        return;
    };
    let mut known: Option<Attribution> = None;
    for forward in [true, false] {
        for k in 0..drafts.len() {
            let at = if forward { k } else { drafts.len() - 1 - k };
            let draft = &mut drafts[at];
            if !draft.speech {
                continue;
            }
            let found = draft.attribution;
            if found.speaker.is_some() || found.asked.is_some() {
                known = Some(found);
            } else if let Some(known) = known {
                draft.attribution = Attribution {
                    cue: found.cue,
                    ..known
                };
            }
        }
        known = None;
    }
    if drafts
        .iter()
        .any(|d| d.speech && d.attribution.speaker.is_none() && d.attribution.asked.is_none())
    {
        let behind = actor(page.gap(gap + count));
        let acting = behind
            .or_else(|| actor(last_sentence(page.gap(gap))))
            .or_else(|| page.spoke_before(number));
        for draft in drafts
            .iter_mut()
            .filter(|d| d.speech && d.attribution.speaker.is_none())
        {
            draft.attribution.speaker = acting;
        }
    }
}
