//! Texts to sums of rows.

use super::{
    Model, Packed, TokenSums, Vector,
    features::{self, Feature},
    model::Found,
    words::Words,
};
use crate::text::{Span, Tokens};

/// Encodes texts with one model, remembering the words it has met.
///
/// Words repeat, so most of the work of a long text is one addition a token. Make one encoder a
/// thread.
#[derive(Debug)]
pub struct Encoder<'m> {
    model: &'m Model,
    words: Words,
    /// Of the text at hand: the slots of its words, those of the new ones with the ends of their
    /// features, all features to find, and what was found.
    slots: Vec<u32>,
    new: Vec<(u32, usize)>,
    features: Vec<Feature>,
    found: Vec<Found>,
}

impl<'m> Encoder<'m> {
    /// An encoder that has met no word yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            words: Words::default(),
            slots: Vec::new(),
            new: Vec::new(),
            features: Vec::new(),
            found: Vec::new(),
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
        let pairs = tokens.iter().zip(tokens.iter().skip(1));
        self.features.clear();
        self.features
            .extend(pairs.map(|(left, right)| features::of_bigram(left.norm, right.norm)));
        self.found.clear();
        self.model.find(&self.features, &mut self.found);
        self.model.add_found(&self.found, &mut sum);
        self.look_up(tokens.iter().map(|token| token.norm));
        for slot in &self.slots {
            self.words.sum(*slot).add_to(&mut sum);
        }
        sum
    }

    /// The vector of a text, of length 1 (or the origin).
    pub fn encode(&mut self, text: &str) -> Vector {
        self.sum(text).unit()
    }

    /// The sum of the rows of one normalised word alone.
    pub fn word(&mut self, word: &str) -> Vector {
        self.look_up(std::iter::once(word));
        self.words.sum(self.slots[0]).unpack()
    }

    /// As [`Encoder::word`], for every token of a text.
    pub fn words(&mut self, tokens: &Tokens) -> Vec<Vector> {
        self.look_up(tokens.iter().map(|token| token.norm));
        let sums = self.slots.iter().map(|slot| self.words.sum(*slot));
        sums.map(Packed::unpack).collect()
    }

    /// Fills `slots` with those of `words`, all of which then have their sums.
    fn look_up<'t>(&mut self, words: impl ExactSizeIterator<Item = &'t str>) {
        self.words.make_room(words.len());
        self.slots.clear();
        self.new.clear();
        self.features.clear();
        for word in words {
            let (slot, is_new) = self.words.slot(word);
            self.slots.push(slot);
            if is_new {
                features::of_word(word, |feature| self.features.push(feature));
                self.new.push((slot, self.features.len()));
            }
        }
        self.found.clear();
        self.model.find(&self.features, &mut self.found);
        let mut start = 0;
        for (slot, end) in &self.new {
            let mut sum = Vector::ZERO;
            self.model.add_found(&self.found[start..*end], &mut sum);
            self.words.set(*slot, Packed::new(&sum));
            start = *end;
        }
    }

    /// Prefix sums over the tokens of a text.
    pub fn token_sums(&mut self, tokens: &Tokens) -> TokenSums {
        TokenSums::new(tokens, self)
    }
}
