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

  /// The lower triangle L of A = L Lᵀ, row by row: every step is a product of two contiguous rows.
  private func factorize() -> Bool {
    for row in 0..<size {
      let own = elements + row * size
      for column in 0...row {
        let other = elements + column * size
        let rest = own[column] - dotProduct(own, other, count: column)
        if column < row {
          own[column] = rest / other[column]
        } else {
          guard rest > 0, rest.isFinite else { return false }
          own[column] = rest.squareRoot()
        }
      }
    }
    return true
  }

  /// L⁻¹ takes the upper triangle, transposed, so that its columns are contiguous; the diagonal, which
  /// both need, holds that of L⁻¹ once a row is done.
  private func invertFactor() {
    for row in 0..<size {
      let own = elements + row * size
      let diagonal = 1 / own[row]
      for column in 0..<row {
        let inverse = elements + column * size
        // Σ L[row, k] · L⁻¹[k, column], k from `column` to `row` − 1.
        let sum = dotProduct(own + column, inverse + column, count: row - column)
        inverse[row] = -sum * diagonal
      }
      own[row] = diagonal
    }
  }

  /// A⁻¹ = L⁻ᵀ L⁻¹ into the lower triangle.
  private func multiplyFactor() {
    for row in 0..<size {
      let own = elements + row * size
      for column in 0..<row {
        let other = elements + column * size
        own[column] = dotProduct(own + row, other + row, count: size - row)
      }
      own[row] = dotProduct(own + row, own + row, count: size - row)
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
