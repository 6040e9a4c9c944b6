//! `bitext`: whole texts, segment by segment.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::bail;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use quotealign::{
    bitext::{Bead, BeadScorer, Side, agreement, align, align_reordered},
    corpus::{Chars, Corpus, Evidence, Kind, Pair, PairId, Run, Status, Task},
    encode::Model,
    read::{Encoding, Segment, TimeRange},
    text::{CharIndex, Detected, Lang, detect},
};

use super::{Common, ModelArg, check, input, output};

/// Share of either text in pairs below which we say that they are no translations.
const DOUBTFUL: f64 = 0.4;

#[derive(Debug, Args)]
pub struct BitextArgs {
    /// The English text (`-`: standard input)
    en: PathBuf,
    /// The Korean or Ukrainian text
    source: PathBuf,
    /// The files have a segment on every line, in UTF-8: take the lines as they are
    #[arg(long)]
    lines: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Write here instead of to standard output. With --format csv new rows are merged into a corpus
    /// that exists; rows a person has reviewed stay as they are
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Parts may stand in another order in the source: align what is left alone again, 64 times at most.
    /// Pairs then come in the order of the English text
    #[arg(long)]
    reorder: bool,
    /// Exit with status 1 when of neither text this share, 0 to 1, is in pairs, each counted with its
    /// confidence: the texts do not translate each other
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fail_below: Option<f64>,
    /// Language of the source, where it is recognised wrongly
    #[arg(long, value_name = "ko|uk", value_parser = super::source_lang)]
    lang: Option<Lang>,
    /// Character encoding of both texts, where it is recognised wrongly: utf-8, utf-16le, cp949,
    /// windows-1251, koi8-u or another name of the WHATWG standard
    #[arg(long, value_name = "NAME", conflicts_with = "lines")]
    encoding: Option<Encoding>,
    #[command(flatten)]
    model: ModelArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Rows of a corpus; segments without an English side have none
    Csv,
    /// English, tab, source, tab, confidence; pairs only
    Tsv,
    /// Numbers of segments from 0, and the confidence: `[0, 1]:[2]:0.93`
    Vecalign,
    /// The rungs of a ladder: segments before the bead on either side, and its confidence
    Hunalign,
}

/// A text and what is known of its segments.
struct Given {
    name: String,
    text: String,
    lang: Lang,
    side: Side,
    /// Speakers and times, of documents.
    segments: Vec<Segment>,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("expected a number from 0 to 1".to_owned()),
    }
}

pub fn run(args: &BitextArgs, common: &Common) -> anyhow::Result<ExitCode> {
    if args.reorder && args.format == Format::Hunalign {
        bail!("a ladder has one order: --reorder goes with the other formats");
    }
    output::check(args.output.as_deref())?;
    input::check([&args.en, &args.source].into_iter())?;
    let begin = Instant::now();
    let bar = output::progress(common.quiet);
    let say = |line: String| {
        if !common.quiet {
            bar.suspend(|| output::message(&line));
        }
    };
    let to_file = output::file(args.output.as_deref());
    if args.format == Format::Csv {
        super::check_corpus(to_file)?;
    }
    let model = args.model.load()?;
    let scorer = BeadScorer::of(&model)?;
    bar.set_message("reading and encoding");
    let (en, source) = if args.lines {
        (
            Given::lines(&args.en, Some(Lang::En), &model)?,
            Given::lines(&args.source, args.lang, &model)?,
        )
    } else {
        Given::documents(args, &model)?
    };
    for given in [&en, &source] {
        let (count, lang) = (given.side.len(), given.lang.name());
        say(format!("{}: {count} segments, {lang}", given.name));
    }
    bar.set_message(format!(
        "aligning {} and {} segments",
        en.side.len(),
        source.side.len()
    ));
    let beads = match args.reorder {
        true => align_reordered(&en.side, &source.side, &scorer),
        false => align(&en.side, &source.side, &scorer),
    };
    bar.finish_and_clear();
    let paired = || beads.iter().filter(|bead| !bead.is_null());
    match args.format {
        Format::Csv => {
            let mut rows = rows(&en, &source, &beads, &model.card().name);
            check::tell_if_blind(&model, &say);
            check::check_all(&mut rows, &model);
            match to_file {
                Some(path) => {
                    let run = Run {
                        en_doc: en.name.clone(),
                        task: Task::Bitext,
                        source_docs: vec![source.name.clone()],
                    };
                    super::save(path, rows, &run, &say)?;
                }
                None => output::write(None, &Corpus { pairs: rows }.to_csv()?)?,
            }
        }
        Format::Tsv => write(args, &tsv(&en, &source, paired()))?,
        Format::Vecalign => write(args, &vecalign(&beads))?,
        Format::Hunalign => write(args, &hunalign(&beads, &en.side, &source.side))?,
    }
    let agreement = agreement(&beads, &en.side, &source.side);
    say(format!(
        "{} pairs, {} segments alone; {:.0} % of a text in pairs; {:.2} s",
        paired().count(),
        beads.len() - paired().count(),
        agreement * 100.0,
        begin.elapsed().as_secs_f64()
    ));
    if agreement < DOUBTFUL {
        say("these two texts do not seem to translate each other".to_owned());
    }
    Ok(match args.fail_below {
        Some(least) if agreement < least => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

fn write(args: &BitextArgs, text: &str) -> anyhow::Result<()> {
    output::write(args.output.as_deref(), text.as_bytes())
}

impl Given {
    fn documents(args: &BitextArgs, model: &Model) -> anyhow::Result<(Self, Self)> {
        let article = input::article(&args.en, args.encoding)?;
        let sources = [args.source.clone()];
        let mut sources = input::sources(&sources, args.encoding, args.lang)?;
        let Some(source) = sources.pop() else {
            bail!("{}: nothing to read", args.source.display());
        };
        let given = |document: quotealign::read::Document, lang| Self {
            side: Side::of_document(&document, lang, model),
            segments: document.segments(lang),
            name: document.name,
            text: document.text,
            lang,
        };
        Ok((
            given(article, Lang::En),
            given(source.document, source.lang),
        ))
    }

    fn lines(path: &Path, lang: Option<Lang>, model: &Model) -> anyhow::Result<Self> {
        let text = input::utf8(path)?;
        let name = path.display().to_string();
        let lang = match (lang, detect(&text)) {
            (Some(Lang::En), Detected::Known(other @ (Lang::Ko | Lang::Uk))) => {
                let other = other.name();
                bail!("{name}: the text is in {other}: give the English text first")
            }
            (Some(lang), _) | (None, Detected::Known(lang @ (Lang::Ko | Lang::Uk))) => lang,
            // Nothing to align is no reason to fail.
            (None, Detected::Unknown) if text.trim().is_empty() => Lang::Ko,
            (None, Detected::Unknown) => {
                bail!("{name}: no language recognised: --lang ko or uk names it")
            }
            (None, other) => {
                bail!(
                    "{name}: the text is in {other}, not in Korean or Ukrainian (--lang ko or uk forces it)"
                )
            }
        };
        Ok(Self {
            side: Side::of_lines(&text, lang, model),
            segments: Vec::new(),
            name,
            text,
            lang,
        })
    }

    /// The words of a run of segments; nothing when they are none.
    fn words(&self, run: &std::ops::Range<usize>) -> &str {
        match run.is_empty() {
            true => "",
            false => self.side.cover(run.clone()).of(&self.text).trim(),
        }
    }
}

/// The rows of the beads with an English side.
fn rows(en: &Given, source: &Given, beads: &[Bead], model: &str) -> Vec<Pair> {
    let now = Timestamp::now();
    let (en_index, source_index) = (CharIndex::new(&en.text), CharIndex::new(&source.text));
    let said = beads.iter().filter(|bead| !en.words(&bead.en).is_empty());
    said.map(|bead| {
        let chars = |given: &Given, index: &CharIndex<'_>, run: &std::ops::Range<usize>| -> Chars {
            index
                .chars(given.side.cover(run.clone()).trim(&given.text))
                .into()
        };
        let en_chars = chars(en, &en_index, &bead.en);
        let found = !source.words(&bead.source).is_empty();
        let source_chars = found.then(|| chars(source, &source_index, &bead.source));
        let source_doc = if found { source.name.as_str() } else { "" };
        Pair {
            id: PairId::of(&en.name, &[en_chars], source_doc, source_chars.as_slice()),
            status: if found { Status::Auto } else { Status::Missing },
            confidence: bead.confidence,
            source_lang: found.then_some(source.lang),
            en: en.words(&bead.en).to_owned(),
            source: source.words(&bead.source).to_owned(),
            speaker: en
                .segments
                .get(bead.en.start)
                .and_then(|segment| segment.speaker.clone())
                .unwrap_or_default(),
            cue: String::new(),
            kind: Kind::Bitext,
            link: found.then_some((bead.en.len() as u32, bead.source.len() as u32)),
            issues: Vec::new(),
            en_doc: en.name.clone(),
            en_chars,
            source_doc: source_doc.to_owned(),
            source_chars,
            source_time: source
                .segments
                .get(bead.source.clone())
                .unwrap_or_default()
                .iter()
                .filter_map(|segment| segment.time)
                .reduce(TimeRange::cover)
                .map(|time| time.to_string())
                .unwrap_or_default(),
            evidence: Evidence::new(),
            model: model.to_owned(),
            reviewer: String::new(),
            note: String::new(),
            updated: now,
        }
    })
    .collect()
}

fn tsv<'b>(en: &Given, source: &Given, pairs: impl Iterator<Item = &'b Bead>) -> String {
    let mut text = String::new();
    let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    for bead in pairs {
        let (en, source) = (flat(en.words(&bead.en)), flat(source.words(&bead.source)));
        let _ = writeln!(text, "{en}\t{source}\t{:.4}", bead.confidence.get());
    }
    text
}

fn vecalign(beads: &[Bead]) -> String {
    let mut text = String::new();
    for bead in beads {
        let list = |run: &std::ops::Range<usize>| {
            let numbers: Vec<String> = run.clone().map(|at| at.to_string()).collect();
            numbers.join(", ")
        };
        let (en, source) = (list(&bead.en), list(&bead.source));
        let _ = writeln!(text, "[{en}]:[{source}]:{:.4}", bead.confidence.get());
    }
    text
}

fn hunalign(beads: &[Bead], en: &Side, source: &Side) -> String {
    let mut text = String::new();
    for bead in beads {
        let (i, j) = (bead.en.start, bead.source.start);
        let _ = writeln!(text, "{i}\t{j}\t{:.4}", bead.confidence.get());
    }
    let _ = writeln!(text, "{}\t{}\t1", en.len(), source.len());
    text
}
