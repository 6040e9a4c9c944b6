//! Words of one side that nothing on the other says: left out of the quote, or added to it.

use std::ops::Range;

use super::{
    Compared, Issue, Severity, Side,
    judge::{Evidence, Matter, Suspicion},
};
use crate::{
    align::{
        log_ratio,
        scorer::{Kind, Sign},
    },
    encode::{Encoder, Vector},
    text::{Lang, Span},
};

/// What speaks for a run of words having been left out or added.
pub const KINDS: [Kind; 14] = [
    // How far the words fall short of being supported, together; the square root.
    Kind::new("deficit", Sign::For),
    // How well the other side supports them on average, and the best of them; and the other words.
    Kind::new("support", Sign::Against),
    Kind::new("best", Sign::Against),
    Kind::new("rest", Sign::Either),
    // Logarithm of their number; their share of all letters.
    Kind::new("words", Sign::For),
    Kind::new("share", Sign::Either),
    // How much longer the side is than the other lets expect, and how much of that they explain.
    Kind::new("long", Sign::For),
    Kind::new("explained", Sign::For),
    // How much nearer the two sides come without them.
    Kind::new("cosine", Sign::For),
    // How near they come to the other side as a whole.
    Kind::new("near", Sign::Against),
    // Whether they begin, and end, where a clause does.
    Kind::new("begins", Sign::For),
    Kind::new("ends", Sign::For),
    // How well the other side is supported by this one: a free translation supports little.
    Kind::new("other", Sign::Either),
    // Logarithm of the number of words of the side.
    Kind::new("length", Sign::Either),
];

/// A word less supported than this counts as left out.
const ENOUGH: f32 = 0.4;

/// Length of a word's vector beyond which it tells no more.
const MOST_TELLING: f32 = 6.0;

/// Words of a clause that matters.
fn least_words(lang: Lang) -> usize {
    match lang {
        Lang::Ko => 3,
        Lang::En | Lang::Uk => 4,
    }
}

/// The longest poorly supported run of each side.
pub(super) fn check(pair: &Compared<'_>, _: &mut Encoder<'_>) -> Vec<Suspicion> {
    let supports = pair.fair_supports();
    [Matter::Omission, Matter::Addition]
        .into_iter()
        .filter_map(|matter| suspect(pair, &supports, matter))
        .collect()
}

fn suspect(
    pair: &Compared<'_>,
    [en_support, source_support]: &[Vec<f32>; 2],
    matter: Matter,
) -> Option<Suspicion> {
    let (side, other) = match matter {
        Matter::Omission => (&pair.source, &pair.en),
        _ => (&pair.en, &pair.source),
    };
    let support: Vec<f32> = (0..side.tokens.len())
        .map(|at| match matter {
            _ if side.settled[at] => 1.0,
            Matter::Omission => source_support[at],
            _ => en_support[at],
        })
        .collect();
    let weight = |at: usize| side.norms[at].min(MOST_TELLING);
    let run = worst_run((0..support.len()).map(|at| weight(at) * (ENOUGH - support[at])))?;
    if run.len() < least_words(side.lang) {
        return None;
    }
    let mean = |tokens: &mut dyn Iterator<Item = usize>| {
        let (sum, total) = tokens.fold((0.0, 0.0), |(sum, total), at| {
            (sum + weight(at) * support[at], total + weight(at))
        });
        if total > 0.0 { sum / total } else { 0.0 }
    };
    let deficit: f32 = run
        .clone()
        .map(|at| weight(at) * (ENOUGH - support[at]))
        .sum();
    let best = run
        .clone()
        .filter(|at| weight(*at) >= 1.0)
        .map(|at| support[at]);
    let span = side
        .tokens
        .get(run.start)
        .span
        .cover(side.tokens.get(run.end - 1).span);
    let letters = |span: Span| letters(span.of(side.text));
    let all = letters(Span::new(0, side.text.len()));
    let own = letters(span);
    let expected = expected(other, side.lang);
    let long = |letters: f32| ((letters + 8.0) / (expected + 8.0)).ln();
    let sum = |tokens: Range<usize>| {
        let mut sum = Vector::ZERO;
        tokens.for_each(|at| sum += &side.words[at]);
        sum
    };
    let (whole, part) = (sum(0..side.words.len()), sum(run.clone()));
    let mut without = whole;
    without -= &part;
    let mut others = Vector::ZERO;
    other.words.iter().for_each(|word| others += word);
    let others = others.unit();
    let cosine = |v: Vector| v.unit().dot(&others);
    let other_support = {
        let (mut sum, mut total) = (0.0, 0.0);
        for at in 0..other.tokens.len() {
            let best = match matter {
                Matter::Omission => en_support[at],
                _ => source_support[at],
            };
            let weight = other.norms[at].min(MOST_TELLING);
            sum += weight * best;
            total += weight;
        }
        if total > 0.0 { sum / total } else { 0.0 }
    };
    let flag = |is: bool| f32::from(u8::from(is));
    let evidence = vec![
        deficit.max(0.0).sqrt(),
        mean(&mut run.clone()),
        best.fold(0.0, f32::max),
        mean(&mut (0..support.len()).filter(|at| !run.contains(at))),
        (run.len() as f32).ln(),
        own / all.max(1.0),
        long(all),
        long(all).abs() - long(all - own).abs(),
        cosine(without) - cosine(whole),
        cosine(part),
        flag(opens(side.text, span.start)),
        flag(closes(side.text, span.end)),
        other_support,
        (1.0 + side.tokens.len() as f32).ln(),
    ];
    let words = shortened(span.of(side.text));
    let (code, sentence) = match matter {
        Matter::Omission => ("omission", format!("the quote leaves out “{words}”")),
        _ => ("addition", format!("the source does not say “{words}”")),
    };
    Some(Suspicion {
        issue: Issue {
            code,
            severity: Severity::Major,
            en: (matter == Matter::Addition).then_some(span),
            source: (matter == Matter::Omission).then_some(span),
            sentence,
        },
        evidence: Evidence::Weighed(matter, evidence),
    })
}

/// The run with the largest sum, if any is above 0 (Kadane's algorithm).
fn worst_run(values: impl Iterator<Item = f32>) -> Option<Range<usize>> {
    let (mut best, mut best_run) = (0.0, None);
    let (mut sum, mut start) = (0.0, 0);
    for (at, value) in values.enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += value;
        if sum > best {
            (best, best_run) = (sum, Some(start..at + 1));
        }
    }
    best_run
}

fn letters(text: &str) -> f32 {
    text.chars().filter(|c| !c.is_whitespace()).count() as f32
}

/// Letters to expect in `lang` for the text of `side`.
fn expected(side: &Side<'_>, lang: Lang) -> f32 {
    let log = match (side.lang, lang) {
        (Lang::En, lang) => log_ratio(lang),
        (from, _) => -log_ratio(from),
    };
    letters(side.text) * log.exp() as f32
}

/// Whether a clause may begin at byte `at`.
fn opens(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || !before.ends_with(char::is_alphanumeric)
}

/// Whether a clause may end at byte `at`.
fn closes(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default().trim_start();
    after.is_empty() || !after.starts_with(char::is_alphanumeric)
}

/// The text, its middle cut out where it is long.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let count = text.chars().count();
    if count <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST / 2).collect();
    let tail: String = text.chars().skip(count - MOST / 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
