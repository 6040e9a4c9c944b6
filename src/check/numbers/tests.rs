use crate::{check::tests::sentences, text::Lang};

#[test]
fn a_different_date_is_named_on_both_sides() {
    assert_eq!(
        sentences(
            "date",
            "We left on January 5.",
            "우리는 1월 6일에 떠났습니다.",
            Lang::Ko
        ),
        ["the quote says January 5, the source says 1월 6일"]
    );
}

#[test]
fn the_same_number_in_other_clothes_is_no_issue() {
    for (en, source, lang) in [
        (
            "About 12,000 people came.",
            "1만 2천여 명이 왔습니다.",
            Lang::Ko,
        ),
        (
            "It took two and a half million.",
            "На це пішло 2,5 млн.",
            Lang::Uk,
        ),
        ("It is 385 miles away.", "Це за 620 км звідси.", Lang::Uk),
        (
            "6,266 people were rescued.",
            "Врятовано 6 тисяч 266 людей.",
            Lang::Uk,
        ),
        ("He sold 15 pigs.", "돼지 열 다섯 마리를 팔았다.", Lang::Ko),
    ] {
        assert_eq!(sentences("number", en, source, lang), [""; 0], "{en}");
    }
}

#[test]
fn one_of_two_equal_numbers_changed_is_told() {
    assert_eq!(
        sentences(
            "number",
            "We are 79 lives. They are 79 deaths.",
            "Ми – це 39 життів. А вони – 79 смертей.",
            Lang::Uk
        ),
        ["the quote says 79, the source says 39"]
    );
}

#[test]
fn an_age_without_its_unit_is_an_age() {
    assert_eq!(
        sentences(
            "number",
            "Kim, 47, was there.",
            "57세의 김 씨가 있었다.",
            Lang::Ko
        ),
        ["the quote says 47, the source says 57세"]
    );
}
