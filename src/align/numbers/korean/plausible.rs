//! Whether syllables that could be a numeral are one.

use super::super::Period;
use super::numeral::{Numeral, Script};
use super::unit::Unit;
use super::{is_hangul, word_before};

/// Whether the numeral is one at all: syllables such as 이, 일 and 만 are mostly other words.
pub fn plausible(
    text: &str,
    at: usize,
    numeral: &Numeral,
    unit: Option<(Unit, usize, bool)>,
) -> bool {
    let rest = |from: usize| text.get(from..).unwrap_or_default();
    match numeral.script {
        Script::Figures => true,
        Script::Sino => {
            let first = rest(at).chars().next().unwrap_or(' ');
            let vague = matches!(word_before(text, at), "몇" | "수" | "여러");
            if vague || matches!(first, '억' | '조') {
                return false;
            }
            let Some((unit, _, glued)) = unit else {
                return uncounted(rest(at), rest(numeral.end), numeral);
            };
            match (numeral.syllables, unit) {
                (_, Unit::Denominator) => numeral.n <= 10.0,
                (1, Unit::Period(Period::Month)) => {
                    rest(numeral.end).trim_start().starts_with("개월")
                }
                (1, Unit::Period(Period::Week)) if first == '일' => true,
                (1, Unit::Period(Period::Week)) => {
                    ["동안", "간", "째", "후", "전", "만에"].iter().any(|w| {
                        let after = rest(numeral.end).trim_start().strip_prefix('주');
                        after.is_some_and(|r| r.trim_start().starts_with(w))
                    })
                }
                (1, Unit::Counter)
                    if first != '이' && rest(numeral.end).trim_start().starts_with('층') =>
                {
                    true
                }
                (1, Unit::Percent) => first != '이' || glued,
                (1, Unit::Year) => first != '이',
                (1, Unit::Month) => !matches!(first, '일' | '이') && glued,
                (1, Unit::Period(Period::Minute)) => matches!(first, '오' | '십'),
                (1, Unit::Counter | Unit::Currency(_) | Unit::Period(Period::Year)) => {
                    matches!(first, '십' | '백' | '천' | '만') && !glued
                }
                (1, _) => false,
                // 구조대, 육조 are no trillions of things.
                (_, Unit::Counter)
                    if rest(at)
                        .get(..numeral.end - at)
                        .is_some_and(|w| w.ends_with(['조', '억'])) =>
                {
                    false
                }
                (_, Unit::Counter | Unit::Period(_)) => !rest(at).starts_with("천사"),
                (_, Unit::Day | Unit::Ordinal) => glued,
                _ => true,
            }
        }
        Script::Native => match unit {
            Some((Unit::Counter, _, true)) => {
                let counter = rest(numeral.end).chars().next().unwrap_or(' ');
                numeral.syllables > 1 || "명번개가마사곳".contains(counter)
            }
            Some((Unit::Hour, _, _)) => {
                numeral.n >= 1.0
                    && numeral.n <= 12.0
                    && !["시라", "시도"]
                        .iter()
                        .any(|w| rest(numeral.end).starts_with(w))
            }
            Some((Unit::Ordinal, _, _)) => {
                let after = rest(numeral.end).trim_start();
                after.starts_with("번째") || after.starts_with('째')
            }
            // 네 나라 is mostly your country.
            Some((Unit::Counter, _, false)) => !rest(at).starts_with("네 나라"),
            // 세 as years of age takes Sino-Korean numerals; here it is three: 두세 명.
            Some((Unit::Period(_), end, _)) => !rest(end - '세'.len_utf8()).starts_with('세'),
            _ => alone(text, at, numeral),
        },
    }
}

/// Whether Sino-Korean words without a counter are a number all the same: 오십만으로, 삼백 마일.
fn uncounted(word: &str, after: &str, numeral: &Numeral) -> bool {
    let mut syllables = word.chars();
    let first = syllables.next().unwrap_or(' ');
    let second = syllables.next().unwrap_or(' ');
    let spaced = after
        .strip_prefix(' ')
        .is_some_and(|r| r.starts_with(is_hangul));
    match numeral.syllables {
        // 이십, 삼백; 이백 and 사천 are also names, 오만 is pride.
        2 => {
            spaced
                && !"백천만일".contains(first)
                && (second == '십' || second == '백' && first != '이')
        }
        3.. => {
            spaced
                || numeral.n >= 1e5 && after.starts_with(|c: char| "은는이을의으과도".contains(c))
        }
        _ => false,
    }
}

/// Whether a native numeral stands by itself: 하나, 둘 다, 다섯이.
fn alone(text: &str, at: usize, numeral: &Numeral) -> bool {
    const NOUNS: [&str; 16] = [
        "스물", "서른", "마흔", "예순", "일흔", "여든", "아흔", "하나", "둘", "셋", "넷", "다섯",
        "여섯", "일곱", "여덟", "아홉",
    ];
    let word = text.get(at..numeral.end).unwrap_or_default();
    let after = text.get(numeral.end..).and_then(|r| r.chars().next());
    let over = after.is_none_or(|c| !is_hangul(c) || "은는이가을를에엔의로와과도만씩".contains(c));
    // Numerals of two parts are nothing else; so are 두 and 세 before the noun they count.
    let certain = numeral.n > 10.0 && numeral.n % 10.0 > 0.0;
    let counting = matches!(word, "두" | "세") || numeral.n > 10.0 && word != "쉰";
    let before_noun = text.get(numeral.end..).and_then(|r| r.strip_prefix(' '));
    if counting && before_noun.is_some_and(|r| r.starts_with(is_hangul)) {
        return true;
    }
    over && (certain || NOUNS.contains(&word))
        && !text
            .get(numeral.end..)
            .is_some_and(|r| r.starts_with("도 "))
}
