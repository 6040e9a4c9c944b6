//! `align`: the main job.

use std::{path::PathBuf, time::Instant};

use anyhow::bail;
use clap::{Args, ValueEnum};
use quotealign::{
    align::{Matcher, Query, Source, scorer::Scorer},
    check::Checker,
    corpus::{Corpus, Run},
    read::Encoding,
    text::Lang,
};

use super::{Common, ModelArg, check, explain, given, input, output, pairs, quotes, table};

#[derive(Debug, Args)]
pub struct AlignArgs {
    /// The English article, before the sources (`-`: standard input)
    #[arg(required_unless_present = "quotes", conflicts_with = "quotes")]
    article: Option<PathBuf>,
    /// A list of quotes instead of an article, in UTF-8: .csv or .jsonl with `en` and optionally
    /// `quote_id` and `speaker`; any other file has one quote a line
    #[arg(long, value_name = "FILE")]
    quotes: Option<PathBuf>,
    /// The Korean or Ukrainian originals: posts, transcripts, subtitles. Several may follow, or repeat
    /// the option (`-`: standard input)
    #[arg(long, short, required = true, num_args = 1.., value_name = "FILE")]
    source: Vec<PathBuf>,
    /// Write the pairs to this CSV corpus (`-`: standard output). New rows are merged into one that
    /// exists; rows a person has reviewed stay as they are
    #[arg(long, short, value_name = "CORPUS.csv")]
    output: Option<PathBuf>,
    /// Form of what goes to standard output [default: table on a terminal or with -o, else csv]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Show instead, for every quote, the best places and how much each kind of evidence speaks for
    /// or against them
    #[arg(long)]
    explain: bool,
    /// Language of all sources, where it is recognised wrongly
    #[arg(long, value_name = "ko|uk", value_parser = super::source_lang)]
    lang: Option<Lang>,
    /// Character encoding of the sources, where it is recognised wrongly: utf-8, utf-16le, cp949,
    /// windows-1251, koi8-u or another name of the WHATWG standard
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,
    /// The same for the article
    #[arg(long, value_name = "NAME", conflicts_with = "quotes")]
    article_encoding: Option<Encoding>,
    #[command(flatten)]
    model: ModelArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Blocks of text for people
    Table,
    /// The rows of the corpus
    Csv,
}

pub fn run(args: &AlignArgs, common: &Common) -> anyhow::Result<()> {
    output::check(args.output.as_deref())?;
    input::check(args.article.iter().chain(&args.quotes).chain(&args.source))?;
    let begin = Instant::now();
    let bar = output::progress(common.quiet);
    let say = |line: String| {
        if !common.quiet {
            bar.suspend(|| output::message(&line));
        }
    };
    let to_file = output::file(args.output.as_deref());
    super::check_corpus(to_file)?;
    let model = args.model.load()?;
    let scorer = Scorer::of(&model)?;
    let english = match (&args.article, &args.quotes) {
        (_, Some(list)) => given::read(list)?,
        (Some(article), None) => {
            let document = input::article(article, args.article_encoding)?;
            let quotes = quotes::of(&document)?;
            say(format!(
                "{}: {} quotes, English, {}",
                document.name,
                quotes.len(),
                document.encoding
            ));
            pairs::English::of_article(&document, &quotes)
        }
        (None, None) => bail!("give an article, or a list of quotes with --quotes"),
    };
    let sources = input::sources(&args.source, args.encoding, args.lang)?;
    let matcher = Matcher::new(&model, scorer, &sources);
    for (number, Source { document, lang }) in sources.iter().enumerate() {
        let count = matcher.space().count_of(number);
        say(format!(
            "{}: {count} sentences, {}, {}",
            document.name,
            lang.name(),
            document.encoding
        ));
    }
    let queries: Vec<Query> = english
        .quotes
        .iter()
        .map(pairs::EnglishQuote::query)
        .collect();
    bar.set_message(format!(
        "finding {} quotes in {} sentences",
        queries.len(),
        matcher.space().len()
    ));
    let matches = matcher.find(&queries);
    bar.finish_and_clear();
    check::tell_if_blind(&model, &say);
    let mut checker = Checker::new(&model).unwrap_or_else(|_| Checker::of_facts(&model));
    let found = pairs::build(
        &english,
        &queries,
        &matches,
        &matcher,
        &model.card().name,
        &mut checker,
    );
    let rows = || found.iter().map(|f| f.pair.clone()).collect();
    if let Some(path) = to_file {
        let run = Run {
            en_doc: english.name.clone(),
            task: english.task,
            source_docs: sources.iter().map(|s| s.document.name.clone()).collect(),
        };
        super::save(path, rows(), &run, &say)?;
    }
    let format = args.format.unwrap_or(
        match (to_file, args.output.is_none() && output::on_terminal()) {
            (None, false) => Format::Csv,
            _ => Format::Table,
        },
    );
    match format {
        _ if args.explain => {
            output::write_styled(&explain::render(&queries, &matches, &matcher))?;
        }
        Format::Table if common.quiet && to_file.is_some() => {}
        Format::Table => output::write_styled(&table::render(&found, output::width(100)))?,
        Format::Csv => output::write(None, &Corpus { pairs: rows() }.to_csv()?)?,
    }
    let missing = found.iter().filter(|f| f.pair.source.is_empty()).count();
    let issues = found.iter().filter(|f| !f.pair.issues.is_empty()).count();
    say(format!(
        "{} quotes: {} found, {missing} without a source, {issues} with something to look at; {:.2} s",
        found.len(),
        found.len() - missing,
        begin.elapsed().as_secs_f64()
    ));
    Ok(())
}
