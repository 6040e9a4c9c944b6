//! Fits the scorer: weights of evidence, the order prior, and the calibration of confidence.

use rayon::prelude::*;

use super::{
    ends::{self, Fragments},
    logit::{self, Question},
    quote_set::{Change, QuoteSet, Scope},
};
use crate::{
    align::{
        decode::{self, Choice, Layout},
        ends::EndEvidence,
        scorer::{Evidence, KINDS, Order, Scorer, logistic},
        source::Run,
    },
    encode::Model,
    text::Lang,
};

/// The quotes of one article against one set of sources, with what is right.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The quotes, in order.
    pub quotes: Vec<Example>,
    /// Number of segments searched.
    pub segments: usize,
    /// Whether the set was [changed](QuoteSet::changed).
    pub changed: bool,
    /// Whether the quotes stand in the order an article would have them in.
    pub ordered: bool,
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
    /// Whether it is just the words the quote renders, where these are known.
    pub words: Option<Vec<bool>>,
}

/// The passages of `set` to fit on, as they are and changed, of the documents with `keep`: quotes
/// in their own document, among all lines, and in a wrong document; their words by the weights
/// `ends`.
pub fn passages(
    model: &Model,
    ends: &EndEvidence,
    set: &QuoteSet,
    keep: impl Fn(&str) -> bool,
) -> Vec<Passage> {
    let passages = |set: &QuoteSet, changed| -> Vec<Passage> {
        let groups = Scope::ALL
            .into_iter()
            .flat_map(|scope| set.groups_of(scope, &keep));
        groups
            .map(|group| Passage {
                changed,
                ..group.passage(model, ends)
            })
            .collect()
    };
    let mut all = passages(set, false);
    for change in [Change::Unmarked, Change::Numbers] {
        all.extend(passages(&set.changed(change), true));
    }
    all
}

/// Fits where quotes begin and end, then the scorer, to the documents of `sets` with `keep` and to
/// `fragments`.
pub fn fit_all<'s>(
    model: &Model,
    sets: impl Iterator<Item = &'s QuoteSet> + Clone,
    fragments: &Fragments,
    keep: impl Fn(&str) -> bool,
) -> Scorer {
    let mut questions: Vec<Question> = sets
        .clone()
        .flat_map(|set| ends::in_set(model, set, &keep))
        .collect();
    for lang in [Lang::Ko, Lang::Uk] {
        let known = ends::together(fragments.of(lang), lang);
        questions.extend(ends::questions(model, &known));
    }
    let ends = ends::fit(&questions);
    let mut passages: Vec<Passage> = sets
        .flat_map(|set| passages(model, &ends, set, &keep))
        .collect();
    for lang in [Lang::Ko, Lang::Uk] {
        passages.extend(fragments.passages(model, &ends, lang));
    }
    fit(&passages, ends)
}

/// Fits a scorer on `passages`, some of whose quotes have no right place, with the weights `ends`
/// by which their words were chosen.
pub fn fit(passages: &[Passage], ends: EndEvidence) -> Scorer {
    let mut scorer = Scorer {
        ends,
        ..Scorer::default()
    };
    let quotes = passages.iter().flat_map(|p| &p.quotes);
    let questions: Vec<Question> = quotes.map(question).collect();
    let (weights, none) = logit::fit(&questions, &KINDS, Some(scorer.none));
    scorer.weights = std::array::from_fn(|i| weights[i]);
    scorer.none = none;
    fit_order(passages, &mut scorer);
    fit_calibration(passages, &mut scorer);
    fit_threshold(passages, &mut scorer);
    scorer
}

/// The lowest confidence at which at most two in a hundred quotes without a source get an
/// answer: a reader is better served by an unsure place than by none, but not by inventions.
fn fit_threshold(passages: &[Passage], scorer: &mut Scorer) {
    /// Quotes without a source, of a hundred, that may get an answer.
    const FALSE_ANSWERS: usize = 2;
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

/// Which segments, or none of them?
fn question(example: &Example) -> Question {
    let targets = if example.exact.contains(&true) {
        &example.exact
    } else {
        &example.right
    };
    let evidence = example.options.iter().flat_map(|(_, evidence)| evidence);
    Question {
        evidence: evidence.map(|x| *x as f32).collect(),
        right: targets.clone(),
    }
}

/// The choices of a scorer for a passage; places are indices into each example's options.
pub fn decode(passage: &Passage, scorer: &Scorer) -> Vec<Choice> {
    let options: Vec<decode::Options> = passage
        .quotes
        .iter()
        .map(|q| decode::Options {
            runs: q
                .options
                .iter()
                .map(|(run, e)| (*run, scorer.score(e)))
                .collect(),
            question: q.quote.contains('?'),
        })
        .collect();
    let layout = Layout {
        document_of: &|_| 0,
        segments: passage.segments,
    };
    decode::decode(&options, scorer, &layout)
}

/// The probability of every choice, and whether it is right.
fn outcomes<'p>(
    passages: impl ParallelIterator<Item = &'p Passage>,
    scorer: &Scorer,
) -> Vec<(f64, bool)> {
    passages
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
    if passages.iter().all(|passage| !passage.ordered) {
        return;
    }
    let mut best = f64::NEG_INFINITY;
    let mut order = scorer.order;
    for forward in [0.1, 0.3, 0.5, 0.7] {
        for reach in [2.0, 4.0, 8.0, 16.0] {
            scorer.order = Order {
                forward,
                reach,
                ..scorer.order
            };
            let ordered = passages.par_iter().filter(|passage| passage.ordered);
            let score: f64 = outcomes(ordered, scorer)
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
    let points: Vec<(f64, bool)> = outcomes(passages.par_iter(), scorer)
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
    use crate::align::scorer::Sign;

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
                            words: None,
                            right,
                        }
                    })
                    .collect();
                Passage {
                    quotes,
                    segments: 6,
                    changed: false,
                    ordered: true,
                }
            })
            .collect()
    }

    #[test]
    fn a_fitted_scorer_tells_right_from_none() {
        let passages = passages();
        let scorer = fit(&passages, Scorer::default().ends);
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
        let scorer = fit(&passages(), Scorer::default().ends);
        for (weight, kind) in scorer.weights.iter().zip(KINDS) {
            match kind.sign {
                Sign::For => assert!(*weight >= 0.0, "{}", kind.name),
                Sign::Against => assert!(*weight <= 0.0, "{}", kind.name),
                Sign::Either => {}
            }
        }
    }
}
