//! Vectors at a byte a component, for holding many of them.

use multiversion::multiversion;

use super::{DIM, Vector};

/// A vector as whole numbers from -127 to 127 and a scale: a quarter of the memory, with errors of
/// some four thousandths of its length.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    scale: f32,
    components: [i8; DIM],
}

impl Packed {
    /// The origin.
    pub const ZERO: Self = Self {
        scale: 0.0,
        components: [0; DIM],
    };

    /// Rounds `vector`.
    pub fn new(vector: &Vector) -> Self {
        let mut packed = Self::ZERO;
        pack(vector, &mut packed);
        packed
    }

    /// The vector, up to rounding.
    pub fn unpack(&self) -> Vector {
        let mut vector = Vector::ZERO;
        self.add_to(&mut vector);
        vector
    }

    /// What to multiply its whole numbers by.
    pub(super) fn scale(&self) -> f32 {
        self.scale
    }

    /// Its whole numbers.
    pub(super) fn components(&self) -> &[i8; DIM] {
        &self.components
    }

    /// Inner product, up to rounding.
    pub fn dot(&self, other: &Self) -> f32 {
        self.scale * other.scale * dot(&self.components, &other.components) as f32
    }

    /// Adds the vector, up to rounding, to `sum`.
    pub fn add_to(&self, sum: &mut Vector) {
        add(sum, &self.components, self.scale);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn pack(vector: &Vector, packed: &mut Packed) {
    /// Added to a small number, it leaves the nearest whole number in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let mut most = [0.0_f32; 32];
    for part in vector.0.chunks_exact(32) {
        for (most, x) in most.iter_mut().zip(part) {
            *most = if x.abs() > *most { x.abs() } else { *most };
        }
    }
    let most = most.iter().fold(0.0_f32, |most, x| most.max(*x));
    packed.scale = most / 127.0;
    let by = if packed.scale > 0.0 {
        1.0 / packed.scale
    } else {
        0.0
    };
    for (component, x) in packed.components.iter_mut().zip(&vector.0) {
        *component = (x * by + ROUND).to_bits() as i8;
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn add(sum: &mut Vector, components: &[i8; DIM], scale: f32) {
    for (x, component) in sum.0.iter_mut().zip(components) {
        *x += scale * f32::from(*component);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn dot(a: &[i8; DIM], b: &[i8; DIM]) -> i32 {
    let products = a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y));
    products.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_lost() {
        let mut rng = fastrand::Rng::with_seed(2);
        for size in [1e-3, 1.0, 1e4] {
            let vector = Vector(std::array::from_fn(|_| (rng.f32() - 0.5) * size));
            let back = Packed::new(&vector).unpack();
            let mut lost = vector;
            lost -= &back;
            assert!(lost.norm() < 0.006 * vector.norm());
        }
        assert_eq!(Packed::new(&Vector::ZERO).unpack(), Vector::ZERO);
    }
}
