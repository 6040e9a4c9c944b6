//! Where the ladder runs, roughly: coarse to fine, in time and memory linear in the texts.
//!
//! Neighbouring segments are summed to blocks, blocks to larger ones (Thompson & Koehn 2019,
//! "Vecalign"; an additive encoder needs nothing encoded again). The coarsest are aligned in full,
//! every finer level only near the path of the one before.

use std::ops::Range;

use super::side::Side;
use crate::encode::{Packed, Vector};

/// The nodes a ladder may pass: for every number of segments before it on the English side those on
/// the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corridor {
    rows: Vec<Range<usize>>,
}

impl Corridor {
    /// All nodes.
    pub fn full(en: usize, source: usize) -> Self {
        Self {
            rows: vec![0..source + 1; en + 1],
        }
    }

    /// The nodes of ladders that pass `nodes`, the last of which is the end.
    pub fn through(nodes: &[(usize, usize)]) -> Self {
        let mut rows = Vec::from([Range { start: 0, end: 1 }]);
        let mut last = (0, 0);
        for node in nodes {
            rows.extend((last.0 + 1..node.0).map(|_| last.1..node.1 + 1));
            if node.0 > last.0 {
                rows.push(node.1..node.1 + 1);
            }
            last = *node;
        }
        Self { rows }
    }

    /// The nodes near the path that coarser levels find.
    pub fn near_path(en: &Side, source: &Side) -> Self {
        /// Nodes of a full grid that cost no more than looking for the path.
        const FEW: usize = 1 << 10;
        /// Blocks of the coarsest level, on the longer side.
        const COARSEST: usize = 400;
        /// How far from a coarser path a finer one may run, in blocks.
        const RADIUS: usize = 6;
        let (n, m) = (en.len(), source.len());
        if (n + 1) * (m + 1) <= FEW {
            return Self::full(n, m);
        }
        let mut levels: Vec<[Vec<Packed>; 2]> = vec![[en.sums().to_vec(), source.sums().to_vec()]];
        while let Some(finest) = levels.last() {
            if finest.iter().all(|blocks| blocks.len() <= COARSEST) {
                break;
            }
            let coarser = [&finest[0], &finest[1]].map(|blocks| blocks_of_two(blocks));
            levels.push(coarser);
        }
        let mut corridor: Option<Self> = None;
        while let Some([a, b]) = levels.pop() {
            let here = corridor.unwrap_or_else(|| Self::full(a.len(), b.len()));
            let path = best_path(&centred(&a), &centred(&b), &here);
            corridor = Some(match levels.last() {
                Some([a, b]) => Self::around(&path, 2, RADIUS, (a.len(), b.len())),
                None => Self::around(&path, 1, RADIUS, (n, m)),
            });
        }
        corridor.unwrap_or_else(|| Self::full(n, m))
    }

    /// The nodes of a grid some times as fine that lie around `path`, a chain of nodes.
    fn around(
        path: &[(usize, usize)],
        finer: usize,
        radius: usize,
        (en, source): (usize, usize),
    ) -> Self {
        let mut rows = vec![source + 1..0; en + 1];
        let low = |at: usize| (finer * at).saturating_sub(finer * radius);
        let high = |at: usize| finer * (at + radius + 1) - 1;
        for (i, j) in path {
            let first = &mut rows[low(*i).min(en)];
            first.end = first.end.max((high(*j) + 1).min(source + 1));
            let last = &mut rows[high(*i).min(en)];
            last.start = last.start.min(low(*j));
        }
        // From row to row neither end falls.
        let mut end = 0;
        for row in &mut rows {
            end = end.max(row.end);
            row.end = end;
        }
        let mut start = source;
        for row in rows.iter_mut().rev() {
            start = start.min(row.start);
            row.start = start;
        }
        Self { rows }
    }

    /// The nodes with so many English segments before them.
    pub fn row(&self, en: usize) -> Range<usize> {
        self.rows[en].clone()
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.rows.iter().map(ExactSizeIterator::len).sum()
    }

    /// Rows of nodes: one more than there are English segments.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }
}

/// The sums of every two neighbours.
fn blocks_of_two(blocks: &[Packed]) -> Vec<Packed> {
    let sum = |two: &[Packed]| {
        let mut sum = Vector::ZERO;
        for block in two {
            block.add_to(&mut sum);
        }
        Packed::new(&sum)
    };
    blocks.chunks(2).map(sum).collect()
}

/// The blocks as vectors of length 1, without what all have in common.
fn centred(blocks: &[Packed]) -> Vec<Packed> {
    let mut mean = Vector::ZERO;
    for block in blocks {
        mean += &block.unpack().unit();
    }
    mean.scale(1.0 / blocks.len().max(1) as f32);
    let centre = |block: &Packed| {
        let mut vector = block.unpack().unit();
        vector -= &mean;
        Packed::new(&vector.unit())
    };
    blocks.iter().map(centre).collect()
}

/// The chain of nodes from corner to corner with the most likeness along its diagonals, each
/// diagonal less what two blocks have in common by chance.
fn best_path(en: &[Packed], source: &[Packed], corridor: &Corridor) -> Vec<(usize, usize)> {
    const DIAGONAL: u8 = 0;
    const DOWN: u8 = 1;
    const ALONG: u8 = 2;
    let chance = chance(en, source);
    let mut steps: Vec<Vec<u8>> = Vec::with_capacity(en.len() + 1);
    let mut before: (usize, Vec<f32>) = (0, Vec::new());
    for i in 0..=en.len() {
        let row = corridor.row(i);
        let mut scores = Vec::with_capacity(row.len());
        let mut row_steps = Vec::with_capacity(row.len());
        for j in row.clone() {
            let above = |j: usize| {
                let at = j.checked_sub(before.0)?;
                before.1.get(at).copied()
            };
            let mut best = (f32::NEG_INFINITY, DIAGONAL);
            if i == 0 && j == 0 {
                best.0 = 0.0;
            }
            if i > 0
                && j > 0
                && let Some(score) = above(j - 1)
            {
                best = (score + en[i - 1].dot(&source[j - 1]) - chance, DIAGONAL);
            }
            if i > 0
                && let Some(score) = above(j)
                && score > best.0
            {
                best = (score, DOWN);
            }
            if let Some(score) = scores.last().copied()
                && score > best.0
            {
                best = (score, ALONG);
            }
            scores.push(best.0);
            row_steps.push(best.1);
        }
        steps.push(row_steps);
        before = (row.start, scores);
    }
    let (mut i, mut j) = (en.len(), source.len());
    let mut path = vec![(i, j)];
    while (i, j) != (0, 0) {
        let step = j
            .checked_sub(corridor.row(i).start)
            .and_then(|at| steps[i].get(at));
        match step {
            Some(&DIAGONAL) if i > 0 && j > 0 => (i, j) = (i - 1, j - 1),
            Some(&DOWN) if i > 0 => i -= 1,
            _ if j > 0 => j -= 1,
            _ => i -= 1,
        }
        path.push((i, j));
    }
    path
}

/// Likeness that blocks which have nothing to do with each other seldom exceed: mean and two standard
/// deviations of random pairs.
fn chance(en: &[Packed], source: &[Packed]) -> f32 {
    const PAIRS: usize = 2000;
    if en.is_empty() || source.is_empty() {
        return 0.0;
    }
    let mut rng = fastrand::Rng::with_seed(1);
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..PAIRS {
        let likeness = en[rng.usize(..en.len())].dot(&source[rng.usize(..source.len())]);
        sum += likeness;
        squares += likeness * likeness;
    }
    let mean = sum / PAIRS as f32;
    mean + 2.0 * (squares / PAIRS as f32 - mean * mean).max(0.0).sqrt()
}
