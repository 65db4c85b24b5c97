/// A name for content: 128 bits that tell files apart, not meant against forgers.
public struct ContentHash: Hashable, Sendable {
  private var first: UInt64 = 0x6465_736B
  private var second: UInt64 = 0x6D61_7465

  /// Creates the hash of nothing.
  public init() {}

  /// Adds one piece; where a piece ends counts.
  public mutating func add(_ bytes: [UInt8]) {
    let sum = bytes.withUnsafeBytes(IntentModel.checksum)
    first = mixed(first ^ sum, UInt64(bytes.count) | 1 << 63)
    second = mixed(second &+ sum, first)
  }

  /// 32 hexadecimal digits.
  public var text: String {
    [first, second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
