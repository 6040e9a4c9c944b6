//! Whether two texts say the same numbers.

use super::{Number, Period, Value};

/// What an English text's numbers have to do with a source text's. Indices count in the slices
/// given to [`compare`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberMatch {
    /// How many English numbers the source says too.
    pub matched: usize,
    /// The matched numbers, as (English, source). Repetition is no mismatch: a number may stand in
    /// several pairs.
    pub pairs: Vec<(usize, usize)>,
    /// English numbers the source does not say.
    pub missing_in_source: Vec<usize>,
    /// Source numbers the English does not say.
    pub extra_in_source: Vec<usize>,
    /// Pairs of a missing and an extra number that say different things of the same sort
    /// (January 5 and 1월 6일), both strong enough to mean it.
    pub conflicts: Vec<(usize, usize)>,
    /// Sum of the strengths of the matched English numbers.
    pub matched_strength: f32,
    /// Sum of the strengths of the missing numbers.
    pub missing_strength: f32,
    /// Sum of the strengths of the extra numbers.
    pub extra_strength: f32,
}

/// Weaker numbers than this (`one`, `first`, `half`) never make a conflict.
const CONFLICT: f32 = 0.4;

/// How far an approximate number may be from what it stands for, as a part of it: 11,872 is nearly
/// 12,000, and a fortnight about 보름.
const NEAR: f64 = 0.07;

/// Matches the numbers of an English text with those of a source text: the closest readings
/// first, each number once, then repetitions of numbers already matched.
pub fn compare(en: &[Number], source: &[Number]) -> NumberMatch {
    let mut result = NumberMatch::default();
    let mut en_done = vec![false; en.len()];
    let mut source_done = vec![false; source.len()];
    for level in [Likeness::Same, Likeness::Compatible, Likeness::Near] {
        for again in [false, true] {
            for (i, a) in en.iter().enumerate() {
                for (j, b) in source.iter().enumerate() {
                    let free = match (en_done[i], source_done[j]) {
                        (true, true) => false,
                        (false, false) => true,
                        _ => again,
                    };
                    if free && likeness(a, b).is_some_and(|l| l <= level) {
                        (en_done[i], source_done[j]) = (true, true);
                        result.pairs.push((i, j));
                    }
                }
            }
        }
    }
    for (i, number) in en.iter().enumerate() {
        if en_done[i] {
            result.matched += 1;
            result.matched_strength += number.strength;
        } else {
            result.missing_in_source.push(i);
            result.missing_strength += number.strength;
        }
    }
    for (j, number) in source.iter().enumerate().filter(|(j, _)| !source_done[*j]) {
        result.extra_in_source.push(j);
        result.extra_strength += number.strength;
    }
    result.pairs.sort_unstable();
    result.conflicts = conflicts(en, source, &result);
    result
}

fn conflicts(en: &[Number], source: &[Number], found: &NumberMatch) -> Vec<(usize, usize)> {
    let strong = |number: &Number| number.strength >= CONFLICT;
    let mut extra: Vec<usize> = found.extra_in_source.clone();
    let mut conflicts = Vec::new();
    for &i in found.missing_in_source.iter().filter(|i| strong(&en[**i])) {
        let rival = extra
            .iter()
            .position(|j| strong(&source[*j]) && same_sort(&en[i], &source[*j]));
        if let Some(rival) = rival {
            conflicts.push((i, extra.remove(rival)));
        }
    }
    conflicts
}

/// Whether two numbers answer the same question, so that different values contradict.
fn same_sort(a: &Number, b: &Number) -> bool {
    use Value::{Count, Date, Money, Ordinal, Percent, Time, Weekday};
    match (a.value, b.value) {
        (Count { period: a, .. }, Count { period: b, .. }) => a.is_some() == b.is_some(),
        (Date { month: a, .. }, Date { month: b, .. }) => a.is_some() == b.is_some(),
        (Ordinal(_), Ordinal(_))
        | (Percent(_), Percent(_))
        | (Weekday(_), Weekday(_))
        | (Time { .. }, Time { .. })
        | (Money { .. }, Money { .. }) => true,
        _ => false,
    }
}

/// How alike two numbers are, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same value of the same sort.
    Same,
    /// The same value where one says less: `January` and January 5, `10` (to 15 %) and 10 %.
    Compatible,
    /// Nearly the same, where one is approximate.
    Near,
}

/// How alike an English number and one of the source are; `None` where they differ.
pub fn likeness(a: &Number, b: &Number) -> Option<Likeness> {
    use Value::{Count, Date, Money, Ordinal, Percent, Time};
    let amounts = |x: f64, y: f64, likeness: Likeness| {
        if close(x, y, 1e-9) {
            Some(likeness)
        } else {
            let near = (a.approx || b.approx) && x.min(y) >= 10.0 && close(x, y, NEAR);
            near.then_some(Likeness::Near)
        }
    };
    match (a.value, b.value) {
        (Count { n: x, period: p }, Count { n: y, period: q }) => match (p, q) {
            (None, None) => amounts(x, y, Likeness::Same),
            (Some(p), Some(q)) if p == q => amounts(x, y, Likeness::Same),
            (Some(p), Some(q)) => {
                let (x, y) = base(x, p).zip_same(base(y, q))?;
                amounts(x, y, Likeness::Compatible)
            }
            // A unit on one side only is often an ellipsis (two or three years).
            _ => amounts(x, y, Likeness::Compatible),
        },
        (
            Money {
                amount: x,
                currency: p,
            },
            Money {
                amount: y,
                currency: q,
            },
        ) => (p == q).then(|| amounts(x, y, Likeness::Same)).flatten(),
        (Percent(x), Percent(y)) => amounts(x, y, Likeness::Same),
        // A fifth and 20 %.
        (Count { n, period: None }, Percent(percent))
        | (Percent(percent), Count { n, period: None })
            if n < 1.0 =>
        {
            amounts(n * 100.0, percent, Likeness::Compatible)
        }
        (Count { n: x, period: None }, Percent(y) | Money { amount: y, .. })
        | (Percent(x) | Money { amount: x, .. }, Count { n: y, period: None }) => {
            amounts(x, y, Likeness::Compatible)
        }
        (
            Count { n, period: None },
            Date {
                year: Some(year),
                month: None,
                day: None,
            },
        )
        | (
            Date {
                year: Some(year),
                month: None,
                day: None,
            },
            Count { n, period: None },
        ) => close(n, f64::from(year), 1e-9).then_some(Likeness::Compatible),
        (
            Count {
                n,
                period: None | Some(Period::Day),
            },
            Date {
                year: None,
                day: Some(day),
                ..
            },
        )
        | (
            Date {
                year: None,
                day: Some(day),
                ..
            },
            Count {
                n,
                period: None | Some(Period::Day),
            },
            // The first day of March 25-27 stands apart from its month on one side.
        ) => close(n, f64::from(day), 1e-9).then_some(Likeness::Near),
        (Ordinal(n), Date { day: Some(day), .. }) | (Date { day: Some(day), .. }, Ordinal(n)) => {
            (n == u32::from(day)).then_some(Likeness::Compatible)
        }
        // The fifth year of the war and five years of war.
        (Ordinal(n), Count { n: m, .. }) | (Count { n: m, .. }, Ordinal(n)) => {
            close(f64::from(n), m, 1e-9).then_some(Likeness::Compatible)
        }
        // At six.
        (
            Count { n, period: None },
            Time {
                hour, minute: 0, ..
            },
        )
        | (
            Time {
                hour, minute: 0, ..
            },
            Count { n, period: None },
        ) => {
            let same = (1.0..=24.0).contains(&n) && n % 12.0 == f64::from(hour % 12);
            same.then_some(Likeness::Compatible)
        }
        (
            Date {
                year: y1,
                month: m1,
                day: d1,
            },
            Date {
                year: y2,
                month: m2,
                day: d2,
            },
        ) => dates(
            [y1, m1.map(u16::from), d1.map(u16::from)],
            [y2, m2.map(u16::from), d2.map(u16::from)],
        ),
        (
            Time {
                hour: h1,
                minute: m1,
                twelve: t1,
            },
            Time {
                hour: h2,
                minute: m2,
                twelve: t2,
            },
        ) => {
            let hours = h1 == h2 || (t1 || t2) && h1 % 12 == h2 % 12;
            (hours && m1 == m2).then_some(if t1 == t2 {
                Likeness::Same
            } else {
                Likeness::Compatible
            })
        }
        (x, y) => (x == y).then_some(Likeness::Same),
    }
}

fn close(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance * x.abs().max(y.abs())
}

/// Two dates agree when they share a field and differ in none.
fn dates(a: [Option<u16>; 3], b: [Option<u16>; 3]) -> Option<Likeness> {
    let pairs = || a.iter().zip(&b).filter_map(|(x, y)| x.zip(*y));
    // Decades are often said without the century: 90년대. No month or day is that large.
    let same = |(x, y): (u16, u16)| x == y || x.min(y) > 31 && x.min(y) < 100 && x % 100 == y % 100;
    let agree = pairs().count() > 0 && pairs().all(same);
    let likeness = if a == b {
        Likeness::Same
    } else {
        Likeness::Compatible
    };
    agree.then_some(likeness)
}

/// A duration in seconds or in months, which do not convert into each other.
enum Base {
    Seconds(f64),
    Months(f64),
}

impl Base {
    fn zip_same(self, other: Self) -> Option<(f64, f64)> {
        match (self, other) {
            (Self::Seconds(x), Self::Seconds(y)) | (Self::Months(x), Self::Months(y)) => {
                Some((x, y))
            }
            _ => None,
        }
    }
}

fn base(n: f64, period: Period) -> Base {
    match period {
        Period::Year => Base::Months(n * 12.0),
        Period::Month => Base::Months(n),
        Period::Week => Base::Seconds(n * 604_800.0),
        Period::Day => Base::Seconds(n * 86_400.0),
        Period::Hour => Base::Seconds(n * 3600.0),
        Period::Minute => Base::Seconds(n * 60.0),
        Period::Second => Base::Seconds(n),
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers;
    use super::*;
    use crate::text::Lang::{self, En, Ko, Uk};

    fn matching(en: &str, source: &str, lang: Lang) -> NumberMatch {
        compare(&numbers(en, En), &numbers(source, lang))
    }

    #[test]
    fn the_same_numbers_match() {
        for (en, source, lang) in [
            ("12,000 men", "1만 2천 명", Ko),
            ("about 12,000", "1만 2천여 명", Ko),
            ("nearly 12,000", "1만1872명", Ko),
            ("On January 5, 2024", "2024년 1월 5일", Ko),
            ("On the 5th", "1월 5일에", Ko),
            ("at 3 p.m.", "3시에", Ko),
            ("from 10 to 15 percent", "10에서 15퍼센트까지", Ko),
            ("two weeks", "14일 동안", Ko),
            ("a fortnight", "보름 동안", Ko),
            ("a fifth of them", "20퍼센트", Ko),
            ("half a century", "반세기", Ko),
            ("the 1990s", "90년대에", Ko),
            ("a third full", "3분의 1만", Ko),
            ("in 2014", "у 2014 році", Uk),
            ("$3 million", "3 млн доларів", Uk),
            ("six months", "півроку", Uk),
            ("January 6", "шостого січня", Uk),
        ] {
            let found = matching(en, source, lang);
            assert!(found.matched > 0, "{en} / {source}");
            assert!(found.missing_in_source.is_empty(), "{en} / {source}");
            assert!(found.extra_in_source.is_empty(), "{en} / {source}");
        }
    }

    #[test]
    fn different_numbers_conflict_and_weak_ones_do_not() {
        assert_eq!(matching("January 5", "1월 6일", Ko).conflicts, [(0, 0)]);
        assert_eq!(matching("15 percent", "16퍼센트", Ko).conflicts, [(0, 0)]);
        assert_eq!(matching("12,000", "11 тис.", Uk).conflicts, [(0, 0)]);
        let weak = matching("No one came", "дві людини", Uk);
        assert_eq!(weak.conflicts, []);
        assert!(weak.missing_strength < 0.2);
        let repeated = matching("15 percent, yes, 15 percent", "15퍼센트", Ko);
        assert_eq!((repeated.matched, repeated.pairs.len()), (2, 2));
        assert_eq!(matching("5 and 7", "7 і 5", Uk).matched, 2);
    }
}
