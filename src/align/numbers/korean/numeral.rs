//! Korean numerals: figures with 만 and 억, Sino-Korean and native number words.

use super::super::digits;
use crate::text::Lang;

/// How a Korean numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// With at least one digit: 1만 2천.
    Figures,
    /// Sino-Korean words: 이십.
    Sino,
    /// Native words, such as count people and hours: 스물다섯.
    Native,
}

/// A numeral without its counter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// The number.
    pub n: f64,
    /// Byte offset just after it.
    pub end: usize,
    /// How it is written.
    pub script: Script,
    /// Number of digits when nothing but digits was read, else 0.
    pub plain: usize,
    /// Syllables, for words.
    pub syllables: usize,
}

/// Reads the numeral at byte `at`, which must be the start of a word unless it is a digit.
pub(super) fn numeral(text: &str, at: usize) -> Option<Numeral> {
    let first = text.get(at..)?.chars().next()?;
    let sino_first = first.is_ascii_digit() || sino_digit(first).is_some() || unit(first).is_some();
    // 일곱 and 일흔 start like the Sino-Korean one.
    native(text, at).or_else(|| if sino_first { sino(text, at) } else { None })
}

fn sino_digit(c: char) -> Option<f64> {
    "일이삼사오육칠팔구"
        .chars()
        .zip(1..)
        .find(|(d, _)| *d == c)
        .map(|(_, n)| f64::from(n))
}

/// The multipliers of both levels: 십 백 천 within a section, 만 억 조 closing it.
fn unit(c: char) -> Option<f64> {
    Some(match c {
        '십' => 1e1,
        '백' => 1e2,
        '천' => 1e3,
        '만' => 1e4,
        '억' => 1e8,
        '조' => 1e12,
        _ => return None,
    })
}

/// Digits and Sino-Korean syllables: sections below 만, each closed by 만, 억 or 조.
fn sino(text: &str, start: usize) -> Option<Numeral> {
    let (mut total, mut section, mut pending) = (0.0, 0.0, None::<f64>);
    let (mut room, mut closed) = (1e4, f64::INFINITY);
    let (mut figures, mut plain, mut syllables) = (false, 0, 0);
    let mut at = start;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let fresh = at == start;
        if c.is_ascii_digit() {
            if pending.is_some() {
                break;
            }
            let read = digits::figures(text, at, Lang::Ko)?;
            if !fresh && read.value >= room {
                break;
            }
            (pending, figures) = (Some(read.value), true);
            plain = if fresh { read.plain } else { 0 };
            at = read.end;
        } else if let Some(n) = sino_digit(c) {
            // After figures a lone digit syllable starts another word: 3만일.
            if pending.is_some() || figures && !multiplied(text, at + c.len_utf8()) {
                break;
            }
            pending = Some(n);
            syllables += 1;
            at += c.len_utf8();
        } else if let Some(factor) = unit(c) {
            if factor < 1e4 {
                if factor >= room {
                    break;
                }
                section += pending.take().unwrap_or(1.0) * factor;
                room = factor;
            } else {
                let whole = section + pending.unwrap_or(0.0);
                if factor >= closed || whole == 0.0 && !fresh {
                    break;
                }
                total += if whole == 0.0 { factor } else { whole * factor };
                (section, pending, room, closed) = (0.0, None, 1e4, factor);
            }
            plain = 0;
            syllables += 1;
            at += c.len_utf8();
        } else if c == ' ' && pending.is_none() && continues(text, at + 1, figures) {
            at += 1;
        } else {
            break;
        }
    }
    let n = total + section + pending.unwrap_or(0.0);
    let script = if figures {
        Script::Figures
    } else {
        Script::Sino
    };
    (at > start).then_some(Numeral {
        n,
        end: at,
        script,
        plain,
        syllables,
    })
}

/// Whether a multiplier stands at byte `at`.
fn multiplied(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| unit(c).is_some())
}

/// Whether the numeral goes on after a space: 1만 2천, but not `3만 명` nor `2천 만나다`.
fn continues(text: &str, at: usize, figures: bool) -> bool {
    let Some(rest) = text.get(at..) else {
        return false;
    };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if len > 0 {
        // Figures go on with a multiplier (2천) or a lower part of their own (1만 2000).
        return figures && (multiplied(text, at + len) || len <= 4);
    }
    let mut chars = rest.chars();
    let digit = chars.next().and_then(sino_digit);
    digit.is_some() && chars.next().and_then(unit).is_some()
}

const ONES: [(&str, f64); 15] = [
    ("하나", 1.0),
    ("한", 1.0),
    ("둘", 2.0),
    ("두", 2.0),
    ("셋", 3.0),
    ("세", 3.0),
    ("석", 3.0),
    ("넷", 4.0),
    ("네", 4.0),
    ("넉", 4.0),
    ("다섯", 5.0),
    ("여섯", 6.0),
    ("일곱", 7.0),
    ("여덟", 8.0),
    ("아홉", 9.0),
];
const TENS: [(&str, f64); 10] = [
    ("열", 10.0),
    ("스물", 20.0),
    ("스무", 20.0),
    ("서른", 30.0),
    ("마흔", 40.0),
    ("쉰", 50.0),
    ("예순", 60.0),
    ("일흔", 70.0),
    ("여든", 80.0),
    ("아흔", 90.0),
];

fn native(text: &str, start: usize) -> Option<Numeral> {
    let take = |at: usize, list: &[(&str, f64)]| {
        let rest = text.get(at..)?;
        let best = list
            .iter()
            .filter(|(w, _)| rest.starts_with(w))
            .max_by_key(|(w, _)| w.len())?;
        Some((best.1, at + best.0.len()))
    };
    let (tens, at) = take(start, &TENS).unwrap_or((0.0, start));
    // 열 다섯 is written apart now and then.
    let rest = text.get(at..)?;
    // 열 세대 is ten households.
    let counters = [" 세대", " 세기", " 세트", " 두락", " 네트"];
    let apart =
        at > start && rest.starts_with(' ') && !counters.iter().any(|c| rest.starts_with(c));
    let spaced = || apart.then(|| take(at + 1, &ONES)).flatten();
    let (ones, end) = take(at, &ONES).or_else(spaced).unwrap_or((0.0, at));
    let syllables = text.get(start..end)?.chars().count();
    (end > start).then_some(Numeral {
        n: tens + ones,
        end,
        script: Script::Native,
        plain: 0,
        syllables,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixtures_of_figures_and_magnitudes() {
        let read = |text: &str| numeral(text, 0).map(|n| (n.n, &text[..n.end]).0);
        assert_eq!(read("1만 2천"), Some(12_000.0));
        assert_eq!(read("1만2000명"), Some(12_000.0));
        assert_eq!(read("3억 5천만"), Some(350_000_000.0));
        assert_eq!(read("1조 2천억 원"), Some(1.2e12));
        assert_eq!(read("12만 3,456"), Some(123_456.0));
        assert_eq!(read("2.5억"), Some(250_000_000.0));
        assert_eq!(read("십만"), Some(100_000.0));
        assert_eq!(read("삼백이십오"), Some(325.0));
        assert_eq!(read("이천이십사"), Some(2024.0));
        assert_eq!(read("스물다섯"), Some(25.0));
        assert_eq!(read("3만 명"), Some(30_000.0));
        assert_eq!(read("가나다"), None);
    }
}
