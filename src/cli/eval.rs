//! `eval`: the measures we report.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Subcommand};
use quotealign::{
    align::scorer::Scorer,
    bitext::BeadScorer,
    eval::{bitext, checks, fragments, quotes, retrieval},
    text::Lang,
    train::{Fragments, QuoteSet, changes::RightPair, ladders},
};

use super::{ModelArg, input, output};

#[derive(Debug, Args)]
pub struct EvalArgs {
    #[command(subcommand)]
    command: EvalCommand,
    #[command(flatten)]
    model: ModelArg,
}

#[derive(Debug, Subcommand)]
enum EvalCommand {
    /// Look for every line's translation among all lines, both ways, and print the share found
    Retrieval {
        /// UTF-8 lines: English, tab, the translation
        pairs: PathBuf,
    },
    /// Align whole texts with known ladders, and print how many beads are right
    Bitext {
        /// Folder of files NAME.src (English), NAME.tgt and NAME.gold, a segment a line
        folder: PathBuf,
        /// Language of the sources: ko or uk
        #[arg(long, value_parser = super::source_lang)]
        lang: Lang,
        /// Cross-validate: five times, fit the weights of beads to four fifths of the texts (by name)
        /// and measure the other fifth
        #[arg(long)]
        folds: bool,
        /// With --folds, fit to these texts as well, but for those with the names left out. May be
        /// repeated
        #[arg(long, value_name = "LANG=FOLDER", value_parser = super::train::parse_set, requires = "folds")]
        with: Vec<(Lang, PathBuf)>,
    },
    /// Look for quotes with known sources in their own document, among all lines, and in a wrong
    /// document; print how many are found and how true the confidence is
    Quotes {
        /// PREFIX of the files PREFIX.lines.tsv, PREFIX.quotes.tsv and, if there, PREFIX.neg.tsv
        prefix: PathBuf,
        /// Language of the sources: ko or uk
        #[arg(long, value_parser = super::source_lang)]
        lang: Lang,
        /// Cross-validate: five times, fit the confidence to four fifths of the documents and measure
        /// the other fifth
        #[arg(long)]
        folds: bool,
        /// With --folds, fit to this set as well. May be repeated
        #[arg(long, value_name = "LANG=PREFIX", value_parser = super::train::parse_set, requires = "folds")]
        with: Vec<(Lang, PathBuf)>,
        /// With --folds, fit where quotes begin and end to these fragments as well
        #[arg(long, value_name = "FILE", requires = "folds")]
        fragments: Option<PathBuf>,
        /// List the quotes that were not found to the word, and the wrong answers
        #[arg(long)]
        misses: bool,
    },
    /// Look for the words of quoted parts of sentences in the sentence, and print how many are found
    /// to the word
    Fragments {
        /// UTF-8 lines: English, a Korean and a Ukrainian text with its words between ⟦ and ⟧, tab
        /// separated
        file: PathBuf,
        /// Language of the sources: ko or uk
        #[arg(long, value_parser = super::source_lang)]
        lang: Lang,
        /// Cross-validate: five times, fit to four fifths of the lines and measure the other fifth
        #[arg(long)]
        folds: bool,
        /// With --folds, fit to the marked quotes of this set as well. May be repeated
        #[arg(long, value_name = "LANG=PREFIX", value_parser = super::train::parse_set, requires = "folds")]
        with: Vec<(Lang, PathBuf)>,
        /// List the quotes not found to the word
        #[arg(long)]
        misses: bool,
    },
    /// Change right pairs in one thing at a time, and print how many of the changes the checks find,
    /// and how many pairs they blame as they are
    Checks {
        /// UTF-8 lines: English, tab, its translation
        pairs: PathBuf,
        /// Language of the translations: ko or uk
        #[arg(long, value_parser = super::source_lang)]
        lang: Lang,
        /// Another seed makes other changes
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// List the pairs blamed as they are, and the changes not found
        #[arg(long)]
        misses: bool,
    },
}

/// The lines of a file as right pairs with sources in `lang`: English, tab, translation, or English,
/// Korean and Ukrainian with tabs between.
pub fn right_pairs(path: &Path, lang: Lang) -> anyhow::Result<Vec<RightPair>> {
    let pair = |(en, others): (String, String)| {
        let source = match (others.split_once('\t'), lang) {
            (Some((_, uk)), Lang::Uk) => uk.to_owned(),
            (Some((ko, _)), _) => ko.to_owned(),
            (None, _) => others,
        };
        RightPair { en, source, lang }
    };
    Ok(pairs_of(path)?.into_iter().map(pair).collect())
}

/// The lines of a file: English, a tab, its translation.
fn pairs_of(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = input::utf8(path)?;
    let mut lines = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let Some((en, other)) = line.split_once('\t') else {
            bail!(
                "{}, line {}: expected an English text, a tab and its translation",
                path.display(),
                i + 1
            );
        };
        lines.push((en.to_owned(), other.to_owned()));
    }
    if lines.is_empty() {
        bail!("{}: no lines to measure", path.display());
    }
    Ok(lines)
}

pub fn run(args: &EvalArgs) -> anyhow::Result<()> {
    let model = args.model.load()?;
    let text = match &args.command {
        EvalCommand::Retrieval { pairs } => {
            let lines = pairs_of(pairs)?;
            let r = retrieval(&model, &lines);
            format!(
                "lines {}  cosine {:.3} from English, {:.3} to English  CSLS {:.3} from English, {:.3} to English\n",
                r.lines, r.cosine_from_en, r.cosine_to_en, r.csls_from_en, r.csls_to_en
            )
        }
        EvalCommand::Bitext {
            folder,
            lang,
            folds,
            with,
        } => {
            let texts = ladders::load(folder, *lang, &model)?;
            let figures = if *folds {
                let mut others = Vec::new();
                for (lang, folder) in with {
                    others.extend(ladders::load(folder, *lang, &model)?);
                }
                bitext::measure_folds(&texts, &others)
            } else {
                bitext::measure(&texts, &BeadScorer::of(&model)?)
            };
            figures.to_string()
        }
        EvalCommand::Quotes {
            prefix,
            lang,
            folds,
            with,
            fragments,
            misses,
        } => {
            let set = QuoteSet::load(prefix, *lang)?;
            let others = super::train::load_sets(with)?;
            let figures = if *folds {
                let fragments = fragments.as_deref().map(Fragments::load).transpose()?;
                quotes::measure_folds(&model, &set, &others, &fragments.unwrap_or_default())
            } else {
                let scorer = Scorer::of(&model)?;
                quotes::measure(&model, &scorer, &set)
            };
            let mut text = figures.to_string();
            if *misses {
                text.extend(figures.misses.iter().flat_map(|story| ["\n", story]));
            }
            text
        }
        EvalCommand::Fragments {
            file,
            lang,
            folds,
            with,
            misses,
        } => {
            let set = Fragments::load(file)?;
            let mut stories = Vec::new();
            let figures = if *folds {
                let sets = super::train::load_sets(with)?;
                fragments::measure_folds(&model, &set, &sets, *lang, &mut stories)
            } else {
                let ends = Scorer::of(&model)?.ends;
                let own: Vec<_> = set.of(*lang).collect();
                fragments::measure(&model, &ends, &own, *lang, &mut stories)
            };
            let mut text = figures.to_string();
            if *misses {
                text.extend(stories.iter().flat_map(|story| ["\n", story]));
            }
            text
        }
        EvalCommand::Checks {
            pairs,
            lang,
            seed,
            misses,
        } => {
            let pairs = right_pairs(pairs, *lang)?;
            let figures = checks::measure(&model, &pairs, *seed)?;
            let mut text = figures.to_string();
            if *misses {
                text.extend(figures.misses.iter().flat_map(|story| ["\n", story]));
            }
            text
        }
    };
    output::write(None, text.as_bytes())
}
