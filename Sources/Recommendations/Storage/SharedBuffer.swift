/// Memory that several threads write at different places.
struct SharedBuffer<Element>: @unchecked Sendable {
  // Unchecked: every writer has places of its own.
  let base: UnsafeMutablePointer<Element>

  init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
}
