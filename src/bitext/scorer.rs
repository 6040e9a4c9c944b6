//! The weights of a bead's evidence.

use std::collections::BTreeMap;

use super::{
    evidence::{KINDS, NAMES, SHAPES},
    lattice::Weights,
};
use crate::encode::Model;

/// What evidence is worth, fitted to one model; kept in the model's card.
#[derive(Clone, Debug, PartialEq)]
pub struct BeadScorer(Weights);

/// Why a model cannot align whole texts.
#[derive(Debug, thiserror::Error)]
#[error("the model has no weights for beads: {0}")]
pub struct BeadScorerError(String);

impl BeadScorer {
    /// A scorer with these weights.
    pub fn new(weights: Weights) -> Self {
        Self(weights)
    }

    /// The scorer of a model.
    ///
    /// # Errors
    /// When the model's card has none, or one of other kinds of evidence.
    pub fn of(model: &Model) -> Result<Self, BeadScorerError> {
        let Some(named) = &model.card().beads else {
            return Err(BeadScorerError("train with --ladders".to_owned()));
        };
        let mut weights = [0.0; KINDS];
        for (weight, name) in weights.iter_mut().zip(names()) {
            *weight = *named
                .get(&name)
                .filter(|weight| weight.is_finite())
                .ok_or_else(|| BeadScorerError(format!("`{name}` is missing")))?;
        }
        Ok(Self(weights))
    }

    /// The weights by the names of their evidence, for the card of a model.
    pub fn to_named(&self) -> BTreeMap<String, f32> {
        names().zip(self.0).collect()
    }

    /// The weights.
    pub fn weights(&self) -> &Weights {
        &self.0
    }
}

/// The names of all kinds of evidence, in order: the shapes as `1-2`.
pub fn names() -> impl Iterator<Item = String> {
    let shapes = SHAPES.iter().map(|s| format!("{}-{}", s.en, s.source));
    shapes.chain(NAMES.iter().map(|name| (*name).to_owned()))
}
