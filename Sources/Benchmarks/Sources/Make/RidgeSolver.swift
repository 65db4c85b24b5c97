import Foundation

/// Rows with few numbers in them, one after the other.
struct SparseRows {
  private(set) var columns: [Int32] = []
  private(set) var values: [Float] = []
  private(set) var ends: [Int] = [0]

  mutating func append(_ column: Int, _ value: Float) {
    guard value != 0 else { return }
    columns.append(Int32(column))
    values.append(value)
  }

  mutating func endRow() { ends.append(columns.count) }

  var count: Int { ends.count - 1 }

  /// The product with a vector.
  func product(_ vector: [Float]) -> [Float] {
    (0..<count).map { row in
      var sum: Float = 0
      for index in ends[row]..<ends[row + 1] { sum += values[index] * vector[Int(columns[index])] }
      return sum
    }
  }

  /// The product of the rows turned into columns with a vector.
  func transposedProduct(_ vector: [Float], columns width: Int) -> [Float] {
    var product = [Float](repeating: 0, count: width)
    for row in 0..<count {
      let factor = vector[row]
      for index in ends[row]..<ends[row + 1] {
        product[Int(columns[index])] += values[index] * factor
      }
    }
    return product
  }
}

/// Least squares with a penalty on the squared length of the solution.
struct RidgeSolver {
  let penalty: Float
  var steps = 60
  var tolerance: Float = 1e-3

  func solve(_ rows: SparseRows, columns: Int, targets: [Float]) -> [Float] {
    var solution = [Float](repeating: 0, count: columns)
    var residual = rows.transposedProduct(targets, columns: columns)
    var direction = residual
    var size = dot(residual, residual)
    let goal = size * tolerance * tolerance
    for _ in 0..<steps where size > goal {
      var image = rows.transposedProduct(rows.product(direction), columns: columns)
      for index in image.indices { image[index] += penalty * direction[index] }
      let step = size / dot(direction, image)
      for index in solution.indices {
        solution[index] += step * direction[index]
        residual[index] -= step * image[index]
      }
      let next = dot(residual, residual)
      let share = next / size
      for index in direction.indices {
        direction[index] = residual[index] + share * direction[index]
      }
      size = next
    }
    return solution
  }

  private func dot(_ left: [Float], _ right: [Float]) -> Float {
    var sum: Double = 0
    for index in left.indices { sum += Double(left[index]) * Double(right[index]) }
    return Float(sum)
  }
}
