//! All ladders of two texts at once: how probable every bead is, and the ladder that is right most
//! often.
//!
//! A ladder's weight is the product of its beads' (a semi-Markov conditional random field: Sarawagi &
//! Cohen 2004). The forward and backward sums over all ladders give each bead its probability; the
//! ladder chosen is that with the most right beads to be expected, which need not be the most
//! probable one.

use std::ops::Range;

use rayon::prelude::*;

use super::{
    Bead,
    corridor::Corridor,
    evidence::{Grid, KINDS, NULL_USUAL, SHAPES, Shape},
};
use crate::align::Confidence;

/// What a kind of evidence adds to the logarithm of a bead's weight.
pub type Weights = [f32; KINDS];

/// Logarithms of the weights of the beads that begin at the nodes of one row, by shape;
/// `f32::NEG_INFINITY` where there is no such bead.
type Row = Vec<[f32; SHAPES.len()]>;

/// The nodes of a corridor with a number each.
#[derive(Clone, Debug)]
struct Nodes {
    rows: Vec<(Range<usize>, Vec<f64>)>,
}

impl Nodes {
    fn new(corridor: &Corridor) -> Self {
        let row = |i| {
            let range = corridor.row(i);
            let values = vec![f64::NEG_INFINITY; range.len()];
            (range, values)
        };
        Self {
            rows: (0..corridor.rows()).map(row).collect(),
        }
    }

    fn get(&self, i: usize, j: usize) -> f64 {
        let Some((range, values)) = self.rows.get(i) else {
            return f64::NEG_INFINITY;
        };
        match range.contains(&j) {
            true => values[j - range.start],
            false => f64::NEG_INFINITY,
        }
    }

    fn set(&mut self, i: usize, j: usize, value: f64) {
        let (range, values) = &mut self.rows[i];
        values[j - range.start] = value;
    }
}

/// The ladders of two texts within a corridor.
#[derive(Debug)]
pub struct Lattice<'g> {
    grid: &'g Grid<'g>,
    corridor: &'g Corridor,
    weights: &'g Weights,
    /// How usual null beads are around each row.
    usual: Vec<f32>,
    rows: Vec<Row>,
    /// Logarithm of the sum over all ways from each node to the end.
    after: Nodes,
}

impl<'g> Lattice<'g> {
    /// Sums over all ladders, with nothing known of how usual null beads are.
    pub fn new(grid: &'g Grid<'g>, corridor: &'g Corridor, weights: &'g Weights) -> Self {
        let row = |i: usize| -> Row {
            let weigh = |j| {
                let mut row = [f32::NEG_INFINITY; SHAPES.len()];
                grid.beads_at((i, j), |shape, evidence| {
                    row[shape] = weights.iter().zip(evidence).map(|(w, x)| w * x).sum();
                });
                row
            };
            corridor.row(i).map(weigh).collect()
        };
        let rows: Vec<Row> = (0..corridor.rows()).into_par_iter().map(row).collect();
        let mut lattice = Self {
            grid,
            corridor,
            weights,
            usual: vec![0.0; corridor.rows()],
            rows,
            after: Nodes::new(corridor),
        };
        lattice.sum();
        lattice
    }

    /// The same, knowing how usual null beads are around each row: where some segments have no
    /// counterpart others have none either. See [`Lattice::usual_nulls`].
    #[must_use]
    pub fn expecting(mut self, usual: Vec<f32>) -> Self {
        self.usual = usual;
        self.sum();
        self
    }

    fn sum(&mut self) {
        let last = self.corridor.rows() - 1;
        let end = self.corridor.row(last).end - 1;
        for i in (0..=last).rev() {
            let row = self.corridor.row(i);
            for j in row.clone().rev() {
                let sum = if (i, j) == (last, end) {
                    0.0
                } else {
                    let ways = SHAPES.iter().enumerate().map(|(number, shape)| {
                        self.weight(i, j - row.start, number)
                            + self.after.get(i + shape.en, j + shape.source)
                    });
                    log_sum(ways)
                };
                self.after.set(i, j, sum);
            }
        }
    }

    /// Logarithm of the weight of the bead of shape `number` that begins at node `at` of row `i`.
    fn weight(&self, i: usize, at: usize, number: usize) -> f64 {
        let nulls = if number < 2 {
            self.usual[i] * self.weights[NULL_USUAL]
        } else {
            0.0
        };
        f64::from(self.rows[i][at][number] + nulls)
    }

    /// Logarithm of the sum of the weights of all ladders; not finite when there is none.
    pub fn total(&self) -> f64 {
        self.after.get(0, 0)
    }

    /// Goes over all beads in order: `each` gets the node before, the number of the shape, and the
    /// probability that the bead belongs to the ladder.
    pub fn probabilities(&self, mut each: impl FnMut((usize, usize), usize, f64)) {
        let total = self.total();
        // Logarithm of the sum over all ways from the beginning to each node.
        let mut before = Nodes::new(self.corridor);
        for i in 0..self.corridor.rows() {
            for j in self.corridor.row(i) {
                let mut ways = [f64::NEG_INFINITY; SHAPES.len()];
                for (number, (way, shape)) in ways.iter_mut().zip(SHAPES).enumerate() {
                    let start = (i.wrapping_sub(shape.en), j.wrapping_sub(shape.source));
                    let so_far = before.get(start.0, start.1);
                    if so_far > f64::NEG_INFINITY {
                        let at = start.1 - self.corridor.row(start.0).start;
                        *way = so_far + self.weight(start.0, at, number);
                    }
                }
                let sum = match (i, j) {
                    (0, 0) => 0.0,
                    _ => log_sum(ways.iter().copied()),
                };
                before.set(i, j, sum);
                let after = self.after.get(i, j) - total;
                for (number, way) in ways.into_iter().enumerate() {
                    /// Less likely beads are seen by nobody.
                    const LEAST: f64 = -14.0;
                    if way + after > LEAST {
                        let shape = SHAPES[number];
                        each(
                            (i - shape.en, j - shape.source),
                            number,
                            (way + after).exp(),
                        );
                    }
                }
            }
        }
    }

    /// How usual null beads are around each row, by the ladders as they are weighed now, from -2 to 2:
    /// for [`Lattice::expecting`].
    pub fn usual_nulls(&self) -> Vec<f32> {
        /// English segments looked at before and after.
        const AROUND: usize = 20;
        // Null beads, and segments, that are to be expected up to each row.
        let mut so_far = vec![(0.0, 0.0); self.corridor.rows() + 1];
        self.probabilities(|(i, _), number, probability| {
            let Shape { en, source } = SHAPES[number];
            let (nulls, segments) = &mut so_far[i + 1];
            *nulls += if number < 2 { probability } else { 0.0 };
            *segments += probability * (en + source) as f64;
        });
        for i in 1..so_far.len() {
            so_far[i].0 += so_far[i - 1].0;
            so_far[i].1 += so_far[i - 1].1;
        }
        let usual = |i: usize| {
            let start = so_far[i.saturating_sub(AROUND)];
            let end = so_far[(i + AROUND + 1).min(so_far.len() - 1)];
            let usual = ((end.0 - start.0 + 0.5) / (end.1 - start.1 + 3.0)).ln() + 3.0;
            usual.clamp(-2.0, 2.0) as f32
        };
        (0..self.corridor.rows()).map(usual).collect()
    }

    /// The ladder with the most right beads to be expected, each bead with its probability.
    pub fn ladder(&self) -> Vec<Bead> {
        // Measured on the development sets. A right pair is one more right bead found and one more of
        // those to be found, a null bead only the former; every bead chosen has to be right; and what is
        // improbable is no pair, however well it would fill the gap.
        const PAIR: f64 = 1.5;
        const BEAD: f64 = 0.7;
        const LEAST: f64 = 0.25;
        let mut pairs = Vec::new();
        // A null bead is the same wherever the other side stands.
        let mut null_en = vec![0.0; self.corridor.rows()];
        let mut null_source = vec![0.0; self.corridor.row(self.corridor.rows() - 1).end];
        self.probabilities(|(i, j), number, probability| match SHAPES[number] {
            Shape { source: 0, .. } => null_en[i] += probability,
            Shape { en: 0, .. } => null_source[j] += probability,
            Shape { en, source } if probability >= LEAST => {
                pairs.push(((i + en, j + source), number, probability));
            }
            Shape { .. } => {}
        });
        // The best way to each node, and the last bead of that way.
        let mut best = Nodes::new(self.corridor);
        let mut came: Vec<Vec<(usize, f64)>> = Vec::with_capacity(self.corridor.rows());
        let mut pairs = pairs.into_iter().peekable();
        for i in 0..self.corridor.rows() {
            came.push(Vec::with_capacity(self.corridor.row(i).len()));
            for j in self.corridor.row(i) {
                let mut ways = [(0, 0.0, 0.0); SHAPES.len()];
                let mut count = 0;
                let mut way = |number, probability, gain| {
                    ways[count] = (number, probability, gain);
                    count += 1;
                };
                // Segments may always be left alone, so there always is a way.
                if i > 0 {
                    way(0, null_en[i - 1], null_en[i - 1]);
                }
                if j > 0 {
                    way(1, null_source[j - 1], null_source[j - 1]);
                }
                while let Some((_, number, probability)) = pairs.next_if(|pair| pair.0 == (i, j)) {
                    way(number, probability, PAIR * probability);
                }
                let mut found = (usize::MAX, 0.0);
                let mut most = f64::NEG_INFINITY;
                for (number, probability, gain) in &ways[..count] {
                    let Shape { en, source } = SHAPES[*number];
                    let sum = best.get(i - en, j - source) + gain - BEAD;
                    if sum > most {
                        (most, found) = (sum, (*number, *probability));
                    }
                }
                best.set(i, j, if (i, j) == (0, 0) { 0.0 } else { most });
                came[i].push(found);
            }
        }
        let last = self.corridor.rows() - 1;
        let mut at = (last, self.corridor.row(last).end - 1);
        let mut beads = Vec::new();
        while at != (0, 0) {
            let (number, probability) = came[at.0][at.1 - self.corridor.row(at.0).start];
            let Some(Shape { en, source }) = SHAPES.get(number).copied() else {
                break;
            };
            let start = (at.0 - en, at.1 - source);
            beads.push(Bead {
                en: start.0..at.0,
                source: start.1..at.1,
                confidence: Confidence::clamped(probability),
            });
            at = start;
        }
        beads.reverse();
        beads
    }

    /// The expected sum of the evidence of all beads: with that of the right ladder the gradient of
    /// the logarithm of its probability.
    pub fn expected(&self) -> [f64; KINDS] {
        let mut expected = [0.0; KINDS];
        let mut node = (usize::MAX, 0);
        let mut here: Vec<Option<super::evidence::Evidence>> = vec![None; SHAPES.len()];
        self.probabilities(|start, shape, probability| {
            if start != node || here[shape].is_none() {
                node = start;
                here.fill(None);
                self.grid
                    .beads_at(start, |shape, evidence| here[shape] = Some(*evidence));
            }
            if let Some(evidence) = &here[shape] {
                for (sum, x) in expected.iter_mut().zip(evidence) {
                    *sum += probability * f64::from(*x);
                }
            }
            if shape < 2 {
                expected[NULL_USUAL] += probability * f64::from(self.usual[start.0]);
            }
        });
        expected
    }
}

/// Logarithm of the sum of the exponentials.
fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    /// What is smaller than the largest by this much changes nothing that is seen.
    const NOTHING: f64 = 30.0;
    let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let near = logs.filter(|log| most - log < NOTHING);
    most + near.map(|log| (log - most).exp()).sum::<f64>().ln()
}
