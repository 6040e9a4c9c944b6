//! Names that are translated, or spelled by tradition, rather than transliterated.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hangul;
use crate::text::Lang;

mod surnames;
mod table;

/// A name with its usual words in the other languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Exonym {
    ko: &'static str,
    uk: &'static str,
}

impl Exonym {
    /// The ways to say the name in `lang`, each as its words. A word that ends in `*` stands for
    /// every word it starts; Korean words always do.
    pub fn forms(&self, lang: Lang) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        let forms = match lang {
            Lang::Ko => self.ko,
            Lang::En | Lang::Uk => self.uk,
        };
        forms
            .split('|')
            .filter(|form| !form.is_empty())
            .map(|form| form.split(' '))
    }
}

/// Whether `word`, in lower case, is what the `pattern` of [`Exonym::forms`] asks for.
pub fn fits(word: &str, pattern: &str, lang: Lang) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        // One syllable starts too many words; it needs a particle or nothing after it.
        None if lang == Lang::Ko && pattern.len() > '가'.len_utf8() => word.starts_with(pattern),
        None if lang == Lang::Ko => word.strip_prefix(pattern).is_some_and(hangul::may_follow),
        None => word == pattern,
    }
}

/// The entry of an English name in lower case.
pub fn find(name: &str) -> Option<&'static Exonym> {
    static BY_NAME: LazyLock<HashMap<&str, Exonym>> = LazyLock::new(|| {
        let entries = table::EXONYMS
            .iter()
            .flat_map(|(names, ko, uk)| names.split('|').map(|name| (name, Exonym { ko, uk })));
        entries.collect()
    });
    BY_NAME.get(name)
}

/// The syllables of a Korean surname by its English spelling in lower case.
pub fn surname(spelling: &str) -> &'static [&'static str] {
    let found = surnames::SURNAMES
        .iter()
        .find(|(spellings, _)| spellings.split('|').any(|s| s == spelling));
    found.map_or(&[], |(_, syllables)| syllables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_once_and_in_lower_case() {
        let mut seen = std::collections::HashSet::new();
        for (names, ko, uk) in table::EXONYMS {
            for name in names.split('|') {
                assert!(seen.insert(name), "{name} twice");
                assert_eq!(name.to_lowercase(), *name);
            }
            assert_eq!(uk.to_lowercase(), *uk);
            assert!(!ko.contains('*'));
        }
        assert_eq!(surname("lee"), ["이", "리"]);
        assert_eq!(surname("smith"), [""; 0]);
    }
}
