//! How sure an alignment is.

use std::{cmp::Ordering, fmt, str::FromStr};

/// Calibrated probability, 0 to 1, that a source span is what a quote renders; never NaN.
///
/// Files hold it with four decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence(f64);

/// A number that is no confidence: outside 0 to 1, not a number, or not written as one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number from 0 to 1")]
pub struct ConfidenceError;

impl Confidence {
    /// Certainly not.
    pub const ZERO: Self = Self(0.0);
    /// Certainly.
    pub const ONE: Self = Self(1.0);

    /// The confidence `value`.
    ///
    /// # Errors
    /// When `value` is outside 0 to 1 or not a number.
    pub fn new(value: f64) -> Result<Self, ConfidenceError> {
        // Adding zero turns -0.0, which lies in the range but prints with a sign, into 0.0.
        (0.0..=1.0)
            .contains(&value)
            .then_some(Self(value + 0.0))
            .ok_or(ConfidenceError)
    }

    /// The confidence nearest to `value`; not a number counts as 0.
    pub fn clamped(value: f64) -> Self {
        Self(if value.is_nan() {
            0.0
        } else {
            value.clamp(0.0, 1.0) + 0.0
        })
    }

    /// The probability, 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Confidence {}

impl Ord for Confidence {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Confidence {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Confidence {
    /// `0.9134`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}", self.0)
    }
}

impl FromStr for Confidence {
    type Err = ConfidenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse()
            .map_err(|_| ConfidenceError)
            .and_then(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_probabilities_are_confidences() {
        for bad in [f64::NAN, -1e-9, 1.000_001, f64::INFINITY] {
            assert_eq!(Confidence::new(bad), Err(ConfidenceError), "{bad}");
        }
        for bad in ["", "nan", "0,9", "95%", "2", "inf"] {
            assert_eq!(bad.parse::<Confidence>(), Err(ConfidenceError), "{bad}");
        }
    }

    #[test]
    fn written_with_four_decimals() {
        let written = |value| Confidence::new(value).map(|c| c.to_string());
        assert_eq!(written(1.0).as_deref(), Ok("1.0000"));
        assert_eq!(written(0.912_36).as_deref(), Ok("0.9124"));
        assert_eq!(written(-0.0).as_deref(), Ok("0.0000"));
    }

    #[test]
    fn ordered_by_probability() {
        assert!(Confidence::ZERO < Confidence::ONE);
    }
}
