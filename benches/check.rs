//! How many pairs a second are checked, on one core: `cargo bench --bench check`.
//!
//! The pairs are those of `corpora/composed`, in both languages.

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::ItemsCount};
use quotealign::{
    check::{Checker, Rendering},
    corpus::Corpus,
    encode::Model,
    text::Lang,
};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::bundled().expect("the bundled model is sound"));

fn main() {
    divan::main();
}

#[divan::bench(args = ["ko", "uk"], sample_count = 5, sample_size = 1)]
fn check(bencher: Bencher, lang: &str) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let lang: Lang = lang.parse().expect("a language");
    let mut pairs = Corpus::read(path.as_ref())
        .expect("the composed sentences")
        .pairs;
    pairs.retain(|pair| pair.source_lang == Some(lang));
    bencher
        .counter(ItemsCount::new(pairs.len()))
        .bench_local(|| {
            let mut checker = Checker::new(&MODEL).expect("it can check");
            for pair in &pairs {
                black_box(checker.check(&Rendering::new(&pair.en, &pair.source, lang)));
            }
        });
}
