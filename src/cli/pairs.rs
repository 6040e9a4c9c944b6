//! Matches to rows of a corpus.

use jiff::Timestamp;
use quotealign::{
    align::{Candidate, Match, Matcher, Query, scorer::KINDS},
    check::{Issue, Rendering, check},
    corpus::{Chars, Evidence, Kind, Pair, PairId, Status, Task},
    quote::Quote,
    read::Document,
    text::CharIndex,
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
        Query {
            text: self.en.clone(),
            speaker: Some(self.speaker.clone()).filter(|s| !s.is_empty()),
        }
    }
}

/// A row, and what there is to say about it.
pub struct Found {
    /// The row.
    pub pair: Pair,
    /// What differs, in sentences.
    pub issues: Vec<Issue>,
}

/// The rows for `matches`, one a quote.
pub fn build(
    english: &English,
    matches: &[Match],
    matcher: &Matcher<'_>,
    model: &str,
) -> Vec<Found> {
    let now = Timestamp::now();
    let indexes: Vec<CharIndex<'_>> = matcher
        .space()
        .sources()
        .iter()
        .map(|s| CharIndex::new(&s.document.text))
        .collect();
    let build = |(quote, matched): (&EnglishQuote, &Match)| {
        let mut evidence = Evidence::new();
        if let [_, _, ..] = quote.chars.as_slice() {
            evidence.insert(
                "en".to_owned(),
                json!(
                    quote
                        .chars
                        .iter()
                        .map(|c| [c.start(), c.end()])
                        .collect::<Vec<_>>()
                ),
            );
        }
        if !quote.given_id.is_empty() {
            evidence.insert("quote_id".to_owned(), json!(quote.given_id));
        }
        let first = quote.chars.first().map_or(0, |c| c.start());
        let last = quote.chars.last().map_or(0, |c| c.end());
        let mut pair = Pair {
            id: PairId::of(&english.name, &quote.chars, "", &[]),
            status: Status::Missing,
            confidence: matched.confidence,
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
        let issues = match &matched.found {
            Some(candidate) => fill(&mut pair, quote, candidate, matcher, &indexes, english),
            None => Vec::new(),
        };
        Found { pair, issues }
    };
    english.quotes.iter().zip(matches).map(build).collect()
}

/// Puts the source found into the row and checks it.
fn fill(
    pair: &mut Pair,
    quote: &EnglishQuote,
    candidate: &Candidate,
    matcher: &Matcher<'_>,
    indexes: &[CharIndex<'_>],
    english: &English,
) -> Vec<Issue> {
    let space = matcher.space();
    let place = &candidate.place;
    let number = space.document_of(place.run.start);
    let source = space.source_of(place.run.start);
    let chars: Chars = indexes[number].chars(place.span).into();
    let segments = &space.segments()[place.run.start..place.run.end];
    let time = segments
        .iter()
        .filter_map(|s| s.time)
        .reduce(|a, b| quotealign::read::TimeRange {
            start: a.start,
            end: b.end,
        });
    pair.id = PairId::of(&english.name, &quote.chars, &source.document.name, &[chars]);
    pair.status = Status::Auto;
    pair.source_lang = Some(source.lang);
    pair.source = place.span.of(&source.document.text).to_owned();
    pair.link = Some((1, segments.len() as u32));
    pair.source_doc.clone_from(&source.document.name);
    pair.source_chars = Some(chars);
    pair.source_time = time.map(|t| t.to_string()).unwrap_or_default();
    for (kind, value) in KINDS.iter().zip(candidate.evidence) {
        pair.evidence.insert(
            kind.name.to_owned(),
            json!((value * 1000.0).round() / 1000.0),
        );
    }
    let issues = check(&Rendering {
        en: &quote.en,
        source: &pair.source,
        lang: source.lang,
    });
    pair.issues = issues.iter().map(|issue| issue.code.to_owned()).collect();
    pair.issues.dedup();
    issues
}
