//! Prefix sums over tokens: the vector of any run of tokens in one subtraction.

use super::{Encoder, Vector, features};
use crate::text::Tokens;

/// Prefix sums over the tokens of a text.
#[derive(Clone, Debug)]
pub struct TokenSums {
    /// The sum of all features of the tokens before each, and of all tokens.
    ends: Vec<Vector>,
    /// The same with the bigram of the token before and the token itself: what a run that starts
    /// there does not count.
    starts: Vec<Vector>,
    /// Length of the sum of each token alone.
    norms: Vec<f32>,
}

impl TokenSums {
    pub(super) fn new(tokens: &Tokens, encoder: &mut Encoder<'_>) -> Self {
        let mut ends = Vec::with_capacity(tokens.len() + 1);
        let mut starts = Vec::with_capacity(tokens.len());
        let mut norms = Vec::with_capacity(tokens.len());
        let mut sum = Vector::ZERO;
        ends.push(sum);
        for i in 0..tokens.len() {
            let word = tokens.get(i).norm;
            if i > 0 {
                let bigram = features::of_bigram(tokens.get(i - 1).norm, word);
                encoder.model().add(&[bigram], &mut sum);
            }
            starts.push(sum);
            let word = encoder.word(word);
            norms.push(word.norm());
            sum += &word;
            ends.push(sum);
        }
        Self {
            ends,
            starts,
            norms,
        }
    }

    /// The length of the sum of each token alone: how much it tells.
    pub fn norms(&self) -> &[f32] {
        &self.norms
    }

    /// The sum of tokens `start..end`, not normalised.
    ///
    /// # Panics
    /// When the range does not lie within the tokens or is empty.
    pub fn sum(&self, start: usize, end: usize) -> Vector {
        let mut sum = self.ends[end];
        sum -= &self.starts[start];
        sum
    }

    /// Cosines of `unit`, a vector of length 1, with any runs of these tokens.
    pub fn cosines(&self, unit: &Vector) -> Cosines<'_> {
        let measure = |vectors: &[Vector]| -> Vec<[f32; 2]> {
            let both = |v: &Vector| [v.dot(unit), v.dot(v)];
            vectors.iter().map(both).collect()
        };
        Cosines {
            sums: self,
            unit: *unit,
            ends: measure(&self.ends),
            starts: measure(&self.starts),
        }
    }
}

/// What [`TokenSums::cosines`] gives: a cosine costs one inner product.
#[derive(Clone, Debug)]
pub struct Cosines<'s> {
    sums: &'s TokenSums,
    unit: Vector,
    /// Inner product with the unit vector, and square of the length, of every prefix.
    ends: Vec<[f32; 2]>,
    starts: Vec<[f32; 2]>,
}

impl Cosines<'_> {
    /// The cosine with the sum of tokens `start..end`; 0 when that is the origin.
    ///
    /// # Panics
    /// When the range does not lie within the tokens or is empty.
    pub fn cosine(&self, start: usize, end: usize) -> f32 {
        let ([end_along, end_square], [start_along, start_square]) =
            (self.ends[end], self.starts[start]);
        let across = self.sums.ends[end].dot(&self.sums.starts[start]);
        let square = end_square + start_square - 2.0 * across;
        // A short run far into a long text: its square would be mostly rounding of the two large
        // ones it is the difference of.
        // Nor is a square of nothing to be divided by.
        if square <= 0.01 * end_square {
            let sum = self.sums.sum(start, end);
            let norm = sum.norm();
            return if norm > 0.0 {
                sum.dot(&self.unit) / norm
            } else {
                0.0
            };
        }
        (end_along - start_along) / square.sqrt()
    }
}
