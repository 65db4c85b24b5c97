// What training spends its time on, over rows of vectors of sixteen numbers: in C because only there can
// one program hold the same loop for several widths of vectors and choose at start. Every number is
// computed lane by lane without fused steps, so that all machines give the same.
#ifndef DESKMATE_VECTORS_SHIM_H
#define DESKMATE_VECTORS_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// sum += table[rows[i]] · values[i] for all i; `width` vectors a row.
void deskmate_gather(
    float *_Nonnull sum, const float *_Nonnull table, const uint32_t *_Nonnull rows,
    const float *_Nonnull values, size_t count, size_t width);

/// table[rows[i]] += row · values[i] for all i in order.
void deskmate_scatter(
    float *_Nonnull table, const float *_Nonnull row, const uint32_t *_Nonnull rows,
    const float *_Nonnull values, size_t count, size_t width);

/// products[i] = table[rows[i]] · row, summed.
void deskmate_products(
    float *_Nonnull products, const float *_Nonnull table, const float *_Nonnull row,
    const uint32_t *_Nonnull rows, size_t count, size_t width);

/// squares[rows[i]] += values[i]² · square for all i, each row named once at most; steps[i] = −rate ·
/// values[i] / √squares[rows[i]].
void deskmate_adagrad(
    float *_Nonnull steps, float *_Nonnull squares, const uint32_t *_Nonnull rows,
    const float *_Nonnull values, size_t count, float square, float rate);

/// Copies to `rows` and `values` the features that stay, the latter times `gain`, and tells how many: those
/// whose byte of `chances` is at least `limit` and whose two words have a one in `stays`. Up to sixteen
/// more places than there are features are written to.
size_t deskmate_keep(
    uint32_t *_Nonnull rows, float *_Nonnull values, const uint32_t *_Nonnull features,
    const float *_Nonnull amounts, const uint8_t *_Nonnull words, const uint8_t *_Nonnull chances,
    const int32_t *_Nonnull stays, size_t count, uint8_t limit, float gain);

/// sums += scale · (table[rows[0]] + … + table[rows[count − 1]]) for rows of 8-bit steps; `columns` steps a
/// row, a multiple of 32; at most 255 rows, whose sum fits into 16 bits.
void deskmate_add_rows(
    float *_Nonnull sums, const int8_t *_Nonnull table, const uint32_t *_Nonnull rows, size_t count,
    size_t columns, float scale);

/// Asks for bytes that will be needed soon.
void deskmate_fetch(const void *_Nonnull bytes, size_t count);

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Where, from `start` on, a number of `tags` is `tag` or 0: sixteen are compared at a time, so that as many
/// must stand behind the last 0. Short enough to become part of who calls it.
static inline size_t deskmate_find_tag(
    const uint16_t *_Nonnull tags, size_t start, uint16_t tag) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi16((short)tag), none = _mm_setzero_si128();
  for (;; start += 16) {
    const __m128i low = _mm_loadu_si128((const __m128i *)(const void *)(tags + start));
    const __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(tags + start + 8));
    const __m128i found = _mm_packs_epi16(
        _mm_or_si128(_mm_cmpeq_epi16(low, wanted), _mm_cmpeq_epi16(low, none)),
        _mm_or_si128(_mm_cmpeq_epi16(high, wanted), _mm_cmpeq_epi16(high, none)));
    const unsigned places = (unsigned)_mm_movemask_epi8(found);
    if (places != 0) return start + (size_t)__builtin_ctz(places);
  }
#else
  while (tags[start] != tag && tags[start] != 0) start++;
  return start;
#endif
}

#endif
