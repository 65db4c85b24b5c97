// The two loops that growing trees spends its time on: in C because only there can rows be fetched ahead,
// which Swift has no words for.
#ifndef DESKMATE_HISTOGRAMS_H
#define DESKMATE_HISTOGRAMS_H

#include <stddef.h>
#include <stdint.h>

/// sums[offsets[f] + cells[rows[i] · stride + f]] += values[rows[i]] for all i and the listed features.
void deskmate_histogram(
    int64_t *_Nonnull sums, const uint8_t *_Nonnull cells, const int64_t *_Nonnull values,
    const int32_t *_Nonnull rows, size_t count, size_t stride, const int32_t *_Nonnull offsets,
    const int32_t *_Nonnull features, size_t feature_count);

/// Puts the rows whose cell of a feature is marked in `left` before the others, each in their order, and
/// tells how many they are; `spare` has room for all.
size_t deskmate_partition(
    int32_t *_Nonnull rows, int32_t *_Nonnull spare, size_t count, const uint8_t *_Nonnull cells,
    size_t stride, size_t feature, const uint8_t *_Nonnull left);

#endif
