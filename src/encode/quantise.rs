//! Rows to two bits a component and back.
//!
//! Every row is its scale times four levels: those that lose least where components are bell-shaped
//! (Max 1960, "Quantizing for minimum distortion"). Two bits of many dimensions hold more than four
//! bits of half as many, the more so as training rounds its rows in the same way from some point on.

use super::{DIM, Vector, features::Feature};

/// Bytes of a quantised row: four components each, the first in the lowest bits.
pub(super) const ROW_BYTES: usize = DIM / 4;

/// The levels for components of mean square 1, and the border between the outer and the inner ones.
const LEVELS: [f32; 4] = [-OUTER, -INNER, INNER, OUTER];
const OUTER: f32 = 1.510_4;
const INNER: f32 = 0.452_8;
const BORDER: f32 = f32::midpoint(OUTER, INNER);

/// The levels of the four components in each byte.
static LEVELS_IN: [[f32; 4]; 256] = levels_in();

const fn levels_in() -> [[f32; 4]; 256] {
    let mut all = [[0.0; 4]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut place = 0;
        while place < 4 {
            all[byte][place] = LEVELS[byte >> (2 * place) & 3];
            place += 1;
        }
        byte += 1;
    }
    all
}

/// Features and their rows, sorted by feature, before quantisation.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The features, strictly ascending.
    pub features: Vec<Feature>,
    /// A row for each feature.
    pub rows: Vec<Vector>,
}

/// The codes of one row, and the scale (already rounded to bfloat16) that brings them back.
pub(super) fn encode_row(row: &Vector) -> ([u8; ROW_BYTES], u16) {
    let border = BORDER * row.norm() / (DIM as f32).sqrt();
    let mut bytes = [0_u8; ROW_BYTES];
    // The least-squares scale for the codes.
    let (mut xc, mut cc) = (0.0, 0.0);
    for (byte, part) in bytes.iter_mut().zip(row.0.chunks_exact(4)) {
        for (place, x) in part.iter().enumerate() {
            let code = u8::from(*x > -border) + u8::from(*x > 0.0) + u8::from(*x > border);
            *byte |= code << (2 * place);
            let level = LEVELS[usize::from(code)];
            xc += x * level;
            cc += level * level;
        }
    }
    (bytes, to_bf16(xc / cc))
}

/// Adds a quantised row to `sum`.
pub(super) fn add_row(sum: &mut Vector, bytes: &[u8], scale: u16) {
    let scale = from_bf16(scale);
    for (part, byte) in sum.0.chunks_exact_mut(4).zip(bytes) {
        for (x, level) in part.iter_mut().zip(&LEVELS_IN[usize::from(*byte)]) {
            *x += scale * level;
        }
    }
}

/// What is left of a row in a model file.
pub(crate) fn rounded(row: &Vector) -> Vector {
    let (bytes, scale) = encode_row(row);
    let mut back = Vector::ZERO;
    add_row(&mut back, &bytes, scale);
    back
}

/// Whether a scale is a finite number.
pub(super) fn is_scale(bits: u16) -> bool {
    from_bf16(bits).is_finite()
}

fn to_bf16(x: f32) -> u16 {
    let bits = x.to_bits();
    ((bits + 0x7fff + (bits >> 16 & 1)) >> 16) as u16
}

fn from_bf16(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_close() {
        let mut rng = fastrand::Rng::with_seed(1);
        let mut bell = |_| (0..12).map(|_| rng.f32()).sum::<f32>() - 6.0;
        for i in 1..200 {
            let mut row = Vector(std::array::from_fn(&mut bell));
            row.scale(i as f32 * 0.01);
            let back = rounded(&row);
            // Max's four levels keep .8825 of the energy of a normal distribution.
            let cosine = back.unit().dot(&row.unit());
            assert!((0.92..0.96).contains(&cosine), "{cosine}");
            assert!((back.norm() / row.norm() - cosine).abs() < 0.01);
        }
    }

    #[test]
    fn what_was_rounded_stays_as_it_is() {
        let row = rounded(&Vector(std::array::from_fn(|i| (i as f32).sin())));
        let again = rounded(&row);
        assert!((again.dot(&row) / row.dot(&row) - 1.0).abs() < 0.01);
        assert!(again.unit().dot(&row.unit()) > 0.9999);
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        assert_eq!(rounded(&Vector::ZERO), Vector::ZERO);
    }
}
