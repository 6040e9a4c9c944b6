use super::*;

fn score(name: &str, source: &str, lang: Lang) -> f32 {
    name_score(name, source, lang)
}
