//! What speaks for a suspicion, and when it is enough to speak.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Issue, names, negation, uncovered};
use crate::{
    align::scorer::{Kind, logistic},
    text::Lang,
};

/// Something that may be wrong, with what speaks for it.
#[derive(Clone, Debug)]
pub struct Suspicion {
    /// What is said if it is enough.
    pub issue: Issue,
    /// How much speaks for it and against it.
    pub evidence: Evidence,
}

/// What speaks for a suspicion.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// It is a plain fact.
    Fact,
    /// To be weighed by the judge of a matter, by its [`Matter::kinds`].
    Weighed(Matter, Vec<f32>),
}

/// Matters that are weighed, each by a judge of its own for every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A name of the quote that the source does not say.
    Name,
    /// A negation of the source that the quote does not have.
    Lost,
    /// A negation of the quote that the source does not have.
    Gained,
    /// Words of the source that the quote leaves out.
    Omission,
    /// Words of the quote that the source does not say.
    Addition,
}

impl Matter {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::Lost,
        Self::Gained,
        Self::Omission,
        Self::Addition,
    ];

    /// What it is called in a model's card.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Lost => "negation-lost",
            Self::Gained => "negation-gained",
            Self::Omission => "omission",
            Self::Addition => "addition",
        }
    }

    /// The kinds of its evidence.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Name => &names::KINDS,
            Self::Lost | Self::Gained => &negation::KINDS,
            Self::Omission | Self::Addition => &uncovered::KINDS,
        }
    }
}

/// The weights of one matter in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judge {
    /// By the names of the kinds of evidence.
    pub weights: BTreeMap<String, f64>,
    /// The score of nothing wrong.
    pub nothing: f64,
    /// A suspicion more probable than this is an issue, 0..1.
    pub threshold: f64,
}

/// The judges of a model: by matter and language, as `name-ko`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Judges(BTreeMap<String, Judge>);

/// A judge whose evidence is in order.
#[derive(Clone, Debug)]
struct Ready {
    weights: Vec<f64>,
    nothing: f64,
    threshold: f64,
}

/// The judges of a language, ready to work.
#[derive(Clone, Debug, Default)]
pub(super) struct Bench(BTreeMap<Matter, Ready>);

/// What the judge of a matter in a language is called in a model's card.
pub fn title(matter: Matter, lang: Lang) -> String {
    format!("{}-{lang}", matter.name())
}

impl Judges {
    /// Adds the judge of a matter in a language.
    pub fn insert(&mut self, matter: Matter, lang: Lang, judge: Judge) {
        self.0.insert(title(matter, lang), judge);
    }

    /// The judges for pairs with sources in `lang`, or what is missing.
    pub(super) fn bench(&self, lang: Lang) -> Result<Bench, String> {
        let ready = |matter: Matter| {
            let title = title(matter, lang);
            let judge = self.0.get(&title).ok_or_else(|| title.clone())?;
            let weight = |kind: &Kind| {
                let weight = judge.weights.get(kind.name).filter(|w| w.is_finite());
                weight
                    .copied()
                    .ok_or_else(|| format!("{title}: {}", kind.name))
            };
            let weights = matter
                .kinds()
                .iter()
                .map(weight)
                .collect::<Result<_, _>>()?;
            Ok((
                matter,
                Ready {
                    weights,
                    nothing: judge.nothing,
                    threshold: judge.threshold,
                },
            ))
        };
        Ok(Bench(
            Matter::ALL
                .into_iter()
                .map(ready)
                .collect::<Result<_, String>>()?,
        ))
    }
}

impl Bench {
    /// Whether a suspicion is enough to speak.
    pub(super) fn convicts(&self, suspicion: &Suspicion) -> bool {
        match &suspicion.evidence {
            Evidence::Fact => true,
            Evidence::Weighed(matter, evidence) => self.0.get(matter).is_some_and(|judge| {
                probability(&judge.weights, judge.nothing, evidence) > judge.threshold
            }),
        }
    }
}

/// How probable a suspicion is, 0..1.
pub fn probability(weights: &[f64], nothing: f64, evidence: &[f32]) -> f64 {
    let parts = weights.iter().zip(evidence);
    logistic(parts.map(|(w, e)| w * f64::from(*e)).sum::<f64>() - nothing)
}
