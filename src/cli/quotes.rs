//! `quotes`: the quotes of an article.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use quotealign::{
    quote::{Quote, extract},
    read::{Document, Encoding},
    text::CharIndex,
};
use serde::Serialize;

use super::{input, output};

#[derive(Debug, Args)]
pub struct QuotesArgs {
    /// The English article (`-`: standard input)
    article: PathBuf,
    /// Form of the list
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Character encoding of the article, where it is recognised wrongly: utf-8, utf-16le, cp949,
    /// windows-1251, koi8-u or another name of the WHATWG standard
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a header
    Csv,
    /// A JSON object a line
    Jsonl,
}

/// A quote as it goes out.
#[derive(Debug, Serialize)]
struct Row<'a> {
    quote_id: usize,
    en: String,
    /// Character ranges `start-end` in the decoded article, joined by `,`.
    contents: String,
    speaker: &'a str,
    cue: &'a str,
    kind: &'static str,
}

pub fn run(args: &QuotesArgs) -> anyhow::Result<()> {
    output::check(args.output.as_deref())?;
    let article = input::article(&args.article, args.encoding)?;
    let quotes = of(&article)?;
    let index = CharIndex::new(&article.text);
    let rows = quotes
        .iter()
        .enumerate()
        .map(|(i, quote)| row(i + 1, quote, &article, &index));
    let bytes = match args.format {
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in rows {
                writer.serialize(row)?;
            }
            writer.into_inner()?
        }
        Format::Jsonl => {
            let mut bytes = Vec::new();
            for row in rows {
                serde_json::to_writer(&mut bytes, &row)?;
                bytes.push(b'\n');
            }
            bytes
        }
    };
    output::write(args.output.as_deref(), &bytes)
}

/// The quotes of an article; none is an error, with what to do.
pub fn of(article: &Document) -> anyhow::Result<Vec<Quote>> {
    let quotes = extract(&article.text);
    if quotes.is_empty() {
        bail!(
            "{}: no quotes found: nothing stands in quotation marks",
            article.name
        );
    }
    Ok(quotes)
}

/// The quoted words, contents joined and white space made single.
pub fn words(quote: &Quote, article: &Document) -> String {
    let words = quote
        .contents
        .iter()
        .flat_map(|span| span.of(&article.text).split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

fn row<'a>(id: usize, quote: &'a Quote, article: &Document, index: &CharIndex<'_>) -> Row<'a> {
    let range = |span| {
        let chars = index.chars(span);
        format!("{}-{}", chars.start, chars.end)
    };
    Row {
        quote_id: id,
        en: words(quote, article),
        contents: quote
            .contents
            .iter()
            .map(|span| range(*span))
            .collect::<Vec<_>>()
            .join(","),
        speaker: quote.speaker.as_deref().unwrap_or_default(),
        cue: quote.cue.as_deref().unwrap_or_default(),
        kind: quote.kind.code(),
    }
}
