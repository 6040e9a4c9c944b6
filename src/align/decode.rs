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

/// A quote and where it may be found.
#[derive(Clone, Debug)]
pub struct Options {
    /// Runs with their scores.
    pub runs: Vec<(Run, f64)>,
    /// Whether the quote is a question.
    pub question: bool,
}

/// A place chosen for a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Placed {
    run: Run,
    question: bool,
}

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
    /// The last step, in the list of all steps.
    step: Option<usize>,
    /// The last places chosen, the latest last, [`NEAR`] at most.
    recent: Vec<Placed>,
}

/// The choice for a quote, and the step before.
struct Step {
    before: Option<usize>,
    choice: Option<usize>,
}

/// Chooses places for `quotes`, in the article's order.
pub fn decode(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> Vec<Choice> {
    let order = Order {
        forward: orderliness(quotes, scorer, layout),
        ..scorer.order
    };
    let prior = Prior {
        order: &order,
        layout,
    };
    let best = beam(quotes, scorer.none, &prior);
    (0..quotes.len())
        .map(|i| choice(i, quotes, &best, scorer.none, &prior))
        .collect()
}

/// How orderly these quotes are: the probability of going on from the last place, estimated from
/// the quotes that are sure without any order, with the scorer's own as the prior.
///
/// Most articles follow their source, but a list of quotes may stand in any order.
fn orderliness(quotes: &[Options], scorer: &Scorer, layout: &Layout<'_>) -> f64 {
    /// Log-odds against "none" that make a quote sure.
    const SURE: f64 = 2.0;
    /// Steps the prior is worth.
    const WORTH: f64 = 12.0;
    let sure = |quote: &Options| {
        let best = quote.runs.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 - scorer.none > SURE).then_some(best.0)
    };
    let places: Vec<Run> = quotes.iter().filter_map(sure).collect();
    let on = |pair: &&[Run]| {
        (layout.document_of)(pair[0].start) == (layout.document_of)(pair[1].start)
            && pair[0].start <= pair[1].start
    };
    let steps = places.len().saturating_sub(1) as f64;
    let forward = places.windows(2).filter(on).count() as f64;
    // By chance one step in two goes on; what is beyond that is order.
    let ordered = (2.0 * forward - steps).max(0.0);
    (scorer.order.forward * WORTH + ordered) / (WORTH + steps)
}

fn beam(quotes: &[Options], none: f64, prior: &Prior<'_>) -> Vec<Option<usize>> {
    let mut steps: Vec<Step> = Vec::new();
    let mut paths = vec![Path {
        score: 0.0,
        step: None,
        recent: Vec::new(),
    }];
    for options in quotes {
        let mut grown: Vec<(f64, usize, Option<usize>)> = Vec::new();
        for (from, path) in paths.iter().enumerate() {
            grown.push((path.score + none, from, None));
            for (at, (run, score)) in options.runs.iter().enumerate() {
                let placed = Placed {
                    run: *run,
                    question: options.question,
                };
                grown.push((
                    path.score + score + prior.of(&path.recent, placed),
                    from,
                    Some(at),
                ));
            }
        }
        grown.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut next: Vec<Path> = Vec::with_capacity(BEAM);
        for (score, from, choice) in grown {
            let mut recent = paths[from].recent.clone();
            if let Some(at) = choice {
                if recent.len() == NEAR {
                    recent.remove(0);
                }
                recent.push(Placed {
                    run: options.runs[at].0,
                    question: options.question,
                });
            }
            // Of the paths that end alike only the best can win.
            if next.iter().any(|path| path.recent == recent) {
                continue;
            }
            steps.push(Step {
                before: paths[from].step,
                choice,
            });
            next.push(Path {
                score,
                step: Some(steps.len() - 1),
                recent,
            });
            if next.len() == BEAM {
                break;
            }
        }
        paths = next;
    }
    let mut choices = Vec::with_capacity(quotes.len());
    let mut at = paths.first().and_then(|path| path.step);
    while let Some(step) = at.map(|at| &steps[at]) {
        choices.push(step.choice);
        at = step.before;
    }
    choices.reverse();
    choices
}

/// The choice for quote `i` with the others where `best` has them.
fn choice(
    i: usize,
    quotes: &[Options],
    best: &[Option<usize>],
    none: f64,
    prior: &Prior<'_>,
) -> Choice {
    let placed = |j: usize| {
        let options = &quotes[j];
        best[j].map(|at| Placed {
            run: options.runs[at].0,
            question: options.question,
        })
    };
    let mut before: Vec<Placed> = (0..i).rev().filter_map(placed).take(NEAR).collect();
    before.reverse();
    let after: Vec<Placed> = (i + 1..quotes.len())
        .filter_map(placed)
        .take(NEAR)
        .collect();
    // What the quotes after this one make of it being there, or not.
    let follow = |here: Option<Placed>| -> f64 {
        let mut recent: Vec<Placed> = before.iter().copied().chain(here).collect();
        let mut score = 0.0;
        for next in &after {
            score += prior.of(&recent[recent.len().saturating_sub(NEAR)..], *next);
            recent.push(*next);
        }
        score
    };
    let scores: Vec<f64> = quotes[i]
        .runs
        .iter()
        .map(|(run, score)| {
            let here = Placed {
                run: *run,
                question: quotes[i].question,
            };
            score + prior.of(&before, here) + follow(Some(here))
        })
        .collect();
    let (probabilities, _) = softmax(&scores, none + follow(None));
    let place = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let probability = place.map_or(0.0, |place| {
        let same = |at: &usize| quotes[i].runs[*at].0.overlaps(quotes[i].runs[place].0);
        (0..scores.len())
            .filter(same)
            .map(|at| probabilities[at])
            .sum()
    });
    Choice { place, probability }
}

/// What the places of the quotes before say of the next one's.
struct Prior<'a> {
    order: &'a Order,
    layout: &'a Layout<'a>,
}

impl Prior<'_> {
    /// Log of how much more likely `next` is after the `recent` places (the latest last) than
    /// anywhere.
    fn of(&self, recent: &[Placed], next: Placed) -> f64 {
        let Some((last, earlier)) = recent.split_last() else {
            return 0.0;
        };
        let earlier = &earlier[earlier.len().saturating_sub(RECENT)..];
        // An answer follows its question even when another question was quoted in between.
        let back = earlier
            .iter()
            .map(|from| self.ahead(*from, next))
            .fold(0.0, f64::max);
        let share = if earlier.is_empty() {
            0.0
        } else {
            self.order.back
        };
        let forward = (1.0 - share) * self.ahead(*last, next) + share * back;
        let segments = self.layout.segments as f64;
        let mut log = (self.order.forward * forward * segments + 1.0 - self.order.forward).ln();
        if recent.iter().any(|used| used.run.overlaps(next.run)) {
            log -= self.order.again;
        }
        let answers =
            |from: &Placed| from.question && !next.question && from.run.end == next.run.start;
        if recent.iter().rev().take(RECENT).any(answers) {
            log += self.order.answer;
        }
        log
    }

    /// Probability of `next` when the article goes on from `from`.
    fn ahead(&self, from: Placed, next: Placed) -> f64 {
        let same =
            (self.layout.document_of)(from.run.start) == (self.layout.document_of)(next.run.start);
        if !same || next.run.start < from.run.start {
            return 0.0;
        }
        let stop = 1.0 / (self.order.reach + 1.0);
        // Beyond some thousand segments the power is nothing anyway.
        let skipped = (next.run.start - from.run.start).min(1 << 12) as i32;
        stop * (1.0 - stop).powi(skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: fn(&[(usize, f64)], bool) -> Options = |runs, question| Options {
        runs: runs
            .iter()
            .map(|(at, score)| {
                (
                    Run {
                        start: *at,
                        end: at + 1,
                    },
                    *score,
                )
            })
            .collect(),
        question,
    };

    const LAYOUT: Layout<'static> = Layout {
        document_of: &|_| 0,
        segments: 100,
    };

    fn scorer() -> Scorer {
        Scorer {
            none: 0.0,
            ..Scorer::default()
        }
    }

    fn places(quotes: &[Options]) -> Vec<Option<usize>> {
        let choices = decode(quotes, &scorer(), &LAYOUT);
        let start = |(c, q): (Choice, &Options)| c.place.map(|at| q.runs[at].0.start);
        choices.into_iter().zip(quotes).map(start).collect()
    }

    #[test]
    fn an_answer_follows_its_own_question() {
        let no = [(11, 3.0), (40, 3.0), (70, 3.0)];
        let asked = [QUOTE(&[(39, 9.0)], true), QUOTE(&no, false)];
        assert_eq!(places(&asked), [Some(39), Some(40)]);
        // Two questions, then the answer to the first of them.
        let asked = [
            QUOTE(&[(10, 9.0)], true),
            QUOTE(&[(30, 9.0)], true),
            QUOTE(&[(11, 3.0), (29, 3.0)], false),
        ];
        assert_eq!(places(&asked), [Some(10), Some(30), Some(11)]);
    }

    #[test]
    fn a_list_without_order_is_taken_as_such() {
        let at = |start: usize| QUOTE(&[(start, 9.0)], false);
        let order = |starts: &[usize]| {
            let quotes: Vec<Options> = starts.iter().map(|s| at(*s)).collect();
            orderliness(&quotes, &scorer(), &LAYOUT)
        };
        let up: Vec<usize> = (0..30).collect();
        let down: Vec<usize> = (0..30).rev().collect();
        assert!(order(&up) > 0.8);
        assert!(order(&down) < 0.2);
        assert_eq!(order(&[5]), scorer().order.forward);
    }

    #[test]
    fn equal_answers_are_shared_out() {
        let yes = [(5, 3.0), (8, 3.0)];
        assert_eq!(
            places(&[QUOTE(&yes, false), QUOTE(&yes, false)]),
            [Some(5), Some(8)]
        );
    }

    #[test]
    fn a_much_better_place_beats_the_order() {
        assert_eq!(
            places(&[
                QUOTE(&[(90, 9.0)], false),
                QUOTE(&[(3, 9.0), (91, 1.0)], false)
            ]),
            [Some(90), Some(3)]
        );
    }

    #[test]
    fn no_places_no_choice() {
        let choices = decode(
            &[QUOTE(&[], false)],
            &Scorer::default(),
            &Layout {
                document_of: &|_| 0,
                segments: 1,
            },
        );
        assert_eq!(
            choices,
            [Choice {
                place: None,
                probability: 0.0
            }]
        );
    }
}
