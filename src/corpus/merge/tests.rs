use std::slice::from_ref as only;

use proptest::prelude::*;

use super::*;
use crate::corpus::samples::{corpus, found, missing, reviewed};

const ARTICLE: &str = "article.txt";

fn run() -> Run {
    Run {
        en_doc: ARTICLE.to_owned(),
        task: Task::Article,
        source_docs: vec!["talk.txt".to_owned()],
    }
}

fn merged(
    old: impl IntoIterator<Item = Pair>,
    new: impl IntoIterator<Item = Pair>,
) -> (Vec<Pair>, MergeSummary) {
    let mut corpus = corpus(old);
    let summary = corpus.merge(new.into_iter().collect(), &run());
    (corpus.pairs, summary)
}

/// A source found in a document that the run does not search.
fn found_elsewhere(en: usize) -> Pair {
    let pair = found(ARTICLE, en, 7);
    let id = PairId::of(ARTICLE, &[pair.en_chars], "old.txt", &[]);
    Pair {
        id,
        source_doc: "old.txt".to_owned(),
        ..pair
    }
}

#[test]
fn the_first_run_fills_the_corpus() {
    let new = [found(ARTICLE, 10, 1), missing(ARTICLE, 20)];
    let (pairs, summary) = merged([], new.clone());
    assert_eq!(pairs, new);
    assert_eq!(
        summary,
        MergeSummary {
            added: 2,
            ..MergeSummary::default()
        }
    );
}

#[test]
fn the_same_run_again_changes_not_a_byte() {
    let first = corpus([found(ARTICLE, 10, 1), missing(ARTICLE, 20)])
        .to_csv()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pairs.csv");
    std::fs::write(&path, &first).unwrap();
    let mut corpus = Corpus::read(&path).unwrap();
    // Later, and with more digits than a file holds.
    let again = [found(ARTICLE, 10, 1), missing(ARTICLE, 20)].map(|pair| Pair {
        updated: jiff::Timestamp::MAX,
        ..pair
    });
    let summary = corpus.merge(again.to_vec(), &run());
    assert_eq!(
        summary,
        MergeSummary {
            kept: 2,
            ..MergeSummary::default()
        }
    );
    assert_eq!(corpus.to_csv().unwrap(), first);
}

#[test]
fn a_better_result_takes_the_place_of_an_unreviewed_one() {
    let (a, b, c) = (
        found(ARTICLE, 10, 1),
        found(ARTICLE, 20, 2),
        missing(ARTICLE, 30),
    );
    let better = [found(ARTICLE, 10, 5), b.clone(), found(ARTICLE, 30, 6)];
    let (pairs, summary) = merged([c, b, a], better.clone());
    let [a, b, c] = better;
    assert_eq!(pairs, [c, b, a.clone()]);
    assert_eq!(
        summary,
        MergeSummary {
            replaced: 2,
            kept: 1,
            ..MergeSummary::default()
        }
    );
    // The same span with another confidence or issue is also a new result.
    let mut surer = a.clone();
    surer.issues.clear();
    let (pairs, summary) = merged([a], [surer.clone()]);
    assert_eq!(pairs, [surer]);
    assert_eq!(summary.replaced, 1);
}

#[test]
fn a_reviewed_row_is_kept_as_it_is_when_found_again() {
    for status in [
        Status::Accepted,
        Status::Rejected,
        Status::Edited,
        Status::Auto,
    ] {
        let row = reviewed(found(ARTICLE, 10, 1), status);
        let (pairs, summary) = merged([row.clone()], [found(ARTICLE, 10, 1)]);
        assert_eq!(pairs, [row]);
        assert_eq!(
            summary,
            MergeSummary {
                kept: 1,
                ..MergeSummary::default()
            }
        );
    }
}

#[test]
fn an_accepted_or_edited_row_has_no_rival() {
    for status in [Status::Accepted, Status::Edited] {
        let row = reviewed(found(ARTICLE, 10, 1), status);
        for rival in [found(ARTICLE, 10, 5), missing(ARTICLE, 10)] {
            assert_eq!(merged([row.clone()], [rival.clone()]).0, only(&row));
            // Not even one that stood beside it.
            assert_eq!(merged([row.clone(), rival.clone()], [rival]).0, only(&row));
        }
    }
}

#[test]
fn a_rejected_row_makes_room_for_another_result() {
    let rejected = reviewed(found(ARTICLE, 10, 1), Status::Rejected);
    let next = found(ARTICLE, 20, 2);
    let other = found(ARTICLE, 10, 5);
    let (pairs, summary) = merged(
        [next.clone(), rejected.clone()],
        [other.clone(), next.clone()],
    );
    assert_eq!(pairs, [next, rejected, other]);
    assert_eq!(
        summary,
        MergeSummary {
            added: 1,
            kept: 2,
            ..MergeSummary::default()
        }
    );
}

#[test]
fn a_row_with_a_remark_stays_beside_the_new_result() {
    let noted = Pair {
        note: "ask Kim".to_owned(),
        ..found(ARTICLE, 10, 1)
    };
    let other = found(ARTICLE, 10, 5);
    assert_eq!(merged([noted.clone()], [other.clone()]).0, [noted, other]);
}

#[test]
fn an_accepted_row_answers_for_one_quote_only() {
    // A list may hold the same words twice, at one place if it has no places.
    let accepted = reviewed(found(ARTICLE, 10, 1), Status::Accepted);
    let second = found(ARTICLE, 10, 5);
    let (pairs, _) = merged([accepted.clone()], [found(ARTICLE, 10, 1), second.clone()]);
    assert_eq!(pairs, [accepted, second]);
}

#[test]
fn an_accepted_quote_that_moved_in_the_article_is_known_by_its_words() {
    let accepted = reviewed(found(ARTICLE, 10, 1), Status::Accepted);
    let moved = Pair {
        en: accepted.en.clone(),
        ..found(ARTICLE, 12, 1)
    };
    assert_eq!(
        merged([accepted.clone()], [moved.clone()]).0,
        only(&accepted)
    );
    // The same words a second time are another quote.
    let (pairs, _) = merged([accepted.clone()], [found(ARTICLE, 10, 1), moved.clone()]);
    assert_eq!(pairs, [accepted, moved]);
}

#[test]
fn quotes_no_longer_in_the_article_go_unless_reviewed() {
    let rejected = reviewed(found(ARTICLE, 10, 1), Status::Rejected);
    let (pairs, summary) = merged([found(ARTICLE, 20, 2), rejected.clone()], []);
    assert_eq!(pairs, [rejected]);
    assert_eq!(
        summary,
        MergeSummary {
            kept: 1,
            removed: 1,
            ..MergeSummary::default()
        }
    );
}

#[test]
fn other_documents_and_other_sorts_of_runs_are_left_alone() {
    let bitext = Pair {
        kind: Kind::Bitext,
        ..found(ARTICLE, 50, 5)
    };
    let others = [found("b.txt", 10, 1), bitext, missing("c.txt", 3)];
    let (pairs, summary) = merged(others.clone(), [found(ARTICLE, 10, 1)]);
    assert_eq!(pairs[..3], others);
    assert_eq!(
        summary,
        MergeSummary {
            added: 1,
            untouched: 3,
            ..MergeSummary::default()
        }
    );
}

#[test]
fn a_bitext_run_speaks_for_its_two_documents() {
    let bitext = |source_doc: &str, en| {
        let pair = found(ARTICLE, en, 0);
        let id = PairId::of(ARTICLE, &[pair.en_chars], source_doc, &[]);
        Pair {
            id,
            kind: Kind::Bitext,
            source_doc: source_doc.to_owned(),
            ..pair
        }
    };
    let run = Run {
        task: Task::Bitext,
        ..run()
    };
    let ukrainian = bitext("uk.txt", 10);
    let mut corpus = corpus([ukrainian.clone(), bitext("talk.txt", 20)]);
    let summary = corpus.merge(vec![bitext("talk.txt", 10)], &run);
    assert_eq!(corpus.pairs, [ukrainian, bitext("talk.txt", 10)]);
    assert_eq!(
        (summary.added, summary.removed, summary.untouched),
        (1, 1, 1)
    );
}

#[test]
fn a_missing_source_does_not_displace_one_from_a_document_not_searched() {
    let old = found_elsewhere(10);
    assert_eq!(merged([old.clone()], [missing(ARTICLE, 10)]).0, only(&old));
    // A found one does, and so does a missing one where the document was searched.
    let new = found(ARTICLE, 10, 1);
    assert_eq!(merged([old], [new.clone()]).0, only(&new));
    assert_eq!(
        merged([new], [missing(ARTICLE, 10)]).0,
        [missing(ARTICLE, 10)]
    );
}

#[test]
fn new_rows_stand_in_the_order_of_the_article() {
    let pair = |en| found(ARTICLE, en, en);
    let other = found("b.txt", 1, 1);
    let (pairs, _) = merged(
        [other.clone(), pair(20), pair(40), other.clone()],
        [10, 20, 25, 30, 40, 50].map(pair),
    );
    let places: Vec<usize> = pairs.iter().map(|pair| pair.en_chars.start()).collect();
    assert_eq!(places, [1, 10, 20, 25, 30, 40, 50, 1]);
}

#[test]
fn new_rows_follow_their_predecessors_where_the_rows_were_sorted_otherwise() {
    let pair = |en| found(ARTICLE, en, en);
    let (pairs, _) = merged([30, 10].map(pair), [10, 20, 30, 40].map(pair));
    assert_eq!(pairs, [30, 40, 10, 20].map(pair));
}

prop_compose! {
    /// Pairs from a world so small that they get in each other's way.
    fn small_pair()(
        doc in prop::sample::select(vec![ARTICLE, "b.txt"]),
        en in 0_usize..3,
        source in 0_usize..3,
        elsewhere in any::<bool>(),
        status in prop::sample::select(vec![
            Status::Auto, Status::Auto, Status::Accepted, Status::Rejected, Status::Edited, Status::Missing,
        ]),
        kind in prop::sample::select(vec![Kind::Direct, Kind::Direct, Kind::Mixed, Kind::Given]),
        note in prop::sample::select(vec!["", "", "", "hm"]),
    ) -> Pair {
        let mut pair = if status == Status::Missing { missing(doc, en) } else { found(doc, en, source) };
        if elsewhere && status != Status::Missing {
            pair.source_doc = "old.txt".to_owned();
            pair.id = PairId::of(doc, &[pair.en_chars], "old.txt", &[Chars::from(source..9)]);
        }
        // At two of three places stand the same words.
        if en > 0 {
            pair.en = "No.".to_owned();
        }
        Pair { status, kind, note: note.to_owned(), ..pair }
    }
}

fn small_corpus() -> impl Strategy<Value = Vec<Pair>> {
    prop::collection::vec(small_pair(), 0..12).prop_map(|mut pairs| {
        let mut ids = HashSet::new();
        pairs.retain(|pair| ids.insert(pair.id));
        pairs
    })
}

/// What a run over the article finds: nothing reviewed, nothing of documents it does not read.
fn small_run() -> impl Strategy<Value = Vec<Pair>> {
    small_corpus().prop_map(|mut pairs| {
        pairs.retain(|pair| {
            !pair.is_reviewed() && run().covers(pair) && pair.source_doc != "old.txt"
        });
        pairs
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn merging_keeps_its_promises(old in small_corpus(), new in small_run()) {
        let (pairs, summary) = merged(old.clone(), new.clone());

        // Reviewed rows and rows of other documents stay, unchanged and in order.
        let stays = |pair: &&Pair| pair.is_reviewed() || !run().covers(pair);
        let ids: HashSet<PairId> = new.iter().map(|pair| pair.id).collect();
        let must_stay: Vec<&Pair> =
            old.iter().filter(stays).filter(|p| p.is_reviewed() || !ids.contains(&p.id)).collect();
        let mut rest = pairs.iter();
        for pair in must_stay {
            prop_assert!(rest.any(|other| other == pair), "lost {pair:?}");
        }

        // No id twice, and the counts add up.
        let unique: HashSet<PairId> = pairs.iter().map(|pair| pair.id).collect();
        prop_assert_eq!(unique.len(), pairs.len());
        let stayed = summary.kept + summary.untouched + summary.replaced;
        prop_assert_eq!(old.len(), stayed + summary.removed);
        prop_assert_eq!(pairs.len(), stayed + summary.added);

        // Nothing is there that neither stays nor was found, but for sources from elsewhere.
        for pair in pairs.iter().filter(|pair| !stays(pair)) {
            prop_assert!(ids.contains(&pair.id) || pair.source_doc == "old.txt");
        }
        // What is settled has no rival.
        for key in old.iter().filter(|pair| pair.is_settled()).map(QuoteKey::of) {
            let one = new.iter().filter(|pair| QuoteKey::of(pair) == key).count() == 1;
            let rival = |pair: &Pair| !stays(&pair) && QuoteKey::of(pair) == key;
            prop_assert!(!one || !pairs.iter().any(rival), "{key:?} has a rival");
        }
        // Every result has its row, or another row answers for it.
        for pair in &new {
            let answers = |row: &Pair| {
                row.is_settled() || pair.status == Status::Missing && row.source_doc == "old.txt"
            };
            prop_assert!(pairs.iter().any(|row| {
                row.id == pair.id || row.en == pair.en && answers(row)
            }), "no row for {pair:?}");
        }

        // The same run again changes nothing.
        let (again, summary) = merged(pairs.clone(), new);
        prop_assert_eq!(again, pairs);
        prop_assert_eq!((summary.added, summary.replaced, summary.removed), (0, 0, 0));
    }
}
