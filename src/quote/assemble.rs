//! Quotes made of passages: split quotes joined, each with what its own paragraph tells of it.

use super::ahead::before;
use super::attribute::{Attribution, End, actor};
use super::behind::after;
use super::page::{Page, Paragraph, last_sentence};
use super::passage::Passage;
use super::speech::{broken_off, is_speech, stands_alone, starts_capital};
use super::words::ends_sentence;
use crate::text::Span;

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
    let Some(here) = page.paragraphs.get(number) else {
        return false;
    };
    let passages = page.passages(here);
    let begun = drafts.len();
    let mut i = 0;
    while let Some(passage) = passages.get(i) {
        let narration = page.gap(here.gap + i);
        let first = i == 0 && narration.is_empty();
        let continued = carried.is_some();
        let mut draft = carried.take().unwrap_or_else(|| Draft {
            contents: Vec::new(),
            paragraphs: (number, number),
            attribution: Attribution::default(),
            speech: false,
            bare: first && passages.len() == 1 && page.gap(here.gap + 1).is_empty(),
        });
        draft.contents.push(passage.span);
        draft.paragraphs.1 = number;
        if !continued {
            draft.attribution = match first {
                true => page.introduction(number),
                false => before(&page.lead(here.gap + i, here.gap)),
            }
            .unwrap_or_default();
        }
        let whole = continued || first || starts_capital(page.text, passage);
        i = follow(page, here, i, whole, &mut draft);
        draft.speech |= is_speech(page.text, &draft, passage, narration, first);
        drafts.push(draft);
        i += 1;
    }
    share(page, drafts.get_mut(begun..).unwrap_or_default(), number);
    passages.last().is_some_and(|p| p.runs_on)
}

/// Reads the narration behind passage `i` of a paragraph and joins to the draft the passages that
/// go on with it. `whole`: the quote begins as speech does, not as a scrap of the narration's
/// sentence. Returns the last passage that belongs to the draft.
fn follow(page: &Page, here: &Paragraph, mut i: usize, whole: bool, draft: &mut Draft) -> usize {
    let passages = page.passages(here);
    let verb = |i: usize, passage: &Passage| {
        after(
            page.gap(here.gap + i + 1),
            End::of(passage.span.of(page.text)),
        )
    };
    let mut settled = draft.attribution.strong;
    while let Some(last) = passages.get(i) {
        let between = page.gap(here.gap + i + 1);
        // Behind a quote that has its verb already another verb is its own only if the quote's
        // sentence goes on into it.
        let goes_on = End::of(last.span.of(page.text)) == End::Comma
            && !between
                .iter()
                .find(|t| t.is_word())
                .is_some_and(|t| t.among(&["and", "but"]));
        let found = verb(i, last).filter(|_| !settled || goes_on);
        if let Some(found) = found
            && !draft.attribution.strong
            // A scrap keeps the verb that governs it; a whole quote only gives way to a sure one.
            && (draft.attribution.cue.is_none() || whole && found.strong)
        {
            draft.attribution = found;
        }
        let sentences = between.iter().filter(|t| ends_sentence(t)).count();
        let single = sentences == 0 || sentences == 1 && between.last().is_some_and(ends_sentence);
        let Some(next) = passages
            .get(i + 1)
            .filter(|_| !last.runs_on && single && whole)
        else {
            break;
        };
        let joins = match found {
            // What somebody adds is another quote.
            Some(_) if between.iter().any(|t| t.among(&["adding"])) => false,
            Some(found) => found.strong && stands_alone(page.text, next, between),
            None => broken_off(page.text, last, next, between),
        };
        // "A," he said. "B," he added. The second verb begins a quote of its own.
        let own = || verb(i + 1, next).is_some_and(|own| own.strong && own.cue.is_some());
        if !joins || sentences > 0 && own() {
            break;
        }
        draft.contents.push(next.span);
        i += 1;
        settled = false;
    }
    i
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
