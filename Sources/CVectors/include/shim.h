// What training spends its time on, over rows of vectors of sixteen numbers: in C because only there can
// one program hold the same loop for several widths of vectors and choose at start. Every number is
// computed lane by lane without fused steps, so that all machines give the same.
#ifndef DESKMATE_VECTORS_SHIM_H
#define DESKMATE_VECTORS_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// sum += table[rows[i]] · values[i] for all i in order; `width` vectors a row.
void deskmate_gather(
    float *_Nonnull sum, const float *_Nonnull table, const uint32_t *_Nonnull rows,
    const float *_Nonnull values, size_t count, size_t width);

/// table[rows[i]] += row · values[i] for all i in order.
void deskmate_scatter(
    float *_Nonnull table, const float *_Nonnull row, const uint32_t *_Nonnull rows,
    const float *_Nonnull values, size_t count, size_t width);

/// products[i] = table[rows[i]] · row, summed over the row's vectors into one of sixteen numbers.
void deskmate_products(
    float *_Nonnull products, const float *_Nonnull table, const float *_Nonnull row,
    const uint32_t *_Nonnull rows, size_t count, size_t width);

#endif
