import CBLAS
import Diagnostics

/// A dense symmetric matrix, row by row; the lower triangle leads.
package struct SymmetricMatrix: ~Copyable {
  let size: Int
  private let memory: ModelMemory
  /// Valid as long as the matrix.
  let elements: UnsafeMutablePointer<Float>

  package init(size: Int) {
    self.size = size
    memory = ModelMemory(byteCount: max(size * size, 1) * 4)
    elements = memory.start.bindMemory(to: Float.self, capacity: max(size * size, 1))
  }

  /// The elements, which nobody changes any more.
  consuming func column() -> Column<Float> { Column(in: memory, offset: 0, count: size * size) }

  package subscript(row: Int, column: Int) -> Float {
    get { elements[row * size + column] }
    nonmutating set { elements[row * size + column] = newValue }
  }

  /// How OpenBLAS is used; `.never` is for machines without it, and for tests.
  package enum Library { case whenInstalled, never }

  /// Inverts the matrix, which must be positive definite; false when it is not. Both triangles are
  /// filled. OpenBLAS does it where it is installed: some ten times as fast.
  package func invert(library: Library = .whenInstalled) -> Bool {
    guard size > 0 else { return true }
    let status = library == .never ? 1 : deskmate_blas_invert(Int32(size), elements)
    if status == 2 { return false }
    if status == 1 {
      guard factorize() else { return false }
      invertFactor()
      multiplyFactor()
    }
    mirror()
    return true
  }

  /// The lower triangle L of A = L Lᵀ, a block of rows at a time: what earlier blocks add to a row depends
  /// on no other row of its block, so rows go four by four, on all cores.
  private func factorize() -> Bool {
    let block = 64
    let shared = SharedBuffer(elements)
    let size = size
    for top in stride(from: 0, to: size, by: block) {
      let end = min(top + block, size)
      inParallel((end - top + 3) / 4, chunk: 1) { quads in
        for quad in quads {
          let first = top + quad * 4
          Self.reduce(shared.base, size, rows: first..<min(first + 4, end), columns: 0..<top)
        }
      }
      for row in top..<end {
        Self.reduce(elements, size, rows: row..<(row + 1), columns: top..<row)
        let own = elements + row * size
        let rest = own[row] - dotProduct(own, own, count: row)
        guard rest > 0, rest.isFinite else { return false }
        own[row] = rest.squareRoot()
      }
    }
    return true
  }

  /// Brings up to four rows of the factor on by some columns.
  private static func reduce(
    _ elements: UnsafeMutablePointer<Float>, _ size: Int, rows: Range<Int>, columns: Range<Int>
  ) {
    guard rows.count == 4 else {
      for row in rows {
        let own = elements + row * size
        for column in columns {
          let other = elements + column * size
          own[column] = (own[column] - dotProduct(own, other, count: column)) / other[column]
        }
      }
      return
    }
    let own = elements + rows.lowerBound * size
    for column in columns {
      let other = elements + column * size
      let sums = fourDotProducts(own, stride: size, other, count: column)
      for row in 0..<4 {
        own[row * size + column] = (own[row * size + column] - sums[row]) / other[column]
      }
    }
  }

  /// L⁻¹ takes the upper triangle, transposed, so that its columns are contiguous; the diagonal, which
  /// both need, holds that of L⁻¹. No column depends on another.
  private func invertFactor() {
    for row in 0..<size { elements[row * size + row] = 1 / elements[row * size + row] }
    let shared = SharedBuffer(elements)
    let size = size
    inParallel((size + 3) / 4, chunk: 4) { quads in
      for quad in quads {
        let first = quad * 4
        let last = min(first + 4, size) - 1
        // Down to the fourth, one by one; below, four columns share each row of L.
        for column in first...last {
          let inverse = shared.base + column * size
          for row in (column + 1)..<max(last + 1, column + 1) {
            Self.setInverse(shared.base, size, row, inverse, column)
          }
        }
        let inverse = shared.base + first * size
        for row in (last + 1)..<max(size, last + 1) {
          guard last == first + 3 else {
            for column in first...last {
              Self.setInverse(shared.base, size, row, shared.base + column * size, column)
            }
            continue
          }
          let own = shared.base + row * size
          var sums = fourDotProducts(inverse + last, stride: size, own + last, count: row - last)
          for (index, column) in (first..<last).enumerated() {
            for middle in column..<last {
              sums[index] += own[middle] * inverse[index * size + middle]
            }
          }
          for index in 0..<4 { inverse[index * size + row] = -sums[index] * own[row] }
        }
      }
    }
  }

  /// −Σ L[row, k] · L⁻¹[k, column] / L[row, row], k from `column` to `row` − 1.
  private static func setInverse(
    _ elements: UnsafeMutablePointer<Float>, _ size: Int, _ row: Int,
    _ inverse: UnsafeMutablePointer<Float>, _ column: Int
  ) {
    let own = elements + row * size
    let sum = dotProduct(own + column, inverse + column, count: row - column)
    inverse[row] = -sum * own[row]
  }

  /// A⁻¹ = L⁻ᵀ L⁻¹ into the lower triangle; it reads the upper one and its own diagonal only.
  private func multiplyFactor() {
    let shared = SharedBuffer(elements)
    let size = size
    inParallel(size, chunk: 16) { rows in
      for row in rows {
        let own = shared.base + row * size
        var column = 0
        while column + 4 <= row {
          let other = shared.base + column * size + row
          let sums = fourDotProducts(other, stride: size, own + row, count: size - row)
          for index in 0..<4 { own[column + index] = sums[index] }
          column += 4
        }
        while column < row {
          let other = shared.base + column * size
          own[column] = dotProduct(own + row, other + row, count: size - row)
          column += 1
        }
        own[row] = dotProduct(own + row, own + row, count: size - row)
      }
    }
  }

  private func mirror() {
    let block = 32
    for top in stride(from: 0, to: size, by: block) {
      for left in stride(from: 0, through: top, by: block) {
        for row in top..<min(top + block, size) {
          for column in left..<min(left + block, row) {
            elements[column * size + row] = elements[row * size + column]
          }
        }
      }
    }
  }
}

/// Σ left[k] · right[k], sixteen at a time with four sums.
@inline(__always)
func dotProduct(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
  var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
  let (one, two) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
  @inline(__always) func block(_ index: Int) -> SIMD16<Float> {
    one.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
      * two.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
  }
  var index = 0
  while index + 64 <= count {
    sums.0 += block(index)
    sums.1 += block(index + 16)
    sums.2 += block(index + 32)
    sums.3 += block(index + 48)
    index += 64
  }
  while index + 16 <= count {
    sums.0 += block(index)
    index += 16
  }
  var sum = ((sums.0 + sums.1) + (sums.2 + sums.3)).sum()
  while index < count {
    sum += left[index] * right[index]
    index += 1
  }
  return sum
}

/// Σ rows[r · stride + k] · other[k] for four rows: each part of `other` is loaded once for all.
@inline(__always)
private func fourDotProducts(
  _ rows: UnsafePointer<Float>, stride: Int, _ other: UnsafePointer<Float>, count: Int
) -> SIMD4<Float> {
  let right = UnsafeRawPointer(other)
  let (one, two) = (UnsafeRawPointer(rows), UnsafeRawPointer(rows + stride))
  let (three, four) = (
    UnsafeRawPointer(rows + 2 * stride), UnsafeRawPointer(rows + 3 * stride)
  )
  var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
  var index = 0
  while index + 8 <= count {
    let offset = index * 4
    let shared = right.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    sums.0 += shared * one.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    sums.1 += shared * two.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    sums.2 += shared * three.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    sums.3 += shared * four.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
    index += 8
  }
  var result = SIMD4<Float>(sums.0.sum(), sums.1.sum(), sums.2.sum(), sums.3.sum())
  while index < count {
    let shared = other[index]
    result +=
      shared
      * SIMD4<Float>(
        rows[index], rows[stride + index], rows[2 * stride + index], rows[3 * stride + index])
    index += 1
  }
  return result
}

/// target[k] += factor · source[k], sixteen at a time.
@inline(__always)
func add(
  _ source: UnsafePointer<Float>, times factor: Float, to target: UnsafeMutablePointer<Float>,
  count: Int
) {
  let (from, into) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
  var index = 0
  while index + 16 <= count {
    let sum =
      into.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
      + factor * from.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<Float>.self)
    into.storeBytes(of: sum, toByteOffset: index * 4, as: SIMD16<Float>.self)
    index += 16
  }
  while index < count {
    target[index] += factor * source[index]
    index += 1
  }
}
