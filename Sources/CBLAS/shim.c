#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include "shim.h"

typedef void (*factorization)(const char *, const int *, float *, const int *, int *);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static factorization factorize, invert;

static void find(void) {
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libopenblas.dylib", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  factorization first = (factorization)dlsym(library, "spotrf_");
  factorization second = (factorization)dlsym(library, "spotri_");
  if (first && second) factorize = first, invert = second;
}

int deskmate_blas_available(void) {
  pthread_once(&once, find);
  return factorize != NULL;
}

int deskmate_blas_invert(int size, float *matrix) {
  if (!deskmate_blas_available()) return 1;
  // LAPACK counts by columns: its upper triangle is our lower one.
  int info = 0;
  factorize("U", &size, matrix, &size, &info);
  if (info) return 2;
  invert("U", &size, matrix, &size, &info);
  return info ? 2 : 0;
}
