//! Texts to sums of rows.

use std::collections::HashMap;

use super::{
    Model, Vector,
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
    words: HashMap<Box<str>, Vector>,
}

impl<'m> Encoder<'m> {
    /// An encoder that has met no word yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            words: HashMap::new(),
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
        /// Words remembered at most: 64 MiB of vectors.
        const MOST: usize = 1 << 17;
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
        let mut prefix = Vec::with_capacity(tokens.len() + 1);
        let mut bigrams = Vec::new();
        let mut sum = Vector::ZERO;
        prefix.push(sum);
        for i in 0..tokens.len() {
            let word = tokens.get(i).norm;
            sum += self.word(word);
            if i > 0 {
                let mut bigram = Vector::ZERO;
                if self.model.add(
                    features::of_bigram(tokens.get(i - 1).norm, word),
                    &mut bigram,
                ) {
                    sum += &bigram;
                    bigrams.push((i, bigram));
                }
            }
            prefix.push(sum);
        }
        TokenSums { prefix, bigrams }
    }
}

/// Prefix sums over tokens: the vector of any run of tokens in one subtraction.
#[derive(Clone, Debug)]
pub struct TokenSums {
    prefix: Vec<Vector>,
    /// The bigram row that ends at a token, for the tokens that have one: a run that starts there
    /// must not count it.
    bigrams: Vec<(usize, Vector)>,
}

impl TokenSums {
    /// The sum of tokens `start..end`, not normalised.
    ///
    /// # Panics
    /// When the range does not lie within the tokens.
    pub fn sum(&self, start: usize, end: usize) -> Vector {
        let mut sum = self.prefix[end];
        sum -= &self.prefix[start];
        if end > start
            && let Ok(at) = self.bigrams.binary_search_by_key(&start, |(i, _)| *i)
        {
            sum -= &self.bigrams[at].1;
        }
        sum
    }
}
