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
