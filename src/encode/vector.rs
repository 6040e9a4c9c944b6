//! Vectors of the one width the engine works in.

use std::ops::{AddAssign, SubAssign};

use multiversion::multiversion;

/// Dimensions of every vector. A model of another width is refused when it is loaded.
pub const DIM: usize = 384;

/// A point of the space all three languages share.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Vector(pub [f32; DIM]);

impl Vector {
    /// The origin.
    pub const ZERO: Self = Self([0.0; DIM]);

    /// Inner product.
    pub fn dot(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0)
    }

    /// Euclidean length.
    pub fn norm(&self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The vector scaled to length 1; the origin stays where it is.
    pub fn unit(mut self) -> Self {
        let norm = self.norm();
        if norm > 0.0 {
            self.scale(1.0 / norm);
        }
        self
    }

    /// Multiplies every component.
    pub fn scale(&mut self, by: f32) {
        for x in &mut self.0 {
            *x *= by;
        }
    }

    /// Adds `factor` times `other`.
    pub fn add_scaled(&mut self, other: &Self, factor: f32) {
        for (x, y) in self.0.iter_mut().zip(&other.0) {
            *x += factor * y;
        }
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn dot(a: &[f32; DIM], b: &[f32; DIM]) -> f32 {
    // Running sums, so that the compiler can keep them in vector registers; as many on every
    // processor, so that all find the same.
    let mut lanes = [0.0_f32; 32];
    for (a, b) in a.chunks_exact(32).zip(b.chunks_exact(32)) {
        for ((lane, x), y) in lanes.iter_mut().zip(a).zip(b) {
            *lane += x * y;
        }
    }
    lanes.iter().sum()
}

impl AddAssign<&Self> for Vector {
    fn add_assign(&mut self, other: &Self) {
        self.add_scaled(other, 1.0);
    }
}

impl SubAssign<&Self> for Vector {
    fn sub_assign(&mut self, other: &Self) {
        self.add_scaled(other, -1.0);
    }
}
