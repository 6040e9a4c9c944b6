//! Whole texts: which English segments render which source segments.
//!
//! A [`Bead`] pairs up to four segments with up to four; a null bead has none on one side; the
//! ladder is the beads of two texts in order. `side` holds a text's segments and what they are
//! judged by; `corridor` finds roughly where the ladder runs; `evidence` says what speaks for a
//! bead; `lattice` weighs all ladders and chooses one; `reorder` finds parts that were moved.

mod corridor;
mod evidence;
mod lattice;
mod reorder;
mod scorer;
mod side;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use corridor::Corridor;
pub(crate) use evidence::NULL_USUAL;
pub use evidence::{Evidence, Grid, KINDS, NAMES, SHAPES, Shape};
pub use lattice::{Lattice, Weights};
pub use reorder::align_reordered;
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
    let lattice = Lattice::new(&grid, corridor, scorer.weights());
    let usual = lattice.usual_nulls();
    lattice.expecting(usual).ladder()
}

/// How much of a text is in beads with both sides, each counted with its confidence: by letters, 0..=1,
/// of the text of which more is. Near 1 where one text translates the other or a part of it, near 0
/// where they have nothing to do with each other; 0 when both are empty.
pub fn agreement(beads: &[Bead], en: &Side, source: &Side) -> f64 {
    let letters = |side: &Side, range: Range<usize>| -> f64 {
        range.map(|at| f64::from(side.letters(at))).sum()
    };
    let share = |side: &Side, of: fn(&Bead) -> Range<usize>| {
        let all = letters(side, 0..side.len());
        let paired = beads.iter().filter(|bead| !bead.is_null());
        let sure = paired.map(|bead| bead.confidence.get() * letters(side, of(bead)));
        // The sum of nothing is -0.
        let sure = sure.sum::<f64>() + 0.0;
        if all > 0.0 { sure / all } else { 0.0 }
    };
    share(en, |bead| bead.en.clone()).max(share(source, |bead| bead.source.clone()))
}
