//! Matches to rows of a corpus.

use std::collections::BTreeSet;

use jiff::Timestamp;
use quotealign::{
    align::{Candidate, Confidence, Match, Matcher, Query, scorer::KINDS},
    check::{Checker, Context, Issue, Rendering, said_by_another, taken_back},
    corpus::{Chars, Evidence, Kind, Pair, PairId, Status, Task},
    quote::Quote,
    read::{Document, TimeRange},
    text::{CharIndex, Lang, Span, sentences},
};
use serde_json::json;

use super::quotes::words;

/// The English side of a run.
pub struct English {
    /// Name of the article or list.
    pub name: String,
    /// Article or list.
    pub task: Task,
    /// In order.
    pub quotes: Vec<EnglishQuote>,
}

/// A quote to find, as it goes into the corpus.
pub struct EnglishQuote {
    /// The quoted words, contents joined by a space.
    pub en: String,
    /// Where they stand, a range for each content.
    pub chars: Vec<Chars>,
    /// Who is quoted; may be empty.
    pub speaker: String,
    /// The verb of speech; may be empty.
    pub cue: String,
    /// What sort of quote it is.
    pub kind: Kind,
    /// The name the list gives it; empty for articles.
    pub given_id: String,
}

impl English {
    /// The quotes of an article.
    pub fn of_article(document: &Document, quotes: &[Quote]) -> Self {
        let index = CharIndex::new(&document.text);
        let quotes = quotes
            .iter()
            .map(|quote| EnglishQuote {
                en: words(quote, document),
                chars: quote
                    .contents
                    .iter()
                    .map(|span| index.chars(*span).into())
                    .collect(),
                speaker: quote.speaker.clone().unwrap_or_default(),
                cue: quote.cue.clone().unwrap_or_default(),
                kind: quote.kind.into(),
                given_id: String::new(),
            })
            .collect();
        Self {
            name: document.name.clone(),
            task: Task::Article,
            quotes,
        }
    }
}

impl EnglishQuote {
    /// What is searched for.
    pub fn query(&self) -> Query {
        let speaker = Some(self.speaker.clone()).filter(|s| !s.is_empty());
        Query::new(&self.en, speaker)
    }

    /// Number of sentences of the quote.
    fn sentences(&self) -> usize {
        sentences(&self.en, Span::new(0, self.en.len()), Lang::En).len()
    }
}

/// A row, and what there is to say about it.
pub struct Found {
    /// The row.
    pub pair: Pair,
    /// What differs, in sentences.
    pub issues: Vec<Issue>,
}

/// The rows for the `matches` of `queries`, one a quote of `english`.
pub fn build(
    english: &English,
    queries: &[Query],
    matches: &[Match],
    matcher: &Matcher<'_>,
    model: &str,
    checker: &mut Checker<'_>,
) -> Vec<Found> {
    let now = Timestamp::now();
    let sources: Vec<SourceView<'_>> = (0..matcher.space().sources().len())
        .map(|number| SourceView::new(matcher, number))
        .collect();
    let build = |((quote, query), matched): ((&EnglishQuote, &Query), &Match)| {
        let mut evidence = Evidence::new();
        if quote.chars.len() > 1 {
            evidence.insert("en".to_owned(), ranges(&quote.chars));
        }
        if !quote.given_id.is_empty() {
            evidence.insert("quote_id".to_owned(), json!(quote.given_id));
        }
        let first = quote.chars.first().map_or(0, |c| c.start());
        let last = quote.chars.last().map_or(0, |c| c.end());
        let mut pair = Pair {
            id: PairId::of(&english.name, &quote.chars, "", &[]),
            status: Status::Missing,
            confidence: matched.confidence(),
            source_lang: None,
            en: quote.en.clone(),
            source: String::new(),
            speaker: quote.speaker.clone(),
            cue: quote.cue.clone(),
            kind: quote.kind,
            link: None,
            issues: Vec::new(),
            en_doc: english.name.clone(),
            en_chars: (first..last).into(),
            source_doc: String::new(),
            source_chars: None,
            source_time: String::new(),
            evidence,
            model: model.to_owned(),
            reviewer: String::new(),
            note: String::new(),
            updated: now,
        };
        let issues = fill(
            &mut pair,
            (quote, query),
            matched,
            matcher,
            &sources,
            english,
            checker,
        );
        Found { pair, issues }
    };
    english
        .quotes
        .iter()
        .zip(queries)
        .zip(matches)
        .map(build)
        .collect()
}

/// What is looked up of a source again and again.
struct SourceView<'a> {
    index: CharIndex<'a>,
    /// The labels of its speakers, each once.
    labels: Vec<&'a str>,
}

impl<'a> SourceView<'a> {
    fn new(matcher: &'a Matcher<'_>, number: usize) -> Self {
        let space = matcher.space();
        let segments = space.segments().iter().enumerate();
        let own = segments.filter(|(at, _)| space.document_of(*at) == number);
        let labels: BTreeSet<&str> = own.filter_map(|(_, s)| s.speaker.as_deref()).collect();
        Self {
            index: CharIndex::new(&space.sources()[number].document.text),
            labels: labels.into_iter().collect(),
        }
    }
}

/// Puts what was found into the row and checks it; leaves the row alone when nothing was.
fn fill(
    pair: &mut Pair,
    (quote, query): (&EnglishQuote, &Query),
    matched: &Match,
    matcher: &Matcher<'_>,
    sources: &[SourceView<'_>],
    english: &English,
    checker: &mut Checker<'_>,
) -> Vec<Issue> {
    let space = matcher.space();
    let number_of = |c: &Candidate| space.document_of(c.place.run.start);
    let found = matched.pieces.iter().filter_map(|piece| {
        let candidate = piece.found.as_ref()?;
        Some((number_of(candidate), piece.confidence, candidate))
    });
    let found: Vec<(usize, Confidence, &Candidate)> = found.collect();
    // A row names one document: that of the pieces found there, the surest together.
    let sure = |number: usize| -> f64 {
        let there = found.iter().filter(|(n, ..)| *n == number);
        there.map(|(_, confidence, _)| confidence.get()).sum()
    };
    let numbers = found.iter().map(|(n, ..)| *n);
    let Some(number) = numbers.max_by(|a, b| sure(*a).total_cmp(&sure(*b))) else {
        return Vec::new();
    };
    let here = || found.iter().filter(|(n, ..)| *n == number);
    let places: Vec<&Candidate> = here().map(|(.., candidate)| *candidate).collect();
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let source = space.source_of(first.place.run.start);
    let chars: Vec<Chars> = places
        .iter()
        .map(|c| sources[number].index.chars(c.place.span).into())
        .collect();
    let shown: Vec<&str> = places
        .iter()
        .map(|c| c.place.span.of(&source.document.text))
        .collect();
    let segments = places
        .iter()
        .flat_map(|c| &space.segments()[c.place.run.start..c.place.run.end]);
    let times = segments.clone().filter_map(|segment| segment.time);
    let time = times.reduce(TimeRange::cover);

    pair.id = PairId::of(&english.name, &quote.chars, &source.document.name, &chars);
    pair.status = Status::Auto;
    let confidence = here().map(|(_, confidence, _)| *confidence).min();
    pair.confidence = confidence.unwrap_or(pair.confidence);
    pair.source_lang = Some(source.lang);
    pair.source = shown.join(" … ");
    pair.link = Some((quote.sentences() as u32, segments.count() as u32));
    pair.source_doc.clone_from(&source.document.name);
    let start = chars.iter().map(|c| c.start()).min().unwrap_or(0);
    pair.source_chars = chars
        .iter()
        .map(|c| c.end())
        .max()
        .map(|end| (start..end).into());
    pair.source_time = time.map(|t| t.to_string()).unwrap_or_default();
    for (kind, value) in KINDS.iter().zip(first.evidence) {
        pair.evidence.insert(
            kind.name.to_owned(),
            json!((value * 1000.0).round() / 1000.0),
        );
    }
    let mut context = Context {
        pieces: chars.iter().map(|c| [c.start(), c.end()]).collect(),
        ..Context::default()
    };
    if context.pieces.len() == 1 {
        context.pieces.clear();
    }
    for (piece, text) in matched.pieces.iter().zip(&query.pieces) {
        let elsewhere = match &piece.found {
            Some(c) if number_of(c) == number => continue,
            Some(c) => space.source_of(c.place.run.start).document.name.clone(),
            None => String::new(),
        };
        context.unfound.push((text.clone(), elsewhere));
    }
    let text = &source.document.text;
    let label = places
        .first()
        .and_then(|c| space.segments()[c.place.run.start].speaker.as_deref());
    let another =
        |label: &&str| said_by_another(&quote.speaker, label, &sources[number].labels, source.lang);
    if let Some(label) = label.filter(another) {
        context.turn = label.to_owned();
    }
    // A term or a few words in the article's own sentence stop wherever they like.
    if let Some(last) = places.last().filter(|_| quote.kind != Kind::Mixed) {
        let rest = Span::new(last.place.span.end, space.span(last.place.run).end);
        let back = taken_back(last.place.span.of(text), rest.of(text), source.lang);
        context.after = back.unwrap_or_default();
    }
    context.write(&mut pair.evidence);
    let issues = issues_of(pair, checker);
    pair.issues = codes(&issues);
    issues
}

/// Everything that may be wrong with a row; nothing for one without a source.
pub fn issues_of(pair: &Pair, checker: &mut Checker<'_>) -> Vec<Issue> {
    let Some(lang) = pair
        .source_lang
        .filter(|_| !pair.source.is_empty() && !pair.en.is_empty())
    else {
        return Vec::new();
    };
    // What was found beside the texts no longer holds where a person has changed them.
    let context = match pair.status {
        Status::Edited => Context::default(),
        _ => Context::read(&pair.evidence),
    };
    checker.check(&Rendering {
        speaker: &pair.speaker,
        context: &context,
        ..Rendering::new(&pair.en, &pair.source, lang)
    })
}

/// The codes of issues, each once.
pub fn codes(issues: &[Issue]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for issue in issues {
        if !codes.iter().any(|code| code == issue.code) {
            codes.push(issue.code.to_owned());
        }
    }
    codes
}

/// Ranges as `[[start, end], ...]`.
fn ranges(chars: &[Chars]) -> serde_json::Value {
    json!(
        chars
            .iter()
            .map(|c| [c.start(), c.end()])
            .collect::<Vec<_>>()
    )
}
