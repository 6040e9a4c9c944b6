//! Many inner products of packed vectors with a few others, in whole numbers.

use multiversion::multiversion;

use super::{DIM, Packed, Vector};

/// Vectors as whole numbers of 16 bits, to be multiplied with [`Packed`] ones: the result is the
/// same on every processor, and exact but for the rounding of either side.
#[derive(Clone, Debug)]
pub struct Wide {
    scales: Vec<f32>,
    components: Vec<[i16; DIM]>,
}

impl Wide {
    /// Rounds `vectors`.
    pub fn new(vectors: &[Vector]) -> Self {
        // 384 products of at most 127 and this stay below 2^31.
        const MOST: f32 = 32_000.0;
        let mut wide = Self {
            scales: Vec::with_capacity(vectors.len()),
            components: Vec::with_capacity(vectors.len()),
        };
        for vector in vectors {
            let most = vector.0.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            let by = if most > 0.0 { MOST / most } else { 0.0 };
            wide.scales.push(most / MOST);
            wide.components
                .push(std::array::from_fn(|i| (vector.0[i] * by).round() as i16));
        }
        wide
    }

    /// Number of vectors.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Writes the inner products with `others` to `out`, a row for each of these vectors.
    ///
    /// # Panics
    /// When `out` is not as large as that.
    pub fn times(&self, others: &[Packed], out: &mut [f32]) {
        assert_eq!(out.len(), self.len() * others.len(), "size of the product");
        times(self, others, out);
    }
}

#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn times(wide: &Wide, others: &[Packed], out: &mut [f32]) {
    let mut widened = [0_i16; DIM];
    for (at, other) in others.iter().enumerate() {
        for (wide, narrow) in widened.iter_mut().zip(other.components()) {
            *wide = i16::from(*narrow);
        }
        for (row, (scale, components)) in wide.scales.iter().zip(&wide.components).enumerate() {
            let products = widened.iter().zip(components);
            let sum: i32 = products.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
            out[row * others.len() + at] = sum as f32 * scale * other.scale();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_vectors() {
        let mut rng = fastrand::Rng::with_seed(5);
        let mut vectors = |n: usize| -> Vec<Vector> {
            let vector = |_| Vector(std::array::from_fn(|_| rng.f32() - 0.5)).unit();
            (0..n).map(vector).collect()
        };
        let (few, many) = (vectors(3), vectors(5));
        let packed: Vec<Packed> = many.iter().map(Packed::new).collect();
        let mut out = [0.0; 15];
        Wide::new(&few).times(&packed, &mut out);
        for (row, vector) in few.iter().enumerate() {
            for (at, other) in packed.iter().enumerate() {
                assert!((out[row * 5 + at] - vector.dot(&other.unpack())).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn the_largest_numbers_fit() {
        let all = Vector([1.0; DIM]);
        let mut out = [0.0];
        Wide::new(&[all]).times(&[Packed::new(&all)], &mut out);
        assert!((out[0] - DIM as f32).abs() < 0.1, "{out:?}");
    }
}
