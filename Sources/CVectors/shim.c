#include "shim.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

typedef int8_t steps __attribute__((vector_size(32), aligned(1)));
typedef int16_t whole __attribute__((vector_size(64)));
typedef float numbers __attribute__((vector_size(128), aligned(4)));

// Up to four vectors of 32 columns side by side: a row's lines are read once, and the sums stay in registers.
static inline __attribute__((always_inline)) void add_rows(
    float *sums, const int8_t *table, const uint32_t *rows, size_t count, size_t columns,
    size_t first, size_t block, float scale) {
  whole lanes[4] = {{0}};
  for (size_t i = 0; i < count; i++) {
    const int8_t *row = table + (size_t)rows[i] * columns + first;
    if (first == 0 && i + 4 < count) {
      const char *ahead = (const char *)(table + (size_t)rows[i + 4] * columns);
      for (size_t line = 0; line < columns; line += 64) __builtin_prefetch(ahead + line);
    }
    for (size_t v = 0; v < block; v++)
      lanes[v] += __builtin_convertvector(((const steps *)row)[v], whole);
  }
  for (size_t v = 0; v < block; v++)
    ((numbers *)(sums + first))[v] += __builtin_convertvector(lanes[v], numbers) * scale;
}

WIDTHS void deskmate_add_rows(
    float *sums, const int8_t *table, const uint32_t *rows, size_t count, size_t columns,
    float scale) {
  size_t first = 0;
  for (; first + 128 <= columns; first += 128)
    add_rows(sums, table, rows, count, columns, first, 4, scale);
  for (; first + 64 <= columns; first += 64)
    add_rows(sums, table, rows, count, columns, first, 2, scale);
  if (first < columns) add_rows(sums, table, rows, count, columns, first, 1, scale);
}

void deskmate_fetch(const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i += 64) __builtin_prefetch((const char *)bytes + i);
}

// No branch on what stays: which features do is what no processor can guess.
static size_t keep(
    uint32_t *rows, float *values, const uint32_t *features, const float *amounts,
    const uint8_t *words, const uint8_t *chances, const int32_t *stays, size_t count, uint8_t limit,
    float gain) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    rows[kept] = features[i];
    values[kept] = amounts[i] * gain;
    kept += (chances[i] >= limit) & stays[words[2 * i]] & stays[words[2 * i + 1]];
  }
  return kept;
}

#if defined(__x86_64__)
// The same for sixteen features at a time; `kept` is how many stand there already.
__attribute__((target("avx512f"))) static size_t keep_wide(
    uint32_t *rows, float *values, const uint32_t *features, const float *amounts,
    const uint8_t *words, const uint8_t *chances, const int32_t *stays, size_t count, uint8_t limit,
    float gain) {
  const __m512i least = _mm512_set1_epi32(limit), byte = _mm512_set1_epi32(255);
  const __m512 gains = _mm512_set1_ps(gain);
  size_t kept = 0, i = 0;
  for (; i + 16 <= count; i += 16) {
    const __m512i chance = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(chances + i)));
    const __m512i both =
        _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(words + 2 * i)));
    const __m512i first = _mm512_i32gather_epi32(_mm512_and_si512(both, byte), stays, 4);
    const __m512i second = _mm512_i32gather_epi32(_mm512_srli_epi32(both, 8), stays, 4);
    const __mmask16 stay = _mm512_mask_test_epi32_mask(
        _mm512_cmpge_epu32_mask(chance, least), first, second);
    _mm512_storeu_si512(
        rows + kept, _mm512_maskz_compress_epi32(stay, _mm512_loadu_si512(features + i)));
    _mm512_storeu_ps(
        values + kept,
        _mm512_maskz_compress_ps(stay, _mm512_mul_ps(_mm512_loadu_ps(amounts + i), gains)));
    kept += (size_t)__builtin_popcount(stay);
  }
  return kept
      + keep(
          rows + kept, values + kept, features + i, amounts + i, words + 2 * i, chances + i, stays,
          count - i, limit, gain);
}
#endif

size_t deskmate_keep(
    uint32_t *rows, float *values, const uint32_t *features, const float *amounts,
    const uint8_t *words, const uint8_t *chances, const int32_t *stays, size_t count, uint8_t limit,
    float gain) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f"))
    return keep_wide(
        rows, values, features, amounts, words, chances, stays, count, limit, gain);
#endif
  return keep(rows, values, features, amounts, words, chances, stays, count, limit, gain);
}
