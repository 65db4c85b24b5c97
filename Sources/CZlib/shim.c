#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include "shim.h"

void *deskmate_inflate_open(void) {
  z_stream *stream = calloc(1, sizeof(z_stream));
  // 15 bits of window and 16 for the head of gzip.
  if (stream && inflateInit2(stream, 15 + 16) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

int deskmate_inflate(void *handle, const void *input, size_t input_count, size_t *consumed,
                     void *output, size_t output_count, size_t *produced) {
  z_stream *stream = handle;
  stream->next_in = (Bytef *)input;
  stream->avail_in = input_count > INT_MAX ? INT_MAX : (unsigned)input_count;
  stream->next_out = output;
  stream->avail_out = output_count > INT_MAX ? INT_MAX : (unsigned)output_count;
  unsigned in = stream->avail_in, out = stream->avail_out;
  int status = inflate(stream, Z_NO_FLUSH);
  *consumed = in - stream->avail_in;
  *produced = out - stream->avail_out;
  if (status == Z_STREAM_END) return 1;
  return status == Z_OK || status == Z_BUF_ERROR ? 0 : -1;
}

int deskmate_inflate_reset(void *stream) { return inflateReset((z_stream *)stream) == Z_OK; }

void deskmate_inflate_close(void *stream) {
  inflateEnd((z_stream *)stream);
  free(stream);
}
