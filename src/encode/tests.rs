//! Tests of the encoder and its file with small made-up models.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Card, DIM, Encoder, Model, ModelError, Table, Vector, features};
use crate::text::{Span, Tokens};

/// A model that knows the words and word pairs of `text`, with rows made from a seed.
pub(crate) fn model_of(text: &str, seed: u64) -> Model {
    Model::from_bytes(bytes_of(text, seed)).expect("a good model")
}

fn bytes_of(text: &str, seed: u64) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let tokens = Tokens::new(text, Span::new(0, text.len()));
    let mut rows = BTreeMap::new();
    let mut left: Option<String> = None;
    for token in tokens.iter() {
        let mut add = |feature| {
            rows.entry(feature)
                .or_insert_with(|| Vector(std::array::from_fn(|_| rng.f32() - 0.5)));
        };
        features::of_word(token.norm, &mut add);
        if let Some(left) = left {
            add(features::of_bigram(&left, token.norm));
        }
        left = Some(token.norm.to_owned());
    }
    let (features, rows) = rows.into_iter().unzip();
    let card = Card {
        format: Card::FORMAT.to_owned(),
        name: "test".to_owned(),
        ..Card::default()
    };
    Model::to_bytes(&Table { features, rows }, &card).expect("a table of the format")
}

const TEXT: &str =
    "Ми повернемо всіх додому. 우리는 집으로 돌아간다. We bring them all home, 143 people.";

#[test]
fn a_change_of_any_byte_is_found() {
    let good = bytes_of("Так. 네.", 1);
    assert!(Model::from_bytes(good.clone()).is_ok());
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        assert!(
            Model::from_bytes(bad).is_err(),
            "byte {at} of {}",
            good.len()
        );
    }
}

#[test]
fn a_part_of_a_file_is_refused() {
    let good = bytes_of("Так. 네.", 1);
    for length in 0..good.len() {
        assert!(
            Model::from_bytes(good[..length].to_vec()).is_err(),
            "{length} bytes"
        );
    }
}

#[test]
fn a_damaged_row_is_called_damaged() {
    let mut bytes = bytes_of("Так. 네.", 1);
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert!(matches!(
        Model::from_bytes(bytes),
        Err(ModelError::Damaged { .. })
    ));
}

#[test]
fn the_same_table_gives_the_same_file() {
    assert_eq!(bytes_of(TEXT, 7), bytes_of(TEXT, 7));
}

#[test]
fn another_card_leaves_the_rows_alone() {
    let model = model_of(TEXT, 3);
    let card = Card {
        name: "renamed".to_owned(),
        ..model.card().clone()
    };
    let renamed = Model::from_bytes(model.with_card(&card).expect("a card")).expect("a good model");
    assert_eq!(renamed.card().name, "renamed");
    assert_eq!(
        Encoder::new(&renamed).encode(TEXT),
        Encoder::new(&model).encode(TEXT)
    );
}

#[test]
fn unknown_words_are_the_origin_and_known_ones_have_length_one() {
    let model = model_of(TEXT, 3);
    let mut encoder = Encoder::new(&model);
    assert_eq!(encoder.encode("zzzz"), Vector::ZERO);
    assert_eq!(encoder.encode(""), Vector::ZERO);
    assert!((encoder.encode("додому").norm() - 1.0).abs() < 1e-5);
}

/// Far into a long text a run is the small difference of two large sums.
#[test]
fn cosines_of_short_runs_in_a_long_text() {
    let model = model_of(TEXT, 5);
    let mut encoder = Encoder::new(&model);
    let text = format!("{TEXT} ").repeat(150);
    let tokens = Tokens::new(&text, Span::new(0, text.len()));
    let sums = encoder.token_sums(&tokens);
    let quote = encoder.encode("повернемо всіх");
    let cosines = sums.cosines(&quote);
    let n = tokens.len();
    for (start, length) in [(0, 1), (1, 2), (n / 2, 3), (n - 9, 1), (n - 5, 4), (0, n)] {
        let end = start + length;
        let part = Span::new(tokens.get(start).span.start, tokens.get(end - 1).span.end);
        let slow = encoder.encode(part.of(&text)).dot(&quote);
        let fast = cosines.cosine(start, end);
        assert!((fast - slow).abs() < 2e-3, "{start}..{end}: {fast} {slow}");
    }
}

#[test]
fn runs_of_unknown_words_are_like_nothing() {
    let model = model_of(TEXT, 5);
    let mut encoder = Encoder::new(&model);
    let text = "漢字 ไทย повернемо всіх";
    let tokens = Tokens::new(text, Span::new(0, text.len()));
    let sums = encoder.token_sums(&tokens);
    let quote = encoder.encode("повернемо всіх");
    let cosines = sums.cosines(&quote);
    assert_eq!(cosines.cosine(0, 1), 0.0);
    assert!(cosines.cosine(0, tokens.len()) > 0.5);
}

#[test]
fn rows_out_of_all_bounds_are_refused() {
    let row = |x: f32| Table {
        features: vec![features::of_bigram("a", "b")],
        rows: vec![Vector([x; DIM])],
    };
    let card = Card {
        format: Card::FORMAT.to_owned(),
        ..Card::default()
    };
    assert!(Model::to_bytes(&row(1.0), &card).is_ok());
    for bad in [f32::NAN, f32::INFINITY, 1e20, 1e-20] {
        let error = Model::to_bytes(&row(bad), &card);
        assert!(matches!(error, Err(ModelError::Table)), "{bad}");
    }
}

proptest! {
    /// The one idea: any run of tokens is a subtraction of two prefix sums.
    #[test]
    fn prefix_sums_give_the_sum_of_any_run(start in 0_usize..14, length in 1_usize..14) {
        let model = model_of(TEXT, 5);
        let mut encoder = Encoder::new(&model);
        let tokens = Tokens::new(TEXT, Span::new(0, TEXT.len()));
        let end = (start + length).min(tokens.len());
        prop_assume!(start < end);
        let sums = encoder.token_sums(&tokens);
        let text = Span::new(tokens.get(start).span.start, tokens.get(end - 1).span.end).of(TEXT);
        let (fast, slow) = (sums.sum(start, end), encoder.sum(text));
        let mut lost = fast;
        lost -= &slow;
        prop_assert!(lost.norm() < 2e-3 * slow.norm());
    }

    #[test]
    fn arbitrary_bytes_are_no_model(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Model::from_bytes(bytes).is_err());
    }
}
