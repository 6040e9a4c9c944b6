//! What a new run changes in a corpus.
//!
//! The rows of the run's document end up as: every reviewed row, unchanged; and every new pair
//! that no reviewed row answers for. A reviewed row answers for the new pair with its own id; if
//! it says what the source is (accepted, edited), it also answers for another pair of the same
//! quote. So a rejected row makes room for a different result but not for the same one again.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{
    id::PairId,
    pair::{Chars, Kind, Pair, Status, Task},
    store::Corpus,
};

/// What a run looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Name of the article, the list of quotes or the English side of a bitext.
    pub en_doc: String,
    /// The sort of run.
    pub task: Task,
    /// Names of the source documents that were searched.
    pub source_docs: Vec<String>,
}

/// What a merge did, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeSummary {
    /// New rows.
    pub added: usize,
    /// Rows of the run's document that stay as they were.
    pub kept: usize,
    /// Rows overwritten, where they stand, by a new result for the same quote.
    pub replaced: usize,
    /// Rows that nobody reviewed and the run no longer finds.
    pub removed: usize,
    /// Rows of other documents and other sorts of runs, which stay as they were.
    pub untouched: usize,
}

impl Corpus {
    /// Merges the result of a run: `new` holds all pairs of `run`, in the order of the document.
    ///
    /// Rows keep their places, a new row stands after its predecessor's, and a row that says the
    /// same as before keeps its time, so that the same run twice changes nothing. A quote not
    /// found this time keeps an earlier source from a document that was not searched this time.
    pub fn merge(&mut self, new: Vec<Pair>, run: &Run) -> MergeSummary {
        let plan = Plan::new(&self.pairs, &new, run);
        let mut summary = MergeSummary {
            added: plan.added.len(),
            ..MergeSummary::default()
        };
        let mut new: Vec<Option<Pair>> = new.into_iter().map(Some).collect();
        let mut added = plan.added.into_iter().peekable();
        let mut pairs = Vec::with_capacity(self.pairs.len() + summary.added);
        let old = std::mem::take(&mut self.pairs);
        for (row, (pair, fate)) in old.into_iter().zip(plan.fates).enumerate() {
            while let Some((_, n)) = added.next_if(|&(slot, _)| slot <= row) {
                pairs.extend(new[n].take());
            }
            match fate {
                Fate::Keep if run.covers(&pair) => summary.kept += 1,
                Fate::Keep => summary.untouched += 1,
                Fate::Replace(_) => summary.replaced += 1,
                Fate::Remove => summary.removed += 1,
            }
            match fate {
                Fate::Keep => pairs.push(pair),
                Fate::Replace(n) => pairs.extend(new[n].take()),
                Fate::Remove => {}
            }
        }
        pairs.extend(added.filter_map(|(_, n)| new[n].take()));
        self.pairs = pairs;
        summary
    }
}

impl Run {
    /// Whether the run speaks for the row: an unreviewed row it speaks for goes unless found again.
    fn covers(&self, pair: &Pair) -> bool {
        // A bitext speaks for its two documents alone; a missing source may have no name.
        let source = self.task != Task::Bitext
            || pair.source_doc.is_empty()
            || self.source_docs.contains(&pair.source_doc);
        pair.kind.task() == self.task && pair.en_doc == self.en_doc && source
    }
}

/// What makes two rows results for the same quote. Without `place`, the same words somewhere in
/// the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct QuoteKey<'p> {
    task: Task,
    en_doc: &'p str,
    place: Option<Chars>,
    en: &'p str,
    /// For bitexts only: one English document may be aligned with several.
    source_doc: Option<&'p str>,
}

impl<'p> QuoteKey<'p> {
    fn of(pair: &'p Pair) -> Self {
        Self {
            task: pair.kind.task(),
            en_doc: &pair.en_doc,
            place: Some(pair.en_chars),
            en: &pair.en,
            source_doc: (pair.kind == Kind::Bitext).then_some(pair.source_doc.as_str()),
        }
    }

    fn anywhere(self) -> Self {
        Self {
            place: None,
            ..self
        }
    }
}

/// What becomes of an existing row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Overwritten by the new pair of this number.
    Replace(usize),
    Remove,
}

/// What becomes of a new pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// The existing row of this number answers for it or is overwritten by it.
    Row(usize),
    /// It becomes a new row, after the existing row of this number where one is given.
    Added(Option<usize>),
    /// It has the id of an earlier new pair.
    Repeated,
}

impl Home {
    fn row(self) -> Option<usize> {
        if let Self::Row(row) = self {
            Some(row)
        } else {
            None
        }
    }
}

struct Plan {
    /// One for each existing row.
    fates: Vec<Fate>,
    /// New rows: the number of the existing row to stand before, and of the new pair; in order.
    added: Vec<(usize, usize)>,
}

impl Plan {
    fn new(old: &[Pair], new: &[Pair], run: &Run) -> Self {
        let mut fates: Vec<Fate> = old
            .iter()
            .map(|pair| {
                if run.covers(pair) && !pair.is_reviewed() {
                    Fate::Remove
                } else {
                    Fate::Keep
                }
            })
            .collect();
        let ids: HashMap<PairId, usize> = old
            .iter()
            .enumerate()
            .map(|(row, pair)| (pair.id, row))
            .collect();
        let mut seen = HashSet::new();
        // Reviewed rows take what is theirs before any row takes something similar.
        let reviewed: Vec<Option<Home>> = new
            .iter()
            .map(|pair| match ids.get(&pair.id) {
                _ if !seen.insert(pair.id) => Some(Home::Repeated),
                Some(&row) if old[row].is_reviewed() => Some(Home::Row(row)),
                _ => None,
            })
            .collect();
        let mut rows = Rows::new(old, new, &reviewed, run);
        let homes: Vec<Home> = reviewed
            .into_iter()
            .zip(new)
            .enumerate()
            .map(|(n, (home, pair))| {
                home.or_else(|| rows.settled(pair))
                    .or_else(|| {
                        let row = *ids.get(&pair.id)?;
                        let same = says_the_same(&old[row], pair);
                        fates[row] = if same { Fate::Keep } else { Fate::Replace(n) };
                        Some(Home::Row(row))
                    })
                    .or_else(|| rows.elsewhere(pair, &mut fates))
                    .or_else(|| rows.stale(n, pair, &mut fates))
                    .unwrap_or_else(|| Home::Added(rows.last.get(&QuoteKey::of(pair)).copied()))
            })
            .collect();
        Self {
            fates,
            added: slots(&homes, old.len()),
        }
    }
}

/// Whether two rows differ in nothing but the time of their last change.
fn says_the_same(a: &Pair, b: &Pair) -> bool {
    // As written: a confidence that was read back has four decimals.
    let (mut a, mut b) = (a.cells(), b.cells());
    if let (Some(a), Some(b)) = (a.last_mut(), b.last_mut()) {
        a.clone_from(b);
    }
    a == b
}

/// The existing rows that can take in a new pair with another id, each for one pair only.
struct Rows<'p> {
    /// Rows that settle a quote; also by [`QuoteKey::anywhere`] where the quote has moved.
    settled: HashMap<QuoteKey<'p>, VecDeque<usize>>,
    /// Unreviewed rows to overwrite.
    stale: HashMap<QuoteKey<'p>, VecDeque<usize>>,
    /// The last row with a source from a document that was not searched.
    elsewhere: HashMap<QuoteKey<'p>, usize>,
    /// The last row that stays, whatever the run finds.
    last: HashMap<QuoteKey<'p>, usize>,
}

impl<'p> Rows<'p> {
    fn new(old: &'p [Pair], new: &[Pair], homes: &[Option<Home>], run: &Run) -> Self {
        let taken: HashSet<usize> = homes
            .iter()
            .flatten()
            .filter_map(|home| home.row())
            .collect();
        let ids: HashSet<PairId> = new.iter().map(|pair| pair.id).collect();
        let present: HashSet<QuoteKey> = new.iter().map(QuoteKey::of).collect();
        let mut rows = Self {
            settled: HashMap::new(),
            stale: HashMap::new(),
            elsewhere: HashMap::new(),
            last: HashMap::new(),
        };
        for (row, pair) in old.iter().enumerate().filter(|(_, pair)| run.covers(pair)) {
            let key = QuoteKey::of(pair);
            if pair.is_reviewed() {
                rows.last.insert(key, row);
            }
            if pair.is_settled() && !taken.contains(&row) {
                rows.settled.entry(key).or_default().push_back(row);
                // Words before the quote have changed, and with them its place.
                if !present.contains(&key) {
                    rows.settled
                        .entry(key.anywhere())
                        .or_default()
                        .push_back(row);
                }
            }
            if !pair.is_reviewed() && !ids.contains(&pair.id) {
                rows.stale.entry(key).or_default().push_back(row);
            }
            let found = !matches!(pair.status, Status::Missing | Status::Rejected);
            if found && !run.source_docs.contains(&pair.source_doc) {
                rows.elsewhere.insert(key, row);
            }
        }
        rows
    }

    fn settled(&mut self, pair: &'p Pair) -> Option<Home> {
        let key = QuoteKey::of(pair);
        [key, key.anywhere()]
            .iter()
            .find_map(|key| self.settled.get_mut(key)?.pop_front())
            .map(Home::Row)
    }

    fn elsewhere(&self, pair: &'p Pair, fates: &mut [Fate]) -> Option<Home> {
        if pair.status != Status::Missing {
            return None;
        }
        let row = *self.elsewhere.get(&QuoteKey::of(pair))?;
        if let Fate::Replace(_) = fates[row] {
            return None;
        }
        fates[row] = Fate::Keep;
        Some(Home::Row(row))
    }

    fn stale(&mut self, n: usize, pair: &'p Pair, fates: &mut [Fate]) -> Option<Home> {
        let rows = self.stale.get_mut(&QuoteKey::of(pair))?;
        while let Some(row) = rows.pop_front() {
            if fates[row] == Fate::Remove {
                fates[row] = Fate::Replace(n);
                return Some(Home::Row(row));
            }
        }
        None
    }
}

/// The places of the new rows: after the row they belong to, else after their predecessor's, else
/// before their successor's, else at the end.
fn slots(homes: &[Home], end: usize) -> Vec<(usize, usize)> {
    let mut slot = homes.iter().find_map(|home| home.row()).unwrap_or(end);
    let mut added = Vec::new();
    for (n, home) in homes.iter().enumerate() {
        match *home {
            Home::Row(row) => slot = row + 1,
            Home::Added(Some(row)) => {
                slot = row + 1;
                added.push((slot, n));
            }
            Home::Added(None) => added.push((slot, n)),
            Home::Repeated => {}
        }
    }
    // A stable sort: rows for the same place stay in their order.
    added.sort_by_key(|&(slot, _)| slot);
    added
}

#[cfg(test)]
mod tests;
