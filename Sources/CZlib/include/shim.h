// Reads gzip streams through zlib; none of its types pass through here.
#ifndef DESKMATE_ZLIB_SHIM_H
#define DESKMATE_ZLIB_SHIM_H

#include <stddef.h>

/// Opens a file, compressed or not; NULL when it cannot be read.
void *_Nullable deskmate_gz_open(const char *_Nonnull path);
/// Opens a descriptor, compressed or not; it is closed with the stream. NULL when out of memory.
void *_Nullable deskmate_gz_open_descriptor(int descriptor);
/// Reads up to `count` bytes; 0 at the end, -1 when the stream is damaged.
ptrdiff_t deskmate_gz_read(void *_Nonnull stream, void *_Nonnull buffer, size_t count);
/// Closes the stream.
void deskmate_gz_close(void *_Nonnull stream);

#endif
