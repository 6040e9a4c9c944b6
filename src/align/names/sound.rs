//! The sounds the three scripts are brought to.

/// A sound, coarse enough that each script can spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Sound {
    P,
    B,
    F,
    V,
    M,
    T,
    D,
    /// English th.
    Th,
    N,
    /// English final ng.
    Ng,
    L,
    R,
    S,
    Z,
    /// sh.
    Sh,
    /// zh.
    Zh,
    /// ts.
    Ts,
    /// ch.
    Ch,
    /// dzh, and Korean ㅈ.
    J,
    K,
    G,
    H,
    /// kh.
    Kh,
    W,
    Y,
    A,
    E,
    I,
    O,
    U,
    /// Korean ㅓ.
    Eo,
    /// Korean ㅡ, mostly there to hold a consonant.
    Eu,
}

impl Sound {
    /// Number of sounds.
    pub const COUNT: usize = Self::Eu as usize + 1;

    /// Whether it is a vowel or a glide.
    pub fn is_vowel(self) -> bool {
        self as u8 >= Self::W as u8
    }

    /// The family of consonants it belongs to, as one bit; 0 for those that come and go (h,
    /// glides, vowels). Sounds of different families never stand for each other cheaply.
    pub fn family(self) -> u8 {
        use Sound::*;
        match self {
            P | B | F | V => 1,
            M => 2,
            N | Ng => 4,
            L => 8,
            T | D | Th | S | Z | Sh | Zh | Ts | Ch | J => 16,
            K | Kh => 32,
            R | G | H | W | Y | A | E | I | O | U | Eo | Eu => 0,
        }
    }
}

/// Appends `sound` unless it repeats the last one: doubled letters are one sound.
pub fn push(sounds: &mut Vec<Sound>, sound: Sound) {
    if sounds.last() != Some(&sound) {
        sounds.push(sound);
    }
}
