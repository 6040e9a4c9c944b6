//! Quotes to runs of segments: exact search.
//!
//! The encoder is additive, so the inner product of a quote with a run is the sum of its inner
//! products with the run's segments: one matrix product gives all of them, and the runs cost an
//! addition each.

use std::{cmp::Reverse, collections::BinaryHeap};

use rayon::prelude::*;

use super::source::{Run, Space};
use crate::encode::{
    DIM, Vector,
    matrix::{Matrix, flatten},
};

/// Segments a run may have.
pub const MOST_SEGMENTS: usize = 6;

/// Quotes and segments multiplied at a time: their vectors and products stay in the cache.
const GROUP: usize = 64;
const BLOCK: usize = 1024;

/// A run found for a quote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The run.
    pub run: Run,
    /// Cosine of quote and run.
    pub cosine: f32,
}

/// For each of the `quotes` (vectors of length 1) the `single` segments and the `several` runs of 2
/// to [`MOST_SEGMENTS`] segments of one document with the highest cosine.
///
/// They are sought apart because the runs around one good segment would crowd out all others.
///
/// Time is the number of quotes times the number of segments; memory beyond the result is a
/// fixed block a thread.
pub fn search(
    quotes: &[Vector],
    space: &Space<'_>,
    single: usize,
    several: usize,
) -> Vec<Vec<Hit>> {
    let lengths = inverse_norms(space);
    quotes
        .par_chunks(GROUP)
        .flat_map_iter(|group| {
            let mut bests: Vec<[Best; 2]> = group
                .iter()
                .map(|_| [Best::new(single), Best::new(several)])
                .collect();
            let flat = flatten(group);
            let group = Matrix::new(&flat, group.len(), DIM);
            let mut products = Vec::new();
            for start in (0..space.len()).step_by(BLOCK) {
                // The runs that start in this block reach a little into the next.
                let end = (start + BLOCK + MOST_SEGMENTS - 1).min(space.len());
                let block: Vec<Vector> = (start..end).map(|at| space.sum(at)).collect();
                let block = flatten(&block);
                products.resize(bests.len() * (end - start), 0.0);
                group.times(
                    Matrix::new(&block, end - start, DIM).transposed(),
                    1.0,
                    &mut products,
                );
                for ([one, more], products) in
                    bests.iter_mut().zip(products.chunks_exact(end - start))
                {
                    let lengths = &lengths[start..end.min(start + BLOCK)];
                    add(one, more, start, products, lengths);
                }
            }
            bests
                .into_iter()
                .map(|[one, more]| [one.into_hits(), more.into_hits()].concat())
        })
        .collect()
}

/// `1 / |sum|` of every run, by its start and its length less one; `None` where there is no such
/// run, 0 where the model knows none of its words.
fn inverse_norms(space: &Space<'_>) -> Vec<[Option<f32>; MOST_SEGMENTS]> {
    (0..space.len())
        .into_par_iter()
        .map(|start| {
            let mut sum = Vector::ZERO;
            std::array::from_fn(|extra| {
                let at = start + extra;
                (at < space.len() && space.document_of(at) == space.document_of(start)).then(|| {
                    sum += &space.sum(at);
                    let norm = sum.norm();
                    if norm > 0.0 { 1.0 / norm } else { 0.0 }
                })
            })
        })
        .collect()
}

/// The best runs of one quote so far.
struct Best {
    most: usize,
    /// The worst of the best is on top.
    heap: BinaryHeap<Reverse<(Ordered, Reverse<Run>)>>,
    /// What a run has to beat.
    floor: f32,
}

impl Best {
    fn new(most: usize) -> Self {
        Self {
            most,
            heap: BinaryHeap::with_capacity(most + 1),
            floor: f32::NEG_INFINITY,
        }
    }

    fn push(&mut self, cosine: f32, run: Run) {
        self.heap.push(Reverse((Ordered(cosine), Reverse(run))));
        if self.heap.len() > self.most {
            self.heap.pop();
        }
        if self.heap.len() == self.most {
            self.floor = self
                .heap
                .peek()
                .map_or(f32::INFINITY, |Reverse((cosine, _))| cosine.0);
        }
    }

    fn into_hits(self) -> Vec<Hit> {
        let hit = |Reverse((cosine, Reverse(run))): Reverse<(Ordered, Reverse<Run>)>| Hit {
            run,
            cosine: cosine.0,
        };
        let mut hits: Vec<Hit> = self.heap.into_iter().map(hit).collect();
        hits.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.run.cmp(&b.run)));
        hits
    }
}

/// Looks at the runs that start at segments `first..first + lengths.len()`; `products` are the
/// quote's inner products with the segments from `first` on.
fn add(
    one: &mut Best,
    more: &mut Best,
    first: usize,
    products: &[f32],
    lengths: &[[Option<f32>; MOST_SEGMENTS]],
) {
    for (offset, lengths) in lengths.iter().enumerate() {
        let mut product = 0.0;
        for (extra, length) in lengths.iter().enumerate() {
            let Some(length) = length else { break };
            product += products[offset + extra];
            let cosine = product * length;
            let best = if extra == 0 { &mut *one } else { &mut *more };
            if cosine > best.floor {
                let start = first + offset;
                best.push(
                    cosine,
                    Run {
                        start,
                        end: start + extra + 1,
                    },
                );
            }
        }
    }
}

/// A float with the total order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ordered(f32);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        align::Source,
        encode::{Encoder, tests::model_of},
        read::{ReadOptions, read_bytes},
        text::Lang,
    };

    /// Two documents of short sentences from a small stock of words.
    fn sources() -> Vec<Source> {
        let words = [
            "дім",
            "ліс",
            "поле",
            "море",
            "місто",
            "ранок",
            "вечір",
            "дорога",
            "зима",
        ];
        let mut rng = fastrand::Rng::with_seed(4);
        ["a.txt", "b.txt"]
            .into_iter()
            .map(|name| {
                let line = |_| {
                    (0..5)
                        .map(|_| words[rng.usize(..words.len())])
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let text = (0..40).map(line).collect::<Vec<_>>().join(".\n");
                let document =
                    read_bytes(name, text.as_bytes(), &ReadOptions::default()).expect("a text");
                Source {
                    document,
                    lang: Lang::Uk,
                }
            })
            .collect()
    }

    #[test]
    fn the_search_is_exact() {
        let sources = sources();
        let model = model_of(
            &(sources[0].document.text.clone() + &sources[1].document.text),
            9,
        );
        let space = Space::new(&sources, &model);
        let mut encoder = Encoder::new(&model);
        let quote = encoder.encode("море місто зима дорога");
        let mut all = Vec::new();
        for start in 0..space.len() {
            for end in start + 1..=(start + MOST_SEGMENTS).min(space.len()) {
                if space.document_of(start) == space.document_of(end - 1) {
                    let mut sum = Vector::ZERO;
                    (start..end).for_each(|at| sum += &space.sum(at));
                    all.push((quote.dot(&sum.unit()), Run { start, end }));
                }
            }
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let found = &search(&[quote], &space, 7, 20)[0];
        let (one, more): (Vec<_>, Vec<_>) =
            all.iter().partition(|(_, run)| run.end - run.start == 1);
        for (hits, expected) in [(&found[..7], &one[..7]), (&found[7..], &more[..20])] {
            for (hit, (cosine, _)) in hits.iter().zip(expected) {
                assert!((hit.cosine - cosine).abs() < 1e-5, "{hit:?} {cosine}");
            }
        }
        assert_eq!(found.len(), 27);
    }

    #[test]
    fn a_small_space_gives_all_it_has() {
        let sources = &sources()[..1];
        let model = model_of("інше", 1);
        let space = Space::new(sources, &model);
        // No word is known: every run is as far as any other, and none is lost.
        let found = &search(&[Vector::ZERO], &space, 1000, 1000)[0];
        let runs = (0..space.len())
            .map(|s| MOST_SEGMENTS.min(space.len() - s))
            .sum::<usize>();
        assert_eq!(found.len(), runs);
    }
}
