#include <string.h>
#include "histograms.h"

// How many rows ahead the memory is asked for.
enum { AHEAD = 24 };

static inline void add(
    int64_t *restrict sums, const uint8_t *restrict cells, int64_t value, const int32_t *restrict offsets,
    const int32_t *restrict features, size_t feature_count) {
  size_t place = 0;
  for (; place + 4 <= feature_count; place += 4) {
    const int32_t a = features[place], b = features[place + 1], c = features[place + 2],
                  d = features[place + 3];
    sums[offsets[a] + cells[a]] += value;
    sums[offsets[b] + cells[b]] += value;
    sums[offsets[c] + cells[c]] += value;
    sums[offsets[d] + cells[d]] += value;
  }
  for (; place < feature_count; place++)
    sums[offsets[features[place]] + cells[features[place]]] += value;
}

static inline void add_all(
    int64_t *restrict sums, const uint8_t *restrict cells, int64_t value, const int32_t *restrict offsets,
    size_t width) {
  size_t place = 0;
  for (; place + 8 <= width; place += 8) {
    uint64_t eight;
    memcpy(&eight, cells + place, 8);
    for (int lane = 0; lane < 8; lane++)
      sums[offsets[place + lane] + ((eight >> (8 * lane)) & 255)] += value;
  }
  for (; place < width; place++) sums[offsets[place] + cells[place]] += value;
}

void deskmate_histogram(
    int64_t *sums, const uint8_t *cells, const int64_t *values, const int32_t *rows, size_t count,
    size_t stride, const int32_t *offsets, const int32_t *features, size_t feature_count) {
  int all = 1;
  for (size_t place = 0; place < feature_count; place++) all &= features[place] == (int32_t)place;
  for (size_t place = 0; place < count; place++) {
    if (place + AHEAD < count) {
      const size_t next = (size_t)rows[place + AHEAD];
      __builtin_prefetch(cells + next * stride);
      __builtin_prefetch(values + next);
    }
    const size_t row = (size_t)rows[place];
    if (all)
      add_all(sums, cells + row * stride, values[row], offsets, feature_count);
    else
      add(sums, cells + row * stride, values[row], offsets, features, feature_count);
  }
}

size_t deskmate_partition(
    int32_t *rows, int32_t *spare, size_t count, const uint8_t *cells, size_t stride, size_t feature,
    const uint8_t *left) {
  size_t kept = 0, moved = 0;
  for (size_t place = 0; place < count; place++) {
    if (place + AHEAD < count)
      __builtin_prefetch(cells + (size_t)rows[place + AHEAD] * stride + feature);
    const int32_t row = rows[place];
    const size_t is_left = left[cells[(size_t)row * stride + feature]];
    // Both are written and one place moves on: no branch that nobody could foretell.
    rows[kept] = row;
    spare[moved] = row;
    kept += is_left;
    moved += 1 - is_left;
  }
  memcpy(rows + kept, spare, moved * sizeof *rows);
  return kept;
}
