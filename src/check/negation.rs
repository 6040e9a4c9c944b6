//! Negations lost and gained.
//!
//! Translations keep negations: of news sentences without one, 2 to 5 in a hundred have a source
//! with one. What a language may say either way (`fail to`, 밖에 없다, не лише) is counted apart, so
//! that a text has at least so many negations and at most so many; where the ranges of the two
//! sides do not meet, one is lost or gained.

mod english;
mod korean;
mod ukrainian;

use std::ops::Range;

use super::{
    Compared, Issue, Severity, Side,
    judge::{Evidence, Matter, Suspicion},
};
use crate::{
    align::scorer::{Kind, Sign},
    encode::Encoder,
    text::{Lang, Span, Tokens},
};

/// A word that negates, or may do so in translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Where it stands.
    pub span: Span,
    /// Whether it negates for sure.
    pub sure: bool,
    /// Whether it says by itself what others say with a negation: `deny`, 부족하다, бракує.
    pub answers: bool,
}

/// The negations of a text, in order.
pub(super) fn cues(side: &Side<'_>) -> Vec<Cue> {
    match side.lang {
        Lang::En => english::cues(&side.tokens),
        Lang::Ko => korean::cues(side.text),
        Lang::Uk => ukrainian::cues(side.text, &side.tokens),
    }
}

/// What speaks for a negation having been lost or gained.
pub const KINDS: [Kind; 15] = [
    // How near a word comes that may negate: the words it says so of, and the words around it.
    kind("maybe", Sign::Against),
    kind("maybe_around", Sign::Against),
    // How near the other side says it in one word: `not known`, невідомо.
    kind("opposite", Sign::Against),
    // How well the other side supports the word that is negated, and the words after it.
    kind("head", Sign::For),
    kind("words", Sign::For),
    // Negations left over on this side, and those that both sides have.
    kind("surplus", Sign::Either),
    kind("shared", Sign::Either),
    // Words on the other side that may negate.
    kind("maybes", Sign::Against),
    // Logarithm of the number of words.
    kind("length", Sign::Either),
    // How near any word of the other side comes to the negation itself (`refrain` does), and all of
    // them together.
    kind("echo", Sign::Against),
    kind("echoes", Sign::Against),
    // How near a word of the other side comes to the negation and what it negates together (`failed`
    // and не вдалося), and how much nearer than to what it negates alone.
    kind("phrase", Sign::Either),
    kind("turned", Sign::Against),
    // Whether one side says that there is what the other says there is not.
    kind("exists", Sign::For),
    // Whether the word is one that often falls.
    kind("loose", Sign::Against),
];

const fn kind(name: &'static str, sign: Sign) -> Kind {
    Kind {
        name,
        prior: 0.0,
        sign,
    }
}

/// Negations that negate words as near as this answer each other wherever they stand.
const TOGETHER: f32 = 0.5;

/// Others answer each other where they stand no further apart, in parts of their texts.
const APART: f32 = 0.35;

/// A word that says it by itself stands no further away than this.
const ANSWERS: f32 = 0.6;

/// In texts of so many English words all negations answer each other.
const SHORT: usize = 20;

/// Where in its side a place begins, 0..1.
fn share(place: &Range<usize>, side: &Side<'_>) -> f32 {
    place.start as f32 / side.tokens.len().max(1) as f32
}

/// With more negations on a side nobody can say which is which.
const MOST: usize = 48;

/// Negations on one side that the other has not.
pub(super) fn check(pair: &Compared<'_>, encoder: &mut Encoder<'_>) -> Vec<Suspicion> {
    let (en, source) = (cues(&pair.en), cues(&pair.source));
    if en.len().max(source.len()) > MOST {
        return Vec::new();
    }
    if !en.iter().chain(&source).any(|cue| cue.sure) {
        return Vec::new();
    }
    let (en_places, source_places) = (places(&en, &pair.en), places(&source, &pair.source));
    // All pairs of cues that negate for sure, the nearest first.
    let mut links = Vec::new();
    for (i, _) in en.iter().enumerate().filter(|(_, cue)| cue.sure) {
        for (j, _) in source.iter().enumerate().filter(|(_, cue)| cue.sure) {
            let near = nearness(pair, &en_places[i], &source_places[j]);
            let apart =
                (share(&en_places[i], &pair.en) - share(&source_places[j], &pair.source)).abs();
            if near >= TOGETHER || apart <= APART || pair.en.tokens.len() <= SHORT {
                links.push((near - apart, i, j));
            }
        }
    }
    links.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let (mut en_done, mut source_done) = (vec![false; en.len()], vec![false; source.len()]);
    let mut shared = 0;
    for (_, i, j) in links {
        if !en_done[i] && !source_done[j] {
            (en_done[i], source_done[j]) = (true, true);
            shared += 1;
        }
    }
    // What is left over may have been said in one word.
    let place = |at: usize, places: &[Range<usize>], side: &Side<'_>| share(&places[at], side);
    for i in 0..en.len() {
        for j in 0..source.len() {
            let one_word = en[i].sure && source[j].answers || en[i].answers && source[j].sure;
            let apart = place(i, &en_places, &pair.en) - place(j, &source_places, &pair.source);
            if one_word && !en_done[i] && !source_done[j] && apart.abs() <= ANSWERS {
                (en_done[i], source_done[j]) = (true, true);
            }
        }
    }
    let left = |cues: &[Cue], done: &[bool]| -> Vec<usize> {
        (0..cues.len())
            .filter(|at| cues[*at].sure && !done[*at])
            .collect()
    };
    let mut found = Vec::new();
    for lost in [true, false] {
        let (own, own_done, own_places, side) = if lost {
            (&source, &source_done, &source_places, &pair.source)
        } else {
            (&en, &en_done, &en_places, &pair.en)
        };
        let (other_cues, other_done, other_places, other_side) = if lost {
            (&en, &en_done, &en_places, &pair.en)
        } else {
            (&source, &source_done, &source_places, &pair.source)
        };
        let other = other_cues;
        let left = left(own, own_done);
        for at in &left {
            let cue = own[*at];
            let near = |place: &Range<usize>, other: &Range<usize>| {
                if lost {
                    nearness(pair, other, place)
                } else {
                    nearness(pair, place, other)
                }
            };
            let around = |place: &Range<usize>, side: &Side<'_>| {
                place.start.saturating_sub(2)..(place.end + 2).min(side.tokens.len())
            };
            let (mut maybe, mut maybe_around) = (0.0_f32, 0.0_f32);
            for (_, place) in other
                .iter()
                .zip(other_places.iter())
                .filter(|(cue, _)| !cue.sure)
            {
                maybe = maybe.max(near(&own_places[*at], place));
                maybe_around = maybe_around.max(near(
                    &around(&own_places[*at], side),
                    &around(place, other_side),
                ));
            }
            let support = |token: usize| {
                if lost {
                    pair.support_source(token)
                } else {
                    pair.support_en(token)
                }
            };
            let telling = |token: &usize| side.norms[*token] >= TELLS;
            let mut heads = own_places[*at].clone().filter(telling).filter(|token| {
                side.lang == Lang::Ko || !cue.span.overlaps(side.tokens.get(*token).span)
            });
            let head = match side.lang {
                Lang::Ko => heads.clone().next_back(),
                _ => heads.clone().next(),
            };
            let (phrase, turned) = head.map_or((0.0, 0.0), |head| {
                let span = side.tokens.get(head).span.cover(cue.span);
                turned(span, side, head, other_side, encoder)
            });
            let words = heads.by_ref().map(support).fold(0.0, f32::max);
            let (mut echo, mut echoes) = (0.0_f32, 0.0_f32);
            for (token, _) in side
                .tokens
                .iter()
                .enumerate()
                .filter(|(_, t)| t.span.overlaps(cue.span))
            {
                // Not with a negation that another one on this side answers.
                let answered = |other: &usize| {
                    let span = other_side.tokens.get(*other).span;
                    let mut cues = other_cues.iter().zip(other_done.iter());
                    !cues.any(|(cue, done)| *done && cue.span.overlaps(span))
                };
                let cosines = (0..other_side.tokens.len()).filter(answered).map(|other| {
                    if lost {
                        pair.cosine(other, token)
                    } else {
                        pair.cosine(token, other)
                    }
                });
                let (best, sum) =
                    cosines.fold((0.0_f32, 0.0), |(best, sum), c| (best.max(c), sum + c));
                (echo, echoes) = (echo.max(best), echoes.max(sum));
            }
            let evidence = vec![
                maybe,
                maybe_around,
                opposite(side, other_side, &own_places[*at]),
                head.map_or(0.0, support),
                words,
                left.len().min(3) as f32,
                shared.min(3) as f32,
                other.iter().filter(|cue| !cue.sure).count().min(3) as f32,
                (1.0 + side.tokens.len() as f32).ln(),
                echo,
                echoes,
                phrase,
                turned,
                f32::from(u8::from(exists(cue.span.of(side.text), other_side))),
                f32::from(u8::from(is_loose(cue.span.of(side.text)))),
            ];
            let sentence = format!(
                "the {} says “{}”, a negation that the {} does not have",
                if lost { "source" } else { "quote" },
                cue.span.of(side.text),
                if lost { "quote" } else { "source" },
            );
            found.push(Suspicion {
                issue: Issue {
                    code: "negation",
                    severity: Severity::Critical,
                    en: (!lost).then_some(cue.span),
                    source: lost.then_some(cue.span),
                    sentence,
                },
                evidence: Evidence::Weighed(
                    if lost { Matter::Lost } else { Matter::Gained },
                    evidence,
                ),
            });
        }
    }
    found
}

/// Best cosine of the words at `place` with what the other side's words would say without `un-`,
/// `-less` or `не-`.
fn opposite(side: &Side<'_>, other: &Side<'_>, place: &Range<usize>) -> f32 {
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

/// The best cosine of a word of the other side with the words under `span`, a negation and its
/// `head`; and how much nearer some word comes to these than to the head alone.
fn turned(
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
fn exists(cue: &str, other: &Side<'_>) -> bool {
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
fn is_loose(word: &str) -> bool {
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

/// The tokens that each cue may be about: those after it, in Korean those before it. A word that may
/// negate in translation often says by itself what the other side negates.
fn places(cues: &[Cue], side: &Side<'_>) -> Vec<Range<usize>> {
    let place = |cue: &Cue| {
        let (before, after) = match (side.lang, cue.sure) {
            (Lang::Ko, true) => (2, 1),
            (Lang::Ko, false) => (1, 1),
            (_, true) => (0, 4),
            (_, false) => (0, 3),
        };
        let at = side
            .tokens
            .iter()
            .position(|token| token.span.end > cue.span.start);
        let at = at.unwrap_or(side.tokens.len());
        at.saturating_sub(before)..(at + after).min(side.tokens.len())
    };
    cues.iter().map(place).collect()
}

/// Words shorter than this, in the model's space, tell little.
const TELLS: f32 = 1.0;

/// Best cosine of two words that tell something, one of each place.
fn nearness(pair: &Compared<'_>, en: &Range<usize>, source: &Range<usize>) -> f32 {
    let mut best = 0.0_f32;
    for i in en.clone().filter(|i| pair.en.norms[*i] >= TELLS) {
        for j in source.clone().filter(|j| pair.source.norms[*j] >= TELLS) {
            best = best.max(pair.cosine(i, j));
        }
    }
    best
}

#[cfg(test)]
mod tests;
