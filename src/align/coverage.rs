//! How well the words of a quote and of a source meet each other, one by one.

use std::ops::Range;

use super::evidence::QuoteView;
use crate::{
    encode::{Encoder, Vector},
    text::Tokens,
};

/// How well the words of a quote and of a run meet each other. Words count by the length of their
/// vectors, which training made long for words that tell much.
pub struct Coverage {
    /// Cosine of each token of the run with each word of the quote, a row a token.
    cosines: Vec<f32>,
    /// Lengths of the quote's words.
    norms: Vec<f32>,
    /// Best cosine of each token with a word of the quote.
    best: Vec<f32>,
    /// Sums over the tokens before each: of their lengths, and of these times their best cosines.
    lengths: Vec<f32>,
    met: Vec<f32>,
}

impl Coverage {
    /// Compares every word of `quote` with every token.
    pub fn new(quote: &QuoteView, tokens: &Tokens, encoder: &mut Encoder<'_>) -> Self {
        let norms: Vec<f32> = quote.words().iter().map(Vector::norm).collect();
        let mut cosines = Vec::with_capacity(tokens.len() * norms.len());
        let (mut lengths, mut met) = (vec![0.0], vec![0.0]);
        let mut bests = Vec::with_capacity(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let word = encoder.word(token.norm);
            let norm = word.norm();
            let mut best = 0.0_f32;
            for (other, length) in quote.words().iter().zip(&norms) {
                let scale = norm * length;
                let cosine = if scale > 0.0 {
                    word.dot(other) / scale
                } else {
                    0.0
                };
                best = best.max(cosine);
                cosines.push(cosine);
            }
            bests.push(best);
            lengths.push(lengths[i] + norm);
            met.push(met[i] + norm * best);
        }
        Self {
            cosines,
            norms,
            best: bests,
            lengths,
            met,
        }
    }

    /// The best cosine of a token with a word of the quote, 0..1.
    pub fn best(&self, token: usize) -> f32 {
        self.best[token]
    }

    /// Raises the `best` cosine of each word of the quote by those of more tokens.
    pub fn extend(&self, best: &mut [f32], tokens: Range<usize>) {
        let n = self.norms.len();
        for row in tokens.map(|at| &self.cosines[at * n..(at + 1) * n]) {
            for (best, cosine) in best.iter_mut().zip(row) {
                *best = best.max(*cosine);
            }
        }
    }

    /// Mean of the `best` cosines of the quote's words.
    pub fn covered(&self, best: &[f32]) -> f32 {
        let total: f32 = self.norms.iter().sum();
        let met: f32 = best.iter().zip(&self.norms).map(|(b, n)| b * n).sum();
        if total > 0.0 { met / total } else { 0.0 }
    }

    /// Mean of the best cosines of some tokens.
    pub fn used(&self, tokens: Range<usize>) -> f32 {
        let total = self.lengths[tokens.end] - self.lengths[tokens.start];
        let met = self.met[tokens.end] - self.met[tokens.start];
        if total > 0.0 { met / total } else { 0.0 }
    }
}
