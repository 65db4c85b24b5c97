import Computing

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

  /// Inverts the matrix, which must be positive definite; false when it is not. Only the lower triangle
  /// is read, both are filled. Size³ operations on all cores and 2 × 192 × size numbers of room.
  package func invert() -> Bool {
    guard Sweep.run(elements, size: size) else { return false }
    mirrorNegated()
    return true
  }

  /// Sweeping every row leaves the inverse with its sign turned.
  private func mirrorNegated() {
    let block = 32
    for top in stride(from: 0, to: size, by: block) {
      for left in stride(from: 0, through: top, by: block) {
        for row in top..<min(top + block, size) {
          for column in left..<min(left + block, row + 1) {
            let value = -elements[row * size + column]
            elements[row * size + column] = value
            elements[column * size + row] = value
          }
        }
      }
    }
  }
}
