//! English and romanised names to sounds.

use unicode_normalization::UnicodeNormalization;

use super::sound::{Sound, push};

/// Spellings of more than one letter, the longer before the shorter.
const SPELLINGS: [(&str, &[Sound]); 30] = [
    ("shch", &[Sound::Sh, Sound::Ch]),
    ("tsch", &[Sound::Ch]),
    ("dzh", &[Sound::J]),
    ("tch", &[Sound::Ch]),
    ("sch", &[Sound::Sh]),
    ("dge", &[Sound::J]),
    ("yeo", &[Sound::Y, Sound::Eo]),
    ("sh", &[Sound::Sh]),
    ("zh", &[Sound::Zh]),
    ("ch", &[Sound::Ch]),
    ("kh", &[Sound::Kh]),
    ("ph", &[Sound::F]),
    ("th", &[Sound::Th]),
    ("gh", &[Sound::G]),
    ("wh", &[Sound::W]),
    ("ck", &[Sound::K]),
    ("qu", &[Sound::K, Sound::W]),
    ("ts", &[Sound::Ts]),
    ("tz", &[Sound::Ts]),
    ("dj", &[Sound::J]),
    ("oo", &[Sound::U]),
    ("ou", &[Sound::U]),
    ("ee", &[Sound::I]),
    ("ea", &[Sound::I]),
    ("eu", &[Sound::Eu]),
    ("ie", &[Sound::I, Sound::E]),
    ("yi", &[Sound::I]),
    ("iy", &[Sound::I]),
    ("yy", &[Sound::I]),
    ("ii", &[Sound::I]),
];

/// The sounds of a word in Latin letters; other characters are silent.
pub fn sounds(word: &str) -> Vec<Sound> {
    let letters: String = word
        .nfd()
        .filter(|c| !matches!(*c, '\u{300}'..='\u{36f}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            c => c,
        })
        .filter(char::is_ascii_lowercase)
        .collect();
    let mut sounds = Vec::with_capacity(letters.len());
    let mut rest = silent_start(&letters);
    while let Some(letter) = rest.chars().next() {
        let spelling = SPELLINGS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling));
        if let Some((spelling, spelled)) = spelling {
            spelled.iter().for_each(|s| push(&mut sounds, *s));
            rest = rest.strip_prefix(spelling).unwrap_or_default();
            continue;
        }
        let after = rest.get(1..).unwrap_or_default();
        letter_sounds(letter, after, &mut sounds);
        rest = after;
    }
    sounds
}

/// The word from its first sounded letter: knight, write, psalm.
fn silent_start(letters: &str) -> &str {
    let silent = ["kn", "wr", "ps", "gn"]
        .iter()
        .any(|start| letters.starts_with(start));
    letters.get(usize::from(silent)..).unwrap_or_default()
}

fn letter_sounds(letter: char, after: &str, sounds: &mut Vec<Sound>) {
    let soft = after.starts_with(['e', 'i', 'y']);
    let before_vowel = after.starts_with(['a', 'e', 'i', 'o', 'u']);
    let sound = match letter {
        'a' => Sound::A,
        'b' => Sound::B,
        'c' if soft => Sound::S,
        'c' | 'k' | 'q' => Sound::K,
        'd' => Sound::D,
        'e' => Sound::E,
        'f' => Sound::F,
        'g' => Sound::G,
        'h' => Sound::H,
        'i' => Sound::I,
        'j' => Sound::J,
        'l' => Sound::L,
        'm' => Sound::M,
        'n' if after == "g" || after.starts_with('g') && !before_vowel_at(after, 1) => {
            push(sounds, Sound::Ng);
            return;
        }
        'n' => Sound::N,
        'o' => Sound::O,
        'p' => Sound::P,
        'r' => Sound::R,
        's' => Sound::S,
        't' => Sound::T,
        'u' => Sound::U,
        'v' => Sound::V,
        'w' => Sound::W,
        'x' => {
            push(sounds, Sound::K);
            Sound::S
        }
        'y' if before_vowel => Sound::Y,
        'y' => Sound::I,
        'z' => Sound::Z,
        _ => return,
    };
    push(sounds, sound);
}

fn before_vowel_at(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|t| t.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'r', 'l']))
}
