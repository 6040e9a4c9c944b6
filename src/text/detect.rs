//! Which language a text is in.

use std::fmt;

use super::Lang;

/// What [`detect`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detected {
    /// A language quotealign reads.
    Known(Lang),
    /// Another language, by its English name: `Russian`, `Japanese`.
    Other(String),
    /// No letters to tell by.
    Unknown,
}

impl fmt::Display for Detected {
    /// The English name, or `an unknown language`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(lang) => f.write_str(lang.name()),
            Self::Other(name) => f.write_str(name),
            Self::Unknown => f.write_str("an unknown language"),
        }
    }
}

/// The language most letters of `text` belong to.
///
/// The script decides first. Among Latin texts English is told from the rest by its common words,
/// then by trigrams; among Cyrillic ones Ukrainian by its letters (`і ї є ґ`) against those of its
/// neighbours (`ы э ъ ё`, `ў`, `ј љ њ`), then by endings. A Cyrillic text without any such mark,
/// a word or two, counts as Ukrainian.
pub fn detect(text: &str) -> Detected {
    let scripts = Scripts::count(text);
    let (name, weight) = scripts.largest();
    match name {
        _ if weight == 0 => Detected::Unknown,
        Script::Hangul => Detected::Known(Lang::Ko),
        Script::Latin => detect_latin(text),
        Script::Cyrillic => detect_cyrillic(text),
        // A fifth of kana is little for a Japanese text, and too much for a Chinese one.
        Script::Chinese if scripts.kana * 5 >= scripts.han => Detected::Other("Japanese".into()),
        Script::Chinese => Detected::Other("Chinese".into()),
        Script::Other => whatlang::detect_lang(text).map_or(Detected::Unknown, |lang| {
            Detected::Other(lang.eng_name().into())
        }),
    }
}

#[derive(Clone, Copy)]
enum Script {
    Latin,
    Cyrillic,
    Hangul,
    /// Han characters with or without kana.
    Chinese,
    Other,
}

#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    hangul: usize,
    han: usize,
    kana: usize,
    other: usize,
}

impl Scripts {
    fn count(text: &str) -> Self {
        let mut n = Self::default();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            let counter = match c {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => &mut n.latin,
                '\u{400}'..='\u{52f}' => &mut n.cyrillic,
                '가'..='힣' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => &mut n.hangul,
                '\u{3040}'..='\u{30ff}' => &mut n.kana,
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                    &mut n.han
                }
                _ => &mut n.other,
            };
            *counter += 1;
        }
        n
    }

    /// The script with the most letters, and how many; a syllable or ideograph counts as three.
    fn largest(&self) -> (Script, usize) {
        [
            (Script::Latin, self.latin),
            (Script::Cyrillic, self.cyrillic),
            (Script::Hangul, 3 * self.hangul),
            (Script::Chinese, 3 * (self.han + self.kana)),
            (Script::Other, self.other),
        ]
        .into_iter()
        .max_by_key(|(_, letters)| *letters)
        .unwrap_or((Script::Other, 0))
    }
}

/// Words that make up about half of running English, and little of its neighbours.
const ENGLISH_WORDS: &[&str] = &[
    "the", "of", "and", "to", "is", "that", "it", "for", "was", "with", "as", "be", "this", "are",
    "have", "not", "by", "but", "from", "they", "we", "you", "his", "her", "she", "he", "will",
    "would", "has", "had", "an", "at", "what", "our", "their", "there", "if", "my", "been", "i",
    "were", "which", "who", "it's", "don't",
];

fn detect_latin(text: &str) -> Detected {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphabetic() || c == '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let english = words
        .iter()
        .filter(|word| ENGLISH_WORDS.contains(&word.as_str()))
        .count();
    if english * 5 >= words.len() {
        return Detected::Known(Lang::En);
    }
    match whatlang::detect(text) {
        // Names and short phrases in plain letters mislead trigrams.
        Some(info)
            if info.script() == whatlang::Script::Latin
                && info.lang() != whatlang::Lang::Eng
                && (info.is_reliable() || text.chars().any(is_accented)) =>
        {
            Detected::Other(info.lang().eng_name().into())
        }
        _ => Detected::Known(Lang::En),
    }
}

fn is_accented(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Words, and endings of words (after a dash), found in Ukrainian and hardly in Russian.
const UKRAINIAN_MARKS: &str = "\
    що та це як чи було буде але дуже від до або вже ще він вони ви -ться -ння -ття -ський \
    -ська -ське -ською -ського -ському -цький -цька -ьо";

/// The same for Russian.
const RUSSIAN_MARKS: &str = "\
    и что это как но или если только уже ещё он она они нет -ия -ие -ии -ию -ое -ее -ая -яя \
    -тся -ние -ения -ский -ская";

fn detect_cyrillic(text: &str) -> Detected {
    let text = text.to_lowercase();
    let count = |letters: &[char]| text.matches(letters).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let (ukrainian, russian) = (count(&['і', 'ї', 'є', 'ґ']), count(&['ы', 'э', 'ё']));
    let (hard_sign, short_u) = (count(&['ъ']), count(&['ў']));
    let serbian = count(&['ј', 'љ', 'њ', 'ђ', 'ћ', 'џ']);
    let other = |name: &str| Detected::Other(name.to_owned());

    if serbian > ukrainian && serbian > russian {
        let macedonian = count(&['ѓ', 'ќ', 'ѕ']);
        return other(if macedonian > 0 {
            "Macedonian"
        } else {
            "Serbian"
        });
    }
    // Belarusian has і but no и.
    if short_u * 100 > letters || (ukrainian > 0 && russian > 0 && count(&['и']) == 0) {
        return other("Belarusian");
    }
    let turkic = count(&['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ']);
    if turkic * 50 > letters {
        return whatlang::detect_lang(&text)
            .map_or(Detected::Unknown, |lang| other(lang.eng_name()));
    }
    // Bulgarian writes ъ in every other sentence, and neither ы nor э.
    if hard_sign * 100 > letters && hard_sign > russian && hard_sign > ukrainian {
        return other("Bulgarian");
    }
    let (uk, ru) = (
        4 * ukrainian + marks(&text, UKRAINIAN_MARKS),
        4 * (russian + hard_sign) + marks(&text, RUSSIAN_MARKS),
    );
    // One letter in sixteen of a Ukrainian text is one of its own; a long text without any is not.
    let has_none = ukrainian == 0 && letters > 120;
    if uk > ru || uk == ru && !has_none {
        return Detected::Known(Lang::Uk);
    }
    if ru > uk {
        return other("Russian");
    }
    let neighbours = whatlang::Detector::with_denylist(vec![whatlang::Lang::Ukr]);
    neighbours
        .detect_lang(&text)
        .map_or(Detected::Unknown, |lang| other(lang.eng_name()))
}

/// Number of words of the text that are in the list or end as it says.
fn marks(text: &str, list: &str) -> usize {
    let is_mark = |word: &str| {
        list.split_whitespace()
            .any(|mark| match mark.strip_prefix('-') {
                Some(ending) => word.ends_with(ending),
                None => word == mark,
            })
    };
    let words = text.split(|c: char| !(c.is_alphabetic() || c == '\''));
    words.filter(|word| is_mark(word)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_all(texts: &[&str], expected: &Detected) {
        for text in texts {
            assert_eq!(detect(text), *expected, "{text}");
        }
    }

    #[test]
    fn the_three_languages_even_when_short() {
        assert_all(
            &[
                "We will not leave.",
                "Yes",
                "Kim Jong Un met Moon Jae-in",
                "Hello & good—bye. Line two cell",
                "The café in Zürich was full, he said, and nobody minded the noise.",
            ],
            &Detected::Known(Lang::En),
        );
        assert_all(
            &[
                "아니요.",
                "그는 BTS의 new album 발매를 기다렸다.",
                "2019년 UN 총회",
            ],
            &Detected::Known(Lang::Ko),
        );
        assert_all(
            &[
                "Ми не підемо.",
                "Так, дякую",
                "Слава героям",
                "Що далі?",
                "Це дуже добре",
                "Його не було вдома",
                "Ні",
                "Президент України прибув до Києва.",
                "Завод Samsung у Києві працює",
            ],
            &Detected::Known(Lang::Uk),
        );
    }

    #[test]
    fn neighbours_are_not_taken_for_ukrainian() {
        assert_all(
            &[
                "Мы никуда не уйдём.",
                "Что это значит?",
                "Президент сказал, что правительство примет решение завтра.",
                "Это и есть ответ",
            ],
            &Detected::Other("Russian".into()),
        );
        assert_all(
            &[
                "Мы нікуды не пойдзем, сказаў ён.",
                "Гэта наша зямля і наша мова",
            ],
            &Detected::Other("Belarusian".into()),
        );
        assert_all(
            &["Правителството обсъди въпроса за бюджета и ще реши утре."],
            &Detected::Other("Bulgarian".into()),
        );
        assert_all(
            &["Влада је јуче донела одлуку о новом закону."],
            &Detected::Other("Serbian".into()),
        );
    }

    #[test]
    fn other_languages_go_by_their_names() {
        assert_all(
            &["これは新しい橋です。"],
            &Detected::Other("Japanese".into()),
        );
        assert_all(
            &["今天我们讨论新的预算。"],
            &Detected::Other("Chinese".into()),
        );
        assert_all(
            &["Das Parlament hat gestern über den neuen Haushalt beraten und entschieden."],
            &Detected::Other("German".into()),
        );
    }

    #[test]
    fn the_majority_of_letters_decides() {
        let mixed = "Прем'єр-міністр сказав: «We agree», і всі погодилися з ним.";
        assert_eq!(detect(mixed), Detected::Known(Lang::Uk));
        let quoting = "The minister said \"так\" and then left the room without a word.";
        assert_eq!(detect(quoting), Detected::Known(Lang::En));
    }

    #[test]
    fn no_letters_no_language() {
        assert_all(&["", "12:30, 45 %", "…"], &Detected::Unknown);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,80}") {
            let _ = detect(&text);
        }
    }
}
