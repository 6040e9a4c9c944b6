//! What speaks for and against a place.

use super::{
    ends::is_joint,
    fine::{Place, SMOOTH_LETTERS},
    names::{NameKey, SourceNames, likely},
    numbers::{self, Number},
    quotations::is_quotation_mark,
    scorer::{Evidence, KINDS},
};
use crate::{
    encode::{Encoder, Vector},
    text::{Lang, Span, Tokens, sentences},
};

/// Words of a quote whose coverage is looked at: time grows with their number times the source's.
const MOST_WORDS: usize = 256;

/// Names, and numbers, of a quote that are looked for.
const MOST_FACTS: usize = 64;

/// An English quote, made ready to be compared with many places.
#[derive(Clone, Debug)]
pub struct QuoteView {
    /// Its vector, of length 1.
    pub unit: Vector,
    /// Sums of its words alone.
    words: Vec<Vector>,
    numbers: Vec<Number>,
    names: Vec<NameKey>,
    speaker: Option<NameKey>,
    questions: usize,
    sentences: usize,
    letters: usize,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it ends on a mark that ends a clause.
    pub(super) stop: bool,
    /// Whether its first word joins it to something before.
    pub(super) joint: bool,
}

impl QuoteView {
    /// Encodes `text` and takes out what it names and counts.
    pub fn new(text: &str, speaker: Option<&str>, encoder: &mut Encoder<'_>) -> Self {
        let tokens = Tokens::new(text, Span::new(0, text.len()));
        let words = tokens
            .iter()
            .take(MOST_WORDS)
            .map(|token| encoder.word(token.norm))
            .collect();
        Self {
            unit: encoder.sum_tokens(&tokens).unit(),
            words,
            numbers: numbers::numbers(text, Lang::En)
                .into_iter()
                .take(MOST_FACTS)
                .collect(),
            names: super::names::english_names(text)
                .into_iter()
                .take(MOST_FACTS)
                .map(|span| NameKey::new(span.of(text)))
                .collect(),
            speaker: speaker.map(NameKey::new),
            questions: questions(text),
            sentences: sentences(text, Span::new(0, text.len()), Lang::En).len(),
            letters: letters(text),
            capital: text
                .chars()
                .find(|c| c.is_alphanumeric())
                .is_some_and(char::is_uppercase),
            stop: text
                .trim_end_matches(|c: char| c.is_whitespace() || is_quotation_mark(c))
                .ends_with(['.', ',', '?', '!', '…', ';', ':']),
            joint: !tokens.is_empty() && is_joint(tokens.get(0).norm),
        }
    }

    /// Sums of its words alone.
    pub(super) fn words(&self) -> &[Vector] {
        &self.words
    }

    /// Letters to expect in a source in `lang`.
    pub fn letters_in(&self, lang: Lang) -> f32 {
        (self.letters as f64 * log_ratio(lang).exp()) as f32
    }
}

/// What the words of a whole run have to do with a quote: the same for every place in the run.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    names_found: f64,
    names_missing: f64,
    numbers_found: f64,
    numbers_missing: f64,
    speaker: f64,
}

impl Said {
    /// Compares `quote` with the run `whole` of the document `text`, which has these `names`; the
    /// run is said by `speaker`, where the document tells.
    pub fn new(
        quote: &QuoteView,
        (text, lang): (&str, Lang),
        whole: Span,
        names: &SourceNames,
        speaker: Option<&str>,
    ) -> Self {
        let chance = f64::from(likely(lang));
        let beyond_chance = |score: f64| ((score - chance) / (1.0 - chance)).max(0.0);
        let (mut names_found, mut names_missing) = (0.0, 0.0);
        for name in &quote.names {
            let score = f64::from(names.best(name, whole));
            names_found += beyond_chance(score);
            names_missing += (1.0 - score / chance).max(0.0);
        }
        let numbers = numbers::compare(&quote.numbers, &numbers::numbers(whole.of(text), lang));
        let speaker = match (&quote.speaker, speaker) {
            (Some(said), Some(label)) => {
                let label_names = SourceNames::new(label, lang);
                beyond_chance(f64::from(label_names.best(said, Span::new(0, label.len()))))
            }
            _ => 0.0,
        };
        Self {
            names_found: names_found.min(3.0),
            names_missing: names_missing.min(3.0),
            numbers_found: f64::from(numbers.matched_strength.min(2.0)),
            numbers_missing: f64::from(numbers.missing_strength.min(2.0)),
            speaker,
        }
    }
}

/// What stands around a place.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The document's language.
    pub lang: Lang,
    /// Number of segments of the run.
    pub segments: usize,
    /// What the run says.
    pub said: Said,
    /// Cosine of the quote and the whole run.
    pub run_cosine: f32,
    /// Cosine of the quote and the best place that does not overlap this one, 0 without one.
    pub rival: f32,
    /// Sum of the cosines of the best four such places, which do not overlap each other, by four.
    pub crowd: f32,
}

/// The evidence for `place`, by [`KINDS`].
pub fn evidence(quote: &QuoteView, place: &Place, setting: &Setting<'_>) -> Evidence {
    let shown = place.span.of(setting.text);
    let said = &setting.said;
    let length = length_surprise(quote.letters, letters(shown), setting.lang);
    let question = match (quote.questions, questions(shown)) {
        (0, 0) => 0.0,
        (a, b) if a == b => 1.0,
        _ => -1.0,
    };
    let values = [
        ("cosine", f64::from(place.cosine)),
        ("run_cosine", f64::from(setting.run_cosine)),
        ("margin", f64::from(place.cosine - setting.rival)),
        ("crowd", f64::from(setting.crowd)),
        ("covered", f64::from(place.covered)),
        ("used", f64::from(place.used)),
        ("names_found", said.names_found),
        ("names_missing", said.names_missing),
        ("numbers_found", said.numbers_found),
        ("numbers_missing", said.numbers_missing),
        ("quoted", f64::from(u8::from(place.quoted))),
        ("cut_quotation", f64::from(place.cut)),
        ("open_ends", f64::from(place.open_ends)),
        ("question", question),
        (
            "sentences",
            quote.sentences.abs_diff(setting.segments).min(3) as f64,
        ),
        ("short", (-length).clamp(0.0, 8.0)),
        ("long", length.clamp(0.0, 8.0)),
        ("brief", 1.0 / quote.words.len().max(1) as f64),
        ("speaker", said.speaker),
    ];
    debug_assert!(
        values
            .iter()
            .zip(KINDS)
            .all(|((name, _), kind)| *name == kind.name)
    );
    values.map(|(_, value)| value)
}

fn questions(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '?' | '？')).count()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Letters (characters but white space) to expect in a source for one English letter: the mean log
/// ratio over our own three-language news sentences.
pub(crate) fn log_ratio(lang: Lang) -> f64 {
    match lang {
        Lang::Ko => -0.755,
        Lang::Uk | Lang::En => 0.01,
    }
}

/// How far the length of the source is from what the English lets expect, in standard deviations
/// of the log ratio: above 0 when it is longer.
fn length_surprise(en: usize, source: usize, lang: Lang) -> f64 {
    const DEVIATION: f64 = 0.18;
    let smooth = f64::from(SMOOTH_LETTERS);
    let expected = en as f64 * log_ratio(lang).exp();
    ((source as f64 + smooth) / (expected + smooth)).ln() / DEVIATION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_lengths_do_not_surprise() {
        assert!(length_surprise(100, 47, Lang::Ko).abs() < 0.1);
        assert!(length_surprise(100, 100, Lang::Uk).abs() < 0.1);
        assert!(length_surprise(100, 20, Lang::Uk) < -3.0);
    }

    #[test]
    fn short_answers_are_never_too_long() {
        assert!(length_surprise("No.".len(), 4, Lang::Ko).abs() < 1.5);
    }
}
