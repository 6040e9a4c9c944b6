//! Ukrainian words to sounds.

use super::sound::{Sound, push};

/// The sounds of a Ukrainian word, with the number of sounds after each letter.
pub fn sounds(word: &str) -> (Vec<Sound>, Vec<usize>) {
    use Sound::*;
    let mut sounds = Vec::new();
    let mut ends = Vec::new();
    let mut chars = word.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        let spelled: &[Sound] = match c {
            'а' => &[A],
            'б' => &[B],
            'в' => &[V],
            'г' => &[H],
            'ґ' => &[G],
            'д' if chars.peek() == Some(&'ж') => {
                chars.next();
                ends.push(sounds.len());
                &[J]
            }
            'д' => &[D],
            'е' | 'э' => &[E],
            'є' => &[Y, E],
            'ё' => &[Y, O],
            'ж' => &[Zh],
            'з' => &[Z],
            'и' | 'і' | 'ы' => &[I],
            'ї' => &[Y, I],
            'й' => &[Y],
            'к' => &[K],
            'л' => &[L],
            'м' => &[M],
            'н' => &[N],
            'о' => &[O],
            'п' => &[P],
            'р' => &[R],
            'с' => &[S],
            'т' => &[T],
            'у' => &[U],
            'ф' => &[F],
            'х' => &[Kh],
            'ц' => &[Ts],
            'ч' => &[Ch],
            'ш' => &[Sh],
            'щ' => &[Sh, Ch],
            'ю' => &[Y, U],
            'я' => &[Y, A],
            _ => &[],
        };
        spelled.iter().for_each(|s| push(&mut sounds, *s));
        ends.push(sounds.len());
    }
    (sounds, ends)
}

/// Endings of the cases of names, and the suffixes of adjectives made from them.
const ENDINGS: [&str; 43] = [
    "а", "я", "у", "ю", "і", "ї", "и", "е", "є", "о", "ом", "ем", "єм", "ою", "ею", "єю", "ові",
    "еві", "єві", "ів", "їв", "ам", "ям", "ами", "ями", "ах", "ях", "ий", "ій", "ого", "ому", "им",
    "ої", "их", "ими", "ин", "ина", "ині", "ьою", "ію", "ії", "єю", "й",
];

/// What makes adjectives and inhabitants of places.
const SUFFIXES: [&str; 16] = [
    "ськ",
    "цьк",
    "зьк",
    "івськ",
    "ївськ",
    "овськ",
    "евськ",
    "єньк",
    "йськ",
    "ійськ",
    "инськ",
    "енськ",
    "анськ",
    "янськ",
    "чан",
    "івц",
];

/// Whether `rest` is an ending a name may take.
pub fn may_follow(rest: &str) -> bool {
    rest.is_empty() || ENDINGS.contains(&rest) || SUFFIXES.iter().any(|s| rest.starts_with(s))
}
