use proptest::prelude::*;

use super::*;
use Lang::{Ko, Uk};

#[track_caller]
fn said(name: &str, source: &str, lang: Lang) {
    let score = name_score(name, source, lang);
    assert!(score > likely(lang), "{name} / {source}: {score}");
}

#[track_caller]
fn unsaid(name: &str, source: &str, lang: Lang) {
    let score = name_score(name, source, lang);
    assert!(score < likely(lang), "{name} / {source}: {score}");
}

#[test]
fn english_names_in_hangul() {
    said("Trump", "트럼프는 말했다", Ko);
    said("Johnson", "존슨 총리가", Ko);
    said("Washington", "워싱턴에서", Ko);
    said("Zelensky", "젤렌스키 대통령이", Ko);
    said("Kharkiv", "하르키우에서는", Ko);
    said("Dnipro", "드니프로강 너머", Ko);
    said("Vladimir Putin", "블라디미르 푸틴의", Ko);
    said("Hollywood", "할리우드로", Ko);
    unsaid("Trump", "존슨 총리가 말했다", Ko);
    unsaid("Washington", "서울에서 만난 사람들은", Ko);
}

#[test]
fn korean_names() {
    said("Kim Jong Un", "김정은 위원장은", Ko);
    said("Kim Jong-un", "김 정은 위원장은", Ko);
    said("Lee Jae-myung", "이재명이", Ko);
    said("Yoon Suk Yeol", "윤석열 대통령", Ko);
    said("Park Geun-hye", "박근혜를", Ko);
    said("Jae-myung Lee", "이재명", Ko);
    said("Busan", "부산에서", Ko);
    said("Choi Min-sik", "최민식의", Ko);
    unsaid("Kim Jong Un", "이재명이 말했다", Ko);
}

#[test]
fn english_names_in_cyrillic() {
    said("Trump", "Трампа", Uk);
    said("Johnson", "із Джонсоном", Uk);
    said("Washington", "у Вашингтоні", Uk);
    said("Taylor", "Тейлор", Uk);
    said("Seoul", "у Сеулі", Uk);
    unsaid("Taylor", "Трамп", Uk);
    unsaid("Washington", "у Варшаві", Uk);
}

#[test]
fn ukrainian_names_in_all_spellings_and_cases() {
    for name in ["Zelenskyy", "Zelensky", "Zelenskiy", "Zelenskyi"] {
        for source in ["Зеленський", "Зеленського", "Зеленським"] {
            said(name, source, Uk);
        }
    }
    for name in ["Poroshenko", "Zaluzhnyi", "Yermak", "Stefanchuk"] {
        let source = "Порошенко Залужний Єрмак Стефанчук";
        said(name, source, Uk);
    }
    said("Kharkiv", "Харкові", Uk);
    said("Kharkov", "Харкова", Uk);
    said("Kyiv", "Києва", Uk);
    said("Kiev", "Києві", Uk);
    said("Zaporizhzhia", "у Запоріжжі", Uk);
    said("Carpathian", "Карпатські", Uk);
}

#[test]
fn translated_names_come_from_the_table() {
    said("Germany", "독일에서는", Ko);
    said("Germany", "у Німеччині", Uk);
    said("North Korea", "북한군이", Ko);
    said("North Korea", "Північної Кореї", Uk);
    said("U.S.", "미국은", Ko);
    said("United States", "Сполучені Штати", Uk);
    said("UN", "유엔에", Ko);
    said("UN", "в ООН", Uk);
    said("Crimea", "у Криму", Uk);
    unsaid("Crimea", "кримінальна справа", Uk);
    unsaid("Germany", "한국에서", Ko);
}

#[test]
fn latin_words_match_letter_by_letter() {
    assert_eq!(name_score("NATO", "NATO에", Ko), 1.0);
    assert_eq!(name_score("BBC", "розповів BBC", Uk), 1.0);
    assert_eq!(name_score("Huawei", "компанія HUAWEI", Uk), 1.0);
    assert_eq!(name_score("BBC", "розповів CNN", Uk), 0.0);
}

#[test]
fn only_the_words_inside_the_span_count() {
    let source = "트럼프가 왔다. 존슨은 갔다.";
    let names = SourceNames::new(source, Ko);
    let key = NameKey::new("Trump");
    let (score, span) = names
        .find(&key, Span::new(0, source.len()))
        .expect("Trump is there");
    assert!(score > likely(Ko));
    assert_eq!(span.of(source), "트럼프가");
    let second = Span::new(source.find("존슨").expect("there"), source.len());
    assert!(names.best(&key, second) < likely(Ko));
    assert_eq!(names.best(&key, Span::new(0, 0)), 0.0);
}

proptest! {
    #[test]
    fn any_text_gives_a_score_and_a_span(
        name in "(\\PC|[A-Z][a-z]{0,40}|[ .'-]){0,12}",
        source in "(\\PC|[가-힣]|[а-яіїєґ]|[ '.A-Z]){0,80}",
    ) {
        let key = NameKey::new(&name);
        for lang in Lang::ALL {
            let whole = Span::new(0, source.len());
            if let Some((score, span)) = SourceNames::new(&source, lang).find(&key, whole) {
                prop_assert!((0.0..=1.0).contains(&score));
                prop_assert!(!span.of(&source).is_empty());
            }
        }
        let mut end = 0;
        for span in english_names(&source) {
            prop_assert!(span.start >= end && !span.of(&source).is_empty());
            end = span.end;
        }
    }
}
