//! Numbers, dates and times made wrong.

use fastrand::Rng;

use crate::{
    align::numbers::{Value, numbers},
    text::{Lang, Span},
};

/// Words that stand for each other in a row, by language; a change takes another of the same row.
const ROWS: [(Lang, &[&str]); 9] = [
    (
        Lang::En,
        &[
            "January",
            "February",
            "March",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    (
        Lang::En,
        &[
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    ),
    (Lang::En, &["thousand", "million", "billion"]),
    (
        Lang::En,
        &[
            "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
        ],
    ),
    (
        Lang::Ko,
        &[
            "월요일",
            "화요일",
            "수요일",
            "목요일",
            "금요일",
            "토요일",
            "일요일",
        ],
    ),
    (
        Lang::Uk,
        &[
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
    ),
    (
        Lang::Uk,
        &[
            "понеділок",
            "вівторок",
            "середу",
            "четвер",
            "п'ятницю",
            "суботу",
            "неділю",
        ],
    ),
    (Lang::Uk, &["тисяч", "мільйонів", "мільярдів"]),
    (
        Lang::Uk,
        &[
            "три",
            "чотири",
            "п'ять",
            "шість",
            "сім",
            "вісім",
            "дев'ять",
            "десять",
        ],
    ),
];

/// Weaker numbers (`one`, `first`) are left alone: they often stand for something else.
const WEAK: f32 = 0.4;

/// `text` with another number, or another date or time where `dates` says so.
pub(super) fn change(text: &str, lang: Lang, dates: bool, rng: &mut Rng) -> Option<String> {
    let is_date = |value: Value| {
        matches!(
            value,
            Value::Date { .. } | Value::Weekday(_) | Value::Time { .. }
        )
    };
    let mut found = numbers(text, lang);
    found.retain(|n| n.strength >= WEAK && is_date(n.value) == dates);
    let number = found.get(rng.usize(..found.len().max(1)))?;
    let words = number.span.of(text);
    let changed = if words.contains(|c: char| c.is_ascii_digit()) && rng.f32() < 0.8 {
        figures(words, number.value, rng)
    } else {
        word(words, lang, rng).or_else(|| figures(words, number.value, rng))
    }?;
    Some(super::replaced(text, number.span, &changed))
}

/// Another first figure for one of the runs of figures, or for a year another last one.
fn figures(words: &str, value: Value, rng: &mut Rng) -> Option<String> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in words.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += c.len_utf8(),
            _ => runs.push(Span::new(at, at + 1)),
        }
    }
    // The first run of a count is its largest; any field of a date will do.
    let date = matches!(value, Value::Date { .. });
    let run = *runs.get(if date {
        rng.usize(..runs.len().max(1))
    } else {
        0
    })?;
    let old: u64 = run.of(words).parse().ok()?;
    let new = match run.len() {
        4 if date => old + rng.u64(1..=5),
        1 | 2 if date && old <= 12 => 1 + (old + rng.u64(0..11)) % 12,
        1 | 2 if date => 1 + (old + rng.u64(1..20)) % 28,
        1 | 2 if matches!(value, Value::Time { .. }) => 1 + (old + rng.u64(1..8)) % 12,
        len => {
            let unit = 10_u64.checked_pow(u32::try_from(len).ok()? - 1)?;
            let first = old / unit;
            let other = 1 + (first + rng.u64(0..8)) % 9;
            old % unit + unit * if other == first { other % 9 + 1 } else { other }
        }
    };
    (new != old).then(|| super::replaced(words, run, &new.to_string()))
}

/// Another word of the same row.
fn word(words: &str, lang: Lang, rng: &mut Rng) -> Option<String> {
    let rows = ROWS.iter().filter(|(of, _)| *of == lang);
    for (_, row) in rows {
        let found = row.iter().enumerate().find_map(|(i, word)| {
            let at = words.find(word)?;
            let span = Span::new(at, at + word.len());
            let letter = |c: Option<char>| {
                c.is_some_and(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ'))
            };
            let inside =
                letter(words[..at].chars().next_back()) || letter(words[span.end..].chars().next());
            (!inside || lang == Lang::Ko).then_some((i, span))
        });
        if let Some((i, span)) = found {
            let other = (i + 1 + rng.usize(..row.len() - 1)) % row.len();
            return Some(super::replaced(words, span, row[other]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_of_the_same_sort() {
        let mut rng = Rng::with_seed(1);
        for (text, lang, dates) in [
            ("About 12,000 people came.", Lang::En, false),
            ("They gave $3 million.", Lang::En, false),
            ("We left on January 5.", Lang::En, true),
            ("Приїхали 15 березня 2022 року.", Lang::Uk, true),
            ("1월 6일에 떠났다.", Lang::Ko, true),
            ("1만 2천여 명이 왔다.", Lang::Ko, false),
        ] {
            for _ in 0..20 {
                let changed = change(text, lang, dates, &mut rng).expect("there is a number");
                let values = |text: &str| -> Vec<Value> {
                    numbers(text, lang).into_iter().map(|n| n.value).collect()
                };
                assert_ne!(values(&changed), values(text), "{changed}");
            }
        }
        assert_eq!(change("No one came.", Lang::En, false, &mut rng), None);
    }
}
