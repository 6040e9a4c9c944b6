//! How far an English name's sounds are from a source word's.

use std::sync::LazyLock;

use super::sound::Sound;
use crate::text::Lang;

/// The costs of one language. An unlike consonant costs 1.
pub struct Costs {
    /// English sound, source sound.
    change: [[f32; Sound::COUNT]; Sound::COUNT],
    /// An English sound the source leaves out.
    drop: [f32; Sound::COUNT],
    /// A source sound the English does not have.
    add: [f32; Sound::COUNT],
}

/// Longest sequence of sounds compared; longer words are cut.
pub const LONGEST: usize = 31;

impl Costs {
    /// The costs for names in `lang`; for English itself those of Ukrainian.
    pub fn of(lang: Lang) -> &'static Self {
        static KO: LazyLock<Costs> = LazyLock::new(korean);
        static UK: LazyLock<Costs> = LazyLock::new(ukrainian);
        match lang {
            Lang::Ko => &KO,
            Lang::En | Lang::Uk => &UK,
        }
    }

    /// What leaving out all of `sounds` costs: the yardstick of a name's length.
    pub fn weight(&self, sounds: &[Sound]) -> f32 {
        sounds.iter().map(|s| self.drop[*s as usize]).sum()
    }

    /// For each end in the bit set `ends` (a bit `n` allows the word to end after `n` sounds), the
    /// least cost of turning `english` into that much of `source`, and the end it stands for.
    pub fn distance(&self, english: &[Sound], source: &[Sound], ends: u32) -> (f32, usize) {
        let source = source.get(..LONGEST).unwrap_or(source);
        let mut row = [0.0_f32; LONGEST + 1];
        for (j, sound) in source.iter().enumerate() {
            row[j + 1] = row[j] + self.add[*sound as usize];
        }
        for sound in english {
            let drop = self.drop[*sound as usize];
            let change = &self.change[*sound as usize];
            let mut corner = row[0];
            row[0] += drop;
            for (j, other) in source.iter().enumerate() {
                let other = *other as usize;
                let least = (corner + change[other])
                    .min(row[j + 1] + drop)
                    .min(row[j] + self.add[other]);
                corner = row[j + 1];
                row[j + 1] = least;
            }
        }
        (1..=source.len())
            .filter(|end| ends >> end & 1 == 1)
            .map(|end| (row[end], end))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap_or((f32::INFINITY, 0))
    }
}

fn base() -> Costs {
    let mut costs = Costs {
        change: [[1.2; Sound::COUNT]; Sound::COUNT],
        drop: [0.65; Sound::COUNT],
        add: [0.85; Sound::COUNT],
    };
    use Sound::*;
    for vowel in [A, E, I, O, U, Eo, Eu] {
        for other in [A, E, I, O, U, Eo, Eu] {
            costs.change[vowel as usize][other as usize] = 0.7;
        }
        (costs.drop[vowel as usize], costs.add[vowel as usize]) = (0.45, 0.35);
    }
    for (sound, cost) in [(H, 0.35), (Y, 0.15), (W, 0.35)] {
        (costs.drop[sound as usize], costs.add[sound as usize]) = (cost, cost);
    }
    costs.drop[E as usize] = 0.25;
    for sound in 0..Sound::COUNT {
        costs.change[sound][sound] = 0.0;
    }
    costs.both(&[
        (Y, I, 0.05),
        (W, U, 0.1),
        (W, O, 0.2),
        (A, Eo, 0.15),
        (A, E, 0.2),
        (O, Eo, 0.15),
        (E, Eo, 0.2),
        (U, Eo, 0.15),
        (U, Eu, 0.1),
        (O, U, 0.15),
        (E, I, 0.15),
        (A, O, 0.2),
        (I, Eu, 0.15),
        (W, V, 0.15),
        (V, B, 0.5),
        (V, F, 0.3),
        (P, B, 0.5),
        (P, F, 0.5),
        (B, F, 0.8),
        (T, D, 0.45),
        (Th, T, 0.1),
        (Th, D, 0.3),
        (Th, S, 0.3),
        (Th, Z, 0.3),
        (Th, F, 0.5),
        (T, Ts, 0.5),
        (T, Ch, 0.6),
        (D, J, 0.6),
        (T, S, 0.9),
        (S, Z, 0.25),
        (S, Sh, 0.2),
        (Z, Zh, 0.4),
        (Sh, Zh, 0.4),
        (S, Ts, 0.35),
        (Z, Ts, 0.35),
        (Ts, Ch, 0.35),
        (Sh, Ch, 0.35),
        (Ch, J, 0.4),
        (J, Zh, 0.2),
        (Z, J, 0.5),
        (S, Ch, 0.5),
        (K, G, 0.5),
        (K, Kh, 0.3),
        (G, H, 0.1),
        (H, Kh, 0.15),
        (G, Kh, 0.5),
        (Ch, K, 0.4),
        (Ch, Kh, 0.5),
        (G, J, 0.35),
        (G, Zh, 0.4),
        (J, Y, 0.3),
        (J, H, 0.5),
        (J, Kh, 0.4),
        (Ng, N, 0.2),
        (N, M, 0.7),
        (Ng, M, 0.8),
        (L, R, 0.8),
    ]);
    costs
}

impl Costs {
    fn both(&mut self, changes: &[(Sound, Sound, f32)]) {
        for (a, b, cost) in changes {
            self.change[*a as usize][*b as usize] = *cost;
            self.change[*b as usize][*a as usize] = *cost;
        }
    }
}

fn ukrainian() -> Costs {
    let mut costs = base();
    costs.add[Sound::Eu as usize] = 0.3;
    costs
}

fn korean() -> Costs {
    use Sound::*;
    let mut costs = base();
    costs.both(&[
        (L, R, 0.0),
        (F, P, 0.05),
        (V, B, 0.05),
        (P, B, 0.2),
        (F, B, 0.4),
        (F, H, 0.5),
        (T, D, 0.2),
        (K, G, 0.2),
        (G, H, 0.9),
        (Kh, H, 0.2),
        (Kh, K, 0.2),
        (Th, S, 0.1),
        (Th, T, 0.15),
        (Th, D, 0.15),
        (Z, J, 0.1),
        (Zh, J, 0.1),
        (Sh, S, 0.1),
        (Ts, Ch, 0.1),
        (Ts, J, 0.3),
        (S, T, 0.35),
        (Z, S, 0.3),
        (Ch, J, 0.2),
        (Ch, T, 0.4),
        (J, T, 0.5),
        (Sh, Ch, 0.4),
        (V, U, 0.4),
        (W, B, 0.5),
        (Z, T, 0.5),
    ]);
    costs.drop[R as usize] = 0.3;
    costs.add[Eu as usize] = 0.05;
    costs
}
