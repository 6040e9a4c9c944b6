//! Texts with known ladders, and the weights of beads fitted to them.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    bitext::{
        Bead, BeadScorer, Corridor, Grid, KINDS, Lattice, NULL_USUAL, SHAPES, Shape, Side, Weights,
    },
    encode::Model,
    read::{ReadError, ReadOptions, read_path},
    text::Lang,
};

/// Why a set of ladders cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LadderError {
    /// A file or the folder cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder without ladders.
    #[error("{0}: no files NAME.gold beside NAME.src and NAME.tgt, and no NAME.en.txt")]
    Empty(PathBuf),
    /// A document that cannot be read.
    #[error(transparent)]
    Document(#[from] ReadError),
    /// Texts whose paragraphs do not render each other one by one.
    #[error(
        "{path}: {en} paragraphs, but {other} in the other language: line N has to render line N"
    )]
    Paragraphs {
        /// The English file.
        path: PathBuf,
        /// English paragraphs.
        en: usize,
        /// Paragraphs of the source.
        other: usize,
    },
    /// A line of a ladder that is no bead of these texts.
    #[error("{path}, line {line}: expected a bead such as [0, 1]:[2] of segments in order")]
    Bead {
        /// The file.
        path: PathBuf,
        /// Its line, from 1.
        line: usize,
    },
}

/// An English text, its source, a segment a line each, and the ladder that people made.
#[derive(Debug)]
pub struct LadderText {
    /// Name of its files.
    pub name: String,
    /// The English segments.
    pub en: Side,
    /// The source's segments.
    pub source: Side,
    /// What is known of the right ladder.
    pub truth: Truth,
}

/// What is known of the right ladder of two texts.
#[derive(Debug)]
pub enum Truth {
    /// Its beads, as (English, source).
    Beads(Vec<(Range<usize>, Range<usize>)>),
    /// Nodes that it passes, as numbers of segments before them: where paragraphs end that render each
    /// other.
    Nodes(Vec<(usize, usize)>),
}

impl LadderText {
    /// The right beads; none where only paragraphs are known.
    pub fn gold(&self) -> &[(Range<usize>, Range<usize>)] {
        match &self.truth {
            Truth::Beads(beads) => beads,
            Truth::Nodes(_) => &[],
        }
    }
}

/// Reads all NAME.src (English), NAME.tgt (in `lang`) and NAME.gold of a folder; and all NAME.en.txt
/// beside a NAME.ko.txt or NAME.uk.txt, whose lines are paragraphs: line N renders line N.
///
/// # Errors
/// When a file is missing, a ladder is none, or there is nothing of this kind.
pub fn load(folder: &Path, lang: Lang, model: &Model) -> Result<Vec<LadderText>, LadderError> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path);
        text.map_err(|source| LadderError::Read { path, source })
    };
    let entries = fs::read_dir(folder).map_err(|source| LadderError::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let is_gold = |path: &PathBuf| path.extension().is_some_and(|end| end == "gold");
    let is_english = |path: &PathBuf| path.to_string_lossy().ends_with(".en.txt");
    let paragraphs = paths
        .iter()
        .filter(|path| is_english(path))
        .map(|path| paragraphs(path, lang, model));
    let ladders = paths.iter().filter(|path| is_gold(path)).map(|path| {
        let en = Side::of_lines(&read(path.with_extension("src"))?, Lang::En, model);
        let source = Side::of_lines(&read(path.with_extension("tgt"))?, lang, model);
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into();
        let gold = read(path.clone())?
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, line)| {
                parse_bead(line)
                    .filter(|(a, b)| a.end <= en.len() && b.end <= source.len())
                    .ok_or_else(|| LadderError::Bead {
                        path: path.clone(),
                        line: at + 1,
                    })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut node = (0, 0);
        for (at, (a, b)) in gold.iter().enumerate() {
            let follows = |run: &Range<usize>, last| run.is_empty() || run.start == last;
            if !follows(a, node.0) || !follows(b, node.1) {
                return Err(LadderError::Bead {
                    path: path.clone(),
                    line: at + 1,
                });
            }
            node = (node.0 + a.len(), node.1 + b.len());
        }
        Ok(LadderText {
            name,
            en,
            source,
            truth: Truth::Beads(gold),
        })
    });
    let texts = ladders.chain(paragraphs).collect::<Result<Vec<_>, _>>()?;
    match texts.is_empty() {
        true => Err(LadderError::Empty(folder.to_owned())),
        false => Ok(texts),
    }
}

/// Two texts whose lines are paragraphs that render each other.
fn paragraphs(path: &Path, lang: Lang, model: &Model) -> Result<LadderText, LadderError> {
    let stem = path.to_string_lossy();
    let stem = stem.trim_end_matches(".en.txt");
    let side = |path: PathBuf, lang: Lang| -> Result<Side, LadderError> {
        let document = read_path(&path, &ReadOptions::default())?;
        Ok(Side::of_document(&document, lang, model))
    };
    let en = side(path.to_owned(), Lang::En)?;
    let source = side(format!("{stem}.{}.txt", lang.code()).into(), lang)?;
    let starts = |side: &Side| -> Vec<usize> {
        let begins = (1..side.len()).filter(|at| side.begins_paragraph(*at));
        begins.chain([side.len()]).collect()
    };
    let (en_ends, source_ends) = (starts(&en), starts(&source));
    if en_ends.len() != source_ends.len() {
        return Err(LadderError::Paragraphs {
            path: path.to_owned(),
            en: en_ends.len(),
            other: source_ends.len(),
        });
    }
    Ok(LadderText {
        name: stem.to_owned(),
        truth: Truth::Nodes(en_ends.into_iter().zip(source_ends).collect()),
        en,
        source,
    })
}

/// `[0, 1]:[2]`, with or without a score behind; empty brackets give an empty range.
fn parse_bead(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (en, rest) = line.trim().strip_prefix('[')?.split_once("]:[")?;
    let (source, _) = rest.split_once(']')?;
    let range = |list: &str| -> Option<Range<usize>> {
        let numbers: Vec<usize> = list
            .split(',')
            .map(str::trim)
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().ok())
            .collect::<Option<_>>()?;
        let start = *numbers.first().unwrap_or(&0);
        let runs = numbers.iter().enumerate().all(|(at, n)| *n == start + at);
        runs.then_some(start..start + numbers.len())
    };
    Some((range(en)?, range(source)?))
}

/// Fits the weights of beads to texts with known ladders: the most probable weights, by Adam (Kingma &
/// Ba 2015) on all texts at a time. Texts with a bead of no known shape are left out.
pub fn fit(texts: &[&LadderText]) -> BeadScorer {
    /// How often the texts are told how usual null beads are in them, and fitted to again.
    const ROUNDS: usize = 3;
    let mut examples: Vec<Example<'_>> =
        texts.iter().filter_map(|text| Example::new(text)).collect();
    let mut weights = [0.0; KINDS];
    for round in 0..ROUNDS {
        climb(&examples, &mut weights);
        if round + 1 < ROUNDS {
            let now = weights.map(|weight| weight as f32);
            examples
                .par_iter_mut()
                .for_each(|example| example.expect_nulls(&now));
        }
    }
    BeadScorer::new(weights.map(|weight| weight as f32))
}

fn climb(examples: &[Example<'_>], weights: &mut [f64; KINDS]) {
    const STEPS: i32 = 120;
    const RATE: f64 = 0.2;
    /// Pulls weights to zero: as much as one bead a text would.
    const DECAY: f64 = 0.1;
    let beads: usize = examples.iter().map(|example| example.beads).sum();
    let (mut mean, mut square) = ([0.0; KINDS], [0.0; KINDS]);
    for step in 1..=STEPS {
        let now: Weights = weights.map(|weight| weight as f32);
        let gradients: Vec<[f64; KINDS]> = examples
            .par_iter()
            .map(|example| example.gradient(&now))
            .collect();
        let rate = RATE * (1.0 - f64::from(step - 1) / f64::from(STEPS));
        for k in 0..KINDS {
            let sum: f64 = gradients.iter().map(|gradient| gradient[k]).sum();
            let slope = (sum - DECAY * weights[k]) / beads.max(1) as f64;
            mean[k] = 0.9 * mean[k] + 0.1 * slope;
            square[k] = 0.99 * square[k] + 0.01 * slope * slope;
            let (m, s) = (
                mean[k] / (1.0 - 0.9_f64.powi(step)),
                square[k] / (1.0 - 0.99_f64.powi(step)),
            );
            weights[k] += rate * m / (s.sqrt() + 1e-8);
        }
    }
}

struct Example<'t> {
    text: &'t LadderText,
    grid: Grid<'t>,
    corridor: Corridor,
    /// What the ladder is known to be, or where it is known to run.
    right: Right,
    beads: usize,
    /// How usual null beads are around each row.
    usual: Vec<f32>,
}

enum Right {
    /// Sum of the evidence of the right beads.
    Sum(Box<[f64; KINDS]>),
    Within(Corridor),
}

impl<'t> Example<'t> {
    fn new(text: &'t LadderText) -> Option<Self> {
        let corridor = Corridor::near_path(&text.en, &text.source);
        let grid = Grid::new(&text.en, &text.source, &corridor);
        let rows = corridor.rows();
        let (right, beads) = match &text.truth {
            Truth::Beads(beads) => (
                Right::Sum(Box::new(evidence_of(text, beads, &grid)?)),
                beads.len(),
            ),
            Truth::Nodes(nodes) => {
                let beads = text.en.len().max(text.source.len());
                (Right::Within(Corridor::through(nodes)), beads)
            }
        };
        Some(Self {
            text,
            grid,
            corridor,
            right,
            beads,
            usual: vec![0.0; rows],
        })
    }

    fn gradient(&self, weights: &Weights) -> [f64; KINDS] {
        let lattice =
            |corridor| Lattice::new(&self.grid, corridor, weights).expecting(self.usual.clone());
        let right = match &self.right {
            Right::Sum(sum) => **sum,
            Right::Within(corridor) => {
                let within = lattice(corridor);
                // A paragraph of one sentence against one of many has no ladder.
                if !within.total().is_finite() {
                    return [0.0; KINDS];
                }
                within.expected()
            }
        };
        let expected = lattice(&self.corridor).expected();
        std::array::from_fn(|k| right[k] - expected[k])
    }

    fn expect_nulls(&mut self, weights: &Weights) {
        self.usual = Lattice::new(&self.grid, &self.corridor, weights).usual_nulls();
        if let (Right::Sum(sum), Truth::Beads(beads)) = (&mut self.right, &self.text.truth) {
            let (mut row, mut usual) = (0, 0.0);
            for (en, source) in beads {
                if en.is_empty() || source.is_empty() {
                    usual += f64::from(self.usual[row]);
                }
                row += en.len();
            }
            sum[NULL_USUAL] = usual;
        }
    }
}

/// The sum of the evidence of the right beads; nothing when they are no ladder of known shapes.
fn evidence_of(
    text: &LadderText,
    beads: &[(Range<usize>, Range<usize>)],
    grid: &Grid<'_>,
) -> Option<[f64; KINDS]> {
    let mut right = [0.0; KINDS];
    let mut node = (0, 0);
    for (en, source) in beads {
        let shape = Shape {
            en: en.len(),
            source: source.len(),
        };
        let wanted = SHAPES.iter().position(|known| *known == shape)?;
        let mut seen = false;
        grid.beads_at(node, |shape, evidence| {
            if shape == wanted {
                seen = true;
                for (sum, x) in right.iter_mut().zip(evidence) {
                    *sum += f64::from(*x);
                }
            }
        });
        // A bead outside the corridor teaches nothing.
        if !seen {
            return None;
        }
        node = (node.0 + en.len(), node.1 + source.len());
    }
    (node == (text.en.len(), text.source.len())).then_some(right)
}

/// Whether a bead is one of the right ones.
pub fn is_right(bead: &Bead, text: &LadderText) -> bool {
    let same = |(en, source): &(Range<usize>, Range<usize>)| {
        let alike = |a: &Range<usize>, b: &Range<usize>| a == b || a.is_empty() && b.is_empty();
        alike(en, &bead.en) && alike(source, &bead.source)
    };
    text.gold().iter().any(same)
}
