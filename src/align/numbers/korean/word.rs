//! Words that are numbers.

use super::super::{Period, Value};
use super::Read;

/// Words that are numbers by themselves: weekdays, 하루, 절반, 첫째.
pub fn word(text: &str, at: usize) -> Option<Read> {
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
    const HALVES: [(&str, f64, Option<Period>); 3] = [
        ("절반", 0.5, None),
        ("반년", 0.5, Some(Period::Year)),
        ("반세기", 50.0, Some(Period::Year)),
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
    // 보름달 is the full moon.
    let moon = rest.starts_with("보름달");
    if let Some((n, end)) = plain.or(teens).filter(|_| !moon) {
        let value = Value::Count {
            n,
            period: Some(Period::Day),
        };
        // Half a month is a fortnight as well as fifteen days.
        let approx = n == 15.0;
        return Some(Read {
            approx,
            ..Read::new(value, end, false)
        });
    }
    if let Some((n, end)) = PLACES
        .iter()
        .find_map(|(word, n)| Some((*n, starts(word)?)))
    {
        return Some(Read::new(Value::Ordinal(n), end, false));
    }
    let (n, period, end) = HALVES
        .iter()
        .find_map(|(word, n, period)| Some((*n, *period, starts(word)?)))?;
    Some(Read::new(Value::Count { n, period }, end, false))
}
