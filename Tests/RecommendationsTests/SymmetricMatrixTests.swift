import Testing

import Recommendations

@Suite struct SymmetricMatrixTests {
  /// A positive definite matrix of a size that needs blocks and rests.
  private func matrix(_ size: Int) -> SymmetricMatrix {
    let matrix = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0...row {
        let value = Float((row * 7 + column * 3) % 11) / 11 - 0.4
        matrix[row, column] = row == column ? Float(size) : value
        matrix[column, row] = matrix[row, column]
      }
    }
    return matrix
  }

  @Test(
    "The inverse times the matrix is one, whatever is left over beside blocks and tiles",
    arguments: [1, 5, 48, 49, 67, 192, 257, 389, 401])
  func inverts(_ size: Int) {
    let one = matrix(size)
    let inverse = matrix(size)
    let isDone = inverse.invert()
    #expect(isDone)
    var worst: Float = 0
    for row in 0..<size {
      for column in 0..<size {
        var product: Float = 0
        for place in 0..<size { product += one[row, place] * inverse[place, column] }
        worst = max(worst, abs(product - (row == column ? 1 : 0)))
      }
    }
    #expect(worst < 1e-4)
  }

  @Test("A matrix that is not positive definite is refused", arguments: [1, 20, 300])
  func refuses(_ size: Int) {
    let matrix = matrix(size)
    matrix[size - 1, size - 1] = -5
    let isDone = matrix.invert()
    #expect(!isDone)
  }
}
