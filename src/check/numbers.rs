//! Numbers, dates, times and sums of money that differ.

use super::{
    Compared, Issue, Severity, Side,
    judge::{Evidence, Suspicion},
    units,
};
use crate::align::numbers::{Likeness, Number, Value, likeness};
use crate::encode::Encoder;

/// A number this strong means what it says: figures, dates, sums.
const STRONG: f32 = 0.8;

/// A weaker number than this (`one`, `first`) is never blamed.
const WEAK: f32 = 0.4;

/// With more numbers on a side nobody can say which is which.
const MOST: usize = 64;

/// Numbers of the same sort that say different things on the two sides, and strong English numbers
/// that the source does not say.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    if pair.en.numbers.len().max(pair.source.numbers.len()) > MOST {
        return Vec::new();
    }
    let (en, source) = (Numbers::of(&pair.en), Numbers::of(&pair.source));
    let Matched {
        en: en_state,
        source: source_state,
    } = matched(&en, &source);
    let mut taken = vec![false; source.all.len()];
    let mut issues = Vec::new();
    // A number said twice on one side is no conflict with a second one alike, unless the other side
    // has something left over for it.
    for (i, a) in en.all.iter().enumerate() {
        let rival = |(j, b): &(usize, &Number)| {
            let left = matches!(
                (en_state[i], source_state[*j]),
                (State::Alone, State::Alone | State::Again) | (State::Again, State::Alone)
            );
            let fractions = is_fraction(a.value) && is_fraction(b.value);
            let strong = a.strength.max(b.strength) >= WEAK || fractions;
            left && !taken[*j] && en.rivals(i, &source, *j) && strong
        };
        let place = |span_start: usize, len: usize| span_start as f64 / len.max(1) as f64;
        let here = place(a.span.start, pair.en.text.len());
        let distance = |b: &Number| (place(b.span.start, pair.source.text.len()) - here).abs();
        let rivals = source.all.iter().enumerate().filter(rival);
        let nearest = rivals.min_by(|x, y| distance(x.1).total_cmp(&distance(y.1)));
        if let Some((j, b)) = nearest {
            taken[j] = true;
            let sentence = format!(
                "the quote says {}, the source says {}",
                a.span.of(pair.en.text),
                b.span.of(pair.source.text)
            );
            // Sums in two currencies may be one sum, converted.
            let converted = matches!(
                (a.value, b.value),
                (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) if x != y
            );
            let severity = if converted {
                Severity::Major
            } else {
                Severity::Critical
            };
            issues.push(Issue {
                code: code(a.value),
                severity,
                en: Some(a.span),
                source: Some(b.span),
                sentence,
            });
        } else if en_state[i] == State::Alone
            && a.strength >= STRONG
            && in_figures(a, pair.en.text)
            && !vague(a.value)
        {
            issues.push(Issue {
                code: code(a.value),
                severity: Severity::Major,
                en: Some(a.span),
                source: None,
                sentence: format!(
                    "the quote says {}, which the source does not say",
                    a.span.of(pair.en.text)
                ),
            });
        }
    }
    issues
        .into_iter()
        .map(|issue| Suspicion {
            issue,
            evidence: Evidence::Fact,
        })
        .collect()
}

/// The code of a number that differs.
fn code(value: Value) -> &'static str {
    match value {
        Value::Date { .. } | Value::Weekday(_) | Value::Time { .. } => "date",
        _ => "number",
    }
}

/// Whether the number is written in figures that are no part of a name (`G7`, `SS19`).
fn in_figures(number: &Number, text: &str) -> bool {
    let before = text.get(..number.span.start).unwrap_or_default();
    // COVID-19, 24/7; but mid-1990s, 10-6.
    let joint = before.trim_end_matches(['-', '/', '.', '–']);
    let glued = before.ends_with(char::is_alphabetic)
        || joint.len() < before.len() && joint.ends_with(char::is_uppercase)
        || joint.len() < before.len() && before.ends_with('/') && joint.ends_with(char::is_numeric);
    !glued && number.span.of(text).contains(|c: char| c.is_ascii_digit())
}

/// Whether writers add it on their own, or say it without a number: the day of a report, a day.
fn vague(value: Value) -> bool {
    matches!(
        value,
        Value::Weekday(_)
            | Value::Date { .. }
            | Value::Time { .. }
            | Value::Count {
                n: 24.0,
                period: Some(_),
            }
            | Value::Percent(100.0 | 50.0)
    )
}

/// Half, two thirds.
fn is_fraction(value: Value) -> bool {
    matches!(value, Value::Count { n, .. } if n < 1.0)
}

/// The numbers of a side.
struct Numbers<'a> {
    all: &'a [Number],
    measures: Vec<Option<units::Measure>>,
}

/// How a number fares on the other side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing there is like it.
    Alone,
    /// It is said there, but less often.
    Again,
    /// It is said there.
    Said,
}

struct Matched {
    en: Vec<State>,
    source: Vec<State>,
}

impl<'a> Numbers<'a> {
    fn of(side: &'a Side<'_>) -> Self {
        let all = &side.numbers[..];
        let measure = |number: &Number| match number.value {
            Value::Count { n, period: None } => units::measure(side.text, number.span, n),
            _ => None,
        };
        Self {
            measures: all.iter().map(measure).collect(),
            all,
        }
    }

    /// How alike number `i` and number `j` of the other side are.
    fn likeness(&self, i: usize, other: &Self, j: usize) -> Option<Likeness> {
        match (self.measures[i], other.measures[j]) {
            (Some(a), Some(b)) if !a.same_unit(b) => a.agrees(b).then_some(Likeness::Near),
            _ => likeness(&self.all[i], &other.all[j]),
        }
    }

    /// Whether two numbers answer the same question, so that different values contradict.
    fn rivals(&self, i: usize, other: &Self, j: usize) -> bool {
        use Value::{Count, Date, Money, Ordinal, Percent, Time, Weekday};
        let (a, b) = (&self.all[i], &other.all[j]);
        if a.strength.min(b.strength) < 0.2 || is_fraction(a.value) != is_fraction(b.value) {
            return false;
        }
        let year = |n: f64| (1500.0..2200.0).contains(&n);
        match (a.value, b.value) {
            (Count { n: x, period: p }, Count { n: y, period: q }) => match (p, q) {
                (Some(p), Some(q)) => p == q || a.strength.min(b.strength) >= STRONG,
                _ => a.strength.min(b.strength) >= WEAK || x.max(y) <= 20.0,
            },
            (
                Count { n, period: None },
                Date {
                    year: Some(y),
                    month: None,
                    day: None,
                },
            )
            | (
                Date {
                    year: Some(y),
                    month: None,
                    day: None,
                },
                Count { n, period: None },
            ) => year(n) || n >= 1000.0 && n.fract() == 0.0 && y > 1000,
            (
                Count {
                    period: Some(crate::align::numbers::Period::Day),
                    ..
                },
                Date {
                    day: Some(_),
                    month: None,
                    ..
                },
            ) => true,
            (
                Date {
                    year: x,
                    month: m,
                    day: d,
                },
                Date {
                    year: y,
                    month: n,
                    day: e,
                },
            ) => {
                x.is_some() && y.is_some()
                    || m.is_some() && n.is_some()
                    || d.is_some() && e.is_some()
            }
            (Ordinal(x), Ordinal(y)) => x > 3 || y > 3 || a.strength.min(b.strength) >= 0.2,
            (Ordinal(_), Count { .. }) | (Count { .. }, Ordinal(_)) => {
                a.strength.min(b.strength) >= STRONG
            }
            (Percent(_), Percent(_))
            | (Weekday(_), Weekday(_))
            | (Time { .. }, Time { .. })
            | (Money { .. }, Money { .. }) => true,
            (Percent(_), Count { period: None, .. }) | (Count { period: None, .. }, Percent(_)) => {
                a.strength.min(b.strength) >= STRONG
            }
            (Money { .. }, Count { period: None, .. })
            | (Count { period: None, .. }, Money { .. }) => a.strength.min(b.strength) >= STRONG,
            _ => false,
        }
    }
}

/// Pairs the numbers, the closest first and each once; then looks for repetitions.
fn matched(en: &Numbers<'_>, source: &Numbers<'_>) -> Matched {
    let mut states = Matched {
        en: vec![State::Alone; en.all.len()],
        source: vec![State::Alone; source.all.len()],
    };
    for level in [Likeness::Same, Likeness::Compatible, Likeness::Near] {
        for i in 0..en.all.len() {
            let free = |j: &usize| {
                states.source[*j] == State::Alone
                    && en.likeness(i, source, *j).is_some_and(|l| l <= level)
            };
            if states.en[i] == State::Alone
                && let Some(j) = (0..source.all.len()).find(free)
            {
                (states.en[i], states.source[j]) = (State::Said, State::Said);
            }
        }
    }
    for i in 0..en.all.len() {
        for j in 0..source.all.len() {
            if en.likeness(i, source, j).is_some() {
                for state in [&mut states.en[i], &mut states.source[j]] {
                    if *state == State::Alone {
                        *state = State::Again;
                    }
                }
            }
        }
    }
    states
}

#[cfg(test)]
mod tests;
