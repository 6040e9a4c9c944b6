//! Texts with known ladders, and the weights of beads fitted to them.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    bitext::{Bead, BeadScorer, Corridor, Grid, KINDS, Lattice, SHAPES, Shape, Side, Weights},
    encode::Model,
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
    #[error("{0}: no files NAME.gold beside NAME.src and NAME.tgt")]
    Empty(PathBuf),
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
    /// The right beads, as (English, source).
    pub gold: Vec<(Range<usize>, Range<usize>)>,
}

/// Reads all NAME.src (English), NAME.tgt (in `lang`) and NAME.gold of a folder.
///
/// # Errors
/// When a file is missing or a ladder is none.
pub fn load(folder: &Path, lang: Lang, model: &Model) -> Result<Vec<LadderText>, LadderError> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path);
        text.map_err(|source| LadderError::Read { path, source })
    };
    let entries = fs::read_dir(folder).map_err(|source| LadderError::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut golds: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "gold"))
        .collect();
    golds.sort();
    if golds.is_empty() {
        return Err(LadderError::Empty(folder.to_owned()));
    }
    golds
        .into_iter()
        .map(|path| {
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
                .collect::<Result<_, _>>()?;
            Ok(LadderText {
                name,
                en,
                source,
                gold,
            })
        })
        .collect()
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
    const STEPS: i32 = 300;
    const RATE: f64 = 0.1;
    /// Pulls weights to zero: as much as one bead a text would.
    const DECAY: f64 = 0.1;
    let examples: Vec<Example<'_>> = texts.iter().filter_map(|text| Example::new(text)).collect();
    let beads: usize = examples.iter().map(|example| example.beads).sum();
    let mut weights = [0.0_f64; KINDS];
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
    BeadScorer::new(weights.map(|weight| weight as f32))
}

struct Example<'t> {
    grid: Grid<'t>,
    corridor: Corridor,
    /// Sum of the evidence of the right beads.
    right: [f64; KINDS],
    beads: usize,
}

impl<'t> Example<'t> {
    fn new(text: &'t LadderText) -> Option<Self> {
        let corridor = Corridor::near_path(&text.en, &text.source);
        let grid = Grid::new(&text.en, &text.source, &corridor);
        let mut right = [0.0; KINDS];
        let mut node = (0, 0);
        for (en, source) in &text.gold {
            let shape = Shape {
                en: en.len(),
                source: source.len(),
            };
            let wanted = SHAPES.iter().position(|known| *known == shape)?;
            grid.beads_at(node, |shape, evidence| {
                if shape == wanted {
                    for (sum, x) in right.iter_mut().zip(evidence) {
                        *sum += f64::from(*x);
                    }
                }
            });
            node = (node.0 + en.len(), node.1 + source.len());
        }
        (node == (text.en.len(), text.source.len())).then_some(Self {
            grid,
            corridor,
            right,
            beads: text.gold.len(),
        })
    }

    fn gradient(&self, weights: &Weights) -> [f64; KINDS] {
        let expected = Lattice::new(&self.grid, &self.corridor, weights).expected();
        std::array::from_fn(|k| self.right[k] - expected[k])
    }
}

/// Whether a bead is one of the right ones.
pub fn is_right(bead: &Bead, text: &LadderText) -> bool {
    let same = |(en, source): &(Range<usize>, Range<usize>)| {
        let alike = |a: &Range<usize>, b: &Range<usize>| a == b || a.is_empty() && b.is_empty();
        alike(en, &bead.en) && alike(source, &bead.source)
    };
    text.gold.iter().any(same)
}
