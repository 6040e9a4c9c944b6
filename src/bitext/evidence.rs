//! What speaks for and against a bead.

use std::ops::Range;

use super::{
    corridor::Corridor,
    side::{MOST, Side},
};
use crate::align::{log_ratio, numbers};

/// How many segments a bead has on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// English segments.
    pub en: usize,
    /// Source segments.
    pub source: usize,
}

/// The shapes a bead may have: every one of 1 to [`MOST`] segments on both sides, and one segment
/// on either without anything on the other.
pub const SHAPES: [Shape; MOST * MOST + 2] = {
    let mut shapes = [Shape { en: 1, source: 0 }; MOST * MOST + 2];
    shapes[1] = Shape { en: 0, source: 1 };
    let mut at = 0;
    while at < MOST * MOST {
        shapes[at + 2] = Shape {
            en: at / MOST + 1,
            source: at % MOST + 1,
        };
        at += 1;
    }
    shapes
};

/// Kinds of evidence of a bead, the shapes first: each counts 1 for its own beads.
pub const KINDS: usize = SHAPES.len() + NAMES.len();

/// The names of the kinds of evidence after the shapes.
pub const NAMES: [&str; 25] = [
    "cosine",
    "cosine_over_3",
    "cosine_over_5",
    "cosine_over_7",
    "margin",
    "english_gain",
    "source_gain",
    "english_loss",
    "source_loss",
    "length",
    "length_squared",
    "numbers",
    "numbers_missing",
    "numbers_extra",
    "question",
    "paragraph_both",
    "paragraph_one",
    "paragraph_inside",
    "null_cosine",
    "null_cosine_over_4",
    "null_numbers",
    "null_length",
    "null_paragraph",
    "null_usual",
    "cosine_by_segments",
];

/// The place of `null_usual`, which no single bead knows: the lattice adds it.
pub(crate) const NULL_USUAL: usize = KINDS - 2;

/// The evidence of one bead; most of it is 0.
pub type Evidence = [f32; KINDS];

/// All that beads of two texts are judged by, within a corridor.
#[derive(Debug)]
pub struct Grid<'s> {
    en: &'s Side,
    source: &'s Side,
    /// Logarithm of the number of source letters to an English one, in these texts.
    ratio: f32,
    /// For every English segment the source segments it may share a bead with, and where its cells
    /// begin.
    rows: Vec<(Range<usize>, usize)>,
    /// Inner products of the sums of two segments.
    products: Vec<f32>,
    /// Strengths of the numbers that two segments share.
    numbers: Vec<f32>,
    /// The best cosines of each segment with single others.
    en_best: Vec<[f32; 2]>,
    source_best: Vec<[f32; 2]>,
}

impl<'s> Grid<'s> {
    /// Compares all segments that may share a bead.
    pub fn new(en: &'s Side, source: &'s Side, corridor: &Corridor) -> Self {
        let mut rows = Vec::with_capacity(en.len());
        let mut cells = 0;
        for i in 0..en.len() {
            // A bead that covers the segment begins up to three before and ends up to four after.
            let start = corridor.row((i + 1).saturating_sub(MOST)).start;
            let end = corridor.row((i + MOST).min(en.len())).end - 1;
            rows.push((start..end, cells));
            cells += end - start;
        }
        let mut grid = Self {
            en,
            source,
            ratio: ratio(en, source),
            rows,
            products: Vec::with_capacity(cells),
            numbers: vec![0.0; cells],
            en_best: vec![[0.0; 2]; en.len()],
            source_best: vec![[0.0; 2]; source.len()],
        };
        for i in 0..en.len() {
            let (range, first) = grid.rows[i].clone();
            for (cell, j) in (first..).zip(range) {
                let product = en.sum(i).dot(source.sum(j));
                grid.products.push(product);
                let norm = en.norm(i, 1) * source.norm(j, 1);
                let cosine = if norm > 0.0 { product / norm } else { 0.0 };
                raise(&mut grid.en_best[i], cosine);
                raise(&mut grid.source_best[j], cosine);
                if !en.numbers(i).is_empty() && !source.numbers(j).is_empty() {
                    let found = numbers::compare(en.numbers(i), source.numbers(j));
                    grid.numbers[cell] = found.matched_strength;
                }
            }
        }
        grid
    }

    /// Numbers of segments.
    pub fn segments(&self) -> (usize, usize) {
        (self.en.len(), self.source.len())
    }

    fn product(&self, i: usize, j: usize) -> f32 {
        let (range, first) = &self.rows[i];
        self.products[first + (j - range.start)]
    }

    fn shared_numbers(&self, i: usize, j: usize) -> f32 {
        let (range, first) = &self.rows[i];
        self.numbers[first + (j - range.start)]
    }

    /// Whether all segments of a bead were compared.
    fn holds(&self, (i, j): (usize, usize), shape: Shape) -> bool {
        let (n, m) = (shape.en, shape.source);
        i + n <= self.en.len()
            && j + m <= self.source.len()
            && (n == 0 || m == 0 || {
                let (first, last) = (&self.rows[i].0, &self.rows[i + n - 1].0);
                j >= last.start && j + m <= first.end
            })
    }

    /// The evidence of all beads that begin after `i` English and `j` source segments: calls `each`
    /// with the number of the shape and the evidence.
    pub fn beads_at(&self, (i, j): (usize, usize), mut each: impl FnMut(usize, &Evidence)) {
        for (number, shape) in SHAPES.iter().enumerate().take(2) {
            if self.holds((i, j), *shape) {
                each(
                    number,
                    &self.null(number, if shape.en == 1 { i } else { j }),
                );
            }
        }
        let most_en = MOST.min(self.en.len() - i);
        let most_source = MOST.min(self.source.len() - j);
        // Inner products and shared numbers of the first n and m segments.
        let mut product = [[0.0_f32; MOST + 1]; MOST + 1];
        let mut shared = [[0.0_f32; MOST + 1]; MOST + 1];
        for n in 1..=most_en {
            for m in 1..=most_source {
                if !self.holds((i, j), Shape { en: n, source: m }) {
                    break;
                }
                let around = |table: &[[f32; MOST + 1]; MOST + 1]| {
                    table[n - 1][m] + table[n][m - 1] - table[n - 1][m - 1]
                };
                product[n][m] = around(&product) + self.product(i + n - 1, j + m - 1);
                shared[n][m] = around(&shared) + self.shared_numbers(i + n - 1, j + m - 1);
                let number = 2 + (n - 1) * MOST + (m - 1);
                each(
                    number,
                    &self.bead((i, n), (j, m), number, &product, shared[n][m]),
                );
            }
        }
    }

    fn null(&self, number: usize, at: usize) -> Evidence {
        let (side, best) = match number {
            0 => (self.en, &self.en_best),
            _ => (self.source, &self.source_best),
        };
        let mut evidence = [0.0; KINDS];
        evidence[number] = 1.0;
        let best = best[at][0];
        evidence[SHAPES.len() + 18..].copy_from_slice(&[
            best,
            (best - 0.4).max(0.0),
            side.strength(at).min(2.0),
            (1.0 + side.letters(at)).ln() - 4.0,
            f32::from(side.begins_paragraph(at)),
            0.0,
            0.0,
        ]);
        evidence
    }

    fn bead(
        &self,
        (i, n): (usize, usize),
        (j, m): (usize, usize),
        number: usize,
        product: &[[f32; MOST + 1]; MOST + 1],
        shared: f32,
    ) -> Evidence {
        let (en, source) = (self.en, self.source);
        let whole = product[n][m];
        let norm = |i: usize, n: usize, j: usize, m: usize| en.norm(i, n) * source.norm(j, m);
        let cosine_of = |product: f32, norm: f32| if norm > 0.0 { product / norm } else { 0.0 };
        let cosine = cosine_of(whole, norm(i, n, j, m));
        // What the segments at the ends add: without them the cosine should be lower.
        let en_gain = (n > 1).then(|| {
            let first = cosine_of(whole - product[1][m], norm(i + 1, n - 1, j, m));
            let last = cosine_of(product[n - 1][m], norm(i, n - 1, j, m));
            cosine - first.max(last)
        });
        let source_gain = (m > 1).then(|| {
            let first = cosine_of(whole - product[n][1], norm(i, n, j + 1, m - 1));
            let last = cosine_of(product[n][m - 1], norm(i, n, j, m - 1));
            cosine - first.max(last)
        });
        let second = |best: &[[f32; 2]], range: Range<usize>| {
            let count = range.len() as f32;
            best[range].iter().map(|best| best[1]).sum::<f32>() / count
        };
        let rivals = (second(&self.en_best, i..i + n) + second(&self.source_best, j..j + m)) / 2.0;
        let letters =
            |side: &Side, range: Range<usize>| -> f32 { range.map(|at| side.letters(at)).sum() };
        let length = ((letters(source, j..j + m) + 5.0)
            / (letters(en, i..i + n) * self.ratio.exp() + 5.0))
            .ln()
            .abs();
        let strength =
            |side: &Side, range: Range<usize>| -> f32 { range.map(|at| side.strength(at)).sum() };
        let in_en = strength(en, i..i + n);
        let in_source = strength(source, j..j + m);
        let shared = shared.min(in_en).min(in_source);
        let asks = |side: &Side, mut range: Range<usize>| range.any(|at| side.is_question(at));
        let differ = asks(en, i..i + n) != asks(source, j..j + m);
        let starts = (en.begins_paragraph(i), source.begins_paragraph(j));
        let inside = |side: &Side, range: Range<usize>| {
            range.filter(|at| side.begins_paragraph(*at)).count()
        };
        let breaks = inside(en, i + 1..i + n) + inside(source, j + 1..j + m);
        let mut evidence = [0.0; KINDS];
        evidence[number] = 1.0;
        evidence[SHAPES.len()..].copy_from_slice(&[
            cosine,
            (cosine - 0.3).max(0.0),
            (cosine - 0.5).max(0.0),
            (cosine - 0.7).max(0.0),
            cosine - rivals,
            en_gain.unwrap_or(0.0).max(0.0),
            source_gain.unwrap_or(0.0).max(0.0),
            (-en_gain.unwrap_or(0.0)).max(0.0),
            (-source_gain.unwrap_or(0.0)).max(0.0),
            length.min(2.0),
            (length * length).min(4.0),
            shared.min(3.0),
            (in_en - shared).min(3.0),
            (in_source - shared).min(3.0),
            f32::from(differ),
            f32::from(starts == (true, true)),
            f32::from(starts.0 != starts.1),
            breaks as f32,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            (n + m) as f32 * cosine,
        ]);
        evidence
    }
}

fn raise(best: &mut [f32; 2], cosine: f32) {
    if cosine > best[0] {
        *best = [cosine, best[0]];
    } else if cosine > best[1] {
        best[1] = cosine;
    }
}

/// Logarithm of the number of source letters to an English one. Where much is missing on one side
/// the whole texts tell little: what is usual weighs in.
fn ratio(en: &Side, source: &Side) -> f32 {
    /// Letters of both texts at which they weigh as much as what is usual.
    const USUAL: f32 = 3000.0;
    let letters = |side: &Side| -> f32 { (0..side.len()).map(|at| side.letters(at)).sum() };
    let (a, b) = (letters(en), letters(source));
    let usual = log_ratio(source.lang()) as f32;
    if a == 0.0 || b == 0.0 {
        return usual;
    }
    let found = (b / a).ln().clamp(usual - 0.4, usual + 0.4);
    (usual * USUAL + found * (a + b)) / (USUAL + a + b)
}
