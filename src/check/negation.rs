//! Negations lost and gained.
//!
//! Translations keep negations: of news sentences without one, 2 to 5 in a hundred have a source
//! with one. What a language may say either way (`fail to`, 밖에 없다, не лише) is counted apart, so
//! that a text has at least so many negations and at most so many; where the ranges of the two
//! sides do not meet, one is lost or gained.

mod around;
mod english;
mod korean;
mod ukrainian;

use std::ops::Range;

use around::{TELLS, exists, is_loose, nearness, opposite, turned};

use super::{
    Compared, Issue, Severity, Side,
    judge::{Evidence, Matter, Suspicion},
};
use crate::{
    align::scorer::{Kind, Sign},
    encode::Encoder,
    text::{Lang, Span},
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
    Kind::new("maybe", Sign::Against),
    Kind::new("maybe_around", Sign::Against),
    // How near the other side says it in one word: `not known`, невідомо.
    Kind::new("opposite", Sign::Against),
    // How well the other side supports the word that is negated, and the words after it.
    Kind::new("head", Sign::For),
    Kind::new("words", Sign::For),
    // Negations left over on this side, and those that both sides have.
    Kind::new("surplus", Sign::Either),
    Kind::new("shared", Sign::Either),
    // Words on the other side that may negate.
    Kind::new("maybes", Sign::Against),
    // Logarithm of the number of words.
    Kind::new("length", Sign::Either),
    // How near any word of the other side comes to the negation itself (`refrain` does), and all of
    // them together.
    Kind::new("echo", Sign::Against),
    Kind::new("echoes", Sign::Against),
    // How near a word of the other side comes to the negation and what it negates together (`failed`
    // and не вдалося), and how much nearer than to what it negates alone.
    Kind::new("phrase", Sign::Either),
    Kind::new("turned", Sign::Against),
    // Whether one side says that there is what the other says there is not.
    Kind::new("exists", Sign::For),
    // Whether the word is one that often falls.
    Kind::new("loose", Sign::Against),
];

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
    for i in 0..en.len() {
        for j in 0..source.len() {
            let one_word = en[i].sure && source[j].answers || en[i].answers && source[j].sure;
            let apart = share(&en_places[i], &pair.en) - share(&source_places[j], &pair.source);
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

#[cfg(test)]
mod tests;
