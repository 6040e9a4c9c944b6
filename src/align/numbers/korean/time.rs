//! Times of day.

use super::super::{Period, Value, whole};
use super::unit::{Unit, unit};
use super::{Read, next_numeral, word_before};

/// 3시, with its minutes and the half of the day before it.
pub fn hour_of(text: &str, at: usize, hour: u8, end: usize) -> Read {
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

pub fn time(text: &str, at: usize, hour: u8, minute: u8, end: usize, spoken: bool) -> Read {
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
