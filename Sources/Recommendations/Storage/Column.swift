import Computing

/// Numbers in one piece of memory that never changes: made here, or part of a mapped model file.
public struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection,
  @unchecked Sendable
{
  // Unchecked: the memory is written before anybody else sees it and only read afterwards.
  private let memory: ModelMemory
  private let base: UnsafePointer<Element>
  /// How many numbers there are.
  public let count: Int

  /// A column with a copy of the numbers.
  public init(_ elements: some Collection<Element>) {
    self.init(count: elements.count) { buffer in _ = buffer.initialize(from: elements) }
  }

  /// A column filled in place; `fill` must write every element.
  public init(count: Int, fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
    let memory = ModelMemory(byteCount: Swift.max(count, 1) * MemoryLayout<Element>.stride)
    let start = memory.start.bindMemory(to: Element.self, capacity: Swift.max(count, 1))
    fill(UnsafeMutableBufferPointer(start: start, count: count))
    self.memory = memory
    self.base = UnsafePointer(start)
    self.count = count
  }

  /// A column inside a memory, `offset` bytes in; the caller has checked that it fits and is aligned.
  init(in memory: ModelMemory, offset: Int, count: Int) {
    self.memory = memory
    self.base = UnsafePointer(
      (memory.start + offset).bindMemory(to: Element.self, capacity: Swift.max(count, 1)))
    self.count = count
  }

  /// 0.
  public var startIndex: Int { 0 }
  /// `count`.
  public var endIndex: Int { count }

  /// The number at a place.
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "a place beyond the column")
    return base[index]
  }

  /// The numbers as one buffer, for loops that are run often.
  public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(memory) {
      try body(UnsafeBufferPointer(start: base, count: count))
    }
  }

  /// The numbers as bytes, in this machine's order.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride)
  }
}

extension Column where Element == Int64 {
  /// Whether no number is less than the one before.
  var isAscending: Bool {
    withUnsafeBufferPointer { numbers in
      for index in numbers.indices.dropFirst() where numbers[index] < numbers[index - 1] {
        return false
      }
      return true
    }
  }
}
