//! Rows to four bits a component and back.
//!
//! Every row is its scale times sixteen levels shared by all rows; the levels are fitted to the
//! rows themselves (Lloyd's algorithm), which beats even spacing because components are bell-shaped.

use super::{DIM, Vector, features::Feature};

/// Bytes of a quantised row: two components each.
pub(super) const ROW_BYTES: usize = DIM / 2;

/// The sixteen levels, ascending.
pub(super) type Codebook = [f32; 16];

/// Features and their rows, sorted by feature, before quantisation.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The features, strictly ascending.
    pub features: Vec<Feature>,
    /// A row for each feature.
    pub rows: Vec<Vector>,
}

/// Sixteen levels for components of rows divided by their root mean square.
pub(super) fn fit_codebook(rows: &[Vector]) -> Codebook {
    // Some ten thousand rows say all there is to say about the shape.
    let step = (rows.len() / 10_000).max(1);
    let mut sample: Vec<f32> = rows
        .iter()
        .step_by(step)
        .flat_map(|row| {
            let rms = rms(row);
            row.0
                .iter()
                .filter(move |_| rms > 0.0)
                .map(move |x| x / rms)
        })
        .collect();
    sample.sort_by(f32::total_cmp);
    let mut levels = std::array::from_fn(|i| (i as f32 - 7.5) / 2.8);
    for _ in 0..30 {
        let mut start = 0;
        for i in 0..levels.len() {
            let end = match levels.get(i + 1) {
                Some(next) => sample.partition_point(|x| *x < f32::midpoint(levels[i], *next)),
                None => sample.len(),
            };
            if end > start {
                levels[i] = (sample[start..end]
                    .iter()
                    .map(|x| f64::from(*x))
                    .sum::<f64>()
                    / (end - start) as f64) as f32;
            }
            start = end.max(start);
        }
    }
    levels
}

/// The codes of one row, and the scale (already rounded to bfloat16) that brings them back.
pub(super) fn encode_row(row: &Vector, codebook: &Codebook) -> ([u8; ROW_BYTES], u16) {
    let rms = rms(row);
    let mut codes = [0_u8; DIM];
    let mut scale = 0.0;
    if rms > 0.0 {
        for (code, x) in codes.iter_mut().zip(&row.0) {
            *code = nearest(codebook, x / rms);
        }
        // The least-squares scale for these codes.
        let (mut xc, mut cc) = (0.0, 0.0);
        for (code, x) in codes.iter().zip(&row.0) {
            let level = codebook[usize::from(*code)];
            xc += x * level;
            cc += level * level;
        }
        scale = if cc > 0.0 { xc / cc } else { 0.0 };
    }
    let mut bytes = [0_u8; ROW_BYTES];
    for (byte, pair) in bytes.iter_mut().zip(codes.chunks_exact(2)) {
        *byte = pair[0] | pair[1] << 4;
    }
    (bytes, to_bf16(scale))
}

/// Adds a quantised row to `sum`.
pub(super) fn add_row(sum: &mut Vector, bytes: &[u8], scale: u16, codebook: &Codebook) {
    let scale = from_bf16(scale);
    let levels: Codebook = std::array::from_fn(|i| codebook[i] * scale);
    for (pair, byte) in sum.0.chunks_exact_mut(2).zip(bytes) {
        pair[0] += levels[usize::from(byte & 15)];
        pair[1] += levels[usize::from(byte >> 4)];
    }
}

fn nearest(codebook: &Codebook, x: f32) -> u8 {
    let above = codebook.partition_point(|level| *level < x).min(15);
    let below = above.saturating_sub(1);
    let closest = if (x - codebook[below]).abs() <= (codebook[above] - x).abs() {
        below
    } else {
        above
    };
    closest as u8
}

fn rms(row: &Vector) -> f32 {
    row.norm() / (DIM as f32).sqrt()
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

    fn rows() -> Vec<Vector> {
        let mut rng = fastrand::Rng::with_seed(1);
        let bell = |rng: &mut fastrand::Rng| (0..12).map(|_| rng.f32()).sum::<f32>() - 6.0;
        (1..200)
            .map(|i| Vector(std::array::from_fn(|_| bell(&mut rng) * i as f32 * 0.01)))
            .collect()
    }

    #[test]
    fn a_row_comes_back_close() {
        let rows = rows();
        let codebook = fit_codebook(&rows);
        assert!(codebook.is_sorted());
        for row in &rows {
            let (bytes, scale) = encode_row(row, &codebook);
            let mut back = Vector::ZERO;
            add_row(&mut back, &bytes, scale, &codebook);
            let cosine = back.unit().dot(&row.unit());
            assert!(cosine > 0.985, "{cosine}");
            assert!((back.norm() / row.norm() - 1.0).abs() < 0.02);
        }
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        let codebook = fit_codebook(&rows());
        let (bytes, scale) = encode_row(&Vector::ZERO, &codebook);
        let mut back = Vector::ZERO;
        add_row(&mut back, &bytes, scale, &codebook);
        assert_eq!(back, Vector::ZERO);
    }
}
