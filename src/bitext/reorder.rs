//! Texts whose parts stand in another order.

use std::{collections::HashSet, ops::Range};

use super::{Bead, BeadScorer, Side, align};

/// As [`align`], for texts whose parts may have been moved: what the ladder leaves alone on both sides
/// is aligned again, as long as that finds pairs, 64 times at most.
///
/// The beads stand in the order of the English segments, those without any at the end.
pub fn align_reordered(en: &Side, source: &Side, scorer: &BeadScorer) -> Vec<Bead> {
    /// A moved part has to be found surely: what is left alone is mostly without a counterpart.
    const SURE: f64 = 0.5;
    /// Parts in reverse order come to light one by one.
    const ROUNDS: usize = 64;
    let mut beads = align(en, source, scorer);
    for _ in 0..ROUNDS {
        let alone = |side: fn(&Bead) -> &Range<usize>| -> Vec<usize> {
            let nulls = beads.iter().filter(|bead| bead.is_null());
            nulls.flat_map(|bead| side(bead).clone()).collect()
        };
        let (en_left, source_left) = (alone(|bead| &bead.en), alone(|bead| &bead.source));
        if en_left.is_empty() || source_left.is_empty() {
            break;
        }
        let again = align(&en.select(&en_left), &source.select(&source_left), scorer);
        let moved: Vec<Bead> = again
            .into_iter()
            .filter(|bead| !bead.is_null() && bead.confidence.get() >= SURE)
            .filter_map(|bead| {
                Some(Bead {
                    en: run(&en_left[bead.en])?,
                    source: run(&source_left[bead.source])?,
                    confidence: bead.confidence,
                })
            })
            .collect();
        if moved.is_empty() {
            break;
        }
        let en_found: HashSet<usize> = moved.iter().flat_map(|bead| bead.en.clone()).collect();
        let source_found: HashSet<usize> =
            moved.iter().flat_map(|bead| bead.source.clone()).collect();
        // A null bead has one segment: on one side.
        beads.retain(|bead| {
            let found = |run: &Range<usize>, found: &HashSet<usize>| {
                !run.is_empty() && found.contains(&run.start)
            };
            !bead.is_null() || !found(&bead.en, &en_found) && !found(&bead.source, &source_found)
        });
        beads.extend(moved);
    }
    beads.sort_by_key(|bead| (bead.en.is_empty(), bead.en.start, bead.source.start));
    beads
}

/// The range of numbers that follow each other.
fn run(numbers: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    (last - first + 1 == numbers.len()).then_some(first..last + 1)
}
