//! Texts to sums of rows.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{
    Model, Packed, TokenSums, Vector,
    features::{self, Feature},
};
use crate::text::{Span, Tokens};

/// Encodes texts with one model, remembering the words it has met.
///
/// Words repeat, so most of the work of a long text is one addition a token. Make one encoder a
/// thread.
#[derive(Debug)]
pub struct Encoder<'m> {
    model: &'m Model,
    /// Where the sum of each word met stands in `sums`.
    words: HashMap<Box<str>, usize, RandomState>,
    sums: Vec<Packed>,
    /// Features on their way to the model.
    features: Vec<Feature>,
}

impl<'m> Encoder<'m> {
    /// An encoder that has met no word yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            words: HashMap::default(),
            sums: Vec::new(),
            features: Vec::new(),
        }
    }

    /// The model it encodes with.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The sum of the rows of all features of `text`, not normalised; the origin when the model
    /// knows none of them.
    pub fn sum(&mut self, text: &str) -> Vector {
        self.sum_tokens(&Tokens::new(text, Span::new(0, text.len())))
    }

    /// As [`Encoder::sum`], for tokens at hand.
    pub fn sum_tokens(&mut self, tokens: &Tokens) -> Vector {
        let mut sum = Vector::ZERO;
        for token in tokens.iter() {
            self.remembered(token.norm).add_to(&mut sum);
        }
        let pairs = tokens.iter().zip(tokens.iter().skip(1));
        self.features.clear();
        self.features
            .extend(pairs.map(|(left, right)| features::of_bigram(left.norm, right.norm)));
        self.model.add(&self.features, &mut sum);
        sum
    }

    /// The vector of a text, of length 1 (or the origin).
    pub fn encode(&mut self, text: &str) -> Vector {
        self.sum(text).unit()
    }

    /// The sum of the rows of one normalised word alone.
    pub fn word(&mut self, word: &str) -> Vector {
        self.remembered(word).unpack()
    }

    fn remembered(&mut self, word: &str) -> &Packed {
        /// Words remembered at most: 13 MB of sums.
        const MOST: usize = 1 << 15;
        let at = match self.words.get(word) {
            Some(at) => *at,
            None => {
                let mut sum = Vector::ZERO;
                self.features.clear();
                features::of_word(word, |feature| self.features.push(feature));
                self.model.add(&self.features, &mut sum);
                if self.sums.len() == MOST {
                    self.words.clear();
                    self.sums.clear();
                }
                self.words.insert(word.into(), self.sums.len());
                self.sums.push(Packed::new(&sum));
                self.sums.len() - 1
            }
        };
        &self.sums[at]
    }

    /// Prefix sums over the tokens of a text.
    pub fn token_sums(&mut self, tokens: &Tokens) -> TokenSums {
        TokenSums::new(tokens, self)
    }
}
