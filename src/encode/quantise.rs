//! Rows to two bits a component and back.
//!
//! A component is a code from 0 to 3, less 1.5, times the scale of its row; the step between levels is
//! the one that loses least where components are bell-shaped (Max 1960, "Quantizing for minimum
//! distortion"). Two bits of many dimensions hold more than four bits of half as many, the more so as
//! training rounds its rows in the same way from some point on.

use multiversion::multiversion;

use super::{DIM, Vector, features::Feature};

/// Bytes of a quantised row. Byte `k` holds component `k` in its lowest two bits, then `k` plus a
/// quarter, a half and three quarters of the dimensions: neighbours are unpacked alike.
pub(super) const ROW_BYTES: usize = DIM / 4;

/// Distance of neighbouring levels for components of mean square 1.
const STEP: f32 = 0.9957;

/// The middle of the codes.
const MIDDLE: f32 = 1.5;

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
    let border = STEP * row.norm() / (DIM as f32).sqrt();
    let mut bytes = [0_u8; ROW_BYTES];
    // The least-squares scale for the codes.
    let (mut xc, mut cc) = (0.0, 0.0);
    for (place, part) in row.0.chunks_exact(ROW_BYTES).enumerate() {
        for (byte, x) in bytes.iter_mut().zip(part) {
            let code = u8::from(*x > -border) + u8::from(*x > 0.0) + u8::from(*x > border);
            *byte |= code << (2 * place);
            let level = f32::from(code) - MIDDLE;
            xc += x * level;
            cc += level * level;
        }
    }
    (bytes, to_bf16(xc / cc))
}

/// A row in a model file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The codes.
    pub bytes: [u8; ROW_BYTES],
    /// As bfloat16.
    pub scale: u16,
}

impl Row {
    /// A row of zeros.
    pub const ZERO: Self = Self {
        bytes: [0; ROW_BYTES],
        scale: 0,
    };
}

/// Adds rows to `sum`.
pub(super) fn add_rows(sum: &mut Vector, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let mut scales = 0.0;
    for row in rows {
        let scale = from_bf16(row.scale);
        scales += scale;
        add_codes(sum, &row.bytes, scale);
    }
    // What the codes are above their middle, for all rows at once.
    for x in &mut sum.0 {
        *x -= MIDDLE * scales;
    }
}

/// Adds `scale` times the codes.
#[multiversion(targets("x86_64+avx2"))]
fn add_codes(sum: &mut Vector, bytes: &[u8; ROW_BYTES], scale: f32) {
    for (place, part) in sum.0.chunks_exact_mut(ROW_BYTES).enumerate() {
        for (x, byte) in part.iter_mut().zip(bytes) {
            *x += scale * f32::from(byte >> (2 * place) & 3);
        }
    }
}

/// What is left of a row in a model file.
pub(crate) fn rounded(row: &Vector) -> Vector {
    let (bytes, scale) = encode_row(row);
    let mut back = Vector::ZERO;
    add_rows(&mut back, &[Row { bytes, scale }]);
    back
}

/// Whether a scale is zero or of a size that sums of rows can be reckoned with.
pub(super) fn is_scale(bits: u16) -> bool {
    let scale = from_bf16(bits).abs();
    scale == 0.0 || (1e-9..=1e6).contains(&scale)
}

fn to_bf16(x: f32) -> u16 {
    if x.is_nan() {
        return 0x7fc0;
    }
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
            // Four even levels keep .881 of the energy of a normal distribution.
            let cosine = back.unit().dot(&row.unit());
            assert!((0.92..0.96).contains(&cosine), "{cosine}");
            assert!((back.norm() / row.norm() - cosine).abs() < 0.01);
        }
    }

    #[test]
    fn what_was_rounded_stays_as_it_is() {
        let row = rounded(&Vector(std::array::from_fn(|i| (i as f32).sin())));
        assert_eq!(encode_row(&row), encode_row(&rounded(&row)));
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        assert_eq!(rounded(&Vector::ZERO), Vector::ZERO);
    }
}
