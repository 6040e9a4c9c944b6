//! Where Korean sentences end.
//!
//! Korean has no case to tell a new sentence by; what tells is the ending of the word before the
//! mark, and the particle after a quotation.

use super::{Boundary, Mark, en, is_dash, is_opener, is_quote, listed};

/// Last syllables of a finished sentence: declarative, polite, interrogative and nominal endings.
const ENDINGS: &[char] = &[
    '다', '요', '까', '죠', '네', '오', '음', '함', '임', '됨', '것', '지', '라', '자', '군', '나',
    '니', '야', '어',
];

/// Endings sure enough to cut at a full stop without a space after it.
const SURE_ENDINGS: &[char] = &['다', '요', '까', '죠', '음', '함', '임', '됨'];

/// What ties a quotation to the clause after it, even when written apart.
const QUOTATIVES: &str = "\
    라고 라며 라면서 라는 라던 라기에 란 이라고 이라며 이라면서 이라는 이란 하고 하며 하는 고 \
    며 면서 는 등 등의 같은";

pub(super) fn ends(at: &Boundary) -> bool {
    if at.continues_with_punctuation() || at.continues_in_lower_case() {
        return false;
    }
    if at.closes_quote() {
        return quotation_ends(at);
    }
    match at.kind() {
        Mark::Strong if at.spaced => !is_quotative(at),
        Mark::Strong => {
            follows_hangul(at) && !is_quotative(at) && at.after.starts_with(can_start_unspaced)
        }
        Mark::Ellipsis => {
            let said = at.sentence.trim_end();
            said.ends_with(ENDINGS)
                && (at.spaced || said.ends_with(SURE_ENDINGS))
                && (at.spaced || at.after.starts_with(can_start_unspaced))
                && !is_quotative(at)
        }
        Mark::Stop if at.spaced => stop_ends(at),
        Mark::Stop => unspaced_stop_ends(at),
    }
}

/// After a closing quotation mark: a particle written to it goes on, a new word does not.
fn quotation_ends(at: &Boundary) -> bool {
    if at.spaced {
        !listed(QUOTATIVES, at.next_word()) || at.after.starts_with(is_quote)
    } else {
        at.after.starts_with(is_quote)
    }
}

fn stop_ends(at: &Boundary) -> bool {
    let word = at.last_word();
    let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    if is_number && (at.next_is_digit() || follows_date_part(at)) {
        // `2018. 10. 3. 오전`
        false
    } else if at.sentence.ends_with(is_hangul) {
        !at.is_list_number()
    } else {
        en::stop_ends(at)
    }
}

/// Whether the word before the last is the year or month of a date: `2018.`
fn follows_date_part(at: &Boundary) -> bool {
    let before = at.sentence.split_whitespace().rev().nth(1);
    before
        .and_then(|word| word.strip_suffix('.'))
        .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

/// `했다.그러나`, but not `가.나.다.` and not `naver.com`.
fn unspaced_stop_ends(at: &Boundary) -> bool {
    let word = at.last_word().rsplit('.').next().unwrap_or_default();
    word.ends_with(SURE_ENDINGS)
        && word.chars().count() > 1
        && word.chars().all(|c| !c.is_ascii())
        && at.after.starts_with(can_start_unspaced)
}

/// Whether the text starts with what ties a quotation to the clause after it.
pub(super) fn is_particle(text: &str) -> bool {
    [
        "라고",
        "라며",
        "라면",
        "라는",
        "라던",
        "이라고",
        "이라며",
        "이라는",
        "고 ",
    ]
    .iter()
    .any(|particle| text.starts_with(particle))
}

/// Whether the next word takes up what was said before: `갈까? 라고 물었다`.
fn is_quotative(at: &Boundary) -> bool {
    is_particle(at.after)
}

fn follows_hangul(at: &Boundary) -> bool {
    at.sentence.ends_with(is_hangul)
}

fn can_start_unspaced(c: char) -> bool {
    is_hangul(c) || is_opener(c) || is_dash(c)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
