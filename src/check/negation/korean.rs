//! Korean endings and words that negate.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

use super::Cue;
use crate::text::Span;

/// What a pattern says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Negation,
    Maybe,
    Nothing,
}

use Says::{Maybe, Negation, Nothing};

/// Patterns in the order they are tried at each place; a pattern may stand anywhere in a word, one
/// that begins with `^` only at its start. A space in a pattern may be missing in the text.
const PATTERNS: [(&str, Says); 147] = [
    // Only, must, cannot but.
    ("수밖에 없", Maybe),
    ("밖에 없", Maybe),
    ("밖에 안", Maybe),
    ("밖에 못", Maybe),
    ("지 않을 수 없", Maybe),
    ("지 않을수 없", Maybe),
    ("지 않으면 안 되", Nothing),
    ("지 않으면 안 돼", Nothing),
    ("지 않으면 안 된", Nothing),
    ("지 않으면 안 됩", Nothing),
    ("지 않으면 안 될", Nothing),
    ("지 못하면 안", Maybe),
    // Not only; or.
    ("뿐만 아니", Maybe),
    ("뿐 아니", Maybe),
    ("만이 아니", Maybe),
    ("아니면", Nothing),
    ("다름 아닌", Nothing),
    ("에 불과", Maybe),
    // Perhaps.
    ("는지도 모르", Maybe),
    ("는지도 모른", Maybe),
    ("는지도 모를", Maybe),
    ("군지도 모", Maybe),
    ("는지도 모릅", Maybe),
    ("는지도 몰", Maybe),
    ("지도 모르", Nothing),
    ("지도 모른", Nothing),
    ("지도 모를", Nothing),
    ("지도 몰라", Nothing),
    ("지도 모릅", Nothing),
    ("는지 모르", Negation),
    ("는지 모른", Negation),
    ("는지 모릅", Negation),
    ("는지 몰", Negation),
    ("는지는 모르", Negation),
    ("는지는 모릅", Negation),
    ("지는 모르", Maybe),
    ("지 모릅", Maybe),
    ("지 모를", Maybe),
    ("정신 없", Maybe),
    ("지 모르", Maybe),
    ("지 모른", Maybe),
    ("을지 모", Maybe),
    // As good as; quite a few.
    ("못지 않", Maybe),
    ("적지 않", Maybe),
    ("머지 않", Maybe),
    ("마지 않", Nothing),
    ("마지못", Maybe),
    ("아끼지 않", Maybe),
    ("서슴지 않", Maybe),
    ("그치지 않", Maybe),
    ("잊지", Nothing),
    // Words with 없 that name a quality.
    ("없애", Maybe),
    ("없앤", Maybe),
    ("없앴", Maybe),
    ("끊임없", Maybe),
    ("끝없", Maybe),
    ("틀림없", Maybe),
    ("어김없", Maybe),
    ("변함없", Maybe),
    ("거침없", Maybe),
    ("상관 없", Maybe),
    ("관계 없", Maybe),
    ("다름없", Maybe),
    ("터무니 없", Maybe),
    ("어처구니없", Maybe),
    ("의심할 여지", Nothing),
    ("어이없", Maybe),
    ("쓸데없", Maybe),
    ("아낌없", Maybe),
    ("예외없", Maybe),
    ("거의 없", Maybe),
    // Questions that expect yes.
    (", 안 그래", Nothing),
    ("지 않습니까", Maybe),
    ("지 않나", Maybe),
    ("지 않을까", Maybe),
    ("지 않겠습니까", Maybe),
    ("지 않겠어요?", Maybe),
    ("지 않겠나", Maybe),
    ("안 그러면", Maybe),
    ("도 안 되", Maybe),
    ("도 안 된", Maybe),
    ("지 않으면", Maybe),
    ("지 않는 한", Maybe),
    ("지 몰라", Maybe),
    ("따로 없", Maybe),
    ("지 말해", Nothing),
    ("지 말씀", Nothing),
    ("투아니아", Nothing),
    ("리아니", Nothing),
    ("수없이", Nothing),
    ("형편없", Maybe),
    ("할 수 없이", Maybe),
    ("못지", Maybe),
    ("못적", Nothing),
    ("지 않은가", Maybe),
    ("잖", Nothing),
    ("아닐까", Maybe),
    ("아닙니까", Maybe),
    ("아닌가", Maybe),
    // Negations.
    ("지 않", Negation),
    ("지는 않", Negation),
    ("지도 않", Negation),
    ("진 않", Negation),
    ("질 않", Negation),
    ("진 못", Negation),
    ("질 못", Negation),
    (" 말고", Maybe),
    ("지를 않", Negation),
    ("지 못", Negation),
    ("지는 못", Negation),
    ("지도 못", Negation),
    ("까지 마", Nothing),
    ("까지 말", Nothing),
    ("버지 마", Nothing),
    ("버지 말", Nothing),
    ("버지는 말", Nothing),
    ("지 마세", Negation),
    ("지 마십", Negation),
    ("지 마라", Negation),
    ("지 마시", Negation),
    ("지 마요", Negation),
    ("지 마.", Negation),
    ("지 마!", Negation),
    ("지 말라", Negation),
    ("지 말고", Negation),
    ("지 말아", Negation),
    ("지 말자", Negation),
    ("지 말았", Negation),
    ("지 말 것", Negation),
    ("지 말기", Negation),
    ("지는 말아", Negation),
    ("지는 말고", Negation),
    ("지는 말라", Negation),
    ("지 맙", Negation),
    ("없", Negation),
    ("아니", Negation),
    ("아닌", Negation),
    ("아닐", Negation),
    ("아닙", Negation),
    ("아녜", Negation),
    ("^모르", Negation),
    ("^모른", Negation),
    ("^몰라", Negation),
    ("^몰랐", Negation),
    ("^모릅", Negation),
    ("불가능", Negation),
    ("^못", Negation),
];

/// A pattern without `^`, whether it had one, and what it says.
type Pattern = (&'static str, bool, Says);

/// The patterns by their first character, in order.
static PATTERNS_BY_FIRST: LazyLock<HashMap<char, Vec<Pattern>, FixedState>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<_>, FixedState> = HashMap::default();
    for (pattern, says) in PATTERNS {
        let bare = pattern.strip_prefix('^').unwrap_or(pattern);
        let first = bare.chars().next().unwrap_or_default();
        let entry = (bare, bare.len() < pattern.len(), says);
        by_first.entry(first).or_default().push(entry);
    }
    by_first
});

/// What may follow 안 written together with its verb.
const AFTER_AN: [&str; 12] = [
    "돼", "되", "된", "될", "됩", "됐", "했", "하겠", "합니", "할", "가", "갔",
];

/// Beginnings of words that may stand for a negation in English, or for which English has one.
const MAYBE: [&str; 36] = [
    "거부",
    "거절",
    "반대",
    "금지",
    "부인",
    "부정",
    "무산",
    "실패",
    "부족",
    "결여",
    "중단",
    "미흡",
    "비정상",
    "불법",
    "불충분",
    "무관",
    "무효",
    "무의미",
    "익명",
    "미만",
    "절대",
    "이외",
    "대신",
    "삼가",
    "싫",
    "잊",
    "힘들",
    "어렵",
    "다르",
    "간신히",
    "금물",
    "전혀",
    "빼고",
    "모자라",
    "모자란",
    "나서야",
];

/// Of these and the patterns above those that say by themselves what another language says with a
/// negation.
const ANSWERS: [&str; 23] = [
    "는지도 모",
    "수밖에 없",
    "밖에 없",
    "밖에 안",
    "밖에 못",
    "지 않을 수 없",
    "뿐만 아니",
    "뿐 아니",
    "안 그러면",
    "지 않으면",
    "지 않는 한",
    "부인",
    "거부",
    "거절",
    "금지",
    "부족",
    "모자라",
    "실패",
    "나서야",
    "무관",
    "상관없",
    "상관 없",
    "금물",
];

/// The negations of a text.
pub(super) fn cues(text: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut at = 0;
    let mut opens = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let known = PATTERNS_BY_FIRST.get(&c).and_then(|patterns| {
            patterns.iter().find_map(|(pattern, at_start, says)| {
                let len = matched(rest, pattern).filter(|_| opens || !at_start)?;
                Some((len, *says))
            })
        });
        let an = || {
            let after = rest.strip_prefix('안').filter(|_| opens)?;
            // 안 의원, 안 씨: a surname.
            const TITLES: [&str; 10] = [
                "의원", "대표", "장관", "후보", "씨", "총리", "교수", "감독", "선수", "위원",
            ];
            let apart = after.starts_with(' ')
                && !TITLES.iter().any(|title| after[1..].starts_with(title))
                && after
                    .trim_start()
                    .starts_with(|c: char| ('가'..='힣').contains(&c));
            let together = AFTER_AN.iter().any(|verb| after.starts_with(verb));
            (apart || together).then_some(('안'.len_utf8(), Negation))
        };
        let maybe = || {
            let word = MAYBE.iter().find(|word| opens && rest.starts_with(*word))?;
            Some((word.len(), Maybe))
        };
        match known.or_else(an).or_else(maybe) {
            Some((len, says)) => {
                if says != Nothing {
                    cues.push(Cue {
                        span: Span::new(at, at + len),
                        sure: says == Negation,
                        answers: says == Maybe
                            && ANSWERS.iter().any(|word| matched(rest, word).is_some()),
                    });
                }
                opens = false;
                at += len;
            }
            None => {
                opens = !c.is_alphanumeric();
                at += c.len_utf8();
            }
        }
    }
    cues
}

/// Length of what `pattern` matches at the start of `text`; its spaces are optional.
fn matched(text: &str, pattern: &str) -> Option<usize> {
    let mut rest = text;
    for c in pattern.chars() {
        match rest.strip_prefix(c) {
            Some(left) => rest = left,
            None if c == ' ' => {}
            None => return None,
        }
    }
    Some(text.len() - rest.len())
}
