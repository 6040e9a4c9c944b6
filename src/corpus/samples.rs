//! Pairs for tests.

use proptest::prelude::*;

use super::pair::{Chars, Evidence, Kind, Pair, Status};
use super::{PairId, store::Corpus};
use crate::{align::Confidence, text::Lang};

/// A pair found by the program: the quote at `en` in `en_doc`, its source at `source` in `talk.txt`.
pub(super) fn found(en_doc: &str, en: usize, source: usize) -> Pair {
    let en_chars = Chars::from(en..en + 5);
    let source_chars = Chars::from(source..source + 3);
    Pair {
        id: PairId::of(en_doc, &[en_chars], "talk.txt", &[source_chars]),
        status: Status::Auto,
        confidence: Confidence::new(0.912_345).unwrap(),
        source_lang: Some(Lang::Ko),
        en: format!("Quote {en}."),
        source: format!("인용 {source}."),
        speaker: "Kim".to_owned(),
        cue: "said".to_owned(),
        kind: Kind::Direct,
        link: Some((1, 2)),
        issues: vec!["number".to_owned(), "negation".to_owned()],
        en_doc: en_doc.to_owned(),
        en_chars,
        source_doc: "talk.txt".to_owned(),
        source_chars: Some(source_chars),
        source_time: String::new(),
        evidence: Evidence::from_iter([("cosine".to_owned(), 0.1_f64.into())]),
        model: "test-1".to_owned(),
        reviewer: String::new(),
        note: String::new(),
        updated: "2026-01-31T09:30:00Z".parse().unwrap(),
    }
}

/// A quote without a source.
pub(super) fn missing(en_doc: &str, en: usize) -> Pair {
    let pair = found(en_doc, en, 0);
    Pair {
        id: PairId::of(en_doc, &[pair.en_chars], "", &[]),
        status: Status::Missing,
        confidence: Confidence::ZERO,
        source_lang: None,
        source: String::new(),
        link: None,
        source_doc: String::new(),
        source_chars: None,
        ..pair
    }
}

/// The pair as a reviewer leaves it.
pub(super) fn reviewed(pair: Pair, status: Status) -> Pair {
    Pair {
        status,
        reviewer: "Olena".to_owned(),
        ..pair
    }
}

pub(super) fn corpus(pairs: impl IntoIterator<Item = Pair>) -> Corpus {
    Corpus {
        pairs: pairs.into_iter().collect(),
    }
}

/// Text of the sort that breaks CSV files.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        prop::sample::select(vec![
            "\"",
            "\"\"",
            "'",
            ",",
            ";",
            "\n",
            "\r",
            "\r\n",
            "\t",
            " ",
            "\0",
            "\u{feff}",
            "#",
            "\\",
            "=HYPERLINK(\"x\")",
            "+1",
            "-1",
            "@a",
            "가",
            "각",
            "ї",
            "’",
            "👩‍👩‍👧",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let value = prop_oneof![
        (-1e9..1e9).prop_map(|n: f64| n.into()),
        any::<i64>().prop_map(serde_json::Value::from),
        hostile().prop_map(serde_json::Value::from),
        prop::collection::vec(0_u32..99, 0..3).prop_map(serde_json::Value::from),
    ];
    prop::collection::vec((hostile(), value), 0..3).prop_map(Evidence::from_iter)
}

prop_compose! {
    /// Any pair that can be written.
    pub(super) fn any_pair()(
        doc in 0_usize..1000,
        status in prop::sample::select(Status::ALL.to_vec()),
        kind in prop::sample::select(Kind::ALL.to_vec()),
        confidence in 0_u32..=10_000,
        texts in prop::array::uniform9(hostile()),
        link in prop::option::of(any::<(u32, u32)>()),
        issues in prop::collection::vec("[a-z-]{1,8}", 0..3),
        (en_start, en_len) in (0_usize..9999, 0_usize..99),
        source in prop::option::of((0_usize..9999, 0_usize..99)),
        evidence in evidence(),
        seconds in -10_000_000_000_i64..100_000_000_000,
    ) -> Pair {
        let [en, source_text, speaker, cue, en_doc, source_doc, time, reviewer, note] = texts;
        let missing = status == Status::Missing;
        Pair {
            id: PairId::of("", &[Chars::from(doc..doc)], "", &[]),
            status,
            confidence: Confidence::new(f64::from(confidence) / 10_000.0).unwrap(),
            source_lang: (!missing).then_some(Lang::Uk),
            en: format!("x{en}"),
            source: if missing { String::new() } else { format!("x{source_text}") },
            speaker,
            cue,
            kind,
            link,
            issues,
            en_doc,
            en_chars: Chars::from(en_start..en_start + en_len),
            source_doc,
            source_chars: source
                .filter(|_| !missing)
                .map(|(start, len)| Chars::from(start..start + len)),
            source_time: time,
            evidence,
            model: String::new(),
            reviewer,
            note,
            updated: jiff::Timestamp::from_second(seconds).unwrap(),
        }
    }
}
