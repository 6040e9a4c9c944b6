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
pub(super) struct Row<'m> {
    /// The codes.
    pub bytes: &'m [u8; ROW_BYTES],
    /// What they are multiplied with.
    pub scale: f32,
}

/// Rows added in one go: as many as a long word has.
const GROUP: usize = 32;

/// Adds rows to `sum`.
pub(super) fn add_rows<'m>(sum: &mut Vector, mut rows: impl Iterator<Item = Row<'m>>) {
    const NONE: Row<'_> = Row {
        bytes: &[0; ROW_BYTES],
        scale: 0.0,
    };
    let mut group = [NONE; GROUP];
    loop {
        let mut len = 0;
        for (slot, row) in group.iter_mut().zip(&mut rows) {
            *slot = row;
            len += 1;
        }
        add_group(sum, &group[..len]);
        if len < GROUP {
            return;
        }
    }
}

/// In whole numbers of a unit so small that what is lost is nothing beside the rounding of the codes
/// and so large that no sum of 16 bits overflows.
#[multiversion(targets("x86_64+avx2"))]
fn add_group(sum: &mut Vector, rows: &[Row<'_>]) {
    /// Components whose sums stay in registers.
    const BLOCK: usize = 96;
    let most = rows
        .iter()
        .fold(0.0_f32, |most, row| most.max(row.scale.abs()));
    if most == 0.0 {
        return;
    }
    // The sum of so many factors times 3 stays below i16::MAX, each rounded up by a half.
    let unit = most * (3 * rows.len()) as f32 / (f32::from(i16::MAX) - 1.5 * GROUP as f32);
    let mut factors = [0_i16; GROUP];
    let mut middle = 0.0;
    for (factor, row) in factors.iter_mut().zip(rows) {
        *factor = (row.scale / unit).round() as i16;
        middle += MIDDLE * f32::from(*factor);
    }
    for (place, part) in sum.0.chunks_exact_mut(ROW_BYTES).enumerate() {
        for (at, block) in part.chunks_exact_mut(BLOCK).enumerate() {
            let mut sums = [0_i16; BLOCK];
            for (row, factor) in rows.iter().zip(&factors) {
                let bytes = &row.bytes[at * BLOCK..][..BLOCK];
                for (x, byte) in sums.iter_mut().zip(bytes) {
                    let code = i16::from(byte >> (2 * place) & 3);
                    *x = x.wrapping_add(factor.wrapping_mul(code));
                }
            }
            // What the codes are above their middle, for all rows at once.
            for (x, more) in block.iter_mut().zip(sums) {
                *x += unit * (f32::from(more) - middle);
            }
        }
    }
}

/// What is left of a row in a model file.
pub(crate) fn rounded(row: &Vector) -> Vector {
    let (bytes, scale) = encode_row(row);
    let mut back = Vector::ZERO;
    let row = Row {
        bytes: &bytes,
        scale: from_bf16(scale),
    };
    add_rows(&mut back, std::iter::once(row));
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

pub(super) fn from_bf16(bits: u16) -> f32 {
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
    fn sums_of_rows_in_whole_numbers_are_those_in_floats() {
        let mut rng = fastrand::Rng::with_seed(4);
        for many in [1, 2, 29, 32, 33, 90] {
            let bytes: Vec<[u8; ROW_BYTES]> = (0..many)
                .map(|i| match i % 3 {
                    0 => [0xff; ROW_BYTES],
                    _ => std::array::from_fn(|_| rng.u8(..)),
                })
                .collect();
            let sign = |i: usize| if i % 7 == 6 { -1.0 } else { 1.0 };
            let scale = |i: usize| sign(i) * if i < 29 { 0.8 } else { 0.01 * i as f32 };
            let rows = bytes.iter().enumerate().map(|(i, bytes)| Row {
                bytes,
                scale: scale(i),
            });
            let mut sum = Vector::ZERO;
            add_rows(&mut sum, rows.clone());
            let mut exact = Vector::ZERO;
            for row in rows {
                for (k, x) in exact.0.iter_mut().enumerate() {
                    let code = row.bytes[k % ROW_BYTES] >> (2 * (k / ROW_BYTES)) & 3;
                    *x += row.scale * (f32::from(code) - MIDDLE);
                }
            }
            sum -= &exact;
            assert!(sum.norm() < 0.003 * exact.norm(), "{many}");
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
