//! Korean numbers, read where a word starts.

use super::strength::strength;
use super::{Number, Period, Value, digits, whole};
use crate::text::{Lang, Span};
use calendar::{anniversary, date, day, month, year};
use numeral::{Numeral, Script, numeral};
use plausible::plausible;
use time::{hour_of, time};
use unit::{Unit, unit};
use word::word;

mod calendar;
mod numeral;
mod plausible;
mod time;
mod unit;
mod word;

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
    if let Some((value, end)) = digits::fraction_of(text, at) {
        return Some(Read::new(value, end, true));
    }
    if let Some(read) = article(text, at).or_else(|| anniversary(text, at)) {
        return Some(read);
    }
    word(text, at).or_else(|| {
        let numeral = numeral(text, at)?;
        counted(text, at, &numeral)
    })
}

/// 제5조, 헌법 9조: an article of a law. Trillions are of money, or go on with a smaller number.
fn article(text: &str, at: usize) -> Option<Read> {
    const SUMS: [&str; 10] = [
        "원",
        "달러",
        "유로",
        "위안",
        "엔",
        "파운드",
        "흐리우냐",
        "루블",
        "여",
        "천",
    ];
    let prefixed = text.get(..at)?.ends_with('제');
    let figures = digits::figures(text, at, Lang::Ko)?;
    let n = whole(figures.value, 1000)?;
    let end = figures.end + '조'.len_utf8();
    let after = text.get(figures.end..)?.strip_prefix('조')?.trim_start();
    let sum = after.starts_with(|c: char| c.is_ascii_digit())
        || SUMS.iter().any(|word| after.starts_with(word));
    (prefixed || !sum).then(|| Read::new(Value::Ordinal(n), end, true))
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

/// The figures after at most one space.
fn next_numeral(text: &str, at: usize) -> Option<(f64, usize)> {
    let space = usize::from(text.get(at..)?.starts_with(' '));
    let read = numeral(text, at + space).filter(|n| n.script == Script::Figures)?;
    Some((read.n, read.end))
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
    // 만 after the numerator is a particle: 3분의 1만.
    let (n, end) = match digits::figures(text, at, Lang::Ko) {
        Some(figures) => (figures.value, figures.end),
        None => numeral(text, at).map(|numeral| (numeral.n, numeral.end))?,
    };
    (denominator > 0.0).then(|| Read::new(Value::count(n / denominator), end, true))
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
