//! Korean numbers, read where a word starts.

use super::korean_numeral::{Numeral, Script, numeral};
use super::korean_unit::{Unit, unit};
use super::strength::strength;
use super::{Number, Period, Value, digits};
use crate::text::{Lang, Span};

/// All numbers of a Korean text.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let starts = c.is_ascii_digit() || is_hangul(c) && !is_hangul(before);
        let read = if starts { read(text, at) } else { None };
        if let Some(read) = read {
            let start = read.start.unwrap_or(at);
            found.push(Number {
                span: Span::new(start, read.end),
                value: read.value,
                approx: read.approx || approximated(text, start, read.end),
                strength: strength(read.value, read.figures),
            });
        }
        let end = read.map(|r| r.end).or_else(|| unread_digits(text, at));
        let end = end.filter(|end| *end > at).unwrap_or(at + c.len_utf8());
        before = text
            .get(at..end)
            .and_then(|t| t.chars().next_back())
            .unwrap_or(c);
        at = end;
    }
    found
}

/// Whether `c` is a Hangul syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[derive(Clone, Copy)]
struct Read {
    value: Value,
    /// Where it starts when not where it was looked for (오후 3시 at its first word).
    start: Option<usize>,
    end: usize,
    figures: bool,
    approx: bool,
}

impl Read {
    fn new(value: Value, end: usize, figures: bool) -> Self {
        Self {
            value,
            start: None,
            end,
            figures,
            approx: false,
        }
    }
}

/// The end of digits too long to be a number.
fn unread_digits(text: &str, at: usize) -> Option<usize> {
    let run = text.bytes().skip(at).take_while(u8::is_ascii_digit).count();
    (run > 0).then_some(at + run)
}

fn read(text: &str, at: usize) -> Option<Read> {
    if let Some((date, end)) = digits::date(text, at, Lang::Ko) {
        return Some(Read::new(date, end, true));
    }
    if let Some((hour, minute, end)) = digits::clock(text, at) {
        return Some(time(text, at, hour, minute, end, false));
    }
    if let Some(read) = article(text, at).or_else(|| anniversary(text, at)) {
        return Some(read);
    }
    word(text, at).or_else(|| {
        let numeral = numeral(text, at)?;
        counted(text, at, &numeral)
    })
}

/// 제5조: the fifth article is no trillion.
fn article(text: &str, at: usize) -> Option<Read> {
    let prefixed = text.get(..at)?.ends_with('제');
    let figures = digits::figures(text, at, Lang::Ko).filter(|_| prefixed)?;
    let n = whole(figures.value, 100_000)?;
    let over = text.get(figures.end..)?.starts_with('조');
    over.then(|| Read::new(Value::Ordinal(n), figures.end + '조'.len_utf8(), true))
}

/// 5·18: a date known by its figures.
fn anniversary(text: &str, at: usize) -> Option<Read> {
    let first = digits::figures(text, at, Lang::Ko)?;
    let rest = text.get(first.end..)?;
    let dot = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '·' | 'ㆍ' | '‧'))?;
    let second = digits::figures(text, first.end + dot.len_utf8(), Lang::Ko)?;
    let month = whole(first.value, 12).filter(|m| *m > 0)?;
    let day = whole(second.value, 31).filter(|d| *d > 0)?;
    Some(Read::new(
        date(None, Some(month), Some(day)),
        second.end,
        true,
    ))
}

/// Words that are numbers by themselves: weekdays, 하루, 절반, 첫째.
fn word(text: &str, at: usize) -> Option<Read> {
    const DAYS: [(&str, f64); 9] = [
        ("하루", 1.0),
        ("이틀", 2.0),
        ("사흘", 3.0),
        ("나흘", 4.0),
        ("닷새", 5.0),
        ("엿새", 6.0),
        ("아흐레", 9.0),
        ("열흘", 10.0),
        ("보름", 15.0),
    ];
    const PLACES: [(&str, u32); 6] = [
        ("첫째", 1),
        ("첫번째", 1),
        ("첫 번째", 1),
        ("둘째", 2),
        ("셋째", 3),
        ("넷째", 4),
    ];
    const HALVES: [(&str, Option<Period>); 3] = [
        ("절반", None),
        ("반년", Some(Period::Year)),
        ("반나절", Some(Period::Day)),
    ];
    let rest = text.get(at..)?;
    let starts = |word: &str| rest.starts_with(word).then(|| at + word.len());
    if let Some(day) = "월화수목금토일".chars().position(|c| rest.starts_with(c)) {
        let named = rest
            .get('월'.len_utf8()..)
            .is_some_and(|r| r.starts_with("요일"));
        if named {
            return Some(Read::new(
                Value::Weekday(day as u8 + 1),
                at + "월요일".len(),
                true,
            ));
        }
    }
    let (ten, after_ten) = match rest.strip_prefix('열') {
        Some(rest) => (10.0, rest),
        None => (0.0, rest),
    };
    let plain = DAYS.iter().find_map(|(word, n)| Some((*n, starts(word)?)));
    let teens = DAYS
        .iter()
        .find(|(word, _)| ten > 0.0 && after_ten.starts_with(word));
    let teens = teens.map(|(word, n)| (n + ten, at + '열'.len_utf8() + word.len()));
    if let Some((n, end)) = plain.or(teens) {
        let value = Value::Count {
            n,
            period: Some(Period::Day),
        };
        return Some(Read::new(value, end, false));
    }
    if let Some((n, end)) = PLACES
        .iter()
        .find_map(|(word, n)| Some((*n, starts(word)?)))
    {
        return Some(Read::new(Value::Ordinal(n), end, false));
    }
    let (period, end) = HALVES
        .iter()
        .find_map(|(word, p)| Some((*p, starts(word)?)))?;
    Some(Read::new(Value::Count { n: 0.5, period }, end, false))
}

/// A numeral with what follows it.
fn counted(text: &str, at: usize, numeral: &Numeral) -> Option<Read> {
    let figures = numeral.script == Script::Figures;
    let odd = text.get(numeral.end..).is_some_and(|r| r.starts_with('여')) && numeral.n >= 10.0;
    let end = numeral.end + if odd { '여'.len_utf8() } else { 0 };
    let glued = unit(text, end).map(|(u, e)| (u, e, true));
    let spaced = || unit(text, end + 1).map(|(u, e)| (u, e, false));
    let unit = match glued {
        None if text.get(end..).is_some_and(|r| r.starts_with(' ')) => spaced(),
        glued => glued,
    };
    // 해 counts years only after a native numeral: 백일해 is a disease.
    let native = numeral.script == Script::Native;
    let unit =
        unit.filter(|(_, e, _)| native || !text.get(..*e).is_some_and(|t| t.ends_with('해')));
    // Teenagers are said 10대; there is no number in the English word.
    let teens = matches!(unit, Some((Unit::Counter, e, _)) if text.get(..e).is_some_and(|t| t.ends_with('대')));
    if teens && numeral.n == 10.0 && !native {
        return None;
    }
    // After a native numeral 분 counts people, politely: 두 분.
    let unit = unit.map(|(unit, end, glued)| match unit {
        Unit::Period(Period::Minute) if native => (Unit::Counter, end, glued),
        unit => (unit, end, glued),
    });
    if !plausible(text, at, numeral, unit) {
        return None;
    }
    let n = numeral.n;
    let count = |period, end| Read::new(Value::Count { n, period }, end, figures);
    let mut read = match unit {
        None => count(None, numeral.end),
        Some((Unit::Counter, end, _)) => count(None, end),
        Some((Unit::Period(period), end, _)) => half_more(text, count(Some(period), end)),
        Some((Unit::Percent, end, _)) => Read::new(Value::Percent(n), end, figures),
        Some((Unit::Currency(currency), end, _)) => Read::new(
            Value::Money {
                amount: n,
                currency,
            },
            end,
            figures,
        ),
        Some((Unit::Ordinal, end, _)) => match whole(n, 100_000) {
            Some(n) => Read::new(Value::Ordinal(n), end, figures),
            None => count(None, end),
        },
        Some((Unit::Decade, end, _)) => match whole(n, 2100) {
            Some(year) => Read::new(date(Some(year), None, None), end, figures),
            None => count(None, end),
        },
        Some((Unit::Year, end, _)) => year(text, n, end, figures),
        Some((Unit::Month, end, _)) => {
            month(text, None, n, end, figures).unwrap_or_else(|| count(None, numeral.end))
        }
        Some((Unit::Day, end, _)) => day(text, n, end, figures),
        Some((Unit::Hour, end, _)) => match whole(n, 24) {
            Some(hour) => hour_of(text, at, hour as u8, end),
            None => count(None, numeral.end),
        },
        Some((Unit::Denominator, end, _)) => {
            fraction(text, n, end).unwrap_or_else(|| count(None, numeral.end))
        }
    };
    read.approx |= odd;
    Some(read)
}

/// Whether the numeral is one at all: syllables such as 이, 일 and 만 are mostly other words.
fn plausible(text: &str, at: usize, numeral: &Numeral, unit: Option<(Unit, usize, bool)>) -> bool {
    let rest = |from: usize| text.get(from..).unwrap_or_default();
    match numeral.script {
        Script::Figures => true,
        Script::Sino => {
            let Some((unit, _, glued)) = unit else {
                return false;
            };
            let first = rest(at).chars().next().unwrap_or(' ');
            let vague = matches!(word_before(text, at), "몇" | "수" | "여러");
            if vague || matches!(first, '억' | '조') {
                return false;
            }
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
                numeral.n >= 1.0 && numeral.n <= 12.0 && !rest(numeral.end).starts_with("시라")
            }
            Some((Unit::Ordinal, _, _)) => {
                let after = rest(numeral.end).trim_start();
                after.starts_with("번째") || after.starts_with('째')
            }
            Some((Unit::Counter, _, false)) => true,
            // 세 as years of age takes Sino-Korean numerals; here it is three: 두세 명.
            Some((Unit::Period(_), end, _)) => !rest(end - '세'.len_utf8()).starts_with('세'),
            _ => alone(text, at, numeral),
        },
    }
}

/// Whether a native numeral stands by itself: 하나, 둘 다, 다섯이.
fn alone(text: &str, at: usize, numeral: &Numeral) -> bool {
    const NOUNS: [&str; 9] = [
        "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉",
    ];
    let word = text.get(at..numeral.end).unwrap_or_default();
    let after = text.get(numeral.end..).and_then(|r| r.chars().next());
    let over = after.is_none_or(|c| !is_hangul(c) || "은는이가을를에의로와과도만씩".contains(c));
    // Numerals of two parts are nothing else; so are 두 and 세 before the noun they count.
    let certain = numeral.n > 20.0 && numeral.n % 10.0 > 0.0;
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

fn year(text: &str, n: f64, end: usize, figures: bool) -> Read {
    let years = Read::new(
        Value::Count {
            n,
            period: Some(Period::Year),
        },
        end,
        figures,
    );
    let Some(year) = whole(n, 2100) else {
        return half_more(text, years);
    };
    let next = next_numeral(text, end);
    if let Some((month_number, after)) = next
        && let Some((Unit::Month, month_end)) = unit(text, after)
        && let Some(date) = month(text, Some(year), month_number, month_end, figures)
    {
        return date;
    }
    if year >= 1000 {
        let end = text
            .get(end..)
            .filter(|r| r.starts_with('도'))
            .map_or(end, |_| end + '도'.len_utf8());
        return Read::new(date(Some(year), None, None), end, figures);
    }
    half_more(text, years)
}

/// A month with the day after it, where one follows.
fn month(text: &str, year: Option<u32>, n: f64, end: usize, figures: bool) -> Option<Read> {
    let month = whole(n, 12).filter(|m| *m > 0)?;
    if let Some((day, after)) = next_numeral(text, end)
        && let Some(day) = whole(day, 31).filter(|d| *d > 0)
        && let Some((Unit::Day, end)) = unit(text, after)
    {
        return Some(Read::new(date(year, Some(month), Some(day)), end, figures));
    }
    Some(Read::new(date(year, Some(month), None), end, figures))
}

/// The figures after at most one space.
fn next_numeral(text: &str, at: usize) -> Option<(f64, usize)> {
    let space = usize::from(text.get(at..)?.starts_with(' '));
    let read = numeral(text, at + space).filter(|n| n.script == Script::Figures)?;
    Some((read.n, read.end))
}

fn day(text: &str, n: f64, end: usize, figures: bool) -> Read {
    const LENGTH: [&str; 8] = ["동안", "이내", "만에", "안에", "뒤", "후", "전", "밤"];
    let rest = text.get(end..).unwrap_or_default().trim_start();
    let length = LENGTH.iter().any(|word| rest.starts_with(word));
    match whole(n, 31).filter(|d| *d > 0 && !length) {
        Some(day) => Read::new(date(None, None, Some(day)), end, figures),
        None => Read::new(
            Value::Count {
                n,
                period: Some(Period::Day),
            },
            end,
            figures,
        ),
    }
}

/// 3시, with its minutes and the half of the day before it.
fn hour_of(text: &str, at: usize, hour: u8, end: usize) -> Read {
    let rest = text.get(end..).unwrap_or_default();
    let after = rest.trim_start();
    let space = rest.len() - after.len();
    let mut found = (0, end);
    if space <= 1 && after.starts_with('반') {
        found = (30, end + space + '반'.len_utf8());
    } else if let Some((minute, after)) = next_numeral(text, end)
        && let Some(minute) = whole(minute, 59)
        && let Some((Unit::Period(Period::Minute), end)) = unit(text, after)
    {
        found = (minute as u8, end);
    }
    time(text, at, hour, found.0, found.1, true)
}

fn time(text: &str, at: usize, hour: u8, minute: u8, end: usize, spoken: bool) -> Read {
    let before = word_before(text, at);
    let late = match before {
        "오전" | "새벽" | "아침" => Some(false),
        "오후" | "저녁" | "낮" => Some(true),
        "밤" => Some(hour != 12 && hour > 5),
        _ => None,
    };
    let hour24 = match (late, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    let value = Value::Time {
        hour: hour24,
        minute,
        twelve: spoken && late.is_none() && hour <= 12,
    };
    let start = late.and_then(|_| text.get(..at)?.rfind(before));
    Read {
        start,
        ..Read::new(value, end, true)
    }
}

/// The word before byte `at`, across spaces; empty when there is none.
fn word_before(text: &str, at: usize) -> &str {
    text.get(..at)
        .map(str::trim_end)
        .and_then(|t| t.rsplit(|c: char| !is_hangul(c)).next())
        .unwrap_or_default()
}

/// 3년 반: half a unit more.
fn half_more(text: &str, read: Read) -> Read {
    if let Value::Count {
        n,
        period: Some(period),
    } = read.value
        && let Some((more, after)) = next_numeral(text, read.end)
        && let Some((Unit::Period(smaller), end)) = unit(text, after)
        && let Some(parts) = period.parts(smaller)
    {
        let value = Value::Count {
            n: n + more / parts,
            period: Some(period),
        };
        return Read { value, end, ..read };
    }
    let rest = text.get(read.end..).unwrap_or_default();
    let half = rest.strip_prefix(" 반").or_else(|| rest.strip_prefix('반'));
    let over = half.is_some_and(|r| {
        !r.chars()
            .next()
            .is_some_and(|c| is_hangul(c) && !"을이에의만".contains(c))
    });
    match read.value {
        Value::Count { n, period } if over => Read {
            value: Value::Count { n: n + 0.5, period },
            end: read.end + rest.len() - half.unwrap_or_default().len(),
            ..read
        },
        _ => read,
    }
}

/// `3분의 1`: the numerator stands after the denominator.
fn fraction(text: &str, denominator: f64, end: usize) -> Option<Read> {
    let at = end + usize::from(text.get(end..)?.starts_with(' '));
    let read = numeral(text, at)?;
    (denominator > 0.0).then(|| Read::new(Value::count(read.n / denominator), read.end, true))
}

/// Whether the words around the number call it approximate or a bound.
fn approximated(text: &str, start: usize, end: usize) -> bool {
    const AFTER: [&str; 13] = [
        "여",
        "정도",
        "가량",
        "남짓",
        "안팎",
        "쯤",
        "내외",
        "이상",
        "이하",
        "미만",
        "가까이",
        "넘",
        "이 넘",
    ];
    let before = word_before(text, start);
    let rest = text.get(end..).unwrap_or_default().trim_start();
    matches!(
        before,
        "약" | "대략" | "거의" | "근" | "대충" | "최소" | "최대" | "적어도"
    ) || AFTER.iter().any(|word| rest.starts_with(word))
}

fn date(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Value {
    let year = year.and_then(|y| u16::try_from(y).ok());
    let narrow = |n: Option<u32>| n.and_then(|n| u8::try_from(n).ok());
    Value::Date {
        year,
        month: narrow(month),
        day: narrow(day),
    }
}

fn whole(n: f64, max: u32) -> Option<u32> {
    (n >= 0.0 && n <= f64::from(max) && n.fract() == 0.0).then_some(n as u32)
}
