use super::*;

/// What the bundled model's checks say of a pair.
pub(super) fn issues(rendering: &Rendering<'_>) -> Vec<Issue> {
    let model = Model::bundled().expect("the bundled model is whole");
    Checker::new(&model).expect("it can check").check(rendering)
}

/// What they say under `code`.
pub(super) fn sentences(code: &str, en: &str, source: &str, lang: Lang) -> Vec<String> {
    issues(&Rendering::new(en, source, lang))
        .into_iter()
        .filter(|issue| issue.code == code)
        .map(|issue| issue.sentence)
        .collect()
}
