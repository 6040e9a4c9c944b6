//! How much a number tells.

use super::Value;

/// The strength of a number, 0..=1. Figures, dates and sums are chosen with care and survive
/// translation; `one`, `first` and `half` often stand for something else, or for nothing.
pub(super) fn strength(value: Value, figures: bool) -> f32 {
    match value {
        Value::Percent(_) | Value::Money { .. } | Value::Time { .. } => 1.0,
        Value::Date {
            year: None,
            month: Some(_),
            day: None,
        } => 0.7,
        Value::Date { .. } => 1.0,
        Value::Weekday(_) => 0.8,
        Value::Ordinal(1) => 0.1,
        Value::Ordinal(_) if figures => 0.8,
        Value::Ordinal(2) => 0.25,
        Value::Ordinal(_) => 0.5,
        Value::Count { n, period } => {
            let plain = match (figures, n) {
                (_, 1.0) => 0.1,
                (true, n) if n < 10.0 => 0.8,
                (true, _) => 1.0,
                (false, n) if n < 1.0 => 0.3,
                (false, 2.0) => 0.25,
                (false, n) if n <= 10.0 => 0.5,
                (false, _) => 0.8,
            };
            let unit = if period.is_some() { 0.2 } else { 0.0 };
            f32::min(plain + unit, 1.0)
        }
    }
}
