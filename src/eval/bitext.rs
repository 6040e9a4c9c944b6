//! How good ladders are.

use std::{collections::HashSet, fmt, ops::Range};

use rayon::prelude::*;

use crate::{
    bitext::{Bead, BeadScorer, align},
    train::ladders::{LadderText, fit, is_right},
};

/// Beads counted (Varga et al. 2005; null beads count in precision only).
#[derive(Clone, Debug, Default)]
pub struct LadderFigures {
    /// Beads found, those exactly right, and those with a right link.
    found: [usize; 3],
    /// Right beads without null beads, those found exactly, and those with a link found.
    gold: [usize; 3],
    /// Null beads found, right ones among them, and all right ones.
    null: [usize; 3],
    /// Confidence and whether the bead is right.
    outcomes: Vec<(f64, bool)>,
}

type Link = (Range<usize>, Range<usize>);

impl LadderFigures {
    fn count(&mut self, text: &LadderText, beads: &[Bead]) {
        let links = |beads: &mut dyn Iterator<Item = Link>| -> HashSet<(usize, usize)> {
            beads
                .flat_map(|(en, source)| en.flat_map(move |i| source.clone().map(move |j| (i, j))))
                .collect()
        };
        let right = links(&mut text.gold().iter().cloned());
        let found = links(&mut beads.iter().map(|b| (b.en.clone(), b.source.clone())));
        let linked = |links: &HashSet<(usize, usize)>, (en, source): &Link| {
            en.clone()
                .any(|i| source.clone().any(|j| links.contains(&(i, j))))
        };
        for bead in beads {
            let exact = is_right(bead, text);
            let link = (bead.en.clone(), bead.source.clone());
            self.found[0] += 1;
            self.found[1] += usize::from(exact);
            self.found[2] += usize::from(exact || linked(&right, &link));
            self.null[0] += usize::from(bead.is_null());
            self.null[1] += usize::from(bead.is_null() && exact);
            self.outcomes.push((bead.confidence.get(), exact));
        }
        for link in text.gold() {
            if link.0.is_empty() || link.1.is_empty() {
                self.null[2] += 1;
                continue;
            }
            let exact = beads.iter().any(|b| b.en == link.0 && b.source == link.1);
            self.gold[0] += 1;
            self.gold[1] += usize::from(exact);
            self.gold[2] += usize::from(exact || linked(&found, link));
        }
    }

    fn f1(&self, which: usize) -> f64 {
        let share = |counts: [usize; 3]| counts[which] as f64 / counts[0].max(1) as f64;
        let (p, r) = (share(self.found), share(self.gold));
        2.0 * p * r / (p + r).max(1e-9)
    }

    /// F1 of beads exactly right.
    pub fn strict(&self) -> f64 {
        self.f1(1)
    }

    /// F1 of beads with at least one right link.
    pub fn lax(&self) -> f64 {
        self.f1(2)
    }

    /// Mean distance of confidence and share of right beads, over ten bins.
    pub fn calibration_error(&self) -> f64 {
        let mut bins = [(0.0, 0.0); 10];
        for (confidence, right) in &self.outcomes {
            let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
            bin.0 += confidence;
            bin.1 += f64::from(u8::from(*right));
        }
        let error: f64 = bins.iter().map(|(sum, right)| (sum - right).abs()).sum();
        error / self.outcomes.len().max(1) as f64
    }
}

impl fmt::Display for LadderFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [found, right, all] = self.null;
        writeln!(
            f,
            "beads {}  F1 strict {:.4}  lax {:.4}  null beads: precision {:.3}, recall {:.3}  calibration error {:.3}",
            self.found[0],
            self.strict(),
            self.lax(),
            right as f64 / found.max(1) as f64,
            right as f64 / all.max(1) as f64,
            self.calibration_error(),
        )
    }
}

/// Aligns all texts with `scorer`.
pub fn measure(texts: &[LadderText], scorer: &BeadScorer) -> LadderFigures {
    let mut figures = LadderFigures::default();
    for text in texts {
        figures.count(text, &align(&text.en, &text.source, scorer));
    }
    figures
}

/// Aligns every fifth of the texts with a scorer fitted to the others and to `with`. Texts of one name
/// are in one fold: they are versions of one another.
pub fn measure_folds(texts: &[LadderText], with: &[LadderText]) -> LadderFigures {
    const FOLDS: usize = 5;
    let mut names: Vec<&str> = texts.iter().map(|text| text.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let fold_of = |text: &LadderText| {
        let at = names.binary_search(&text.name.as_str());
        at.map_or(FOLDS, |at| at % FOLDS)
    };
    let mut figures = LadderFigures::default();
    let found: Vec<Vec<(usize, Vec<Bead>)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let others: Vec<&LadderText> = texts
                .iter()
                .chain(with)
                .filter(|text| fold_of(text) != fold)
                .collect();
            let scorer = fit(&others);
            let own = texts.iter().enumerate().filter(|(_, t)| fold_of(t) == fold);
            own.map(|(at, text)| (at, align(&text.en, &text.source, &scorer)))
                .collect()
        })
        .collect();
    for (at, beads) in found.into_iter().flatten() {
        figures.count(&texts[at], &beads);
    }
    figures
}
