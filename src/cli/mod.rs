//! The commands: what the user says, what runs, how it ends.

mod align;
mod bitext;
mod check;
mod embed;
mod eval;
mod explain;
mod given;
mod input;
mod model;
mod output;
mod pairs;
mod quotes;
mod table;
mod text;
mod train;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use quotealign::{
    corpus::{Corpus, Described, Pair, Run, describe, update},
    encode::{Model, ModelError},
    text::Lang,
};

/// Finds, for every English quote of an article, the Korean or Ukrainian words it renders.
///
/// Data goes to standard output or to the file given with -o, messages to standard error. Exit
/// status: 0 done, 1 a finding that a flag asked for, 2 bad usage or input. Nothing is sent over a network.
#[derive(Debug, Parser)]
#[command(name = "quotealign", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
struct Common {
    /// Print no progress and no remarks, only errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Threads to use [default: one for each processor]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// Which model to work with.
#[derive(Clone, Debug, Args)]
struct ModelArg {
    /// Use this model file instead of the bundled one
    #[arg(long, global = true, value_name = "PATH")]
    model: Option<PathBuf>,
}

impl ModelArg {
    fn load(&self) -> anyhow::Result<Model> {
        match &self.model {
            Some(path) => Model::load(path).map_err(|e| match e {
                read @ ModelError::Read { .. } => read.into(),
                other => anyhow::anyhow!("{}: {other}", path.display()),
            }),
            None => Ok(Model::bundled()?),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find the source of every quote of an article, or of a list of quotes
    Align(align::AlignArgs),
    /// Align two whole texts that translate each other, segment by segment
    Bitext(bitext::BitextArgs),
    /// Tell what differs between the quotes of a corpus and their sources: numbers, names, negations,
    /// words left out or added
    Check(check::CheckArgs),
    /// List the quotes of an article, with who is quoted and the verb of speech (the cue)
    Quotes(quotes::QuotesArgs),
    /// Print the readable text of a document: the characters that a corpus counts in `_start` and `_end`
    Text(text::TextArgs),
    /// Turn lines of text into vectors, in a .npy file for other programs
    Embed(embed::EmbedArgs),
    /// Train a model on parallel text, fit its confidence to quotes with known sources, or both
    Train(train::TrainArgs),
    /// Say what a model is
    Model(model::ModelArgs),
    /// Measure how well translations and quotes are found where the answers are known
    Eval(eval::EvalArgs),
}

/// A language that sources may be in.
fn source_lang(code: &str) -> Result<Lang, String> {
    match code.parse() {
        Ok(lang @ (Lang::Ko | Lang::Uk)) => Ok(lang),
        _ => Err("sources are in ko or uk".to_owned()),
    }
}

/// Parses the command line, runs it, and turns the outcome into an exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        // Whoever reads our output has read enough (`quotealign ... | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::message(&format!("quotealign: {}", one_line(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    if let Some(threads) = cli.common.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(threads))
            .build_global()?;
    }
    match &cli.command {
        Command::Align(args) => align::run(args, &cli.common),
        Command::Quotes(args) => quotes::run(args),
        Command::Text(args) => text::run(args),
        Command::Embed(args) => embed::run(args),
        Command::Train(args) => train::run(args, &cli.common),
        Command::Model(args) => model::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Bitext(args) => return bitext::run(args, &cli.common),
        Command::Check(args) => return check::run(args, &cli.common),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Fails when the file to merge into is no corpus: told now, not after the work.
fn check_corpus(path: Option<&Path>) -> anyhow::Result<()> {
    if let Some(path) = path.filter(|path| path.metadata().is_ok_and(|file| file.len() > 0)) {
        Corpus::read(path)?;
    }
    Ok(())
}

/// Merges the rows of a run into the corpus at `path`, and says what came of it.
fn save(path: &Path, rows: Vec<Pair>, run: &Run, say: &dyn Fn(String)) -> anyhow::Result<()> {
    let summary = update(path, |corpus| corpus.merge(rows, run))?;
    if let Described::LeftAlone(why) = describe(path)? {
        say(why);
    }
    say(format!(
        "{}: {} rows added, {} replaced, {} kept, {} removed",
        path.display(),
        summary.added,
        summary.replaced,
        summary.kept,
        summary.removed
    ));
    Ok(())
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| match cause.downcast_ref::<std::io::Error>() {
            Some(io) => io.kind() == ErrorKind::BrokenPipe,
            None => match cause.downcast_ref::<csv::Error>().map(csv::Error::kind) {
                Some(csv::ErrorKind::Io(io)) => io.kind() == ErrorKind::BrokenPipe,
                _ => false,
            },
        })
}

fn one_line(error: &anyhow::Error) -> String {
    let text: String = error
        .chain()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
