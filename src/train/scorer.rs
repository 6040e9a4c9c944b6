//! Fits the scorer: weights of evidence, the order prior, and the calibration of confidence.

use rayon::prelude::*;

use super::quote_set::{Change, QuoteSet, Scope};
use crate::{
    align::{
        decode::{self, Choice, Layout},
        scorer::{Evidence, KINDS, Order, Scorer, Sign, logistic, softmax},
        source::Run,
    },
    encode::Model,
};

/// The quotes of one article against one set of sources, with what is right.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The quotes, in order.
    pub quotes: Vec<Example>,
    /// Number of segments searched.
    pub segments: usize,
}

/// A quote with its candidates.
#[derive(Clone, Debug)]
pub struct Example {
    /// The quote.
    pub quote: String,
    /// The lines it renders; empty when there are none.
    pub gold: String,
    /// The words of each place.
    pub shown: Vec<String>,
    /// The places found.
    pub options: Vec<(Run, Evidence)>,
    /// Whether each place is a right answer.
    pub right: Vec<bool>,
    /// Whether it touches just the right segments.
    pub exact: Vec<bool>,
    /// Whether, besides, it is about as long as it should be: what the weights learn to prefer.
    pub fitting: Vec<bool>,
}

/// The passages of `set` to fit on, as they are and changed, of the documents with `keep`: quotes
/// in their own document, among all lines, and in a wrong document.
pub fn passages(model: &Model, set: &QuoteSet, keep: impl Fn(&str) -> bool) -> Vec<Passage> {
    let sets = [set.clone(), set.changed(Change::Unmarked), set.changed(Change::Numbers)];
    let groups = sets.iter().flat_map(|set| Scope::ALL.map(|scope| set.groups_of(scope, &keep)));
    groups.flatten().map(|group| group.passage(model)).collect()
}

/// Fits a scorer on `passages`, some of whose quotes have no right place.
pub fn fit(passages: &[Passage]) -> Scorer {
    let mut scorer = Scorer::default();
    fit_weights(passages, &mut scorer);
    fit_order(passages, &mut scorer);
    fit_calibration(passages, &mut scorer);
    scorer
}

/// Maximum a posteriori by Adam: the log-likelihood of the right places (or of none), and a normal
/// prior around the weights of [`KINDS`], so that evidence without data keeps its prior weight.
fn fit_weights(passages: &[Passage], scorer: &mut Scorer) {
    const STEPS: usize = 1500;
    const PRIOR_VARIANCE: f64 = 9.0;
    const N: usize = KINDS.len() + 1;
    let examples: Vec<&Example> = passages.iter().flat_map(|p| &p.quotes).collect();
    let mut x = [0.0; N];
    x[..N - 1].copy_from_slice(&scorer.weights);
    x[N - 1] = scorer.none;
    let prior = x;
    let (mut mean, mut square) = ([0.0; N], [0.0; N]);
    for step in 1..=STEPS {
        let mut gradient: [f64; N] = examples
            .par_iter()
            .map(|example| gradient(example, &x))
            .collect::<Vec<_>>()
            .into_iter()
            .fold([0.0; N], |sum, g| std::array::from_fn(|i| sum[i] + g[i]));
        for i in 0..N {
            // The score of none has no prior opinion worth keeping.
            if i + 1 < N {
                gradient[i] -= (x[i] - prior[i]) / PRIOR_VARIANCE;
            }
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            let (m, s) = (mean[i] / (1.0 - 0.9_f64.powi(step as i32)), square[i] / (1.0 - 0.999_f64.powi(step as i32)));
            let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
            x[i] += rate * m / (s.sqrt() + 1e-9);
            match KINDS.get(i).map(|k| k.sign) {
                Some(Sign::For) => x[i] = x[i].max(0.0),
                Some(Sign::Against) => x[i] = x[i].min(0.0),
                None => {}
            }
        }
    }
    scorer.weights.copy_from_slice(&x[..N - 1]);
    scorer.none = x[N - 1];
}

/// Gradient of the log-probability of the right answers.
fn gradient(example: &Example, x: &[f64; KINDS.len() + 1]) -> [f64; KINDS.len() + 1] {
    let n = KINDS.len();
    let scores: Vec<f64> = example.options.iter().map(|(_, e)| e.iter().zip(x).map(|(e, w)| e * w).sum()).collect();
    let (p, none) = softmax(&scores, x[n]);
    let targets = if example.fitting.contains(&true) { &example.fitting } else { &example.right };
    let right_mass: f64 = p.iter().zip(targets).filter(|(_, r)| **r).map(|(p, _)| p).sum();
    let any = targets.contains(&true);
    let mut g = [0.0; KINDS.len() + 1];
    for ((p, right), (_, evidence)) in p.iter().zip(targets).zip(&example.options) {
        // Share of the right mass, less share of all mass.
        let target = if any && *right { p / right_mass.max(1e-300) } else { 0.0 };
        for (g, e) in g.iter_mut().zip(evidence) {
            *g += (target - p) * e;
        }
    }
    g[n] = f64::from(u8::from(!any)) - none;
    g
}

/// The choices of a scorer for a passage.
pub fn decode(passage: &Passage, scorer: &Scorer) -> Vec<Choice> {
    let options: Vec<decode::Options> = passage
        .quotes
        .iter()
        .map(|q| q.options.iter().map(|(run, e)| (*run, scorer.score(e))).collect())
        .collect();
    decode::decode(&options, scorer, &Layout { document_of: &|_| 0, segments: passage.segments })
}

/// Log-likelihood of the outcomes (right or not) under the decoded probabilities.
fn outcomes(passages: &[Passage], scorer: &Scorer) -> Vec<(f64, bool)> {
    passages
        .par_iter()
        .flat_map_iter(|passage| {
            decode(passage, scorer)
                .into_iter()
                .zip(&passage.quotes)
                .filter_map(|(choice, example)| Some((choice.probability, example.right[choice.place?])))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn fit_order(passages: &[Passage], scorer: &mut Scorer) {
    let mut best = f64::NEG_INFINITY;
    let mut order = scorer.order;
    for forward in [0.1, 0.3, 0.5, 0.7] {
        for reach in [2.0, 4.0, 8.0, 16.0] {
            scorer.order = Order { forward, reach, ..scorer.order };
            let score: f64 = outcomes(passages, scorer)
                .iter()
                .map(|(p, right)| if *right { p.max(1e-6).ln() } else { (1.0 - p).max(1e-6).ln() })
                .sum();
            if score > best {
                (best, order) = (score, scorer.order);
            }
        }
    }
    scorer.order = order;
}

/// Platt scaling (Platt 1999) of the log-odds, by Newton's method.
fn fit_calibration(passages: &[Passage], scorer: &mut Scorer) {
    let points: Vec<(f64, bool)> = outcomes(passages, scorer)
        .into_iter()
        .map(|(p, right)| {
            let p = p.clamp(1e-9, 1.0 - 1e-9);
            ((p / (1.0 - p)).ln(), right)
        })
        .collect();
    let (mut a, mut b) = (1.0, 0.0);
    for _ in 0..50 {
        // A weak prior at (1, 0) keeps the system solvable whatever the data.
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (1.0 - a, -b, 1.0, 0.0, 1.0);
        for (x, right) in &points {
            let p = logistic(a * x + b);
            let error = f64::from(u8::from(*right)) - p;
            let w = p * (1.0 - p);
            ga += error * x;
            gb += error;
            haa += w * x * x;
            hab += w * x;
            hbb += w;
        }
        let determinant = haa * hbb - hab * hab;
        a += (hbb * ga - hab * gb) / determinant;
        b += (haa * gb - hab * ga) / determinant;
    }
    scorer.sharpness = a.max(0.05);
    scorer.shift = b;
}
