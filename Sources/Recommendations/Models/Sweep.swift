import CTiles
import Computing

/// The symmetric sweep: A. E. Beaton, "The use of special matrix operators in statistical calculus", ETS
/// 1964. A block of rows and columns K at a time, with P = A[K, K]⁻¹:
///
///     A[i, j] −= A[i, K] P A[K, j],  A[i, K] = A[i, K] P,  A[K, K] = −P.
///
/// Nearly all of it is one product of two tall matrices for each block, of which only the lower triangle
/// is made: no more operations than by Cholesky's way, and no triangles to solve.
struct Sweep {
  /// Up to this size rows are swept one by one.
  static let smallSize = 48

  private let elements: SharedBuffer<Float>
  private let size: Int
  private let block: Int
  private let tile = deskmate_tile_shape()
  /// A[·, K] in panels of the tile's rows.
  private let left: SharedBuffer<Float>
  /// A[·, K] P in panels of the tile's columns.
  private let right: SharedBuffer<Float>

  /// Sweeps all rows and columns of a matrix of which the lower triangle is read and written; the upper
  /// one is spoiled. False when a block is not positive definite.
  static func run(_ elements: UnsafeMutablePointer<Float>, size: Int) -> Bool {
    guard size > smallSize else { return sweepRows(elements, size: size) }
    let sweep = Sweep(elements, size: size)
    defer {
      sweep.left.base.deallocate()
      sweep.right.base.deallocate()
    }
    for first in stride(from: 0, to: size, by: sweep.block) {
      guard sweep.sweep(first..<min(first + sweep.block, size)) else { return false }
    }
    return true
  }

  private init(_ elements: UnsafeMutablePointer<Float>, size: Int) {
    self.elements = SharedBuffer(elements)
    self.size = size
    block = size > 256 ? 192 : 32
    left = SharedBuffer(.zeros((size + tile.rows) * block))
    right = SharedBuffer(.zeros((size + tile.columns) * block))
  }
}

extension Sweep {
  private func sweep(_ own: Range<Int>) -> Bool {
    let pivot = SymmetricMatrix(size: own.count)
    for (row, line) in own.enumerated() {
      let source = elements.base + line * size + own.lowerBound
      for column in 0...row { pivot[row, column] = source[column] }
    }
    guard pivot.invert() else { return false }
    forEachInParallel(panels(of: tile.rows), chunk: 8) { panels in
      for panel in panels {
        pack(panel, height: tile.rows, own, into: left.base + panel * tile.rows * own.count)
      }
    }
    multiply(by: pivot, own)
    // The last rows are the longest: they go first, so that no core is left alone with one.
    let height = tile.rows * 8
    let chunks = (size + height - 1) / height
    forEachInParallel(chunks, chunk: 1) { chunk in
      let first = (chunks - 1 - chunk.lowerBound) * height
      let end = min(first + height, size)
      deskmate_tiles_subtract(
        own.count, left.base + first * own.count, right.base, elements.base + first * size, size,
        end - first, end)
    }
    putBack(pivot, own)
    return true
  }

  private func panels(of height: Int) -> Int { (size + height - 1) / height }

  /// Packs rows of A[·, K]; those of K itself count 0, so that nothing changes there.
  private func pack(
    _ panel: Int, height: Int, _ own: Range<Int>, into target: UnsafeMutablePointer<Float>
  ) {
    let first = panel * height
    if first + height <= own.lowerBound {
      for (place, line) in own.enumerated() {
        (target + place * height).update(from: elements.base + line * size + first, count: height)
      }
      return
    }
    for offset in 0..<height {
      let row = first + offset
      let isBelow = row >= own.upperBound && row < size
      for (place, column) in own.enumerated() {
        target[place * height + offset] =
          isBelow
          ? elements.base[row * size + column]
          : row < own.lowerBound ? elements.base[column * size + row] : 0
      }
    }
  }

  /// Panels of A[·, K] P, as the product of P and each packed panel.
  private func multiply(by pivot: borrowing SymmetricMatrix, _ own: Range<Int>) {
    let depth = own.count
    let turned = SharedBuffer(.zeros((depth + tile.rows) * depth))
    defer { turned.base.deallocate() }
    for row in 0..<depth {
      let panel = turned.base + row / tile.rows * tile.rows * depth + row % tile.rows
      for column in 0..<depth { panel[column * tile.rows] = -pivot[row, column] }
    }
    forEachInParallel(panels(of: tile.columns), chunk: 4) { panels in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: tile.columns * depth) { packed in
        guard let packed = packed.baseAddress else { return }
        for panel in panels {
          pack(panel, height: tile.columns, own, into: packed)
          let target = right.base + panel * tile.columns * depth
          target.update(repeating: 0, count: tile.columns * depth)
          deskmate_tiles_subtract(
            depth, turned.base, packed, target, tile.columns, depth, tile.columns)
        }
      }
    }
  }

  /// A[·, K] P and −P in their places.
  private func putBack(_ pivot: borrowing SymmetricMatrix, _ own: Range<Int>) {
    forEachInParallel(panels(of: tile.columns), chunk: 8) { panels in
      for panel in panels {
        let source = right.base + panel * tile.columns * own.count
        for offset in 0..<tile.columns {
          let row = panel * tile.columns + offset
          guard row < size, !own.contains(row) else { continue }
          for (place, line) in own.enumerated() {
            let value = source[place * tile.columns + offset]
            if row > line {
              elements.base[row * size + line] = value
            } else {
              elements.base[line * size + row] = value
            }
          }
        }
      }
    }
    for (row, line) in own.enumerated() {
      let target = elements.base + line * size + own.lowerBound
      for column in 0...row { target[column] = -pivot[row, column] }
    }
  }

  /// The same row by row; both triangles are used.
  private static func sweepRows(_ elements: UnsafeMutablePointer<Float>, size: Int) -> Bool {
    for row in 0..<size {
      for column in 0..<row { elements[column * size + row] = elements[row * size + column] }
    }
    for place in 0..<size {
      let own = elements + place * size
      guard own[place] > 0, own[place].isFinite else { return false }
      let inverse = 1 / own[place]
      for row in 0..<size where row != place {
        let factor = elements[row * size + place] * inverse
        add(own, times: -factor, to: elements + row * size, count: size)
        elements[row * size + place] = factor
      }
      for column in 0..<size { own[column] *= inverse }
      own[place] = -inverse
    }
    return true
  }
}

extension UnsafeMutablePointer<Float> {
  fileprivate static func zeros(_ count: Int) -> Self {
    let memory = allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
