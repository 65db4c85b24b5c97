// Products of matrices in tiles that fit the registers of this machine.
#ifndef DESKMATE_TILES_H
#define DESKMATE_TILES_H

/// How many rows and columns a tile has on this machine: what the panels are packed by.
struct deskmate_tile_shape {
  long rows, columns;
};

/// The shape for the widest registers that this machine has.
struct deskmate_tile_shape deskmate_tile_shape(void);

/// target[i, j] −= Σ left[i, k] · right[j, k] for `rows` × `columns` elements, k below `depth`.
///
/// Both sides are packed in panels of the tile's rows (left) or columns (right): within a panel all its
/// elements for k = 0, then for k = 1, and so on; the last panel is filled up with anything.
void deskmate_tiles_subtract(
    long depth, const float *_Nonnull left, const float *_Nonnull right, float *_Nonnull target,
    long stride, long rows, long columns);

#endif
