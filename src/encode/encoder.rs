//! Texts to sums of rows.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{
    Model, TokenSums, Vector,
    features::{self},
};
use crate::text::{Span, Tokens};

/// Encodes texts with one model, remembering the words it has met.
///
/// Words repeat, so most of the work of a long text is one addition a token. Make one encoder a
/// thread.
#[derive(Debug)]
pub struct Encoder<'m> {
    model: &'m Model,
    words: HashMap<Box<str>, Vector, RandomState>,
}

impl<'m> Encoder<'m> {
    /// An encoder that has met no word yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            words: HashMap::default(),
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
        let mut left: Option<&str> = None;
        for token in tokens.iter() {
            sum += self.word(token.norm);
            if let Some(left) = left {
                self.model
                    .add(features::of_bigram(left, token.norm), &mut sum);
            }
            left = Some(token.norm);
        }
        sum
    }

    /// The vector of a text, of length 1 (or the origin).
    pub fn encode(&mut self, text: &str) -> Vector {
        self.sum(text).unit()
    }

    /// The sum of the rows of one normalised word alone.
    pub fn word(&mut self, word: &str) -> &Vector {
        /// Words remembered at most: 24 MiB of vectors.
        const MOST: usize = 1 << 14;
        if !self.words.contains_key(word) {
            let mut sum = Vector::ZERO;
            features::of_word(word, |feature| {
                self.model.add(feature, &mut sum);
            });
            if self.words.len() >= MOST {
                self.words.clear();
            }
            self.words.insert(word.into(), sum);
        }
        &self.words[word]
    }

    /// Prefix sums over the tokens of a text.
    pub fn token_sums(&mut self, tokens: &Tokens) -> TokenSums {
        TokenSums::new(tokens, self)
    }
}
