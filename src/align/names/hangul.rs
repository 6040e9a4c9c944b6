//! Korean words to sounds.

use super::sound::{Sound, push};

/// The sounds of a run of Hangul, with the number of sounds after each syllable.
pub fn sounds(word: &str) -> (Vec<Sound>, Vec<usize>) {
    let mut sounds = Vec::new();
    let mut ends = Vec::new();
    for syllable in word.chars() {
        if let Some((initial, vowel, last)) = jamo(syllable) {
            if let Some(initial) = INITIALS.get(initial).copied().flatten() {
                push(&mut sounds, initial);
            }
            sounds.extend(VOWELS.get(vowel).copied().unwrap_or_default());
            if let Some(last) = FINALS.get(last).copied().flatten() {
                push(&mut sounds, last);
            }
        }
        ends.push(sounds.len());
    }
    (sounds, ends)
}

/// The numbers of a syllable's initial, vowel and final.
fn jamo(syllable: char) -> Option<(usize, usize, usize)> {
    let code = u32::from(syllable)
        .checked_sub(0xAC00)
        .filter(|code| *code < 11_172)? as usize;
    Some((code / 588, code / 28 % 21, code % 28))
}

const INITIALS: [Option<Sound>; 19] = {
    use Sound::*;
    [
        Some(G),
        Some(G),
        Some(N),
        Some(D),
        Some(D),
        Some(L),
        Some(M),
        Some(B),
        Some(B),
        Some(S),
        Some(S),
        None,
        Some(J),
        Some(J),
        Some(Ch),
        Some(K),
        Some(T),
        Some(P),
        Some(H),
    ]
};

const VOWELS: [&[Sound]; 21] = {
    use Sound::*;
    [
        &[A],
        &[E],
        &[Y, A],
        &[Y, E],
        &[Eo],
        &[E],
        &[Y, Eo],
        &[Y, E],
        &[O],
        &[W, A],
        &[W, E],
        &[W, E],
        &[Y, O],
        &[U],
        &[W, Eo],
        &[W, E],
        &[W, I],
        &[Y, U],
        &[Eu],
        &[Eu, I],
        &[I],
    ]
};

const FINALS: [Option<Sound>; 28] = {
    use Sound::*;
    [
        None,
        Some(K),
        Some(K),
        Some(K),
        Some(N),
        Some(N),
        Some(N),
        Some(T),
        Some(L),
        Some(K),
        Some(M),
        Some(L),
        Some(L),
        Some(L),
        Some(P),
        Some(L),
        Some(M),
        Some(P),
        Some(P),
        Some(T),
        Some(T),
        Some(Ng),
        Some(T),
        Some(T),
        Some(K),
        Some(T),
        Some(P),
        None,
    ]
};

/// What may follow a name in the same word: particles, the copula, titles.
const AFTER_NAMES: [&str; 92] = [
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "의",
    "에",
    "에서",
    "에서는",
    "에서도",
    "에게",
    "에게는",
    "에게서",
    "에는",
    "에도",
    "와",
    "과",
    "와의",
    "과의",
    "도",
    "로",
    "으로",
    "로서",
    "으로서",
    "로는",
    "으로는",
    "로부터",
    "으로부터",
    "만",
    "까지",
    "부터",
    "보다",
    "처럼",
    "이나",
    "나",
    "란",
    "이란",
    "라는",
    "이라는",
    "라고",
    "이라고",
    "라면",
    "이라면",
    "랑",
    "이랑",
    "하고",
    "한테",
    "께서",
    "께서는",
    "께",
    "야",
    "아",
    "이다",
    "이다",
    "입니다",
    "이고",
    "이며",
    "인",
    "인데",
    "이죠",
    "님",
    "님이",
    "님은",
    "님의",
    "님을",
    "씨",
    "씨가",
    "씨는",
    "씨의",
    "씨를",
    "씨와",
    "측",
    "군",
    "시",
    "시에",
    "시의",
    "주",
    "주의",
    "주에서",
    "인의",
    "인들",
    "인들은",
    "인들이",
    "인은",
    "인이",
    "산",
    "식",
    "판",
    "발",
    "행",
    "밖에",
];

/// Whether `rest` is what may follow a name.
pub fn may_follow(rest: &str) -> bool {
    rest.is_empty() || AFTER_NAMES.contains(&rest)
}
