//! Batches and the symmetric softmax loss.

use std::fmt;

use rayon::prelude::*;

use super::{Corpus, DataError, Vocabulary, rows::Rows};
use crate::{
    encode::{
        DIM, Table, Vector,
        matrix::{Matrix, flatten},
    },
    text::Lang,
};

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Times through the data.
    pub epochs: usize,
    /// Pairs a batch: every other pair of the batch is a wrong answer to learn from.
    pub batch: usize,
    /// Inverse temperature of the softmax over cosines.
    pub scale: f32,
    /// Learning rate at the start; falls linearly to a fiftieth.
    pub rate: f32,
    /// Share of features left out at random, per text and step.
    pub dropout: f32,
    /// Features seen less often in an epoch get no row.
    pub min_count: f32,
    /// Rows kept: after a third of the steps the least useful ones go.
    pub rows: usize,
    /// Seed of all chance.
    pub seed: u64,
}

impl Options {
    /// A learning rate for going on from a model with little text of a new kind: what the model knows
    /// of other texts stays.
    pub const RATE_FROM_A_MODEL: f32 = 0.004;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 8,
            batch: 1024,
            scale: 10.0,
            rate: 0.03,
            dropout: 0.15,
            min_count: 3.0,
            rows: 310_000,
            seed: 1,
        }
    }
}

impl fmt::Display for Options {
    /// For a model's card.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            epochs,
            batch,
            scale,
            rate,
            dropout,
            min_count,
            rows,
            seed,
        } = self;
        write!(
            f,
            "{epochs} epochs, batch {batch}, inverse temperature {scale}, rate {rate}, dropout {dropout}, \
             features seen {min_count} times, {rows} rows at most, seed {seed}"
        )
    }
}

/// How far training is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Batches done.
    pub step: usize,
    /// Batches in all.
    pub steps: usize,
    /// Loss of this batch, in nats.
    pub loss: f32,
    /// Share of the pairs of this batch that find each other among all of the batch.
    pub accuracy: f32,
}

/// Trains a table on `corpus`, starting from `base` (empty: from nothing).
///
/// `report` is called after every batch.
///
/// # Errors
/// When the corpus has no pairs, or the rows grow without bound.
pub fn train(
    corpus: &Corpus,
    base: &Table,
    options: &Options,
    report: &mut dyn FnMut(Progress),
) -> Result<Table, DataError> {
    if corpus.pairs.is_empty() {
        return Err(DataError::Empty);
    }
    let mut rng = fastrand::Rng::with_seed(options.seed);
    let mut vocabulary = Vocabulary::new(corpus, &base.features, options.min_count);
    let mut rows = Rows::new(&vocabulary, base, &mut rng);
    let epochs: Vec<Vec<Batch>> = (0..options.epochs)
        .map(|_| batches(corpus, options.batch.max(1), &mut rng))
        .collect();
    let steps: usize = epochs.iter().map(Vec::len).sum();
    if steps == 0 {
        return Err(DataError::Empty);
    }
    for (step, batch) in epochs.iter().flatten().enumerate() {
        if step == steps / 3 {
            rows.prune(&mut vocabulary, options.rows);
        }
        if step == steps * 3 / 5 {
            rows.round();
        }
        let left = 1.0 - step as f32 / steps as f32;
        let rate = options.rate * left.max(0.02);
        let (loss, accuracy) = learn(&mut rows, &vocabulary, batch, rate, options, rng.u64(..));
        if !loss.is_finite() {
            return Err(DataError::Diverged { rate: options.rate });
        }
        report(Progress {
            step: step + 1,
            steps,
            loss,
            accuracy,
        });
    }
    if !rows.rows.iter().all(|row| row.norm().is_finite()) {
        return Err(DataError::Diverged { rate: options.rate });
    }
    Ok(Table {
        features: vocabulary.features,
        rows: rows.rows,
    })
}

/// Pairs of texts.
type Batch = Vec<[u32; 2]>;

/// One epoch of pairs, each as often as its weight says, in random order; a batch holds pairs of
/// the same two languages and the same kind of text.
fn batches(corpus: &Corpus, size: usize, rng: &mut fastrand::Rng) -> Vec<Batch> {
    let mut kinds: Vec<(([Lang; 2], &str), Batch)> = Vec::new();
    for pair in &corpus.pairs {
        let times = pair.times.floor() + f32::from(u8::from(rng.f32() < pair.times.fract()));
        let kind = (
            pair.texts.map(|t| corpus.langs[t as usize]),
            corpus.kinds[pair.source as usize].as_str(),
        );
        let at = kinds
            .iter()
            .position(|(other, _)| *other == kind)
            .unwrap_or_else(|| {
                kinds.push((kind, Batch::new()));
                kinds.len() - 1
            });
        kinds[at]
            .1
            .extend(std::iter::repeat_n(pair.texts, times as usize));
    }
    let mut all = Vec::new();
    for (_, mut pairs) in kinds {
        rng.shuffle(&mut pairs);
        // Equal shares rather than a small rest: a small batch is an easy one.
        let count = pairs.len().div_ceil(size).max(1);
        let share = pairs.len().div_ceil(count).max(1);
        all.extend(pairs.chunks(share).map(<[_]>::to_vec));
    }
    rng.shuffle(&mut all);
    all
}

/// A text of a batch on its way forward and back.
struct Side {
    unit: Vector,
    norm: f32,
    used: Vec<u32>,
}

/// One step; returns loss and accuracy.
fn learn(
    rows: &mut Rows,
    vocabulary: &Vocabulary,
    batch: &[[u32; 2]],
    rate: f32,
    options: &Options,
    seed: u64,
) -> (f32, f32) {
    let n = batch.len();
    let side = |which: usize| -> Vec<Side> {
        batch
            .par_iter()
            .enumerate()
            .map(|(i, texts)| {
                let mut rng = fastrand::Rng::with_seed(
                    seed ^ ((i * 2 + which) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
                );
                let mut sum = Vector::ZERO;
                let all = vocabulary.rows_of(texts[which]);
                let used: Vec<u32> = all
                    .iter()
                    .copied()
                    .filter(|_| rng.f32() >= options.dropout)
                    .collect();
                for row in &used {
                    sum += &rows.seen()[*row as usize];
                }
                Side {
                    norm: sum.norm().max(1e-6),
                    unit: sum.unit(),
                    used,
                }
            })
            .collect()
    };
    let sides = [side(0), side(1)];
    if !sides.iter().flatten().all(|side| side.norm.is_finite()) {
        return (f32::INFINITY, 0.0);
    }
    let [u, v] = [0, 1].map(|which| {
        flatten(
            &sides[which]
                .iter()
                .map(|side| side.unit)
                .collect::<Vec<_>>(),
        )
    });
    let (u_matrix, v_matrix) = (Matrix::new(&u, n, DIM), Matrix::new(&v, n, DIM));

    // exp(scale * (cosine - 1)): never above 1, so no maximum has to be taken out.
    let mut e = vec![0.0_f32; n * n];
    let band = n.div_ceil(rayon::current_num_threads().max(1));
    let (hits, mut diagonal): (Vec<usize>, Vec<Vec<f32>>) = e
        .par_chunks_mut(band * n)
        .zip(u.par_chunks(band * DIM))
        .enumerate()
        .map(|(b, (e, u))| {
            Matrix::new(u, u.len() / DIM, DIM).times(v_matrix.transposed(), 1.0, e);
            let mut hits = 0;
            let mut diagonal = Vec::new();
            for (k, row) in e.chunks_exact_mut(n).enumerate() {
                let i = b * band + k;
                // Not in the product, whose last bit would then go by how the rows are shared out.
                for x in &mut *row {
                    *x *= options.scale;
                }
                hits += usize::from(row.iter().all(|x| *x <= row[i]));
                diagonal.push(row[i] - options.scale);
                for (j, x) in row.iter_mut().enumerate() {
                    // Other copies of either text are no wrong answers.
                    let same = i != j && (batch[i][0] == batch[j][0] || batch[i][1] == batch[j][1]);
                    *x = if same {
                        0.0
                    } else {
                        (*x - options.scale).exp()
                    };
                }
            }
            (hits, diagonal)
        })
        .unzip();
    let diagonal: Vec<f32> = diagonal.drain(..).flatten().collect();
    let row_sums: Vec<f32> = e.par_chunks_exact(n).map(|row| row.iter().sum()).collect();
    let mut column_sums = vec![0.0_f32; n];
    for row in e.chunks_exact(n) {
        for (sum, x) in column_sums.iter_mut().zip(row) {
            *sum += x;
        }
    }
    let loss: f32 = (0..n)
        .map(|i| (row_sums[i].ln() + column_sums[i].ln()) / 2.0 - diagonal[i])
        .sum::<f32>()
        / n as f32;

    // From here `e` is the gradient of the loss by the cosines, times n / scale.
    e.par_chunks_exact_mut(n).enumerate().for_each(|(i, row)| {
        for (j, x) in row.iter_mut().enumerate() {
            *x = *x * (0.5 / row_sums[i] + 0.5 / column_sums[j]) - f32::from(u8::from(i == j));
        }
    });
    let mut gradients = [vec![0.0_f32; n * DIM], vec![0.0_f32; n * DIM]];
    let [gu, gv] = &mut gradients;
    let e_matrix = Matrix::new(&e, n, n);
    rayon::join(
        || e_matrix.times(v_matrix, 1.0, gu),
        || e_matrix.transposed().times(u_matrix, 1.0, gv),
    );
    // Through the normalisation.
    let back: Vec<Vector> = sides
        .par_iter()
        .zip(&gradients)
        .flat_map(|(sides, gradient)| {
            sides
                .par_iter()
                .zip(gradient.par_chunks_exact(DIM))
                .map(|(side, g)| {
                    let mut g = Vector(std::array::from_fn(|k| g[k]));
                    let along = g.dot(&side.unit);
                    g.add_scaled(&side.unit, -along);
                    g.scale(options.scale / side.norm);
                    g
                })
        })
        .collect();
    let used = sides.iter().flatten().map(|side| side.used.as_slice());
    rows.step(used, &back, rate);
    (loss, hits.iter().sum::<usize>() as f32 / n as f32)
}
