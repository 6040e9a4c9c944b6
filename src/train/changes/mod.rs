//! Right pairs changed in one thing, to fit and to measure the checks with.

mod clauses;
mod names;
mod negation;
mod numbers;

use fastrand::Rng;
use rayon::prelude::*;

use crate::text::{Lang, Span};
use names::Name;

/// A right pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightPair {
    /// The English text.
    pub en: String,
    /// Its source.
    pub source: String,
    /// Language of the source.
    pub lang: Lang,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// A number, a sum of money, a percentage.
    Number,
    /// A date or a time.
    Date,
    /// A name is swapped for another.
    Name,
    /// A negation is lost or gained.
    Negation,
    /// A modal verb is swapped for another.
    Modality,
    /// The English lacks a clause.
    Dropped,
    /// The English has a clause more.
    Added,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Negation,
        Self::Modality,
        Self::Dropped,
        Self::Added,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Modality => "modality",
            Self::Dropped => "dropped clause",
            Self::Added => "added clause",
        }
    }

    /// The codes of issues that tell it.
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Number | Self::Date => &["number", "date"],
            Self::Name => &["name"],
            Self::Negation => &["negation"],
            Self::Modality => &["modality"],
            Self::Dropped => &["omission"],
            Self::Added => &["addition"],
        }
    }
}

/// Parts of all pairs, to put into others.
struct Pool {
    names: Vec<Name>,
    /// Clauses in English and of the sources.
    clauses: [Vec<String>; 2],
}

impl Pool {
    fn new(pairs: &[RightPair]) -> Self {
        let parts: Vec<(Vec<Name>, [Vec<String>; 2])> = pairs
            .par_iter()
            .map(|pair| {
                let name = |(en, source): (Span, Span)| Name {
                    en: en.of(&pair.en).to_owned(),
                    source: source.of(&pair.source).to_owned(),
                };
                let names = names::shared(&pair.en, &pair.source, pair.lang);
                let clauses = |text: &str, lang| {
                    let found = clauses::clauses(text, lang).into_iter();
                    found.map(|span| span.of(text).to_owned()).collect()
                };
                (
                    names.into_iter().map(name).collect(),
                    [
                        clauses(&pair.en, Lang::En),
                        clauses(&pair.source, pair.lang),
                    ],
                )
            })
            .collect();
        let mut pool = Self {
            names: Vec::new(),
            clauses: [Vec::new(), Vec::new()],
        };
        for (names, [en, source]) in parts {
            pool.names.extend(names);
            pool.clauses[0].extend(en);
            pool.clauses[1].extend(source);
        }
        pool
    }

    fn clause(&self, in_english: bool, not_in: &str, rng: &mut Rng) -> Option<&str> {
        let clauses = &self.clauses[usize::from(!in_english)];
        (0..8).find_map(|_| {
            let clause = clauses.get(rng.usize(..clauses.len().max(1)))?;
            (!not_in.contains(clause.as_str())).then_some(clause.as_str())
        })
    }
}

/// A changed copy of pair number `at`, with the change made in one of its texts.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Number of the pair.
    pub at: usize,
    /// What was changed.
    pub change: Change,
    /// Whether the English was changed, else the source.
    pub in_english: bool,
    /// The changed pair.
    pub pair: RightPair,
}

/// All changed copies of `pairs`, up to two for each kind of change: the English changed, and the source. The
/// same `seed` makes the same.
pub fn changes(pairs: &[RightPair], seed: u64) -> Vec<Changed> {
    let pool = Pool::new(pairs);
    let of_pair = |(at, pair): (usize, &RightPair)| -> Vec<Changed> {
        let mut found = Vec::new();
        for (kind, change) in Change::ALL.into_iter().enumerate() {
            for in_english in [true, false] {
                let number = (at * Change::ALL.len() + kind) * 2 + usize::from(in_english);
                let mut rng =
                    Rng::with_seed(seed.wrapping_mul(1 << 40).wrapping_add(number as u64));
                if let Some(pair) = make(pair, change, in_english, &pool, &mut rng) {
                    found.push(Changed {
                        at,
                        change,
                        in_english,
                        pair,
                    });
                }
            }
        }
        found
    };
    pairs
        .par_iter()
        .enumerate()
        .flat_map_iter(of_pair)
        .collect()
}

fn make(
    pair: &RightPair,
    change: Change,
    in_english: bool,
    pool: &Pool,
    rng: &mut Rng,
) -> Option<RightPair> {
    let (text, lang) = if in_english {
        (&pair.en, Lang::En)
    } else {
        (&pair.source, pair.lang)
    };
    let changed = match change {
        Change::Number => numbers::change(text, lang, false, rng),
        Change::Date => numbers::change(text, lang, true, rng),
        Change::Name => names::swap([&pair.en, &pair.source], in_english, pair.lang, pool, rng),
        Change::Negation => negation::flip(text, lang, rng),
        Change::Modality => negation::modality(text, lang, rng),
        // What the source has more is dropped from the English.
        Change::Dropped if in_english => clauses::drop(text, lang, rng),
        Change::Added if !in_english => clauses::drop(text, lang, rng),
        Change::Dropped | Change::Added => pool
            .clause(in_english, text, rng)
            .and_then(|clause| clauses::add(text, clause, lang, rng)),
    }?;
    (changed != *text).then(|| {
        let mut pair = pair.clone();
        *(if in_english {
            &mut pair.en
        } else {
            &mut pair.source
        }) = changed;
        pair
    })
}

/// `text` with `words` in place of what stands under `span`.
fn replaced(text: &str, span: Span, words: &str) -> String {
    [&text[..span.start], words, &text[span.end..]].concat()
}

/// `text` with single spaces.
fn tidy(text: &str) -> String {
    text.split(' ')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
