//! Speech told from titles, terms and scare quotes, and whole quotes from scraps.

use super::assemble::Draft;
use super::cues;
use super::grammar;
use super::passage::Passage;
use super::phrase::Sort;
use super::words::Token;

/// Whether a passage begins with a capital, a digit or the like.
pub(super) fn starts_capital(text: &str, passage: &Passage) -> bool {
    let first = passage.span.of(text).chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| !c.is_lowercase())
}

/// Whether a passage is no scrap of the narration's sentence before it (`the fighting was
/// "fierce"`).
pub(super) fn stands_alone(text: &str, passage: &Passage, before: &[Token]) -> bool {
    let parted = before.last().is_none_or(|t| !t.is_word());
    let full = passage.span.of(text).ends_with(FINAL);
    starts_capital(text, passage)
        || parted
        || full && !before.last().is_some_and(grammar::is_function)
}

/// How speech ends inside its marks.
const FINAL: [char; 7] = ['.', '!', '?', '…', '—', '-', ','];

/// Whether a quote breaks off in the middle of its sentence and the next passage takes it up.
pub(super) fn broken_off(text: &str, last: &Passage, next: &Passage, between: &[Token]) -> bool {
    let words = last.span.of(text);
    let ends = words.ends_with([',', ';', '-', '—', '–', '…']);
    // “Two Rivers,” is a title with a comma, not speech cut short.
    let title = words.contains(' ') && words.split(' ').all(|w| w.starts_with(char::is_uppercase));
    let small = !starts_capital(text, next);
    let words = between.iter().filter(|t| t.is_word()).count();
    let linked = words == 1 && between.iter().any(|t| t.among(&["and", "or"]));
    ends && !title && small && words > 0 && !linked && words < 40
}

/// Whether a draft that begins with `passage` is speech. `before` is the narration before it in its
/// paragraph; `first`: it begins the paragraph.
pub(super) fn is_speech(
    text: &str,
    draft: &Draft,
    passage: &Passage,
    before: &[Token],
    first: bool,
) -> bool {
    let found = draft.attribution;
    let words = passage.span.of(text);
    let count = words.split_whitespace().count();
    let capital = starts_capital(text, passage);
    let full = words.ends_with(FINAL);
    let title = count < 8
        && words
            .split_whitespace()
            .filter(|w| w.len() > 3)
            .all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    let named = before.last().is_some_and(cues::names);
    if draft.contents.len() > 1 || first && capital {
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
        // One word behind an article is the narration's own: the "deal".
        return count > 1 || !before.last().is_some_and(grammar::is_determiner);
    }
    capital && full && !(title && words.ends_with(','))
}
