//! How well the checks find what differs: right pairs are changed, one thing at a time, and so are
//! the issues counted that the pairs have as they are.

use std::fmt;

use rayon::prelude::*;

use crate::{
    check::{Checker, CheckerError, Issue, Rendering, Severity},
    encode::Model,
    train::changes::{Change, RightPair, changes},
};

/// How often a kind of change was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// Changed copies.
    pub changed: usize,
    /// Those with a major or critical issue of the kind.
    pub found: usize,
}

/// What the checks are worth on some pairs.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Pairs as they are.
    pub clean: usize,
    /// Those with a major or critical issue.
    pub flagged: usize,
    /// By [`Change::ALL`]: the English changed, and the source.
    pub recall: [[Recall; 2]; Change::ALL.len()],
    /// Stories of what was flagged without a change, and of changes not found.
    pub misses: Vec<String>,
}

/// Checks `pairs` as they are and changed.
pub fn measure(model: &Model, pairs: &[RightPair], seed: u64) -> Result<Figures, CheckerError> {
    Checker::new(model)?;
    let issues = |pairs: &[&RightPair]| -> Vec<Vec<Issue>> {
        let chunk = pairs.len().div_ceil(rayon::current_num_threads()).max(1);
        let check = |pairs: &[&RightPair]| -> Vec<Vec<Issue>> {
            let Ok(mut checker) = Checker::new(model) else {
                return vec![Vec::new(); pairs.len()];
            };
            let mut check = |pair: &&RightPair| {
                let mut issues = checker.check(&Rendering::new(&pair.en, &pair.source, pair.lang));
                issues.retain(|issue| issue.severity >= Severity::Major);
                issues
            };
            pairs.iter().map(&mut check).collect()
        };
        pairs.par_chunks(chunk).flat_map_iter(check).collect()
    };
    let mut misses = Vec::new();
    let story = |why: &str, pair: &RightPair| format!("{why}\n  {}\n  {}\n", pair.en, pair.source);
    let mut flagged = 0;
    let clean = issues(&pairs.iter().collect::<Vec<_>>());
    for (pair, issues) in pairs.iter().zip(&clean) {
        if !issues.is_empty() {
            flagged += 1;
            let said: Vec<String> = issues
                .iter()
                .map(|issue| format!("{}: {}", issue.code, issue.sentence))
                .collect();
            misses.push(story(
                &format!("flagged as it is: {}", said.join("; ")),
                pair,
            ));
        }
    }
    let changed = changes(pairs, seed);
    let found = issues(
        &changed
            .iter()
            .map(|changed| &changed.pair)
            .collect::<Vec<_>>(),
    );
    let mut recall = [[Recall::default(); 2]; Change::ALL.len()];
    for (changed, issues) in changed.iter().zip(&found) {
        let of_kind = |issue: &Issue| changed.change.codes().contains(&issue.code);
        let recall = &mut recall[changed.change as usize][usize::from(!changed.in_english)];
        recall.changed += 1;
        // What is said of the pair as it is was not found by the change.
        let old = &clean[changed.at];
        let is_new = |issue: &&Issue| !old.iter().any(|old| old.sentence == issue.sentence);
        if issues.iter().filter(is_new).any(of_kind) {
            recall.found += 1;
        } else {
            let side = if changed.in_english {
                "English"
            } else {
                "source"
            };
            misses.push(story(
                &format!("not found: {} in the {side}", changed.change.name()),
                &changed.pair,
            ));
        }
    }
    Ok(Figures {
        clean: pairs.len(),
        flagged,
        recall,
        misses,
    })
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        writeln!(
            f,
            "clean pairs {}  with a major or critical issue {} ({:.3})",
            self.clean,
            self.flagged,
            share(self.flagged, self.clean)
        )?;
        for (change, [en, source]) in Change::ALL.iter().zip(&self.recall) {
            let both = (en.changed + source.changed, en.found + source.found);
            writeln!(
                f,
                "{:<15} changed {:>5}  found {:.3}  in the English {:.3} of {}  in the source {:.3} of {}",
                change.name(),
                both.0,
                share(both.1, both.0),
                share(en.found, en.changed),
                en.changed,
                share(source.found, source.changed),
                source.changed
            )?;
        }
        Ok(())
    }
}
