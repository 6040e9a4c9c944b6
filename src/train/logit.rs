//! Conditional logit: which of several choices is right, or none of them (McFadden 1974).

use rayon::prelude::*;

use crate::align::scorer::{Kind, Sign, softmax};

/// Choices, some of which are right.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The evidence for each choice, one after the other.
    pub evidence: Vec<f32>,
    /// Whether each is right.
    pub right: Vec<bool>,
}

/// Weights of the `kinds` of evidence and the score of "none" (if that is an answer, starting from
/// `none`): maximum a posteriori by Adam, for the log-likelihood of the right choices and a normal
/// prior around the weights of `kinds`, so that evidence without data keeps its prior weight.
pub fn fit(questions: &[Question], kinds: &[Kind], none: Option<f64>) -> (Vec<f64>, f64) {
    const STEPS: usize = 1500;
    const PRIOR_VARIANCE: f64 = 9.0;
    let n = kinds.len();
    let mut weights: Vec<f64> = kinds.iter().map(|kind| kind.prior).collect();
    let mut none_score = none.unwrap_or(f64::NEG_INFINITY);
    let (mut mean, mut square) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    for step in 1..=STEPS {
        let mut gradient = vec![0.0; n + 1];
        // Added in the order of the questions, so that the number of threads changes nothing.
        let parts: Vec<Vec<f64>> = questions
            .par_iter()
            .map(|question| gradient_of(question, &weights, none_score))
            .collect();
        for part in parts {
            for (sum, g) in gradient.iter_mut().zip(part) {
                *sum += g;
            }
        }
        for i in 0..n {
            gradient[i] -= (weights[i] - kinds[i].prior) / PRIOR_VARIANCE;
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..=n {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            let m = mean[i] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[i] / (1.0 - 0.999_f64.powi(step as i32));
            let by = rate * m / (s.sqrt() + 1e-9);
            match kinds.get(i).map(|kind| kind.sign) {
                Some(Sign::For) => weights[i] = (weights[i] + by).max(0.0),
                Some(Sign::Against) => weights[i] = (weights[i] + by).min(0.0),
                Some(Sign::Either) => weights[i] += by,
                None => none_score += if none.is_some() { by } else { 0.0 },
            }
        }
    }
    (weights, none_score)
}

/// Gradient of the log-probability of the right choices, by the weights and by the score of none.
fn gradient_of(question: &Question, weights: &[f64], none: f64) -> Vec<f64> {
    let n = weights.len();
    let places = || question.evidence.chunks_exact(n);
    let score = |evidence: &[f32]| -> f64 {
        let parts = evidence.iter().zip(weights);
        parts.map(|(e, w)| f64::from(*e) * w).sum()
    };
    let scores: Vec<f64> = places().map(score).collect();
    let (p, p_none) = softmax(&scores, none);
    let right = || p.iter().zip(&question.right).filter(|(_, right)| **right);
    let right_mass: f64 = right().map(|(p, _)| p).sum();
    let any = question.right.contains(&true);
    let mut g = vec![0.0; n + 1];
    for ((p, right), evidence) in p.iter().zip(&question.right).zip(places()) {
        // Share of the right mass, less share of all mass.
        let target = if any && *right {
            p / right_mass.max(1e-300)
        } else {
            0.0
        };
        for (g, e) in g.iter_mut().zip(evidence) {
            *g += (target - p) * f64::from(*e);
        }
    }
    g[n] = f64::from(u8::from(!any)) - p_none;
    g
}
