use super::*;
use crate::{
    align::{Source, ends::ENDS},
    encode::{Model, tests::model_of},
    read::{ReadOptions, read_bytes},
};

/// What `look` says of the run of all sentences of `source` and the quote `said`, which is
/// in the source's language so that a model without training matches it.
fn in_all<T>(
    source: &str,
    said: &str,
    look: impl Fn(&Words, &QuoteView, &Space<'_>, &mut Encoder<'_>) -> T,
) -> T {
    let document = read_bytes("a.txt", source.as_bytes(), &ReadOptions::default()).expect("a text");
    let sources = [Source {
        document,
        lang: Lang::Uk,
    }];
    let model: Model = model_of(source, 11);
    let space = Space::new(&sources, &model);
    let mut encoder = Encoder::new(&model);
    let view = QuoteView::new(said, None, &mut encoder);
    let run = Run {
        start: 0,
        end: space.len(),
    };
    let words = Words::new(run, &space, &mut encoder);
    look(&words, &view, &space, &mut encoder)
}

fn place(source: &str, said: &str) -> Option<Place> {
    let weights = ENDS.map(|kind| kind.prior as f32);
    in_all(source, said, |words, view, space, encoder| {
        words.place(view, &weights, space, encoder)
    })
}

#[test]
fn words_between_marks_are_a_place() {
    let source = "Він сказав: «Ми переможемо разом», і пішов.";
    let place = place(source, "Ми переможемо разом").expect("words");
    assert_eq!(place.span.of(source), "Ми переможемо разом");
    assert!(place.quoted && place.open_ends == 0 && place.cut == 0.0);
}

#[test]
fn a_whole_sentence_is_covered() {
    for source in ["Ми переможемо разом.", "Отже, ми переможемо разом."]
    {
        let place = place(source, "Ми переможемо разом").expect("words");
        assert!(place.covered > 0.95, "{} of {source}", place.covered);
    }
}

#[test]
fn a_quotation_brings_no_marks_along() {
    for source in [
        "«…Ми переможемо разом», і пішов.",
        "— «¡Ми переможемо разом», і пішов.",
        "Кажуть: Зупиніть війну! — і все.",
    ] {
        let said = match source.contains("війну") {
            true => "Зупиніть війну!",
            false => "Ми переможемо разом",
        };
        let place = place(source, said).expect("words");
        assert_eq!((place.span.of(source), place.open_ends), (said, 0));
    }
}

#[test]
fn words_in_the_middle_of_a_sentence() {
    let source = "Учора пізно ввечері, коли всі спали, вони перейшли річку вбрід.";
    let place = place(source, "перейшли річку").expect("words");
    assert_eq!(place.span.of(source), "перейшли річку");
    assert_eq!((place.open_ends, place.quoted), (2, false));
}

#[test]
fn an_end_inside_a_quotation_cuts_it() {
    let source = "Він каже: «Ми тут удома. Ми нікуди не підемо».";
    let cuts = in_all(source, "нікуди", |words, view, _, encoder| {
        let (spans, evidence) = words.weighed(view, None, encoder);
        [0..9, 2..9].map(|whole| evidence[spans.iter().position(|s| *s == whole).unwrap()][CUT])
    });
    assert_eq!(cuts, [0.0, 0.0]);
    let one = "«Ми тут удома, і ми нікуди не підемо».";
    let cut = in_all(one, "нікуди", |words, view, _, encoder| {
        let (spans, evidence) = words.weighed(view, None, encoder);
        evidence[spans.iter().position(|span| *span == (3..8)).unwrap()][CUT]
    });
    assert_eq!(cut, 1.0);
}

#[test]
fn a_place_over_two_sentences_has_whole_clauses() {
    let source = "Дорога була довга. Ми йшли пішки, потім їхали.";
    let place = place(source, "була довга Ми йшли").expect("words");
    assert_eq!(place.open_ends, 0, "{}", place.span.of(source));
}

#[test]
fn a_run_without_words_has_no_place() {
    assert!(place("… — …", "слово").is_none());
}

#[test]
fn hyphens_and_points_inside_words_part_nothing() {
    let source = "Тут північно-західний вітер 2.5 м.";
    let marks = in_all(source, "вітер", |words, _, _, _| words.closes.clone());
    assert_eq!(
        marks.iter().filter(|closes| **closes).count(),
        1,
        "{marks:?}"
    );
}
