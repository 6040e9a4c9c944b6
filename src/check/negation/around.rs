//! What the words around a negation tell of it.

use std::ops::Range;

use super::super::{Compared, Side};
use crate::{
    encode::Encoder,
    text::{Lang, Span, Tokens},
};

/// The best cosine of a word of the other side with the words under `span`, a negation and its
/// `head`; and how much nearer some word comes to these than to the head alone.
pub(super) fn turned(
    span: Span,
    side: &Side<'_>,
    head: usize,
    other: &Side<'_>,
    encoder: &mut Encoder<'_>,
) -> (f32, f32) {
    let tokens = Tokens::new(side.text, whole_words(side, span));
    let phrase = encoder.sum_tokens(&tokens).unit();
    let (mut best, mut gain) = (0.0_f32, -1.0_f32);
    for (word, norm) in other
        .words
        .iter()
        .zip(&other.norms)
        .filter(|(_, norm)| **norm >= TELLS)
    {
        let near = word.dot(&phrase) / norm;
        let alone = word.dot(&side.words[head]) / (norm * side.norms[head]);
        best = best.max(near);
        gain = gain.max(near - alone);
    }
    (best, gain)
}

/// The span of the tokens that touch `span`.
fn whole_words(side: &Side<'_>, span: Span) -> Span {
    let touching = side.tokens.iter().filter(|token| token.span.overlaps(span));
    touching
        .map(|token| token.span)
        .reduce(Span::cover)
        .unwrap_or(span)
}

/// Whether `cue` says that there is nothing, and the other side that there is something.
pub(super) fn exists(cue: &str, other: &Side<'_>) -> bool {
    const NOTHING: [&str; 10] = [
        "없",
        "немає",
        "нема",
        "no",
        "none",
        "nothing",
        "nobody",
        "there",
        "without",
        "nowhere",
    ];
    let said = |words: &[&str]| other.tokens.iter().any(|token| words.contains(&token.norm));
    NOTHING.contains(&cue.to_lowercase().as_str())
        && match other.lang {
            Lang::En => {
                let mut pairs = other.tokens.iter().zip(other.tokens.iter().skip(1));
                let there_is = |first: &str, next: &str| {
                    first == "there"
                        && matches!(
                            next,
                            "is" | "are" | "was" | "were" | "will" | "has" | "have"
                        )
                };
                pairs.any(|(a, b)| there_is(a.norm, b.norm))
                    || said(&["have", "has", "had", "with", "there's"])
            }
            Lang::Ko => [
                "있습", "있다", "있는", "있었", "있어", "있을", "있고", "있기",
            ]
            .iter()
            .any(|part| other.text.contains(part)),
            Lang::Uk => said(&[
                "є",
                "має",
                "мають",
                "маємо",
                "мав",
                "мала",
                "мали",
                "з",
                "із",
                "маю",
            ]),
        }
}

/// Whether the word negates a noun rather than a verb: translators turn these round more often.
pub(super) fn is_loose(word: &str) -> bool {
    const LOOSE: [&str; 12] = [
        "no",
        "nor",
        "none",
        "nothing",
        "without",
        "neither",
        "없",
        "아니",
        "아닌",
        "без",
        "немає",
        "못",
    ];
    LOOSE.contains(&word.to_lowercase().as_str())
}

/// Words shorter than this, in the model's space, tell little.
pub(super) const TELLS: f32 = 1.0;

/// Best cosine of two words that tell something, one of each place.
pub(super) fn nearness(pair: &Compared<'_>, en: &Range<usize>, source: &Range<usize>) -> f32 {
    let mut best = 0.0_f32;
    for i in en.clone().filter(|i| pair.en.norms[*i] >= TELLS) {
        for j in source.clone().filter(|j| pair.source.norms[*j] >= TELLS) {
            best = best.max(pair.cosine(i, j));
        }
    }
    best
}

/// Best cosine of the words at `place` with what the other side's words would say without `un-`,
/// `-less` or `не-`.
pub(super) fn opposite(side: &Side<'_>, other: &Side<'_>, place: &Range<usize>) -> f32 {
    let mut best = 0.0_f32;
    for (_, opposite) in &other.opposites {
        let norm = opposite.norm();
        for at in place
            .clone()
            .filter(|at| side.norms[*at] >= TELLS && norm >= TELLS)
        {
            best = best.max(side.words[at].dot(opposite) / (side.norms[at] * norm));
        }
    }
    best
}
