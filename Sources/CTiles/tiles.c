#include <stddef.h>
#include "tiles.h"

// One inner loop, written once with the compiler's vectors and made for three widths of registers: the
// sums of a tile stay in registers, a part of `right` is loaded once for all rows.
#define TILES(NAME, ATTRIBUTE, WIDTH, ROWS, PARTS)                                                   \
  ATTRIBUTE static void NAME(                                                                        \
      long depth, const float *left, const float *right, float *target, long stride, long rows,      \
      long columns) {                                                                                \
    typedef float vector __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));             \
    vector sums[ROWS][PARTS];                                                                        \
    _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++)                          \
      _Pragma("clang loop unroll(full)") for (int part = 0; part < PARTS; part++)                    \
        sums[row][part] = (vector){0};                                                               \
    for (long index = 0; index < depth; index++) {                                                   \
      vector shared[PARTS];                                                                          \
      _Pragma("clang loop unroll(full)") for (int part = 0; part < PARTS; part++)                    \
        shared[part] = *(const vector *)(right + part * WIDTH);                                      \
      _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++)                        \
        _Pragma("clang loop unroll(full)") for (int part = 0; part < PARTS; part++)                  \
          sums[row][part] += left[row] * shared[part];                                               \
      left += ROWS;                                                                                  \
      right += WIDTH * PARTS;                                                                        \
    }                                                                                                \
    if (rows == ROWS && columns == WIDTH * PARTS) {                                                  \
      _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++)                        \
        _Pragma("clang loop unroll(full)") for (int part = 0; part < PARTS; part++) {                \
          vector *place = (vector *)(target + row * stride + part * WIDTH);                          \
          *place -= sums[row][part];                                                                 \
        }                                                                                            \
      return;                                                                                        \
    }                                                                                                \
    const float *values = (const float *)sums;                                                       \
    for (long row = 0; row < rows; row++)                                                            \
      for (long column = 0; column < columns; column++)                                              \
        target[row * stride + column] -= values[row * WIDTH * PARTS + column];                       \
  }

typedef void (*kernel)(long, const float *, const float *, float *, long, long, long);

#if defined(__x86_64__)
TILES(tiles512, __attribute__((target("avx512f"))), 16, 12, 2)
TILES(tiles256, __attribute__((target("avx2,fma"))), 8, 6, 2)
#endif
TILES(tilesPlain, , 4, 4, 2)

static struct deskmate_tile_shape shape(kernel *wanted) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    *wanted = tiles512;
    return (struct deskmate_tile_shape){12, 32};
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    *wanted = tiles256;
    return (struct deskmate_tile_shape){6, 16};
  }
#endif
  *wanted = tilesPlain;
  return (struct deskmate_tile_shape){4, 8};
}

struct deskmate_tile_shape deskmate_tile_shape(void) {
  kernel unused;
  return shape(&unused);
}

void deskmate_tiles_subtract(
    long depth, const float *left, const float *right, float *target, long stride, long rows,
    long columns) {
  kernel run;
  struct deskmate_tile_shape tile = shape(&run);
  for (long column = 0; column < columns; column += tile.columns) {
    long wide = columns - column < tile.columns ? columns - column : tile.columns;
    for (long row = 0; row < rows; row += tile.rows) {
      long high = rows - row < tile.rows ? rows - row : tile.rows;
      run(depth, left + row * depth, right + column * depth, target + row * stride + column, stride,
          high, wide);
    }
  }
}
