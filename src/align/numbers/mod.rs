//! Numbers, dates, times, percents and sums of money in a text, as values that can be compared
//! across languages: `12,000`, `1만 2천` and `12 тис.` are the same number.
//!
//! Recognition prefers precision: a Korean syllable that is also a numeral (이, 일, 만) or an
//! indefinite plural (`thousands`, 수백, сотні) is no number.

mod compare;
mod digits;
mod english;
mod korean;
mod phrase;
mod strength;
mod ukrainian;
mod word;

use crate::text::{Lang, Span};

pub use compare::{Likeness, NumberMatch, compare, likeness};

/// A number found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The words or digits that say it, with unit, sign or currency but without `about`.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// Whether the text calls it approximate or a bound (`about`, `over`, 여, 약, близько).
    pub approx: bool,
    /// How much a match or a mismatch means, in 0..=1: digits and dates near 1, `one` near 0.
    pub strength: f32,
}

impl Number {
    /// The words that say the number, for messages.
    pub fn describe(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// The meaning of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// How many, with the unit where it is one of time (`24-year-old` and 24살 are 24 years).
    Count {
        /// The number.
        n: f64,
        /// The unit of time.
        period: Option<Period>,
    },
    /// A place in an order: `third`, 세 번째, третій.
    Ordinal(u32),
    /// Hundredths; percentage points too.
    Percent(f64),
    /// A calendar date or a part of one; at least one field is set.
    Date {
        /// Year of the common era.
        year: Option<u16>,
        /// Month, 1..=12.
        month: Option<u8>,
        /// Day of the month, 1..=31.
        day: Option<u8>,
    },
    /// A day of the week, 1 (Monday) ..= 7 (Sunday).
    Weekday(u8),
    /// A time of day.
    Time {
        /// Hour, 0..=24.
        hour: u8,
        /// Minute, 0..=59.
        minute: u8,
        /// Whether the half of the day is unknown (`3 o'clock`, 3시).
        twelve: bool,
    },
    /// A sum of money.
    Money {
        /// The sum, in whole units of the currency.
        amount: f64,
        /// The currency.
        currency: Currency,
    },
}

impl Value {
    /// A plain number.
    pub fn count(n: f64) -> Self {
        Self::Count { n, period: None }
    }

    /// A year alone.
    pub fn year(year: u16) -> Self {
        Self::Date {
            year: Some(year),
            month: None,
            day: None,
        }
    }
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Period {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Period {
    /// How many of the next smaller unit make one, where `smaller` is that unit.
    fn parts(self, smaller: Self) -> Option<f64> {
        match (self, smaller) {
            (Self::Year, Self::Month) => Some(12.0),
            (Self::Day, Self::Hour) => Some(24.0),
            (Self::Hour, Self::Minute) | (Self::Minute, Self::Second) => Some(60.0),
            _ => None,
        }
    }
}

/// Currencies the news of the three languages name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Currency {
    Dollar,
    Euro,
    Pound,
    Won,
    Hryvnia,
    Rouble,
    Yen,
    Yuan,
}

/// All numbers of `text`, in order, not overlapping.
pub fn numbers(text: &str, lang: Lang) -> Vec<Number> {
    match lang {
        Lang::En => phrase::numbers(text, &english::English),
        Lang::Ko => korean::numbers(text),
        Lang::Uk => phrase::numbers(text, &ukrainian::Ukrainian),
    }
}

/// `n` as a whole number of at most `max`.
fn whole(n: f64, max: u32) -> Option<u32> {
    (n >= 0.0 && n <= f64::from(max) && n.fract() == 0.0).then_some(n as u32)
}

#[cfg(test)]
mod tests;
