//! Training on a small made-up language.

use super::{Corpus, Options, Weights, train};
use crate::encode::{Card, Encoder, Model, Table};

/// Pairs of number sentences: every English word has one Ukrainian word.
fn pairs() -> Vec<(String, String)> {
    let en = [
        "house", "river", "bread", "winter", "bridge", "soldier", "letter", "mother",
    ];
    let uk = [
        "дім",
        "річка",
        "хліб",
        "зима",
        "міст",
        "солдат",
        "лист",
        "мати",
    ];
    let mut pairs = Vec::new();
    for a in 0..8 {
        // One order only: a sum does not tell the other.
        for b in a + 1..8 {
            pairs.push((
                format!("{} {}", en[a], en[b]),
                format!("{} {}", uk[a], uk[b]),
            ));
        }
    }
    pairs
}

fn learn(seed: u64) -> Table {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("small.tsv");
    let lines: String = pairs().iter().map(|(a, b)| format!("{a}\t{b}\n")).collect();
    std::fs::write(&path, lines).expect("a file");
    let mut corpus = Corpus::default();
    corpus.add_file(&path, &Weights::default()).expect("pairs");
    let options = Options {
        epochs: 60,
        batch: 14,
        min_count: 1.0,
        seed,
        ..Options::default()
    };
    let mut losses = Vec::new();
    let table = train(&corpus, &Table::default(), &options, &mut |p| {
        losses.push(p.loss)
    });
    assert!(losses[losses.len() - 1] < losses[0] / 2.0, "{losses:?}");
    table.expect("a table")
}

#[test]
fn translations_find_each_other_after_training() {
    let card = Card {
        format: Card::FORMAT.to_owned(),
        ..Card::default()
    };
    let bytes = Model::to_bytes(&learn(1), &card).expect("bytes");
    let model = Model::from_bytes(bytes).expect("a model");
    let mut encoder = Encoder::new(&model);
    let pairs = pairs();
    let uk: Vec<_> = pairs.iter().map(|p| encoder.encode(&p.1)).collect();
    for (i, (en, _)) in pairs.iter().enumerate() {
        let en = encoder.encode(en);
        let near = |j: &usize| uk[*j].dot(&en);
        let best = (0..uk.len()).max_by(|a, b| near(a).total_cmp(&near(b)));
        assert_eq!(best, Some(i));
    }
    // Words never seen alone meet as well.
    let (bridge, mist, zyma) = (
        encoder.encode("bridge"),
        encoder.encode("міст"),
        encoder.encode("зима"),
    );
    assert!(bridge.dot(&mist) > bridge.dot(&zyma) + 0.3);
}

#[test]
fn the_seed_decides() {
    let rows = |seed| learn(seed).rows;
    assert!(rows(1) == rows(1));
    assert!(rows(1) != rows(2));
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().expect("threads").install(|| learn(1).rows)
    };
    assert!(with(1) == with(3));
}
