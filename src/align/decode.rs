//! All quotes of an article together: order, and no place twice.

use super::{
    scorer::{Order, Scorer, softmax},
    source::Run,
};

/// Placed quotes a quote may go on from.
const RECENT: usize = 4;

/// Quotes looked at, both ways, for a place that is used already.
const NEAR: usize = 12;

/// Hypotheses kept at each quote.
const BEAM: usize = 64;

/// Where a quote may be found: runs with their scores.
pub type Options = Vec<(Run, f64)>;

/// The choice for one quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The most probable place given the choices for the other quotes, even when "none" is more
    /// probable still; `None` when there are no places.
    pub place: Option<usize>,
    /// Probability, given the other quotes, that the place or one overlapping it is right, 0..1,
    /// before calibration.
    pub probability: f64,
}

/// What the search space looks like to the order prior.
pub struct Layout<'a> {
    /// Document of each segment.
    pub document_of: &'a dyn Fn(usize) -> usize,
    /// Number of segments.
    pub segments: usize,
}

/// One way to place the quotes so far.
#[derive(Clone)]
struct Path {
    score: f64,
    /// Index into the options of each quote so far.
    chosen: Vec<Option<usize>>,
    /// The last places chosen, the latest last.
    recent: Vec<Run>,
}

/// Chooses places for `quotes`, in the article's order.
pub fn decode(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> Vec<Choice> {
    let best = beam(quotes, scorer, layout);
    (0..quotes.len())
        .map(|i| choice(i, quotes, &best, scorer, layout))
        .collect()
}

fn beam(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> Vec<Option<usize>> {
    let mut paths = vec![Path {
        score: 0.0,
        chosen: Vec::new(),
        recent: Vec::new(),
    }];
    for (i, options) in quotes.iter().enumerate() {
        let mut next: Vec<Path> = Vec::new();
        for path in &paths {
            let mut grow = |choice: Option<(usize, Run)>, score: f64| {
                let mut new = Path {
                    score: path.score + score,
                    ..path.clone()
                };
                new.chosen.push(choice.map(|(at, _)| at));
                if let Some((_, run)) = choice {
                    if new.recent.len() == RECENT {
                        new.recent.remove(0);
                    }
                    new.recent.push(run);
                }
                next.push(new);
            };
            grow(None, scorer.none);
            for (at, (run, score)) in options.iter().enumerate() {
                let mut score = score + step(&path.recent, *run, &scorer.order, layout);
                // Looking back a little is enough: a place used twice by neighbours is the danger.
                let recent = path.chosen.iter().enumerate().rev().take(NEAR);
                if recent
                    .flat_map(|(j, c)| c.map(|c| quotes[j][c].0))
                    .any(|used| overlap(used, *run))
                {
                    score -= scorer.order.again;
                }
                grow(Some((at, *run)), score);
            }
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        // Of the paths that end alike only the best can win.
        let mut seen = Vec::new();
        next.retain(|path| {
            let end = (path.chosen[i].map(|c| quotes[i][c].0), path.recent.clone());
            !seen.contains(&end) && seen.len() < BEAM && {
                seen.push(end);
                true
            }
        });
        paths = next;
    }
    paths
        .into_iter()
        .next()
        .map(|path| path.chosen)
        .unwrap_or_default()
}

/// The choice for quote `i` with the neighbours where `best` has them.
fn choice(
    i: usize,
    quotes: &[Options],
    best: &[Option<usize>],
    scorer: &Scorer,
    layout: &Layout<'_>,
) -> Choice {
    let placed = |j: usize| best[j].map(|c| quotes[j][c].0);
    let mut before: Vec<Run> = (0..i).rev().filter_map(placed).take(RECENT).collect();
    before.reverse();
    let after: Vec<Run> = (i + 1..quotes.len())
        .filter_map(placed)
        .take(RECENT)
        .collect();
    let near: Vec<Run> = (i.saturating_sub(NEAR)..(i + NEAR + 1).min(quotes.len()))
        .filter(|j| *j != i)
        .filter_map(placed)
        .collect();
    // What the quotes after this one make of it being there, or not.
    let follow = |here: Option<Run>| -> f64 {
        let mut recent: Vec<Run> = before.iter().copied().chain(here).collect();
        let mut score = 0.0;
        for next in &after {
            score += step(
                &recent[recent.len().saturating_sub(RECENT)..],
                *next,
                &scorer.order,
                layout,
            );
            recent.push(*next);
        }
        score
    };
    let scores: Vec<f64> = quotes[i]
        .iter()
        .map(|(run, score)| {
            let used = near.iter().any(|used| overlap(*used, *run));
            score + step(&before, *run, &scorer.order, layout) + follow(Some(*run))
                - if used { scorer.order.again } else { 0.0 }
        })
        .collect();
    let (probabilities, _) = softmax(&scores, scorer.none + follow(None));
    let place = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let probability = place.map_or(0.0, |place| {
        let same = |at: &usize| overlap(quotes[i][*at].0, quotes[i][place].0);
        (0..scores.len())
            .filter(same)
            .map(|at| probabilities[at])
            .sum()
    });
    Choice { place, probability }
}

/// Log of how much more likely a place is after the `recent` ones (the latest last) than anywhere.
fn step(recent: &[Run], next: Run, order: &Order, layout: &Layout<'_>) -> f64 {
    let stop = 1.0 / (order.reach + 1.0);
    let ahead = |from: &Run| {
        let same_document = (layout.document_of)(from.start) == (layout.document_of)(next.start);
        let ahead = same_document && next.start >= from.start;
        if ahead {
            stop * (1.0 - stop).powi((next.start - from.start) as i32)
        } else {
            0.0
        }
    };
    let Some((last, earlier)) = recent.split_last() else {
        return 0.0;
    };
    // An answer follows its question even when another question was quoted in between.
    let forward = if earlier.is_empty() {
        ahead(last)
    } else {
        let mean = earlier.iter().map(ahead).sum::<f64>() / earlier.len() as f64;
        (1.0 - order.back) * ahead(last) + order.back * mean
    };
    (order.forward * forward * layout.segments as f64 + 1.0 - order.forward).ln()
}

fn overlap(a: Run, b: Run) -> bool {
    a.start < b.end && b.start < a.end
}
