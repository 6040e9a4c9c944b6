//! Whole texts: which English segments render which source segments.
//!
//! A [`Bead`] pairs up to four segments with up to four; a null bead has none on one side; the
//! ladder is the beads of two texts in order. [`side`] holds a text's segments and what they are
//! judged by; `corridor` finds roughly where the ladder runs; `evidence` says what speaks for a
//! bead; `lattice` weighs all ladders and chooses one.

mod corridor;
mod evidence;
mod lattice;
mod scorer;
mod side;

use std::ops::Range;

pub use corridor::Corridor;
pub use evidence::{Evidence, Grid, KINDS, NAMES, SHAPES, Shape};
pub use lattice::{Lattice, Weights};
pub use scorer::{BeadScorer, BeadScorerError};
pub use side::{MOST, Side};

use crate::align::Confidence;

/// Segments of both sides that render each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// English segments; empty in a null bead of the source.
    pub en: Range<usize>,
    /// Source segments; empty in a null bead of the English.
    pub source: Range<usize>,
    /// The probability that just these segments belong together.
    pub confidence: Confidence,
}

impl Bead {
    /// Whether one side is empty.
    pub fn is_null(&self) -> bool {
        self.en.is_empty() || self.source.is_empty()
    }
}

/// Aligns two texts: the ladder, from the first segments to the last.
///
/// Time and memory are linear in the lengths of the texts.
pub fn align(en: &Side, source: &Side, scorer: &BeadScorer) -> Vec<Bead> {
    align_within(en, source, scorer, &Corridor::near_path(en, source))
}

/// As [`align`], with ladders that stay in `corridor`.
pub fn align_within(
    en: &Side,
    source: &Side,
    scorer: &BeadScorer,
    corridor: &Corridor,
) -> Vec<Bead> {
    let grid = Grid::new(en, source, corridor);
    Lattice::new(&grid, corridor, scorer.weights()).ladder()
}
