//! Fits where the words of a quote begin and end.

use std::path::Path;

use rayon::prelude::*;

use super::{
    DataError,
    data::read,
    logit::{self, Question},
    quote_set::{Change, Group, QuoteSet, Scope},
    scorer::Passage,
};
use crate::{
    align::{
        QuoteView,
        ends::{ENDS, EndEvidence},
        fine::Words,
        source::{Run, Source, Space},
    },
    encode::{Encoder, Model},
    text::{Lang, Span},
};

/// English quotes of parts of sentences, with the words they render in a Korean and a Ukrainian
/// utterance.
///
/// A file of them has three tab-separated columns, `en`, `ko`, `uk`, with the words the English
/// renders between `⟦` and `⟧`.
#[derive(Clone, Debug, Default)]
pub struct Fragments {
    rows: Vec<[Fragment; 2]>,
}

/// An English quote and the words it renders.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// The quote.
    pub en: String,
    /// The utterance.
    pub source: String,
    /// The words in it that the quote renders.
    pub words: Span,
}

impl Fragments {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, is empty, or a line is not as said.
    pub fn load(path: &Path) -> Result<Self, DataError> {
        let text = read(path)?;
        let row = |(i, line): (usize, &str)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let parsed = match cells[..] {
                [en, ko, uk] => fragment(en, ko).zip(fragment(en, uk)),
                _ => None,
            };
            parsed.map(<[Fragment; 2]>::from).ok_or_else(|| DataError::Line {
                path: path.to_owned(),
                line: i + 1,
                what: "not an English quote, a Korean and a Ukrainian text with its words between ⟦ and ⟧"
                    .to_owned(),
            })
        };
        let rows = text
            .lines()
            .enumerate()
            .map(row)
            .collect::<Result<Vec<_>, _>>()?;
        if rows.is_empty() {
            return Err(DataError::Line {
                path: path.to_owned(),
                line: 1,
                what: "expected an English quote, but the file is empty".to_owned(),
            });
        }
        Ok(Self { rows })
    }

    /// Those in `lang` (Korean or Ukrainian), in the order of the file.
    pub fn of(&self, lang: Lang) -> impl Iterator<Item = &Fragment> {
        self.rows
            .iter()
            .map(move |row| &row[usize::from(lang == Lang::Uk)])
    }
}

fn fragment(en: &str, marked: &str) -> Option<Fragment> {
    let (before, rest) = marked.split_once('⟦')?;
    let (words, after) = rest.split_once('⟧')?;
    let unreadable = |c: char| c.is_control() || matches!(c, '\u{feff}' | '⟦' | '⟧');
    let source = format!("{before}{words}{after}");
    let fits = words.contains(char::is_alphanumeric) && !source.contains(unreadable);
    (fits && en.contains(char::is_alphanumeric)).then(|| Fragment {
        en: en.to_owned(),
        words: Span::new(before.len(), before.len() + words.len()),
        source,
    })
}

/// The source and the words in it that each of its quotes renders.
pub type Known = (Source, Vec<(String, Span)>);

/// Puts `fragments` into one document, with all their quotes.
pub fn together<'f>(fragments: impl Iterator<Item = &'f Fragment>, lang: Lang) -> Known {
    let all: Vec<(usize, &Fragment)> = fragments.enumerate().collect();
    group(&all, &all, lang).known()
}

/// The quotes of some numbered fragments, to be looked for in the utterances of others.
fn group(quotes: &[(usize, &Fragment)], utterances: &[(usize, &Fragment)], lang: Lang) -> Group {
    let mut text = String::new();
    let mut lines = Vec::new();
    for (number, fragment) in utterances {
        let start = text.len();
        text.push_str(&fragment.source);
        lines.push((*number, Span::new(start, text.len())));
        text.push('\n');
    }
    let gold = quotes.iter().map(|(number, fragment)| {
        let here = lines.iter().any(|(line, _)| line == number);
        let lines = if here { vec![*number] } else { Vec::new() };
        (fragment.en.as_str(), lines, here.then_some(fragment.words))
    });
    let gold: Vec<_> = gold.collect();
    Group::new(lang, text, lines, gold.into_iter())
}

impl Fragments {
    /// Passages of quotes in `lang` with and without a source: the quotes of some neighbouring
    /// fragments among their utterances, and the quotes of every second of these among the others;
    /// in an order that has nothing to do with that of the utterances.
    pub fn passages<'s>(&'s self, model: &Model, ends: &EndEvidence, lang: Lang) -> Vec<Passage> {
        /// Utterances in a document.
        const DOCUMENT: usize = 40;
        let all: Vec<(usize, &Fragment)> = self.of(lang).enumerate().collect();
        let groups = all.chunks(DOCUMENT).flat_map(|document| {
            let mut quotes = document.to_vec();
            fastrand::Rng::with_seed(1).shuffle(&mut quotes);
            let half = |of: &[(usize, &'s Fragment)], odd: usize| -> Vec<_> {
                of.iter().copied().filter(|(at, _)| at % 2 == odd).collect()
            };
            [
                group(&quotes, document, lang),
                group(&half(&quotes, 0), &half(document, 1), lang),
                group(&half(&quotes, 1), &half(document, 0), lang),
            ]
        });
        let passage = |group: Group| Passage {
            ordered: false,
            ..group.passage(model, ends)
        };
        groups.map(passage).collect()
    }
}

/// The questions to fit on in a quote set, as it is and without its quotation marks: the quotes of the documents with `keep` whose
/// words the marks tell.
pub fn in_set(model: &Model, set: &QuoteSet, keep: impl Fn(&str) -> bool) -> Vec<Question> {
    [set.clone(), set.changed(Change::Unmarked)]
        .iter()
        .flat_map(|set| set.groups_of(Scope::Document, &keep))
        .flat_map(|group| questions(model, &group.known()))
        .collect()
}

/// Which of the spans that touch the right segments? One question for each quote.
pub fn questions(model: &Model, (source, quotes): &Known) -> Vec<Question> {
    let space = Space::new(std::slice::from_ref(source), model);
    quotes
        .par_chunks(64)
        .flat_map_iter(|quotes| {
            let mut encoder = Encoder::new(model);
            let question = |(en, words): &(String, Span)| {
                let view = QuoteView::new(en, None, &mut encoder);
                let words_of = Words::new(run_of(*words, &space)?, &space, &mut encoder);
                let (spans, evidence) = words_of.weighed(&view, None, &mut encoder);
                let right = words_of.tokens_in(*words);
                Some(Question {
                    right: spans.iter().map(|span| *span == right).collect(),
                    evidence: evidence.concat(),
                })
            };
            let found: Vec<Question> = quotes.iter().filter_map(question).collect();
            found
                .into_iter()
                .filter(|question| question.right.contains(&true))
        })
        .collect()
}

/// The segments that `words` touch.
pub fn run_of(words: Span, space: &Space<'_>) -> Option<Run> {
    let touched = |segment: &crate::read::Segment| segment.span.overlaps(words);
    let start = space.segments().iter().position(touched)?;
    let end = space.segments().iter().rposition(touched)? + 1;
    Some(Run { start, end })
}

/// The weights of [`ENDS`] for `questions`.
pub fn fit(questions: &[Question]) -> EndEvidence {
    let (weights, _) = logit::fit(questions, &ENDS, None);
    std::array::from_fn(|i| weights[i] as f32)
}
