//! How many sentences a second the bundled model encodes, on one core:
//! `cargo bench --bench encode`.
//!
//! The sentences are those of `corpora/composed`, each once, by an encoder that has met no word.

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::ItemsCount};
use quotealign::{
    corpus::{Corpus, Pair},
    encode::{Encoder, Model},
};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::bundled().expect("the bundled model is sound"));

fn main() {
    divan::main();
}

/// The composed sentences in one language.
fn sentences(lang: &str) -> Vec<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let pairs = Corpus::read(path.as_ref())
        .expect("the composed sentences")
        .pairs;
    let source = |pair: &Pair| (pair.source_lang?.code() == lang).then(|| pair.source.clone());
    match lang {
        // Every sentence stands once beside its Korean, once beside its Ukrainian rendering.
        "en" => pairs.iter().step_by(2).map(|p| p.en.clone()).collect(),
        _ => pairs.iter().filter_map(source).collect(),
    }
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
