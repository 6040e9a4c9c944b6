//! Numbers, dates and clock times written in figures.

use super::Value;
use crate::text::Lang;

/// A number in figures, starting where it was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// The number.
    pub value: f64,
    /// Byte offset just after it.
    pub end: usize,
    /// Number of digits when nothing but digits was read, else 0.
    pub plain: usize,
}

/// Reads the figures at byte `at`, with thousands separators and a decimal fraction as `lang`
/// writes them.
pub(super) fn figures(text: &str, at: usize, lang: Lang) -> Option<Figures> {
    let rest = text.get(at..)?;
    let first = run(rest);
    if first == 0 || first > 15 {
        return None;
    }
    let mut digits = rest.get(..first)?.to_owned();
    let mut used = first;
    if first <= 3 && !digits.starts_with('0') {
        for sep in separators(lang) {
            let groups = groups(rest, first, *sep);
            let lone_comma = lang == Lang::Uk && *sep == ',' && groups.len() == 1;
            let lone_point = *sep == '.' && groups.len() == 1;
            // 12,000 is twelve thousand even where the comma is decimal; 1,234 there is not.
            if groups.is_empty() || lone_point || lone_comma && groups != ["000"] {
                continue;
            }
            used += groups.len() * (3 + sep.len_utf8());
            digits.extend(groups);
            break;
        }
    }
    let plain = if used == first { first } else { 0 };
    let fraction = fraction(rest.get(used..)?, lang);
    let value = format!("{digits}.{}", fraction.unwrap_or("0"))
        .parse()
        .ok()?;
    let end = at + used + fraction.map_or(0, |f| 1 + f.len());
    Some(Figures {
        value,
        end,
        plain: if fraction.is_some() { 0 } else { plain },
    })
}

fn separators(lang: Lang) -> &'static [char] {
    match lang {
        Lang::En | Lang::Ko => &[',', '.', '\u{a0}', '\u{202f}'],
        Lang::Uk => &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '.', ','],
    }
}

/// Length of the run of digits at the start.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The groups of exactly three digits after `sep`, from byte `from` on.
fn groups(text: &str, from: usize, sep: char) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(rest) = text.get(at..).and_then(|t| t.strip_prefix(sep)) {
        match rest.get(..3) {
            Some(group) if run(rest) == 3 => found.push(group),
            _ => break,
        }
        at += sep.len_utf8() + 3;
    }
    found
}

/// The digits of a decimal fraction; a list `1,2,3` or a version `1.2.3` has none.
fn fraction(rest: &str, lang: Lang) -> Option<&str> {
    let after = rest.strip_prefix('.').or_else(|| match lang {
        Lang::Uk => rest.strip_prefix(','),
        Lang::En | Lang::Ko => None,
    })?;
    let len = run(after);
    let next = after.get(len..)?;
    let list = next.starts_with(['.', ',']) && run(next.get(1..)?) > 0;
    (len > 0 && len <= 9 && !list)
        .then(|| after.get(..len))
        .flatten()
}

/// Reads a date in figures at byte `at`: `2024-01-06`, `06.01.2024`, `2024. 1. 6.`, and in English
/// `1/6/2024` with the month first. Returns the value and the offset after it.
pub(super) fn date(text: &str, at: usize, lang: Lang) -> Option<(Value, usize)> {
    let rest = text.get(at..)?;
    let (a, len_a) = small(rest)?;
    let sep = rest
        .get(len_a..)?
        .chars()
        .next()
        .filter(|c| ['.', '-', '/'].contains(c))?;
    let second = after(rest, len_a, sep)?;
    let (b, len_b) = small(rest.get(second..)?)?;
    let third = after(rest, second + len_b, sep)?;
    let (c, len_c) = small(rest.get(third..)?)?;
    let (year, month, day) = match (len_a, len_c, sep, lang) {
        (4, 1..=2, _, _) => (a, b, c),
        (1..=2, 4, '/', Lang::En) => (c, a, b),
        (1..=2, 4, '.' | '/', _) => (c, b, a),
        _ => return None,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let value = Value::Date {
        year: Some(year),
        month: Some(u8::try_from(month).ok()?),
        day: Some(u8::try_from(day).ok()?),
    };
    valid.then_some((value, at + third + len_c))
}

/// Reads a proper fraction `3/10` at byte `at`; the denominator is at most ten, since 9/11 is a date.
pub(super) fn fraction_of(text: &str, at: usize) -> Option<(Value, usize)> {
    let rest = text.get(at..)?;
    let (above, len_above) = small(rest)?;
    let rest = rest.get(len_above..)?.strip_prefix('/')?;
    let (below, len_below) = small(rest)?;
    let over = !rest.get(len_below..)?.starts_with('/');
    let proper = (1..below).contains(&above) && below <= 10;
    let value = Value::count(f64::from(above) / f64::from(below));
    (over && proper).then_some((value, at + len_above + 1 + len_below))
}

/// Offset after the separator at `at` and, for points, the space after it.
fn after(text: &str, at: usize, sep: char) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(sep)?;
    Some(at + 1 + usize::from(sep == '.' && rest.starts_with(' ')))
}

fn small(text: &str) -> Option<(u16, usize)> {
    let len = run(text);
    (len <= 4)
        .then(|| text.get(..len)?.parse().ok().map(|n| (n, len)))
        .flatten()
}

/// Reads a clock time `15:00`, or `5.40` where `am` or `pm` follows, at byte `at`: hour, minute and
/// the offset after it.
pub(super) fn clock(text: &str, at: usize) -> Option<(u8, u8, usize)> {
    let rest = text.get(at..)?;
    let (hour, len) = small(rest)?;
    let sep = rest.get(len..)?.chars().next()?;
    let after = rest.get(len..)?.strip_prefix([':', '.'])?;
    let minute: u8 = after.get(..2)?.parse().ok()?;
    let half_day = || {
        let next = after.get(2..).unwrap_or_default().trim_start();
        ["am", "pm", "a.m", "p.m", "AM", "PM", "A.M", "P.M"]
            .iter()
            .any(|half| {
                let rest = next.strip_prefix(half);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            })
    };
    if sep == '.' && !half_day() {
        return None;
    }
    let valid = len <= 2 && run(after) == 2 && hour <= 24 && minute < 60;
    let hour = u8::try_from(hour).ok()?;
    valid.then_some((hour, minute, at + len + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_follow_the_language() {
        let read = |text, lang| figures(text, 0, lang).map(|f| (f.value, f.end));
        assert_eq!(read("1,234", Lang::En), Some((1234.0, 5)));
        assert_eq!(read("1,234,567.5 x", Lang::Ko), Some((1_234_567.5, 11)));
        assert_eq!(read("1.5", Lang::En), Some((1.5, 3)));
        assert_eq!(read("1.234", Lang::En), Some((1.234, 5)));
        assert_eq!(read("1.234.567", Lang::En), Some((1_234_567.0, 9)));
        assert_eq!(read("12, 13", Lang::En), Some((12.0, 2)));
        assert_eq!(read("1 234 567", Lang::Uk), Some((1_234_567.0, 9)));
        assert_eq!(read("1\u{a0}234", Lang::Uk), Some((1234.0, 6)));
        assert_eq!(read("1,5", Lang::Uk), Some((1.5, 3)));
        assert_eq!(read("1,234", Lang::Uk), Some((1.234, 5)));
        assert_eq!(read("12,000", Lang::Uk), Some((12000.0, 6)));
        assert_eq!(read("1,2,3", Lang::Uk), Some((1.0, 1)));
        assert_eq!(read("12345678901234567890", Lang::En), None);
    }

    #[test]
    fn dates_and_clocks() {
        let january = Value::Date {
            year: Some(2024),
            month: Some(1),
            day: Some(6),
        };
        assert_eq!(date("06.01.2024", 0, Lang::Uk), Some((january, 10)));
        assert_eq!(date("2024-01-06", 0, Lang::En), Some((january, 10)));
        assert_eq!(date("2024. 1. 6.", 0, Lang::Ko), Some((january, 10)));
        assert_eq!(date("1/6/2024", 0, Lang::En), Some((january, 8)));
        assert_eq!(date("2024-13-06", 0, Lang::En), None);
        assert_eq!(date("1.2.3", 0, Lang::En), None);
        assert_eq!(fraction_of("3/10", 0), Some((Value::count(0.3), 4)));
        assert_eq!(fraction_of("24/7", 0), None);
        assert_eq!(fraction_of("9/11", 0), None);
        assert_eq!(clock("15:00", 0), Some((15, 0, 5)));
        assert_eq!(clock("15:001", 0), None);
        assert_eq!(clock("5.40 am", 0), Some((5, 40, 4)));
        assert_eq!(clock("3.50 amid", 0), None);
        assert_eq!(clock("3:2", 0), None);
    }
}
