//! Fitting the judges of checks: to right pairs, and to the same pairs changed.

use rayon::prelude::*;

use super::{
    changes::{Change, RightPair, changes},
    logit::{Question, fit as fit_logit},
};
use crate::{
    check::{
        Rendering,
        judge::{Evidence, Judge, Judges, Matter, Suspicion, probability},
        suspicions,
    },
    encode::{Encoder, Model},
    text::Lang,
};

/// Seed of the changes the judges learn from; measures use others.
const SEED: u64 = 77;

/// Examples that a judge learns from, at most.
const MOST: usize = 12_000;

/// Right pairs that may be blamed for each matter: a share of every set. Together with plain facts
/// they stay below three in a hundred of the news sentences this was chosen on.
fn share(matter: Matter, lang: Lang) -> f64 {
    match (matter, lang) {
        (Matter::Name, Lang::Ko) => 0.010,
        (Matter::Name, _) => 0.0085,
        (Matter::Lost, Lang::Ko) => 0.008,
        (Matter::Lost, _) => 0.006,
        (Matter::Gained, _) => 0.003,
        (Matter::Omission, _) => 0.004,
        (Matter::Addition, _) => 0.003,
    }
}

/// Whether a change is one that `matter` has to find.
fn concerns(change: Change, matter: Matter) -> bool {
    match change {
        Change::Name => matter == Matter::Name,
        Change::Negation => matches!(matter, Matter::Lost | Matter::Gained),
        Change::Dropped => matter == Matter::Omission,
        Change::Added => matter == Matter::Addition,
        Change::Number | Change::Date | Change::Modality => false,
    }
}

/// Judges for every matter in every language of the `sets` of right pairs.
/// Those of `judges` for other languages stay.
pub fn fit(model: &Model, sets: &[Vec<RightPair>], mut judges: Judges) -> Judges {
    for lang in [Lang::Ko, Lang::Uk] {
        let of_lang = |pair: &&RightPair| pair.lang == lang;
        let sets: Vec<Vec<RightPair>> = sets
            .iter()
            .map(|set| set.iter().filter(of_lang).cloned().collect::<Vec<_>>())
            .filter(|set| !set.is_empty())
            .collect();
        if sets.is_empty() {
            continue;
        }
        let sets: Vec<Set> = sets.iter().map(|set| Set::new(model, set)).collect();
        for matter in Matter::ALL {
            judges.insert(matter, lang, fit_one(matter, lang, &sets));
        }
    }
    judges
}

/// The suspicions that a set of pairs arouses.
struct Set {
    clean: Vec<Vec<Suspicion>>,
    /// With the change, and the number of the pair changed.
    changed: Vec<(Change, usize, Vec<Suspicion>)>,
}

impl Set {
    fn new(model: &Model, pairs: &[RightPair]) -> Self {
        let changed = changes(pairs, SEED);
        let found = all_suspicions(model, changed.iter().map(|changed| &changed.pair));
        Self {
            clean: all_suspicions(model, pairs.iter()),
            changed: changed
                .iter()
                .zip(found)
                .map(|(changed, found)| (changed.change, changed.at, found))
                .collect(),
        }
    }
}

fn all_suspicions<'p>(
    model: &Model,
    pairs: impl Iterator<Item = &'p RightPair>,
) -> Vec<Vec<Suspicion>> {
    let pairs: Vec<&RightPair> = pairs.collect();
    let chunk = pairs
        .len()
        .div_ceil(4 * rayon::current_num_threads())
        .max(1);
    let of = |pairs: &[&RightPair]| -> Vec<Vec<Suspicion>> {
        let mut encoder = Encoder::new(model);
        let mut of = |pair: &&RightPair| {
            suspicions(
                &Rendering::new(&pair.en, &pair.source, pair.lang),
                &mut encoder,
            )
        };
        pairs.iter().map(&mut of).collect()
    };
    pairs.par_chunks(chunk).flat_map_iter(of).collect()
}

/// The evidence of the suspicions of a `matter`.
fn evidence(matter: Matter, found: &[Suspicion]) -> impl Iterator<Item = (&Suspicion, &[f32])> {
    found
        .iter()
        .filter_map(move |suspicion| match &suspicion.evidence {
            Evidence::Weighed(of, evidence) if *of == matter => Some((suspicion, &evidence[..])),
            _ => None,
        })
}

fn fit_one(of: Matter, lang: Lang, sets: &[Set]) -> Judge {
    let mut questions: Vec<Question> = Vec::new();
    let mut ask = |evidence: &[f32], right: bool| {
        questions.push(Question {
            evidence: evidence.to_vec(),
            right: vec![right],
        });
    };
    for set in sets {
        for found in &set.clean {
            evidence(of, found).for_each(|(_, evidence)| ask(evidence, false));
        }
        for (change, at, found) in &set.changed {
            if !concerns(*change, of) {
                continue;
            }
            // What the pair already was suspected of is not the change.
            let new = evidence(of, found).filter(|(suspicion, _)| {
                !evidence(of, &set.clean[*at])
                    .any(|(old, _)| old.issue.sentence == suspicion.issue.sentence)
            });
            new.for_each(|(_, evidence)| ask(evidence, true));
        }
    }
    fastrand::Rng::with_seed(SEED).shuffle(&mut questions);
    questions.truncate(MOST);
    let (weights, nothing) = fit_logit(&questions, of.kinds(), Some(0.0));
    let surest = |found: &Vec<Suspicion>| {
        let all = evidence(of, found);
        all.map(|(_, evidence)| probability(&weights, nothing, evidence))
            .fold(0.0, f64::max)
    };
    let threshold = |set: &Set| -> f64 {
        let mut clean: Vec<f64> = set.clean.iter().map(surest).collect();
        clean.sort_by(|a, b| b.total_cmp(a));
        let allowed = (share(of, lang) * clean.len() as f64).round() as usize;
        clean.get(allowed).copied().unwrap_or(0.0)
    };
    let threshold = sets.iter().map(threshold).fold(0.5, f64::max);
    Judge {
        weights: of
            .kinds()
            .iter()
            .zip(weights)
            .map(|(kind, weight)| (kind.name.to_owned(), weight))
            .collect(),
        nothing,
        threshold,
    }
}
