//! How fast quotes are searched for among many lines: `cargo bench --bench search`.
//!
//! The lines are the Ukrainian sentences of `corpora/composed`, over and over. The counter of items
//! says pairs of a quote and a line a second; for a single quote the counter of bytes says how much
//! of the lines' vectors is read a second, to be held against `copy`, which reads and writes as much
//! memory as it can.

use std::sync::LazyLock;

use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use quotealign::{
    align::{Source, search::search, source::Space},
    corpus::Corpus,
    encode::{Encoder, Model, Vector},
    read::{ReadOptions, read_bytes},
    text::Lang,
};

/// Bytes a line's vector takes.
const LINE: usize = size_of::<quotealign::encode::Packed>();

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::bundled().expect("the bundled model is sound"));

static SENTENCES: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpora/composed/sentences.csv"
    );
    let corpus = Corpus::read(path.as_ref()).expect("the composed sentences");
    let pairs = corpus.pairs.into_iter();
    let pairs = pairs.filter(|pair| pair.source_lang == Some(Lang::Uk));
    pairs.map(|pair| [pair.en, pair.source]).collect()
});

fn main() {
    divan::main();
}

/// A document of as many lines.
fn source(lines: usize) -> [Source; 1] {
    let text: Vec<&str> = SENTENCES
        .iter()
        .cycle()
        .take(lines)
        .map(|s| s[1].as_str())
        .collect();
    let text = text.join("\n");
    let document = read_bytes("lines.txt", text.as_bytes(), &ReadOptions::default());
    [Source {
        document: document.expect("a text"),
        lang: Lang::Uk,
    }]
}

fn quotes(count: usize) -> Vec<Vector> {
    let mut encoder = Encoder::new(&MODEL);
    let english = SENTENCES.iter().cycle().take(count);
    english.map(|s| encoder.encode(&s[0])).collect()
}

#[divan::bench(args = [(1, 1_000_000), (100, 1_000_000), (1_000, 100_000), (10_000, 1_000_000)], sample_count = 3, sample_size = 1)]
fn scan(bencher: Bencher, (count, lines): (usize, usize)) {
    let source = source(lines);
    let space = Space::new(&source, &MODEL);
    let quotes = quotes(count);
    let bencher = bencher.counter(ItemsCount::new(count * space.len()));
    bencher
        .counter(BytesCount::new(space.len() * LINE))
        .bench_local(|| search(&quotes, &space, 96, 48));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn copy(bencher: Bencher) {
    let from = vec![1_u8; 1 << 30];
    let mut to = vec![0_u8; 1 << 30];
    bencher
        .counter(BytesCount::new(2 * from.len()))
        .bench_local(|| to.copy_from_slice(divan::black_box(&from)));
}
