/// Numbers that lie in a model's memory as they are used: nothing is read one by one when a file is opened.
public struct FlatArray<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Unchecked: the bytes do not change once they are read from, and stay as long as `memory` is held.
  private let memory: ModelMemory
  /// The numbers in place; not to be kept longer than the array.
  public let buffer: UnsafeBufferPointer<Value>

  fileprivate init(memory: ModelMemory, buffer: UnsafeBufferPointer<Value>) {
    self.memory = memory
    self.buffer = buffer
  }

  /// How many there are.
  public var count: Int { buffer.count }

  /// One of them.
  @inlinable
  public subscript(index: Int) -> Value { buffer[index] }
}

extension FlatArray where Value == UInt32 {
  /// Where the piece with a number lies, if the array holds where each piece ends.
  public func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(buffer[number - 1]))..<Int(buffer[number])
  }
}

/// Lays arrays of numbers one behind the other.
public struct FlatWriter {
  private var bytes: [UInt8]

  /// Begins with a line that says what follows.
  public init(title: String) {
    bytes = Array(title.utf8)
    pad()
  }

  /// Adds an array.
  public mutating func add<Value: BitwiseCopyable>(_ values: [Value]) {
    withUnsafeBytes(of: UInt64(values.count).littleEndian) { bytes += $0 }
    values.withUnsafeBytes { bytes += $0 }
    pad()
  }

  private mutating func pad() {
    bytes += Array(repeating: 0, count: (8 - bytes.count % 8) % 8)
  }

  /// All that was added, and its checksum.
  public func finished() -> [UInt8] {
    let sum = bytes.withUnsafeBytes(ContentHash.checksum)
    return bytes + withUnsafeBytes(of: sum.littleEndian) { Array($0) }
  }
}

/// Finds the arrays that a `FlatWriter` laid down, in the same order.
public struct FlatReader {
  private let memory: ModelMemory
  private var offset: Int

  /// Opens bytes; `nil` when they have another title or are damaged.
  public init?(_ memory: ModelMemory, title: String) {
    let bytes = memory.bytes
    let end = bytes.count - 8
    offset = (title.utf8.count + 7) / 8 * 8
    guard end >= offset, bytes.starts(with: title.utf8),
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        == ContentHash.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    else { return nil }
    self.memory = memory
  }

  /// The next array; empty where none is left.
  public mutating func next<Value: BitwiseCopyable & Sendable>(
    _: Value.Type = Value.self
  ) -> FlatArray<Value> {
    let none = UnsafeBufferPointer<Value>(start: nil, count: 0)
    let bytes = memory.bytes
    guard offset + 8 <= bytes.count - 8 else { return FlatArray(memory: memory, buffer: none) }
    let stored = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let room = (bytes.count - 16 - offset) / MemoryLayout<Value>.stride
    guard let count = Int(exactly: stored), count <= room else {
      return FlatArray(memory: memory, buffer: none)
    }
    let start = offset + 8
    offset = start + (count * MemoryLayout<Value>.stride + 7) / 8 * 8
    let piece = UnsafeRawBufferPointer(
      rebasing: bytes[start..<start + count * MemoryLayout<Value>.stride])
    return FlatArray(memory: memory, buffer: piece.assumingMemoryBound(to: Value.self))
  }
}
