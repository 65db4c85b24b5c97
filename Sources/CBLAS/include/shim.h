// Linear algebra from OpenBLAS where it is installed, looked up on first use: nothing is loaded at start.
#ifndef DESKMATE_BLAS_SHIM_H
#define DESKMATE_BLAS_SHIM_H

/// 1 when the library was found, 0 when callers must do the work themselves.
int deskmate_blas_available(void);

/// Inverts a symmetric positive definite matrix of `size` rows in place, by Cholesky. Only the lower
/// triangle (row by row) is read and written. 0 when done, 1 without the library, 2 when the matrix is
/// not positive definite.
int deskmate_blas_invert(int size, float *_Nonnull matrix);

#endif
