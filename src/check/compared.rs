//! A quote and its source, made ready to be checked.

use super::Rendering;
use crate::{
    align::{
        names::{NameKey, SourceNames, english_names},
        numbers::{self, Number},
    },
    encode::{Encoder, Vector},
    text::{Lang, Span, Token, Tokens},
};

/// Words of a side that are compared with those of the other: time and memory grow with their product.
const MOST_WORDS: usize = 1000;

/// Names of a quote that are looked for.
const MOST_NAMES: usize = 64;

/// A quote and its source with what the checks look at.
pub struct Compared<'a> {
    /// What is checked.
    pub rendering: Rendering<'a>,
    /// The quote.
    pub en: Side<'a>,
    /// The source.
    pub source: Side<'a>,
    /// Cosine of every English token with every source token, a row an English token.
    pub cosines: Vec<f32>,
    /// The words of the quote that are likely names.
    pub names: Vec<Span>,
    /// The words of the source, ready for names to be looked for; made where the quote has names.
    pub source_names: Option<SourceNames>,
}

/// One text of a pair.
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Its words.
    pub tokens: Tokens,
    /// The vectors of its words.
    pub words: Vec<Vector>,
    /// What words with a negation inside would say without it (`un-`, `-less`, `не-`), by their number.
    pub opposites: Vec<(usize, Vector)>,
    /// How much each word tells: the length of its vector.
    pub norms: Vec<f32>,
    /// Its numbers, dates, sums.
    pub numbers: Vec<Number>,
    /// Whether each word is part of a number or a name that the other side says too.
    pub settled: Vec<bool>,
}

impl<'a> Compared<'a> {
    /// Makes `rendering` ready.
    pub fn of(rendering: Rendering<'a>, encoder: &mut Encoder<'_>) -> Self {
        let en = Side::new(rendering.en, Lang::En, encoder);
        let source = Side::new(rendering.source, rendering.lang, encoder);
        let long = en.words.len().max(source.words.len()) > MOST_WORDS;
        let mut cosines = Vec::new();
        for (a, p) in en.words.iter().zip(&en.norms).filter(|_| !long) {
            for (b, q) in source.words.iter().zip(&source.norms) {
                let scale = p * q;
                cosines.push(if scale > 0.0 { a.dot(b) / scale } else { 0.0 });
            }
        }
        let mut compared = Self {
            rendering,
            en,
            source,
            cosines,
            names: english_names(rendering.en),
            source_names: None,
        };
        if !long {
            compared.settle();
        }
        compared
    }

    /// Whether a side has more words than are compared one by one; `cosines` is empty then.
    pub fn is_long(&self) -> bool {
        self.en.words.len().max(self.source.words.len()) > MOST_WORDS
    }

    /// Marks the words of numbers and names that both sides say.
    fn settle(&mut self) {
        const SAME_NAME: f32 = 0.6;
        let (en, source) = (&self.en, &self.source);
        let mut pairs: Vec<(Span, Span)> = Vec::new();
        if en.numbers.len() * source.numbers.len() <= 4096 {
            let same = numbers::compare(&en.numbers, &source.numbers).pairs;
            pairs.extend(
                same.iter()
                    .map(|(i, j)| (en.numbers[*i].span, source.numbers[*j].span)),
            );
        }
        let mut unsaid = Vec::new();
        let mut words = None;
        if !self.names.is_empty() {
            let words = words.insert(SourceNames::new(source.text, source.lang));
            let whole = Span::new(0, source.text.len());
            for name in self.names.iter().copied().take(MOST_NAMES) {
                let found = words.find(&NameKey::new(name.of(en.text)), whole);
                match found.filter(|f| f.0 >= SAME_NAME) {
                    Some((_, place)) => pairs.push((name, place)),
                    None => unsaid.push(name),
                }
            }
        }
        // ЦВК for the Central Election Commission.
        let capitals = |token: &Token<'_>| {
            let word = token.span.of(self.source.text);
            let upper = |c: char| c.is_uppercase();
            self.source.lang == Lang::Uk
                && (2..=6).contains(&word.chars().count())
                && word.chars().all(upper)
        };
        let mut short: Vec<Span> = self
            .source
            .tokens
            .iter()
            .filter(capitals)
            .map(|token| token.span)
            .collect();
        for name in unsaid {
            let words = name.of(self.en.text).split(' ').count();
            if words > 1 && !short.is_empty() {
                pairs.push((name, short.remove(0)));
            }
        }
        for (a, b) in pairs {
            self.en.settle(a);
            self.source.settle(b);
        }
        self.source_names = words;
    }

    /// Cosine of English token `i` and source token `j`.
    pub fn cosine(&self, i: usize, j: usize) -> f32 {
        self.cosines[i * self.source.words.len() + j]
    }

    /// Best cosine of English token `i` with a source token, 0..1.
    pub fn support_en(&self, i: usize) -> f32 {
        let n = self.source.words.len();
        self.cosines[i * n..(i + 1) * n]
            .iter()
            .copied()
            .fold(0.0, f32::max)
    }

    /// The support of each English token and of each source token, 0..1, where a word on the other side
    /// that another word fits better supports it less: two words of a side cannot both be said by one of the
    /// other.
    pub fn fair_supports(&self) -> [Vec<f32>; 2] {
        let (m, n) = (self.en.words.len(), self.source.words.len());
        let mut best_en = vec![0.0_f32; m];
        let mut best_source = vec![0.0_f32; n];
        for (i, row) in self.cosines.chunks(n.max(1)).enumerate() {
            for (best, cosine) in best_source.iter_mut().zip(row) {
                best_en[i] = best_en[i].max(*cosine);
                *best = best.max(*cosine);
            }
        }
        let mut fair_en = vec![0.0_f32; m];
        let mut fair_source = vec![0.0_f32; n];
        for (i, row) in self.cosines.chunks(n.max(1)).enumerate() {
            for (j, cosine) in row
                .iter()
                .copied()
                .enumerate()
                .filter(|(_, cosine)| *cosine > 0.0)
            {
                let square = cosine * cosine;
                fair_en[i] = fair_en[i].max(square / best_source[j]);
                fair_source[j] = fair_source[j].max(square / best_en[i]);
            }
        }
        [fair_en, fair_source]
    }

    /// Best cosine of source token `j` with an English token, 0..1.
    pub fn support_source(&self, j: usize) -> f32 {
        let n = self.source.words.len();
        let column = self.cosines.iter().skip(j).step_by(n);
        column.copied().fold(0.0, f32::max)
    }
}

impl<'a> Side<'a> {
    /// Marks the words under `span`.
    fn settle(&mut self, span: Span) {
        for (settled, token) in self.settled.iter_mut().zip(self.tokens.iter()) {
            *settled |= token.span.overlaps(span);
        }
    }

    fn new(text: &'a str, lang: Lang, encoder: &mut Encoder<'_>) -> Self {
        let tokens = Tokens::new(text, Span::new(0, text.len()));
        let words = encoder.words(&tokens);
        Self {
            text,
            lang,
            opposites: tokens
                .iter()
                .enumerate()
                .filter_map(|(at, token)| {
                    Some((at, encoder.word(without_negation(token.norm, lang)?)))
                })
                .collect(),
            norms: words.iter().map(Vector::norm).collect(),
            words,
            numbers: numbers::numbers(text, lang),
            settled: vec![false; tokens.len()],
            tokens,
        }
    }
}

/// The word without the part of it that negates.
fn without_negation(word: &str, lang: Lang) -> Option<&str> {
    const LEAST: usize = 4;
    let rest = match lang {
        Lang::En => ["un", "in", "im", "ir", "il", "dis", "non"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .or_else(|| word.strip_suffix("less")),
        Lang::Ko => ["불", "비", "무", "미"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix)),
        Lang::Uk => word.strip_prefix("не"),
    }?;
    let least = if lang == Lang::Ko { 2 } else { LEAST };
    (rest.chars().count() >= least).then_some(rest)
}
