#include <limits.h>
#include <zlib.h>
#include "shim.h"

static void *prepared(gzFile stream) {
  if (stream) gzbuffer(stream, 1 << 17);
  return stream;
}

void *deskmate_gz_open(const char *path) { return prepared(gzopen(path, "rb")); }

void *deskmate_gz_open_descriptor(int descriptor) { return prepared(gzdopen(descriptor, "rb")); }

ptrdiff_t deskmate_gz_read(void *stream, void *buffer, size_t count) {
  unsigned wanted = count > INT_MAX ? INT_MAX : (unsigned)count;
  return gzread((gzFile)stream, buffer, wanted);
}

void deskmate_gz_close(void *stream) { gzclose((gzFile)stream); }
