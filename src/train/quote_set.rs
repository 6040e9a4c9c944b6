//! Quotes with known sources, for fitting and measuring.
//!
//! A set is three tab-separated files: `NAME.lines.tsv` (line number, document, text), one sentence
//! a line; `NAME.quotes.tsv` (quote id, document, numbers of the lines it renders joined by commas, share of the
//! line, kind, marked, quote, context, which may be missing); and, optional, `NAME.neg.tsv` (quote id, document, quote)
//! with quotes to be looked for in a document that does not hold them.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{
    DataError,
    data::read,
    ends::Known,
    marked::{Unmarked, known_words},
    scorer::{Example, Passage},
};
use crate::{
    align::{Candidate, Matcher, Query, ends::EndEvidence, scorer::Scorer, source::Source},
    encode::Model,
    read::{Block, Document, Format},
    text::{Lang, Span},
};

/// Quotes with known sources.
#[derive(Clone, Debug)]
pub struct QuoteSet {
    /// The language of the sources.
    pub lang: Lang,
    lines: Vec<Line>,
    quotes: Vec<Quote>,
    negatives: Vec<Quote>,
}

#[derive(Clone, Debug)]
struct Line {
    document: String,
    text: String,
}

#[derive(Clone, Debug)]
struct Quote {
    document: String,
    /// Numbers of the lines it renders; empty for negatives.
    gold: Vec<usize>,
    text: String,
    /// The words of the first of these lines that it renders, where the quotation marks tell.
    words: Option<Span>,
}

/// Where quotes are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In their own document.
    Document,
    /// In all lines of the set.
    All,
    /// In a document that does not hold them.
    Wrong,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Document, Self::All, Self::Wrong];
}

/// A way to change a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The sources have no quotation marks, as in transcripts.
    Unmarked,
    /// Every digit of the quotes is another: misquoted numbers.
    Numbers,
}

/// Another digit, never zero.
fn other_digit(digit: u32) -> char {
    char::from_digit((digit + 3) % 9 + 1, 10).unwrap_or('9')
}

/// Quotes and the lines they are looked for in.
#[derive(Clone, Debug)]
pub struct Group {
    queries: Vec<Query>,
    /// Lines of each quote, and the words in the source's text where they are known.
    gold: Vec<(Vec<usize>, Option<Span>)>,
    /// The source, one line a block.
    source: Source,
    /// Number of each line, and where it stands in the source's text.
    lines: Vec<(usize, Span)>,
}

impl QuoteSet {
    /// Reads the files `prefix.lines.tsv`, `prefix.quotes.tsv` and, if there, `prefix.neg.tsv`.
    ///
    /// # Errors
    /// When a file cannot be read, a line has other columns, or a quote names a document or a line
    /// that is not there.
    pub fn load(prefix: &Path, lang: Lang) -> Result<Self, DataError> {
        let file = |end: &str| PathBuf::from(format!("{}.{end}.tsv", prefix.display()));
        let lines = rows(&file("lines"), 3, |c| {
            // A text with these would be no text, or be taken for one in another encoding.
            let unreadable = |c: char| c.is_control() || c == '\u{feff}';
            (!c[2].contains(unreadable)).then(|| Line {
                document: c[1].to_owned(),
                text: c[2].to_owned(),
            })
        })?;
        let quotes = rows(&file("quotes"), 7, |c| {
            let gold = c[2]
                .split(',')
                .map(|n| n.parse().ok())
                .collect::<Option<Vec<usize>>>()?;
            let share = c[3].parse().ok()?;
            let line: Option<&Line> = match gold[..] {
                [number] => lines.get(number),
                _ => None,
            };
            let context = c.get(7).copied().unwrap_or_default();
            Some(Quote {
                document: c[1].to_owned(),
                text: c[6].to_owned(),
                words: line.and_then(|line| known_words(c[6], context, share, &line.text)),
                gold,
            })
        })?;
        let negatives = if file("neg").exists() {
            rows(&file("neg"), 3, |c| {
                Some(Quote {
                    document: c[1].to_owned(),
                    gold: Vec::new(),
                    text: c[2].to_owned(),
                    words: None,
                })
            })?
        } else {
            Vec::new()
        };
        let set = Self {
            lang,
            lines,
            quotes,
            negatives,
        };
        set.check(&file("quotes"), &set.quotes)?;
        set.check(&file("neg"), &set.negatives)?;
        Ok(set)
    }

    /// Whether the quotes, read from `path`, have text to be looked for in, and lines to be right.
    fn check(&self, path: &Path, quotes: &[Quote]) -> Result<(), DataError> {
        let readable: HashSet<&str> = self
            .lines
            .iter()
            .filter(|line| line.text.chars().any(char::is_alphanumeric))
            .map(|line| line.document.as_str())
            .collect();
        for (i, quote) in quotes.iter().enumerate() {
            let problem = if !readable.contains(quote.document.as_str()) {
                format!("no lines of the document `{}`", quote.document)
            } else if let Some(number) = quote.gold.iter().find(|n| **n >= self.lines.len()) {
                format!("there is no line {number}, counted from 0")
            } else {
                continue;
            };
            return Err(DataError::Line {
                path: path.to_owned(),
                line: i + 1,
                what: problem,
            });
        }
        Ok(())
    }

    /// The set with its texts changed, so that a scorer fitted to both learns not to lean on what
    /// another source may lack.
    #[must_use]
    pub fn changed(&self, change: Change) -> Self {
        let mut set = self.clone();
        match change {
            Change::Unmarked => {
                let unmarked: Vec<Unmarked> = set
                    .lines
                    .iter()
                    .map(|line| Unmarked::new(&line.text))
                    .collect();
                for quote in &mut set.quotes {
                    quote.words = quote.words.map(|words| unmarked[quote.gold[0]].span(words));
                }
                for (line, unmarked) in set.lines.iter_mut().zip(unmarked) {
                    line.text = unmarked.text;
                }
            }
            Change::Numbers => {
                for quote in set.quotes.iter_mut().chain(&mut set.negatives) {
                    quote.text = quote
                        .text
                        .chars()
                        .map(|c| c.to_digit(10).map_or(c, other_digit))
                        .collect();
                }
            }
        }
        set
    }

    /// Names of the documents quotes come from, in order.
    pub fn documents(&self) -> Vec<&str> {
        distinct(
            self.quotes
                .iter()
                .chain(&self.negatives)
                .map(|q| q.document.as_str()),
        )
    }

    /// The quotes in groups that are searched together.
    pub fn groups(&self, scope: Scope) -> Vec<Group> {
        self.groups_of(scope, |_| true)
    }

    /// As [`QuoteSet::groups`], only the quotes that are looked for in documents with `keep`, or,
    /// among all lines, come from them.
    pub fn groups_of(&self, scope: Scope, keep: impl Fn(&str) -> bool) -> Vec<Group> {
        let all = if scope == Scope::Wrong {
            &self.negatives
        } else {
            &self.quotes
        };
        let quotes: Vec<&Quote> = all.iter().filter(|q| keep(&q.document)).collect();
        if scope == Scope::All {
            return vec![self.group(&quotes, |_| true)];
        }
        distinct(quotes.iter().map(|q| q.document.as_str()))
            .into_iter()
            .map(|name| {
                let own: Vec<&Quote> = quotes
                    .iter()
                    .copied()
                    .filter(|q| q.document == name)
                    .collect();
                self.group(&own, |line| line.document == name)
            })
            .collect()
    }

    fn group(&self, quotes: &[&Quote], searched: impl Fn(&Line) -> bool) -> Group {
        let mut text = String::new();
        let mut lines = Vec::new();
        for (number, line) in self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| searched(line))
        {
            let start = text.len();
            text.push_str(&line.text);
            lines.push((number, Span::new(start, text.len())));
            text.push('\n');
        }
        let gold = quotes
            .iter()
            .map(|q| (q.text.as_str(), q.gold.clone(), q.words));
        Group::new(self.lang, text, lines, gold)
    }
}

impl Group {
    /// Quotes (text, numbers of the lines they render, words in the first of these) to look for in
    /// `text`, whose `lines` are given by number and place.
    pub(super) fn new<'q>(
        lang: Lang,
        text: String,
        lines: Vec<(usize, Span)>,
        quotes: impl Iterator<Item = (&'q str, Vec<usize>, Option<Span>)>,
    ) -> Self {
        let block = |(_, span): &(usize, Span)| Block {
            span: *span,
            speaker: None,
            cues: Vec::new(),
        };
        let document = Document {
            name: "lines".to_owned(),
            blocks: lines.iter().map(block).collect(),
            text,
            format: Format::Plain,
            encoding: "UTF-8",
        };
        let (mut queries, mut gold) = (Vec::new(), Vec::new());
        for (text, numbers, words) in quotes {
            let place = |words: Span| {
                let (_, at) = lines.iter().find(|(number, _)| *number == numbers[0])?;
                Some(Span::new(at.start + words.start, at.start + words.end))
            };
            queries.push(Query {
                pieces: vec![text.to_owned()],
                speaker: None,
            });
            gold.push((numbers.clone(), words.and_then(place)));
        }
        Self {
            queries,
            gold,
            source: Source { document, lang },
            lines,
        }
    }

    /// The quotes whose words are known, with them.
    pub fn known(&self) -> Known {
        let quotes = self.queries.iter().zip(&self.gold);
        let known = quotes
            .filter_map(|(query, (_, words))| words.map(|words| (query.pieces[0].clone(), words)));
        (self.source.clone(), known.collect())
    }

    /// Finds the candidates of all quotes, their words by the weights `ends`, and says which are
    /// right.
    pub fn passage(&self, model: &Model, ends: &EndEvidence) -> Passage {
        let scorer = Scorer {
            ends: *ends,
            ..Scorer::default()
        };
        let matcher = Matcher::new(model, scorer, std::slice::from_ref(&self.source));
        let quotes = matcher
            .candidates(&self.queries)
            .into_iter()
            .zip(self.gold.iter().zip(&self.queries))
            .map(|(candidates, ((gold, words), query))| {
                self.example(&query.pieces[0], &candidates, gold, *words)
            })
            .collect();
        Passage {
            quotes,
            segments: matcher.space().len(),
            changed: false,
            ordered: true,
        }
    }

    fn example(
        &self,
        quote: &str,
        candidates: &[Candidate],
        gold: &[usize],
        words: Option<Span>,
    ) -> Example {
        let text = self.source.document.text.as_str();
        let touched: Vec<Vec<usize>> = candidates
            .iter()
            .map(|c| {
                self.lines
                    .iter()
                    .filter(|(_, span)| span.overlaps(c.place.span))
                    .map(|(n, _)| *n)
                    .collect()
            })
            .collect();
        let hit = |lines: &Vec<usize>| {
            lines.iter().any(|n| gold.contains(n)) && lines.len() <= gold.len() + 2
        };
        let gold_text: Vec<&str> = self
            .lines
            .iter()
            .filter(|(n, _)| gold.contains(n))
            .map(|(_, span)| span.of(text))
            .collect();
        let is = |words: Span| {
            candidates
                .iter()
                .map(move |c| c.place.span.bare(text) == words.bare(text))
        };
        Example {
            quote: quote.to_owned(),
            gold: gold_text.join(" "),
            shown: candidates
                .iter()
                .map(|c| c.place.span.of(text).to_owned())
                .collect(),
            options: candidates
                .iter()
                .map(|c| (c.place.run, c.evidence))
                .collect(),
            right: touched.iter().map(hit).collect(),
            exact: touched.iter().map(|lines| lines == gold).collect(),
            words: words.map(|words| is(words).collect()),
        }
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

fn rows<T>(
    path: &Path,
    columns: usize,
    row: impl Fn(&[&str]) -> Option<T>,
) -> Result<Vec<T>, DataError> {
    let text = read(path)?;
    let parse = |(i, line): (usize, &str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let parsed = if cells.len() >= columns {
            row(&cells)
        } else {
            None
        };
        parsed.ok_or_else(|| DataError::Line {
            path: path.to_owned(),
            line: i + 1,
            what: format!("not the {columns} columns of text of a quote set"),
        })
    };
    text.lines().enumerate().map(parse).collect()
}
