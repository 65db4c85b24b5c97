// Unpacks gzip through zlib; none of its types pass through here.
#ifndef DESKMATE_ZLIB_SHIM_H
#define DESKMATE_ZLIB_SHIM_H

#include <stddef.h>

/// A stream to be unpacked; NULL when out of memory.
void *_Nullable deskmate_inflate_open(void);
/// Unpacks as much of `input` as fits into `output`. `consumed` and `produced` tell how much; the result
/// is 0 to go on, 1 at the end of a member, -1 for damage.
int deskmate_inflate(void *_Nonnull stream, const void *_Nonnull input, size_t input_count,
                     size_t *_Nonnull consumed, void *_Nonnull output, size_t output_count,
                     size_t *_Nonnull produced);
/// Begins another member.
int deskmate_inflate_reset(void *_Nonnull stream);
/// Frees the stream.
void deskmate_inflate_close(void *_Nonnull stream);

#endif
