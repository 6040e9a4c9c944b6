//! Years, months and days.

use super::super::{Period, Value, digits, whole};
use super::unit::{Unit, unit};
use super::{Read, half_more, next_numeral};
use crate::text::Lang;

/// 5·18: a date known by its figures.
pub fn anniversary(text: &str, at: usize) -> Option<Read> {
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

pub fn year(text: &str, n: f64, end: usize, figures: bool) -> Read {
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
pub fn month(text: &str, year: Option<u32>, n: f64, end: usize, figures: bool) -> Option<Read> {
    let month = whole(n, 12).filter(|m| *m > 0)?;
    if let Some((day, after)) = next_numeral(text, end)
        && let Some(day) = whole(day, 31).filter(|d| *d > 0)
        && let Some((Unit::Day, end)) = unit(text, after)
    {
        return Some(Read::new(date(year, Some(month), Some(day)), end, figures));
    }
    Some(Read::new(date(year, Some(month), None), end, figures))
}

pub fn day(text: &str, n: f64, end: usize, figures: bool) -> Read {
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

pub fn date(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Value {
    let year = year.and_then(|y| u16::try_from(y).ok());
    let narrow = |n: Option<u32>| n.and_then(|n| u8::try_from(n).ok());
    Value::Date {
        year,
        month: narrow(month),
        day: narrow(day),
    }
}
