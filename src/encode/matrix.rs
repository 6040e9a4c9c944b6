//! Matrix products, by the `matrixmultiply` crate: the one place that hands out pointers.

use super::{DIM, Vector};

/// A read-only matrix in a slice: element `(r, c)` is `data[r * row_stride + c * column_stride]`.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    data: &'a [f32],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

impl<'a> Matrix<'a> {
    /// Rows one after the other.
    ///
    /// # Panics
    /// When `data` does not hold `rows * columns` numbers.
    pub fn new(data: &'a [f32], rows: usize, columns: usize) -> Self {
        assert_eq!(data.len(), rows * columns, "a {rows} x {columns} matrix");
        Self {
            data,
            rows,
            columns,
            row_stride: columns,
            column_stride: 1,
        }
    }

    /// The same numbers with rows and columns exchanged.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self {
            data: self.data,
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
        }
    }

    /// Writes `factor * self * other` to `out`, row by row.
    ///
    /// # Panics
    /// When the shapes do not fit.
    pub fn times(self, other: Self, factor: f32, out: &mut [f32]) {
        assert_eq!(self.columns, other.rows, "inner dimensions");
        assert_eq!(out.len(), self.rows * other.columns, "size of the product");
        #[expect(unsafe_code, reason = "the matrix product takes pointers")]
        // SAFETY: `new` made sure that both matrices lie within their slices, `transposed` does not
        // change that, and `out` was just checked.
        unsafe {
            matrixmultiply::sgemm(
                self.rows,
                self.columns,
                other.columns,
                factor,
                self.data.as_ptr(),
                self.row_stride as isize,
                self.column_stride as isize,
                other.data.as_ptr(),
                other.row_stride as isize,
                other.column_stride as isize,
                0.0,
                out.as_mut_ptr(),
                other.columns as isize,
                1,
            );
        }
    }
}

/// The components of `vectors`, one vector after the other.
pub fn flatten(vectors: &[Vector]) -> Vec<f32> {
    let mut flat = Vec::with_capacity(vectors.len() * DIM);
    for vector in vectors {
        flat.extend_from_slice(&vector.0);
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_small_matrices() {
        let a = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let mut out = [0.0; 4];
        Matrix::new(&a, 2, 3).times(Matrix::new(&a, 2, 3).transposed(), 2.0, &mut out);
        assert_eq!(out, [28.0, 64.0, 64.0, 154.0]);
    }
}
