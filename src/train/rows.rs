//! The rows in training: where they start, which are kept, and the steps they take.

use rayon::prelude::*;

use super::Vocabulary;
use crate::encode::{DIM, Table, Vector, rounded};

/// The rows in training, with what Adagrad remembers of each.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub rows: Vec<Vector>,
    /// Sum over steps of the mean squared gradient component.
    squares: Vec<f32>,
    /// The rows as a model file holds them; empty as long as the texts are sums of `rows`.
    rounded: Vec<Vector>,
}

impl Rows {
    /// Small random rows for the features of `vocabulary`, or those of `base` where it has them.
    pub fn new(vocabulary: &Vocabulary, base: &Table, rng: &mut fastrand::Rng) -> Self {
        let rows = vocabulary
            .features
            .iter()
            .map(|feature| match base.features.binary_search(feature) {
                Ok(at) if at < base.rows.len() => base.rows[at],
                _ => Vector(std::array::from_fn(|_| (rng.f32() - 0.5) * 0.02)),
            })
            .collect();
        Self {
            rows,
            squares: vec![0.0; vocabulary.features.len()],
            rounded: Vec::new(),
        }
    }

    /// From here on texts are sums of rounded rows, and gradients taken there move the rows
    /// themselves (the straight-through estimator: Bengio et al. 2013, "Estimating or propagating
    /// gradients through stochastic neurons").
    pub fn round(&mut self) {
        self.rounded = self.rows.par_iter().map(rounded).collect();
    }

    /// The rows texts are sums of.
    pub fn seen(&self) -> &[Vector] {
        if self.rounded.is_empty() {
            &self.rows
        } else {
            &self.rounded
        }
    }

    fn retain(&mut self, keep: &[bool]) {
        let mut kept = keep.iter();
        self.rows.retain(|_| *kept.next().unwrap_or(&false));
        let mut kept = keep.iter();
        self.squares.retain(|_| *kept.next().unwrap_or(&false));
    }

    /// Drops the rows that matter least until `most` are left: those whose length, times how often
    /// they are used (damped), is smallest. They leave `vocabulary` too.
    pub fn prune(&mut self, vocabulary: &mut Vocabulary, most: usize) {
        if vocabulary.features.len() <= most {
            return;
        }
        let use_of: Vec<f32> = self
            .rows
            .iter()
            .zip(&vocabulary.counts)
            .map(|(row, n)| row.norm() * n.sqrt())
            .collect();
        let mut order: Vec<usize> = (0..use_of.len()).collect();
        order.sort_unstable_by(|a, b| use_of[*b].total_cmp(&use_of[*a]).then(a.cmp(b)));
        let mut keep = vec![false; use_of.len()];
        for at in &order[..most] {
            keep[*at] = true;
        }
        vocabulary.retain(&keep);
        self.retain(&keep);
    }

    /// Adds up the gradient of every row and takes the step: `used` are the rows of each text, `back`
    /// the gradients of the loss by the texts' sums. Each thread owns a range of rows, so
    /// the order of additions, and the result, do not depend on the number of threads.
    pub fn step<'t>(&mut self, used: impl Iterator<Item = &'t [u32]>, back: &[Vector], rate: f32) {
        const SHARDS: usize = 16;
        let share = self.rows.len().div_ceil(SHARDS).max(1);
        let mut rounded_shares: Vec<Option<&mut [Vector]>> = if self.rounded.is_empty() {
            (0..SHARDS).map(|_| None).collect()
        } else {
            self.rounded.chunks_mut(share).map(Some).collect()
        };
        let mut uses: Vec<Vec<(u32, u32)>> = vec![Vec::new(); SHARDS];
        for (text, used) in used.enumerate() {
            for row in used {
                uses[*row as usize / share].push((*row, text as u32));
            }
        }
        self.rows
            .par_chunks_mut(share)
            .zip(self.squares.par_chunks_mut(share))
            .zip(rounded_shares.par_iter_mut())
            .zip(uses.par_iter_mut())
            .enumerate()
            .for_each(|(shard, (((rows, squares), rounded_rows), uses))| {
                uses.sort_unstable();
                for group in uses.chunk_by(|a, b| a.0 == b.0) {
                    let at = group[0].0 as usize - shard * share;
                    let mut gradient = Vector::ZERO;
                    for (_, text) in group {
                        gradient += &back[*text as usize];
                    }
                    squares[at] += gradient.dot(&gradient) / DIM as f32;
                    rows[at].add_scaled(&gradient, -rate / (squares[at].sqrt() + 1e-9));
                    if let Some(rounded_rows) = rounded_rows {
                        rounded_rows[at] = rounded(&rows[at]);
                    }
                }
            });
    }
}
