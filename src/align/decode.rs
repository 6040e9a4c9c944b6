//! All quotes of an article together: order, and no place twice.

use super::{
    scorer::{Order, Scorer, softmax},
    source::Run,
};

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
    /// The last place chosen.
    last: Option<Run>,
}

/// Chooses places for `quotes`, in the article's order.
pub fn decode(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> Vec<Choice> {
    let best = beam(quotes, scorer, layout);
    (0..quotes.len()).map(|i| choice(i, quotes, &best, scorer, layout)).collect()
}

fn beam(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> Vec<Option<usize>> {
    let mut paths = vec![Path { score: 0.0, chosen: Vec::new(), last: None }];
    for (i, options) in quotes.iter().enumerate() {
        let mut next: Vec<Path> = Vec::new();
        for path in &paths {
            let mut grow = |choice: Option<usize>, score: f64, last: Option<Run>| {
                let mut chosen = path.chosen.clone();
                chosen.push(choice);
                next.push(Path { score: path.score + score, chosen, last });
            };
            grow(None, scorer.none, path.last);
            for (at, (run, score)) in options.iter().enumerate() {
                let mut score = score + step(path.last, *run, &scorer.order, layout);
                // Looking back a little is enough: a place used twice by neighbours is the danger.
                let recent = path.chosen.iter().enumerate().rev().take(12);
                if recent.flat_map(|(j, c)| c.map(|c| quotes[j][c].0)).any(|used| overlap(used, *run)) {
                    score -= scorer.order.again;
                }
                grow(Some(at), score, Some(*run));
            }
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        // Of the paths that end alike only the best can win.
        let mut seen = Vec::new();
        next.retain(|path| {
            let end = (path.chosen[i].map(|c| quotes[i][c].0), path.last);
            !seen.contains(&end) && seen.len() < BEAM && {
                seen.push(end);
                true
            }
        });
        paths = next;
    }
    paths.into_iter().next().map(|path| path.chosen).unwrap_or_default()
}

/// The choice for quote `i` with the neighbours where `best` has them.
fn choice(i: usize, quotes: &[Options], best: &[Option<usize>], scorer: &Scorer, layout: &Layout<'_>) -> Choice {
    let placed = |j: usize| best[j].map(|c| quotes[j][c].0);
    let before = (0..i).rev().find_map(placed);
    let after = (i + 1..quotes.len()).find_map(placed);
    let near: Vec<Run> = (i.saturating_sub(12)..(i + 13).min(quotes.len())).filter(|j| *j != i).filter_map(placed).collect();
    let scores: Vec<f64> = quotes[i]
        .iter()
        .map(|(run, score)| {
            let mut score = score + step(before, *run, &scorer.order, layout);
            if let Some(after) = after {
                score += step(Some(*run), after, &scorer.order, layout);
            }
            if near.iter().any(|used| overlap(*used, *run)) {
                score -= scorer.order.again;
            }
            score
        })
        .collect();
    let skip = after.map_or(0.0, |after| step(before, after, &scorer.order, layout));
    let (probabilities, _) = softmax(&scores, scorer.none + skip);
    let place = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let probability = place.map_or(0.0, |place| {
        let same = |at: &usize| overlap(quotes[i][*at].0, quotes[i][place].0);
        (0..scores.len()).filter(same).map(|at| probabilities[at]).sum()
    });
    Choice { place, probability }
}

/// Log of how much more likely a place is after the last one than anywhere.
fn step(last: Option<Run>, next: Run, order: &Order, layout: &Layout<'_>) -> f64 {
    let Some(last) = last else { return 0.0 };
    let same_document = (layout.document_of)(last.start) == (layout.document_of)(next.start);
    let ahead = if same_document && next.start >= last.start {
        let stop = 1.0 / (order.reach + 1.0);
        stop * (1.0 - stop).powi((next.start - last.start) as i32)
    } else {
        0.0
    };
    (order.forward * ahead * layout.segments as f64 + 1.0 - order.forward).ln()
}

fn overlap(a: Run, b: Run) -> bool {
    a.start < b.end && b.start < a.end
}
