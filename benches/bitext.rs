//! How long whole texts take to align, with encoding: `cargo bench --bench bitext`.
//!
//! The texts are the sentences of `corpora/composed` with a tenth left out on either side, as often
//! over as it takes.

use std::sync::LazyLock;

use divan::{Bencher, counter::ItemsCount};
use quotealign::{
    bitext::{BeadScorer, Side, align},
    corpus::Corpus,
    encode::Model,
    text::Lang,
};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::bundled().expect("the bundled model is sound"));

fn main() {
    divan::main();
}

/// Lines of English and Ukrainian.
fn texts(lines: usize) -> [String; 2] {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let corpus = Corpus::read(path.as_ref()).expect("the composed sentences");
    let pairs = corpus.pairs.iter();
    let pairs = pairs.filter(|pair| pair.source_lang == Some(Lang::Uk));
    let mut texts = [String::new(), String::new()];
    for (at, pair) in pairs.cycle().take(lines).enumerate() {
        for (side, line) in [&pair.en, &pair.source].into_iter().enumerate() {
            if at % 10 != 4 + side {
                texts[side].push_str(line);
                texts[side].push('\n');
            }
        }
    }
    texts
}

#[divan::bench(args = [10_000, 50_000], sample_count = 5, sample_size = 1)]
fn bitext(bencher: Bencher, lines: usize) {
    let [en, uk] = texts(lines);
    let scorer = BeadScorer::of(&MODEL).expect("weights of beads");
    bencher.counter(ItemsCount::new(lines)).bench_local(|| {
        let en = Side::of_lines(&en, Lang::En, &MODEL);
        let uk = Side::of_lines(&uk, Lang::Uk, &MODEL);
        align(&en, &uk, &scorer)
    });
}
