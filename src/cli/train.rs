//! `train`: parallel text to a model, and quotes with known sources to its confidence.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use quotealign::{
    encode::{Card, Model, Table},
    text::Lang,
    train::{
        Corpus, DataError, Fragments, Options, QuoteSet, Weights, judges, ladders, scorer, train,
    },
};

use super::{Common, output};

#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Parallel text: tab-separated in UTF-8, a corpus of `align -o` (.csv), or a translation memory
    /// (.tmx)
    ///
    /// Tab-separated columns are `en, other`; `en, other, name of the source`; or `en, ko, uk`. Of a
    /// corpus all rows with both sides are taken, save those rejected; Korean and Ukrainian sources
    /// of the same English text also make pairs. Of each unit of a memory, in UTF-8 or UTF-16, the
    /// English, Korean and Ukrainian segments are taken, each with each, without markup. Files with
    /// other extensions go by how they begin.
    #[arg(required_unless_present_any = ["calibrate", "ladders", "checks"])]
    pairs: Vec<PathBuf>,
    /// The model file to write
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,
    /// How often the pairs of each source are seen in an epoch, and which sources share batches
    ///
    /// A text file in UTF-8 of lines `source<TAB>times` or `source<TAB>times<TAB>kind`. The source is
    /// the name in the third column, or that of the file without `.tsv`, `.csv` or `.tmx` and without
    /// `.en-ko`, `.en-uk` or `.en-ko-uk` before it; `*` stands for all others. Times are 0 to 100: 0.5
    /// is every other pair, 0 none; without a line it is 1. The kind is any word for a kind of text:
    /// sources of one kind share batches. `#` starts a comment
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Start from this model (`bundled`, or a path) instead of from nothing
    #[arg(long, value_name = "MODEL")]
    from: Option<String>,
    /// Fit the confidence to quotes with known sources, in PREFIX.lines.tsv, PREFIX.quotes.tsv and,
    /// if there, PREFIX.neg.tsv; LANG is ko or uk. May be repeated
    #[arg(long, value_name = "LANG=PREFIX", value_parser = parse_set)]
    calibrate: Vec<(Lang, PathBuf)>,
    /// With --calibrate, fit where quotes begin and end to these parts of sentences as well: UTF-8 lines
    /// of English, a Korean and a Ukrainian text with its words between ⟦ and ⟧, tab-separated
    #[arg(long, value_name = "FILE", requires = "calibrate")]
    fragments: Option<PathBuf>,
    /// Name of the new model, as it stands in the `model` column of corpora
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Times through the data (epochs)
    #[arg(long, default_value_t = Options::default().epochs)]
    epochs: usize,
    /// Pairs in a batch: each learns against all others
    #[arg(long, default_value_t = Options::default().batch)]
    batch: usize,
    /// Learning rate at the start, from where it falls linearly [default: 0.03; with --from 0.004, so
    /// that the model keeps what it knows]
    #[arg(long)]
    rate: Option<f32>,
    /// Texts with known ladders to fit the weights of `bitext` to, as ko=FOLDER or uk=FOLDER of files
    /// NAME.src (English), NAME.tgt and NAME.gold. May be repeated
    #[arg(long, value_name = "LANG=FOLDER", value_parser = parse_set)]
    ladders: Vec<(Lang, PathBuf)>,
    /// Right pairs to fit the judges of `check` to, as ko=FILE or uk=FILE of lines: English, tab,
    /// translation. May be repeated
    #[arg(long, value_name = "LANG=FILE", value_parser = parse_set)]
    checks: Vec<(Lang, PathBuf)>,
    /// Most rows (features with a vector) the model may have: what sets its size [default: 310000; with
    /// --from a third more than that model has, for the words of the new texts]
    #[arg(long)]
    rows: Option<usize>,
    /// Seed of all random choices; the same data and seed give the same model
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
}

/// `ko=PREFIX` to a language and a path.
pub fn parse_set(text: &str) -> Result<(Lang, PathBuf), String> {
    let (lang, prefix) = text
        .split_once('=')
        .ok_or("expected ko=PREFIX or uk=PREFIX")?;
    Ok((super::source_lang(lang)?, prefix.into()))
}

/// The quote sets of `--calibrate` or `--with`.
pub fn load_sets(sets: &[(Lang, PathBuf)]) -> Result<Vec<QuoteSet>, DataError> {
    let load = |(lang, prefix): &(Lang, PathBuf)| QuoteSet::load(prefix, *lang);
    sets.iter().map(load).collect()
}

pub fn run(args: &TrainArgs, common: &Common) -> anyhow::Result<()> {
    output::check(Some(&args.output))?;
    if args.epochs == 0
        || args.batch < 2
        || args.rows == Some(0)
        || args
            .rate
            .is_some_and(|rate| !(rate > 0.0 && rate.is_finite()))
    {
        bail!("--epochs and --rows start at 1, --batch at 2, and --rate is a positive number");
    }
    let base = match args.from.as_deref() {
        Some("bundled") => Some(Model::bundled()?),
        Some(path) => Some(Model::load(path.as_ref())?),
        None => None,
    };
    // Sets that cannot be read are told before the work, not after it.
    let sets = load_sets(&args.calibrate)?;
    let fragments = args.fragments.as_deref().map(Fragments::load).transpose()?;
    let mut bytes = match (&base, args.pairs.is_empty()) {
        (_, false) => learn(args, common, base.as_ref())?,
        (Some(base), true) => {
            let name = args
                .name
                .clone()
                .unwrap_or_else(|| base.card().name.clone());
            base.with_card(&Card {
                name,
                ..base.card().clone()
            })?
        }
        (None, true) => {
            bail!(
                "nothing to train on: give parallel text, or --from MODEL with --calibrate, --ladders or --checks"
            )
        }
    };
    if !sets.is_empty() {
        bytes = calibrate(&sets, &fragments.unwrap_or_default(), bytes)?;
    } else if let Some(base) = base.filter(|b| b.card().scorer.is_some() && !common.quiet) {
        output::message(&format!(
            "the confidence is that fitted to {}: --calibrate fits it to the new model",
            base.card().name
        ));
    }
    if !args.ladders.is_empty() {
        bytes = fit_beads(&args.ladders, bytes)?;
    }
    if !args.checks.is_empty() {
        bytes = fit_judges(&args.checks, bytes)?;
    }
    output::write(Some(&args.output), &bytes)
}

fn fit_judges(files: &[(Lang, PathBuf)], bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let model = Model::from_bytes(bytes)?;
    let sets = files
        .iter()
        .map(|(lang, path)| super::eval::right_pairs(path, *lang))
        .collect::<anyhow::Result<Vec<_>>>()?;
    // What another version has fitted is of no use.
    let old = model.card().checks.clone();
    let old = old
        .and_then(|checks| serde_json::from_value(checks).ok())
        .unwrap_or_default();
    let card = Card {
        checks: Some(serde_json::to_value(judges::fit(&model, &sets, old))?),
        ..model.card().clone()
    };
    Ok(model.with_card(&card)?)
}

fn fit_beads(folders: &[(Lang, PathBuf)], bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let model = Model::from_bytes(bytes)?;
    let mut texts = Vec::new();
    for (lang, folder) in folders {
        texts.extend(ladders::load(folder, *lang, &model)?);
    }
    let scorer = ladders::fit(&texts.iter().collect::<Vec<_>>());
    let card = Card {
        beads: Some(scorer.to_named()),
        ..model.card().clone()
    };
    Ok(model.with_card(&card)?)
}

fn learn(args: &TrainArgs, common: &Common, base: Option<&Model>) -> anyhow::Result<Vec<u8>> {
    let options = Options {
        epochs: args.epochs,
        batch: args.batch,
        rate: args.rate.unwrap_or(match base {
            Some(_) => Options::RATE_FROM_A_MODEL,
            None => Options::default().rate,
        }),
        rows: args.rows.unwrap_or(match base {
            Some(base) => base.len() + base.len() / 3,
            None => Options::default().rows,
        }),
        seed: args.seed,
        ..Options::default()
    };
    let weights = args
        .weights
        .as_deref()
        .map(Weights::load)
        .transpose()?
        .unwrap_or_default();
    let mut corpus = Corpus::default();
    for path in &args.pairs {
        corpus.add_file(path, &weights)?;
    }
    let bar = if common.quiet {
        ProgressBar::hidden()
    } else {
        ProgressBar::new(0)
    };
    bar.set_style(ProgressStyle::with_template(
        "training {wide_bar} {pos}/{len} {msg} {eta}",
    )?);
    let table = base.map(Model::table).unwrap_or_default();
    let table: Table = train(&corpus, &table, &options, &mut |progress| {
        bar.set_length(progress.steps as u64);
        bar.set_position(progress.step as u64);
        bar.set_message(format!(
            "loss {:.3} accuracy {:.3}",
            progress.loss, progress.accuracy
        ));
    })?;
    bar.finish_and_clear();
    let mut languages: Vec<String> = corpus.langs.iter().map(ToString::to_string).collect();
    let mut sources = corpus.counts();
    if let Some(base) = base {
        // What the rows come from: some of the sources ask to be named.
        languages.extend(base.card().languages.iter().cloned());
        sources.extend(base.card().sources.iter().cloned());
    }
    languages.sort_unstable();
    languages.dedup();
    let card = Card {
        format: Card::FORMAT.to_owned(),
        name: args.name.clone().unwrap_or_else(|| "custom".to_owned()),
        languages,
        sources,
        training: format!(
            "{options}{}",
            base.map(|b| format!(" from {}", b.card().name))
                .unwrap_or_default()
        ),
        scorer: base.and_then(|b| b.card().scorer.clone()),
        beads: base.and_then(|b| b.card().beads.clone()),
        checks: base.and_then(|b| b.card().checks.clone()),
        ..Card::default()
    };
    Ok(Model::to_bytes(&table, &card)?)
}

fn calibrate(sets: &[QuoteSet], fragments: &Fragments, bytes: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let model = Model::from_bytes(bytes)?;
    let scorer = scorer::fit_all(&model, sets.iter(), fragments, |_| true);
    let card = Card {
        scorer: Some(serde_json::to_value(&scorer)?),
        ..model.card().clone()
    };
    Ok(model.with_card(&card)?)
}
