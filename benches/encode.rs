//! How many sentences a second the bundled model encodes, on one core:
//! `cargo bench --bench encode`.
//!
//! The sentences are those of `corpora/composed`, each once, by an encoder that has met no word.

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::ItemsCount};
use quotealign::encode::{Encoder, Model};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::bundled().expect("the bundled model is sound"));

fn main() {
    divan::main();
}

/// A column of the composed sentences.
fn sentences(column: &str) -> Vec<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let mut reader = csv::Reader::from_path(path).expect("the composed sentences");
    let at = reader
        .headers()
        .expect("a header")
        .iter()
        .position(|name| name == column)
        .expect("the column");
    let cell = |record: Result<csv::StringRecord, csv::Error>| {
        record
            .expect("a sound file")
            .get(at)
            .expect("a cell")
            .to_owned()
    };
    reader.records().map(cell).collect()
}

#[divan::bench(args = ["en", "ko", "uk"])]
fn encode(bencher: Bencher, lang: &str) {
    let sentences = sentences(lang);
    bencher
        .counter(ItemsCount::new(sentences.len()))
        .bench_local(|| {
            let mut encoder = Encoder::new(&MODEL);
            for sentence in &sentences {
                black_box(encoder.encode(black_box(sentence)));
            }
        });
}

#[divan::bench]
fn load() -> Model {
    Model::bundled().expect("the bundled model is sound")
}
