#include <dlfcn.h>
#include <stddef.h>
#include "shim.h"

static void *library(void) {
  static void *handle;
  if (!handle) handle = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  return handle;
}

int deskmate_blas_available(void) { return library() != NULL; }
