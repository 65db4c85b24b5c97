// Linear algebra from OpenBLAS where it is installed, looked up on first use: nothing is loaded at start.
#ifndef DESKMATE_BLAS_SHIM_H
#define DESKMATE_BLAS_SHIM_H

/// 1 when the library was found, 0 when callers must do the work themselves.
int deskmate_blas_available(void);

#endif
