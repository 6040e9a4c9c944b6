//! All ladders of two texts at once: how probable every bead is, and the ladder that is right most
//! often.
//!
//! A ladder's weight is the product of its beads' (a semi-Markov conditional random field: Sarawagi &
//! Cohen 2004). The forward and backward sums over all ladders give each bead its probability; the
//! ladder chosen is that with the most right beads to be expected, which need not be the most
//! probable one.

use std::ops::Range;

use super::{
    Bead,
    corridor::Corridor,
    evidence::{Grid, KINDS, SHAPES, Shape},
    side::MOST,
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
    /// Logarithm of the sum over all ways from each node to the end.
    after: Nodes,
}

impl<'g> Lattice<'g> {
    /// Sums over all ladders.
    pub fn new(grid: &'g Grid<'g>, corridor: &'g Corridor, weights: &'g Weights) -> Self {
        let mut lattice = Self {
            grid,
            corridor,
            weights,
            after: Nodes::new(corridor),
        };
        let last = corridor.rows() - 1;
        let end = corridor.row(last).end - 1;
        for i in (0..=last).rev() {
            let row = lattice.row(i);
            for j in corridor.row(i).rev() {
                if (i, j) == (last, end) {
                    lattice.after.set(i, j, 0.0);
                    continue;
                }
                let weights = &row[j - corridor.row(i).start];
                let ways = SHAPES.iter().zip(weights).map(|(shape, weight)| {
                    f64::from(*weight) + lattice.after.get(i + shape.en, j + shape.source)
                });
                let sum = log_sum(ways);
                lattice.after.set(i, j, sum);
            }
        }
        lattice
    }

    fn row(&self, i: usize) -> Row {
        let row = self.corridor.row(i).map(|j| {
            let mut weights = [f32::NEG_INFINITY; SHAPES.len()];
            self.grid.beads_at((i, j), |shape, evidence| {
                let products = self.weights.iter().zip(evidence).map(|(w, x)| w * x);
                weights[shape] = products.sum();
            });
            weights
        });
        row.collect()
    }

    /// Logarithm of the sum of the weights of all ladders.
    pub fn total(&self) -> f64 {
        self.after.get(0, 0)
    }

    /// Goes over all beads in order: `each` gets the node before, the number of the shape, and the
    /// probability that the bead belongs to the ladder.
    pub fn probabilities(&self, mut each: impl FnMut((usize, usize), usize, f64)) {
        let total = self.total();
        // Of the rows a bead may begin in to end in the present one.
        let mut before: Vec<Vec<f64>> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        for i in 0..self.corridor.rows() {
            rows.push(self.row(i));
            before.push(Vec::new());
            if rows.len() > MOST + 1 {
                rows.remove(0);
                before.remove(0);
            }
            let first = i + 1 - rows.len();
            for j in self.corridor.row(i) {
                let ways = SHAPES
                    .iter()
                    .enumerate()
                    .map(|(shape, Shape { en, source })| {
                        let start = (i.checked_sub(*en)?, j.checked_sub(*source)?);
                        let range = self.corridor.row(start.0);
                        if !range.contains(&start.1) {
                            return None;
                        }
                        let at = start.1 - range.start;
                        let weight = rows.get(start.0 - first)?.get(at)?[shape];
                        let way = before[start.0 - first].get(at)? + f64::from(weight);
                        Some((start, shape, way))
                    });
                let ways: [Option<_>; SHAPES.len()] = collect(ways);
                let sum = match (i, j) {
                    (0, 0) => 0.0,
                    _ => log_sum(ways.iter().flatten().map(|(.., way)| *way)),
                };
                before[i - first].push(sum);
                let after = self.after.get(i, j) - total;
                for (start, shape, way) in ways.into_iter().flatten() {
                    let probability = (way + after).exp();
                    if probability > 1e-6 {
                        each(start, shape, probability);
                    }
                }
            }
        }
    }

    /// The ladder with the most right beads to be expected, each bead with its probability.
    pub fn ladder(&self) -> Vec<Bead> {
        /// A bead less likely than this costs more in wrong beads than it brings in right ones.
        const WORTH: f64 = 0.4;
        let mut likely = Vec::new();
        // A null bead is the same wherever the other side stands.
        let mut null_en = vec![0.0; self.corridor.rows()];
        let mut null_source = vec![0.0; self.corridor.row(self.corridor.rows() - 1).end];
        self.probabilities(|(i, j), shape, probability| {
            match SHAPES[shape] {
                Shape { source: 0, .. } => null_en[i] += probability,
                Shape { en: 0, .. } => null_source[j] += probability,
                _ => {}
            }
            likely.push(((i, j), shape, probability));
        });
        // The best way to each node, and the last bead of that way.
        let mut best = Nodes::new(self.corridor);
        best.set(0, 0, 0.0);
        let mut came: Vec<Vec<(u8, f32)>> = (0..self.corridor.rows())
            .map(|i| vec![(u8::MAX, 0.0); self.corridor.row(i).len()])
            .collect();
        for ((i, j), shape, own) in likely {
            let Shape { en, source } = SHAPES[shape];
            let probability = match (en, source) {
                (_, 0) => null_en[i],
                (0, _) => null_source[j],
                _ => own,
            };
            let end = (i + en, j + source);
            let sum = best.get(i, j) + probability - WORTH + 1e-3 * own;
            if sum > best.get(end.0, end.1) {
                best.set(end.0, end.1, sum);
                came[end.0][end.1 - self.corridor.row(end.0).start] =
                    (shape as u8, probability as f32);
            }
        }
        let last = self.corridor.rows() - 1;
        let mut at = (last, self.corridor.row(last).end - 1);
        let mut beads = Vec::new();
        while at != (0, 0) {
            let (shape, probability) = came[at.0][at.1 - self.corridor.row(at.0).start];
            let Some(Shape { en, source }) = SHAPES.get(usize::from(shape)).copied() else {
                break;
            };
            let start = (at.0 - en, at.1 - source);
            beads.push(Bead {
                en: start.0..at.0,
                source: start.1..at.1,
                confidence: Confidence::clamped(f64::from(probability)),
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
        });
        expected
    }
}

fn collect<T: Copy>(items: impl Iterator<Item = Option<T>>) -> [Option<T>; SHAPES.len()] {
    let mut all = [None; SHAPES.len()];
    for (slot, item) in all.iter_mut().zip(items) {
        *slot = item;
    }
    all
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
