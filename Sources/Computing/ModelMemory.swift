/// The bytes of a model: mapped from a file by whoever may touch the disk, or allocated here.
public final class ModelMemory: @unchecked Sendable {
  // Unchecked: the bytes do not change once a model is made of them.
  /// Where the bytes begin.
  public let start: UnsafeMutableRawPointer
  /// How many bytes there are.
  public let byteCount: Int
  private let release: @Sendable (UnsafeMutableRawPointer) -> Void

  /// Memory of this many bytes, set to zero.
  public init(byteCount: Int) {
    start = .allocate(byteCount: byteCount, alignment: 64)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    self.byteCount = byteCount
    release = { $0.deallocate() }
  }

  /// Bytes that somebody mapped; `release` is called with them when the last model lets go.
  public init(
    mapped: UnsafeRawBufferPointer,
    release: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) {
    if let address = mapped.baseAddress {
      start = UnsafeMutableRawPointer(mutating: address)
      self.release = release
    } else {
      start = .allocate(byteCount: 1, alignment: 64)
      self.release = { $0.deallocate() }
    }
    byteCount = mapped.count
  }

  /// Memory with a copy of some bytes.
  public init(copying bytes: [UInt8]) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
    bytes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: $0)
    }
    start = memory
    byteCount = bytes.count
    release = { $0.deallocate() }
  }

  deinit { release(start) }

  /// The bytes, to be read.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: byteCount)
  }
}
