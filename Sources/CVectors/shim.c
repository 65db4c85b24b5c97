#include "shim.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define WIDTHS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDTHS
#endif

// Sixteen numbers; arrays of them may begin anywhere.
typedef float vector __attribute__((vector_size(64), aligned(4)));

// Rows lie all over a table larger than the caches: they are asked for this many rows ahead.
enum { AHEAD = 16 };

static inline __attribute__((always_inline)) void fetch(
    const float *table, const uint32_t *rows, size_t i, size_t count, size_t width) {
  if (i + AHEAD >= count) return;
  const char *start = (const char *)(table + (size_t)rows[i + AHEAD] * width * 16);
  for (size_t v = 0; v < width; v++) __builtin_prefetch(start + v * 64);
}

static inline __attribute__((always_inline)) void gather(
    float *sum, const float *table, const uint32_t *rows, const float *values, size_t count,
    size_t width, size_t first, size_t block) {
  vector lanes[8];
  for (size_t v = 0; v < block; v++) lanes[v] = ((const vector *)sum)[first + v];
  for (size_t i = 0; i < count; i++) {
    if (first == 0) fetch(table, rows, i, count, width);
    const vector *row = (const vector *)(table + (size_t)rows[i] * width * 16) + first;
    for (size_t v = 0; v < block; v++) lanes[v] += row[v] * values[i];
  }
  for (size_t v = 0; v < block; v++) ((vector *)sum)[first + v] = lanes[v];
}

// A row of one vector: four sums, for each addition waits for the one before it.
static inline __attribute__((always_inline)) void gather_single(
    float *sum, const float *table, const uint32_t *rows, const float *values, size_t count) {
  vector lanes[4] = {*(const vector *)sum};
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t j = 0; j < 4; j++) {
      fetch(table, rows, i + j, count, 1);
      lanes[j] += *(const vector *)(table + (size_t)rows[i + j] * 16) * values[i + j];
    }
  }
  for (; i < count; i++) lanes[0] += *(const vector *)(table + (size_t)rows[i] * 16) * values[i];
  *(vector *)sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

WIDTHS void deskmate_gather(
    float *sum, const float *table, const uint32_t *rows, const float *values, size_t count,
    size_t width) {
  if (width == 1) return gather_single(sum, table, rows, values, count);
  size_t first = 0;
  for (; first + 6 <= width; first += 6) gather(sum, table, rows, values, count, width, first, 6);
  for (; first + 4 <= width; first += 4) gather(sum, table, rows, values, count, width, first, 4);
  for (; first < width; first++) gather(sum, table, rows, values, count, width, first, 1);
}

WIDTHS void deskmate_scatter(
    float *table, const float *row, const uint32_t *rows, const float *values, size_t count,
    size_t width) {
  const vector *change = (const vector *)row;
  for (size_t i = 0; i < count; i++) {
    fetch(table, rows, i, count, width);
    vector *target = (vector *)(table + (size_t)rows[i] * width * 16);
    for (size_t v = 0; v < width; v++) target[v] += change[v] * values[i];
  }
}

typedef float half __attribute__((vector_size(32)));
typedef float quarter __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) float total(const vector *sum) {
  const vector lanes = *sum;
  const half eight = __builtin_shufflevector(lanes, lanes, 0, 1, 2, 3, 4, 5, 6, 7)
      + __builtin_shufflevector(lanes, lanes, 8, 9, 10, 11, 12, 13, 14, 15);
  const quarter four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3)
      + __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

WIDTHS void deskmate_products(
    float *products, const float *table, const float *row, const uint32_t *rows, size_t count,
    size_t width) {
  const vector *other = (const vector *)row;
  for (size_t i = 0; i < count; i++) {
    const vector *own = (const vector *)(table + (size_t)rows[i] * width * 16);
    vector sum = {0};
    for (size_t v = 0; v < width; v++) sum += own[v] * other[v];
    products[i] = total(&sum);
  }
}

WIDTHS void deskmate_adagrad(
    float *steps, float *squares, const uint32_t *rows, const float *values, size_t count,
    float square, float rate) {
  for (size_t i = 0; i < count; i++) steps[i] = squares[rows[i]] += values[i] * values[i] * square;
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    vector *block = (vector *)(steps + i);
    *block = *(const vector *)(values + i) * -rate / __builtin_elementwise_sqrt(*block);
  }
  for (; i < count; i++) steps[i] = values[i] * -rate / __builtin_elementwise_sqrt(steps[i]);
}

void deskmate_fetch(const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i += 64) __builtin_prefetch((const char *)bytes + i);
}
