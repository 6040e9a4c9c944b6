//! Evidence to probabilities.
//!
//! A conditional logit: every place found for a quote has a score, a weighted sum of its evidence,
//! and so has "none of them"; probabilities are the softmax of the scores. Weights of evidence that
//! speaks for a place are never negative, so more of it never lowers the confidence.

use serde::{Deserialize, Serialize};

use super::ends::{ENDS, EndEvidence};
use crate::encode::Model;

/// The kinds of evidence, in the order of [`Evidence`].
pub const KINDS: [Kind; 19] = [
    Kind {
        name: "cosine",
        prior: 8.0,
        sign: Sign::For,
    },
    Kind {
        name: "run_cosine",
        prior: 4.0,
        sign: Sign::For,
    },
    Kind {
        name: "margin",
        prior: 4.0,
        sign: Sign::For,
    },
    Kind {
        name: "crowd",
        prior: -2.0,
        sign: Sign::Against,
    },
    Kind {
        name: "covered",
        prior: 3.0,
        sign: Sign::For,
    },
    Kind {
        name: "used",
        prior: 2.0,
        sign: Sign::For,
    },
    Kind {
        name: "names_found",
        prior: 1.0,
        sign: Sign::For,
    },
    Kind {
        name: "names_missing",
        prior: -1.0,
        sign: Sign::Against,
    },
    Kind {
        name: "numbers_found",
        prior: 1.0,
        sign: Sign::For,
    },
    Kind {
        name: "numbers_missing",
        prior: -0.5,
        sign: Sign::Against,
    },
    Kind {
        name: "quoted",
        prior: 0.5,
        sign: Sign::For,
    },
    Kind {
        name: "cut_quotation",
        prior: -0.5,
        sign: Sign::Against,
    },
    Kind {
        name: "open_ends",
        prior: -1.5,
        sign: Sign::Against,
    },
    Kind {
        name: "question",
        prior: 0.5,
        sign: Sign::For,
    },
    Kind {
        name: "sentences",
        prior: -0.5,
        sign: Sign::Against,
    },
    Kind {
        name: "short",
        prior: -0.5,
        sign: Sign::Against,
    },
    Kind {
        name: "long",
        prior: -0.5,
        sign: Sign::Against,
    },
    Kind {
        name: "brief",
        prior: -1.0,
        sign: Sign::Against,
    },
    Kind {
        name: "speaker",
        prior: 0.7,
        sign: Sign::For,
    },
];

/// A kind of evidence.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in files and explanations.
    pub name: &'static str,
    /// The weight it has as long as no data says otherwise.
    pub prior: f64,
    /// Which way it may speak.
    pub sign: Sign,
}

impl Kind {
    /// A kind whose weight is 0 as long as no data says otherwise.
    pub const fn new(name: &'static str, sign: Sign) -> Self {
        Self {
            name,
            prior: 0.0,
            sign,
        }
    }
}

/// Which way a kind of evidence may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// More of it never lowers the confidence.
    For,
    /// More of it never raises the confidence.
    Against,
    /// The data tell.
    Either,
}

/// What speaks for and against a place, by [`KINDS`].
pub type Evidence = [f64; KINDS.len()];

/// Weights of evidence, and what is known about "none".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scorer {
    /// A weight for each of [`ENDS`], to choose the words in a run.
    pub ends: EndEvidence,
    /// A weight for each of [`KINDS`], to choose between runs.
    pub weights: Evidence,
    /// Score of "none of the places".
    pub none: f64,
    /// How the next quote's place follows from the last one's.
    pub order: Order,
    /// The confidence is `logistic(sharpness * log-odds + shift)`.
    pub sharpness: f64,
    /// See `sharpness`.
    pub shift: f64,
    /// A quote whose confidence is lower has no source.
    pub threshold: f64,
}

/// How the place of a quote follows from the places before: with probability `forward` it lies a
/// few segments on (geometric, `reach` on average) from the last one or, in a share `back` of these
/// cases, from one of the few before that; else anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Probability of going on from the last place, 0..1.
    pub forward: f64,
    /// Mean number of segments skipped.
    pub reach: f64,
    /// Share of going on from an earlier place than the last, 0..1.
    pub back: f64,
    /// Log-odds gained by following a quoted question directly.
    pub answer: f64,
    /// Log-odds lost when a place is used again.
    pub again: f64,
}

impl Default for Scorer {
    /// The weights to start from when a model brings none of its own.
    fn default() -> Self {
        Self {
            ends: ENDS.map(|kind| kind.prior as f32),
            weights: KINDS.map(|kind| kind.prior),
            none: 9.0,
            order: Order {
                forward: 0.5,
                reach: 6.0,
                back: 0.2,
                answer: 1.5,
                again: 2.0,
            },
            sharpness: 1.0,
            shift: 0.0,
            threshold: 0.5,
        }
    }
}

/// Why a model has no usable scorer.
#[derive(Debug, thiserror::Error)]
pub enum ScorerError {
    /// Nobody fitted one.
    #[error(
        "the model {0:?} has no fitted confidence: add it with `train --from MODEL --calibrate`"
    )]
    Missing(String),
    /// It was fitted by another version of the program.
    #[error(
        "the confidence of the model {name:?} was fitted by another version: fit it again with `train --from MODEL --calibrate` ({source})"
    )]
    Other {
        /// The model's name.
        name: String,
        /// What does not fit.
        source: serde_json::Error,
    },
}

impl Scorer {
    /// The scorer fitted to `model`.
    ///
    /// # Errors
    /// When the model has none, or one for other kinds of evidence.
    pub fn of(model: &Model) -> Result<Self, ScorerError> {
        let name = || model.card().name.clone();
        let fitted = model
            .card()
            .scorer
            .clone()
            .ok_or_else(|| ScorerError::Missing(name()))?;
        serde_json::from_value(fitted).map_err(|source| ScorerError::Other {
            name: name(),
            source,
        })
    }

    /// The score of a place.
    pub fn score(&self, evidence: &Evidence) -> f64 {
        product(&self.weights, evidence)
    }

    /// From a probability to the confidence people see, 0..1.
    pub fn calibrate(&self, probability: f64) -> f64 {
        let p = probability.clamp(1e-9, 1.0 - 1e-9);
        logistic(self.sharpness * (p / (1.0 - p)).ln() + self.shift)
    }
}

/// The weighted sum of evidence.
fn product(weights: &Evidence, evidence: &Evidence) -> f64 {
    weights.iter().zip(evidence).map(|(w, x)| w * x).sum()
}

/// The logistic function.
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Softmax of `scores` and of `none`: the probabilities of the places, then that of none.
pub fn softmax(scores: &[f64], none: f64) -> (Vec<f64>, f64) {
    let top = scores.iter().copied().fold(none, f64::max);
    let exp: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let rest = (none - top).exp();
    let total = exp.iter().sum::<f64>() + rest;
    (exp.into_iter().map(|e| e / total).collect(), rest / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_up_and_follow_the_scores() {
        let (p, none) = softmax(&[1.0, 3.0, f64::NEG_INFINITY], 2.0);
        assert!((p.iter().sum::<f64>() + none - 1.0).abs() < 1e-12);
        assert!(p[1] > none && none > p[0] && p[2] == 0.0);
    }

    #[test]
    fn calibration_never_leaves_the_range_and_keeps_the_order() {
        let scorer = Scorer {
            sharpness: 0.8,
            shift: -0.3,
            ..Scorer::default()
        };
        let values: Vec<f64> = [0.0, 1e-12, 0.3, 0.5, 0.9, 1.0]
            .into_iter()
            .map(|p| scorer.calibrate(p))
            .collect();
        assert!(values.is_sorted() && values.iter().all(|v| (0.0..=1.0).contains(v)));
    }

    #[test]
    fn a_scorer_survives_its_file() {
        let scorer = Scorer::default();
        let json = serde_json::to_string(&scorer).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Scorer>(&json).expect("a scorer"),
            scorer
        );
    }
}
