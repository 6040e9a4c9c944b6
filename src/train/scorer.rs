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
    /// Whether the set was [changed](QuoteSet::changed): then it does not teach which words to
    /// choose, since the change took away what tells.
    pub changed: bool,
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
    let passages = |set: &QuoteSet, changed| -> Vec<Passage> {
        let groups = Scope::ALL
            .into_iter()
            .flat_map(|scope| set.groups_of(scope, &keep));
        groups
            .map(|group| Passage {
                changed,
                ..group.passage(model)
            })
            .collect()
    };
    let mut all = passages(set, false);
    for change in [Change::Unmarked, Change::Numbers] {
        all.extend(passages(&set.changed(change), true));
    }
    all
}

/// Fits a scorer on `passages`, some of whose quotes have no right place.
pub fn fit(passages: &[Passage]) -> Scorer {
    let mut scorer = Scorer::default();
    let quotes = || passages.iter().flat_map(|p| &p.quotes);
    let unchanged = passages
        .iter()
        .filter(|p| !p.changed)
        .flat_map(|p| &p.quotes);
    let spans: Vec<Question> = unchanged.flat_map(span_questions).collect();
    (scorer.span_weights, _) = fit_weights(&spans, None);
    let runs: Vec<Question> = quotes()
        .map(|example| run_question(example, &scorer))
        .collect();
    (scorer.weights, scorer.none) = fit_weights(&runs, Some(scorer.none));
    fit_order(passages, &mut scorer);
    fit_calibration(passages, &mut scorer);
    fit_threshold(passages, &mut scorer);
    scorer
}

/// The lowest confidence at which at most three in a hundred quotes without a source get an
/// answer: a reader is better served by an unsure place than by none, but not by inventions.
fn fit_threshold(passages: &[Passage], scorer: &mut Scorer) {
    /// Quotes without a source, of a hundred, that may get an answer.
    const FALSE_ANSWERS: usize = 3;
    const RANGE: (f64, f64) = (0.35, 0.5);
    let mut sure: Vec<f64> = passages
        .par_iter()
        .filter(|passage| !passage.changed)
        .flat_map_iter(|passage| {
            decode(passage, scorer)
                .into_iter()
                .zip(&passage.quotes)
                .filter(|(_, example)| example.gold.is_empty())
                .map(|(choice, _)| scorer.calibrate(choice.probability))
                .collect::<Vec<_>>()
        })
        .collect();
    sure.sort_by(|a, b| b.total_cmp(a));
    // The surest false answer that is one too many has to stay below.
    let most = sure
        .get(sure.len() * FALSE_ANSWERS / 100)
        .copied()
        .unwrap_or(0.0);
    scorer.threshold = (most + 0.01).clamp(RANGE.0, RANGE.1);
}

/// A choice between places, some of which are right.
struct Question {
    places: Vec<Evidence>,
    right: Vec<bool>,
}

/// Which words of the right segments? One question for every run that is right to the segment.
fn span_questions(example: &Example) -> Vec<Question> {
    let all: Vec<usize> = (0..example.options.len()).collect();
    all.chunk_by(|a, b| example.options[*a].0 == example.options[*b].0)
        .map(|run| Question {
            places: run.iter().map(|i| example.options[*i].1).collect(),
            right: run.iter().map(|i| example.fitting[*i]).collect(),
        })
        .filter(|question| question.right.contains(&true))
        .collect()
}

/// Which segments, or none of them?
fn run_question(example: &Example, scorer: &Scorer) -> Question {
    let best = scorer.best_of_runs(&example.options);
    let exact = best.iter().any(|i| example.exact[*i]);
    let targets = if exact {
        &example.exact
    } else {
        &example.right
    };
    Question {
        places: best.iter().map(|i| example.options[*i].1).collect(),
        right: best.iter().map(|i| targets[*i]).collect(),
    }
}

/// Weights and the score of "none" (if that is an answer, starting from `none`): maximum a
/// posteriori by Adam, for the log-likelihood of the right answers and a normal prior around the
/// weights of [`KINDS`], so that evidence without data keeps its prior weight.
fn fit_weights(questions: &[Question], none: Option<f64>) -> (Evidence, f64) {
    const STEPS: usize = 1500;
    const PRIOR_VARIANCE: f64 = 9.0;
    const N: usize = KINDS.len();
    let mut weights = KINDS.map(|kind| kind.prior);
    let mut none_score = none.unwrap_or(f64::NEG_INFINITY);
    let (mut mean, mut square) = ([0.0; N + 1], [0.0; N + 1]);
    for step in 1..=STEPS {
        let mut gradient: [f64; N + 1] = questions
            .par_iter()
            .map(|question| gradient(question, &weights, none_score))
            .collect::<Vec<_>>()
            .into_iter()
            .fold([0.0; N + 1], |sum, g| {
                std::array::from_fn(|i| sum[i] + g[i])
            });
        for i in 0..N {
            gradient[i] -= (weights[i] - KINDS[i].prior) / PRIOR_VARIANCE;
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        let moves: [f64; N + 1] = std::array::from_fn(|i| {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            let m = mean[i] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[i] / (1.0 - 0.999_f64.powi(step as i32));
            rate * m / (s.sqrt() + 1e-9)
        });
        for i in 0..N {
            weights[i] += moves[i];
            weights[i] = match KINDS[i].sign {
                Sign::For => weights[i].max(0.0),
                Sign::Against => weights[i].min(0.0),
            };
        }
        if none.is_some() {
            none_score += moves[N];
        }
    }
    (weights, none_score)
}

/// Gradient of the log-probability of the right answers, by the weights and by the score of none.
fn gradient(question: &Question, weights: &Evidence, none: f64) -> [f64; KINDS.len() + 1] {
    let scores: Vec<f64> = question
        .places
        .iter()
        .map(|e| e.iter().zip(weights).map(|(e, w)| e * w).sum())
        .collect();
    let (p, p_none) = softmax(&scores, none);
    let right_mass: f64 = p
        .iter()
        .zip(&question.right)
        .filter(|(_, r)| **r)
        .map(|(p, _)| p)
        .sum();
    let any = question.right.contains(&true);
    let mut g = [0.0; KINDS.len() + 1];
    for ((p, right), evidence) in p.iter().zip(&question.right).zip(&question.places) {
        // Share of the right mass, less share of all mass.
        let target = if any && *right {
            p / right_mass.max(1e-300)
        } else {
            0.0
        };
        for (g, e) in g.iter_mut().zip(evidence) {
            *g += (target - p) * e;
        }
    }
    g[KINDS.len()] = f64::from(u8::from(!any)) - p_none;
    g
}

/// The choices of a scorer for a passage; places are indices into each example's options.
pub fn decode(passage: &Passage, scorer: &Scorer) -> Vec<Choice> {
    let best: Vec<Vec<usize>> = passage
        .quotes
        .iter()
        .map(|q| scorer.best_of_runs(&q.options))
        .collect();
    let option = |q: &Example, i: usize| (q.options[i].0, scorer.score(&q.options[i].1));
    let options: Vec<decode::Options> = passage
        .quotes
        .iter()
        .zip(&best)
        .map(|(q, best)| decode::Options {
            runs: best.iter().map(|i| option(q, *i)).collect(),
            question: q.quote.contains('?'),
        })
        .collect();
    let mut choices = decode::decode(
        &options,
        scorer,
        &Layout {
            document_of: &|_| 0,
            segments: passage.segments,
        },
    );
    for (choice, best) in choices.iter_mut().zip(&best) {
        choice.place = choice.place.map(|at| best[at]);
    }
    choices
}

/// The probability of every choice, and whether it is right.
fn outcomes(passages: &[Passage], scorer: &Scorer) -> Vec<(f64, bool)> {
    passages
        .par_iter()
        .flat_map_iter(|passage| {
            decode(passage, scorer)
                .into_iter()
                .zip(&passage.quotes)
                .filter_map(|(choice, example)| {
                    Some((choice.probability, example.right[choice.place?]))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn fit_order(passages: &[Passage], scorer: &mut Scorer) {
    let mut best = f64::NEG_INFINITY;
    let mut order = scorer.order;
    for forward in [0.1, 0.3, 0.5, 0.7] {
        for reach in [2.0, 4.0, 8.0, 16.0] {
            scorer.order = Order {
                forward,
                reach,
                ..scorer.order
            };
            let score: f64 = outcomes(passages, scorer)
                .iter()
                .map(|(p, right)| {
                    if *right {
                        p.max(1e-6).ln()
                    } else {
                        (1.0 - p).max(1e-6).ln()
                    }
                })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Quotes whose right place has the higher cosine, mostly; some have none.
    fn passages() -> Vec<Passage> {
        let mut rng = fastrand::Rng::with_seed(2);
        (0..60)
            .map(|_| {
                let quotes = (0..5)
                    .map(|_| {
                        let answered = rng.f32() < 0.7;
                        let options: Vec<(Run, Evidence)> = (0..6)
                            .map(|at| {
                                let right = answered && at == 0;
                                let mut evidence: Evidence = [0.0; KINDS.len()];
                                evidence[0] = rng.f64() * 0.5 + if right { 0.6 } else { 0.0 };
                                (
                                    Run {
                                        start: at,
                                        end: at + 1,
                                    },
                                    evidence,
                                )
                            })
                            .collect();
                        let right: Vec<bool> = (0..6).map(|at| answered && at == 0).collect();
                        Example {
                            quote: "…".to_owned(),
                            gold: String::new(),
                            shown: vec![String::new(); 6],
                            options,
                            exact: right.clone(),
                            fitting: right.clone(),
                            right,
                        }
                    })
                    .collect();
                Passage {
                    quotes,
                    segments: 6,
                    changed: false,
                }
            })
            .collect()
    }

    #[test]
    fn a_fitted_scorer_tells_right_from_none() {
        let passages = passages();
        let scorer = fit(&passages);
        let (mut good, mut all, mut sure) = (0, 0, Vec::new());
        for (choice, example) in passages
            .iter()
            .flat_map(|p| decode(p, &scorer).into_iter().zip(&p.quotes))
        {
            let Some(place) = choice.place else { continue };
            let confidence = scorer.calibrate(choice.probability);
            good += usize::from((confidence >= 0.5) == example.right[place]);
            all += 1;
            sure.push((confidence, example.right[place]));
        }
        assert!(good * 10 > all * 9, "{good} of {all}");
        // Calibrated: the mean confidence is the share that is right.
        let mean = sure.iter().map(|s| s.0).sum::<f64>() / all as f64;
        let share = sure.iter().filter(|s| s.1).count() as f64 / all as f64;
        assert!((mean - share).abs() < 0.03, "{mean} {share}");
    }

    #[test]
    fn evidence_never_speaks_the_wrong_way() {
        let scorer = fit(&passages());
        for weights in [scorer.weights, scorer.span_weights] {
            for (weight, kind) in weights.iter().zip(KINDS) {
                match kind.sign {
                    Sign::For => assert!(*weight >= 0.0, "{}", kind.name),
                    Sign::Against => assert!(*weight <= 0.0, "{}", kind.name),
                }
            }
        }
    }
}
