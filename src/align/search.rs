//! Quotes to runs of segments: exact search.
//!
//! The encoder is additive, so the inner product of a quote with a run is the sum of its inner
//! products with the run's segments: one matrix product gives all of them, and the runs cost an
//! addition each.

use std::{cmp::Reverse, collections::BinaryHeap, ops::Range};

use multiversion::multiversion;
use rayon::prelude::*;

use super::source::{MOST_SEGMENTS, Run, Space};
use crate::encode::{Vector, Wide};

/// Quotes and segments multiplied at a time: their vectors and products stay in the cache.
const GROUP: usize = 32;
const BLOCK: usize = 512;

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
    // Where there are few quotes, the threads share the segments instead.
    let shares = (rayon::current_num_threads() / quotes.len().div_ceil(GROUP).max(1)).max(1);
    let share = space
        .len()
        .div_ceil(shares)
        .next_multiple_of(BLOCK)
        .max(BLOCK);
    quotes
        .par_chunks(GROUP)
        .flat_map_iter(|group| {
            let wide = Wide::new(group);
            let starts: Vec<usize> = (0..space.len()).step_by(share).collect();
            let parts: Vec<Vec<[Best; 2]>> = starts
                .into_par_iter()
                .map(|start| {
                    let part = start..(start + share).min(space.len());
                    best_in(&wide, space, part, single, several)
                })
                .collect();
            let mut bests: Vec<[Best; 2]> = group
                .iter()
                .map(|_| [Best::new(single), Best::new(several)])
                .collect();
            for part in parts {
                for (bests, more) in bests.iter_mut().zip(part) {
                    for (best, more) in bests.iter_mut().zip(more) {
                        best.add_all(more);
                    }
                }
            }
            bests
                .into_iter()
                .map(|[one, more]| [one.into_hits(), more.into_hits()].concat())
        })
        .collect()
}

/// The best runs for each of the `quotes` that start at the segments of `part`.
fn best_in(
    quotes: &Wide,
    space: &Space<'_>,
    part: Range<usize>,
    single: usize,
    several: usize,
) -> Vec<[Best; 2]> {
    let mut bests: Vec<[Best; 2]> = (0..quotes.len())
        .map(|_| [Best::new(single), Best::new(several)])
        .collect();
    let mut products = Vec::new();
    for start in part.clone().step_by(BLOCK) {
        let starts = start..(start + BLOCK).min(part.end);
        // The runs that start in this block reach a little into the next.
        let end = (starts.end + MOST_SEGMENTS - 1).min(space.len());
        products.resize(quotes.len() * (end - start), 0.0);
        quotes.times(&space.sums()[start..end], &mut products);
        for (bests, products) in bests.iter_mut().zip(products.chunks_exact(end - start)) {
            add(bests, starts.clone(), products, space);
        }
    }
    bests
}

/// The best runs of one quote so far.
struct Best {
    most: usize,
    /// The worst of the best is on top.
    heap: BinaryHeap<Reverse<(Ordered, Reverse<Run>)>>,
    /// The cosine a run has to reach.
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

    /// Takes the run in if it is better than the worst: by cosine or, of equal ones, by its place,
    /// so that the order in which they come changes nothing.
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

    fn add_all(&mut self, other: Self) {
        for Reverse((cosine, Reverse(run))) in other.heap {
            self.push(cosine.0, run);
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

/// Looks at the runs that start at the segments `starts`; `products` are the quote's inner products
/// with the segments from the first of these on.
fn add([one, more]: &mut [Best; 2], starts: Range<usize>, products: &[f32], space: &Space<'_>) {
    /// Runs whose cosines are compared with the worst of the best at a time.
    const STEP: usize = 64;
    let mut sums = [0.0_f32; BLOCK];
    for extra in 0..MOST_SEGMENTS.min(products.len()) {
        let best = if extra == 0 { &mut *one } else { &mut *more };
        let lengths = &space.inverse_norms(extra)[starts.clone()];
        let products = &products[extra..];
        for first in (0..lengths.len()).step_by(STEP) {
            let last = (first + STEP).min(lengths.len());
            let sums = &mut sums[first..last];
            // At the end of the space there are no longer runs.
            let products = &products[first.min(products.len())..];
            if !grow(sums, products, &lengths[first..last], best.floor) {
                continue;
            }
            for (offset, (sum, length)) in sums.iter().zip(&lengths[first..last]).enumerate() {
                let cosine = sum * length;
                if cosine >= best.floor {
                    let start = starts.start + first + offset;
                    let end = start + extra + 1;
                    best.push(cosine, Run { start, end });
                }
            }
        }
    }
}

/// Adds the `products` of one more segment to the `sums` of runs; whether one of these now reaches
/// `floor` by its length.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn grow(sums: &mut [f32], products: &[f32], lengths: &[f32], floor: f32) -> bool {
    for (sum, product) in sums.iter_mut().zip(products) {
        *sum += product;
    }
    let above = sums
        .iter()
        .zip(lengths)
        .map(|(sum, length)| sum * length >= floor);
    above.fold(false, |any, above| any | above)
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
    fn of_equal_runs_the_first_are_found_whatever_the_parts() {
        let line = "Ми тут.";
        let text = vec![line; 3 * BLOCK].join("\n");
        let document =
            read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).expect("a text");
        let sources = [Source {
            document,
            lang: Lang::Uk,
        }];
        let model = model_of(&text, 3);
        let space = Space::new(&sources, &model);
        let quote = Wide::new(&[Encoder::new(&model).encode(line)]);
        let found = |parts: &[Range<usize>]| {
            let mut all = [Best::new(5), Best::new(5)];
            for part in parts {
                let more = best_in(&quote, &space, part.clone(), 5, 5).remove(0);
                for (best, more) in all.iter_mut().zip(more) {
                    best.add_all(more);
                }
            }
            all.map(Best::into_hits)
        };
        let n = space.len();
        let [one, more] = found(std::slice::from_ref(&(0..n)));
        assert_eq!(
            one.iter().map(|h| h.run.start).collect::<Vec<_>>(),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(found(&[BLOCK..n, 0..BLOCK]), [one, more]);
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
