/// A name for content: 128 bits that tell files apart, not meant against forgers.
public struct ContentHash: Hashable, Sendable {
  private var first: UInt64 = 0x6465_736B
  private var second: UInt64 = 0x6D61_7465

  /// Creates the hash of nothing.
  public init() {}

  /// Adds one piece; where a piece ends counts.
  public mutating func add(_ bytes: [UInt8]) {
    let sum = bytes.withUnsafeBytes(Self.checksum)
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

  /// A sum of all bytes, eight at a time in four lanes: four numbers, as no vector multiplies 64 bits
  /// at once.
  public static func checksum(_ raw: UnsafeRawBufferPointer) -> UInt64 {
    let factor: UInt64 = 0x9FB2_1C65_1E98_DF25
    var (a, b, c, d) = (UInt64(1), UInt64(2), UInt64(3), UInt64(4))
    @inline(__always)
    func step(_ lane: inout UInt64, _ offset: Int) {
      lane = (lane ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* factor
      lane ^= lane &>> 32
    }
    let whole = raw.count / 32 * 32
    for offset in stride(from: 0, to: whole, by: 32) {
      step(&a, offset)
      step(&b, offset &+ 8)
      step(&c, offset &+ 16)
      step(&d, offset &+ 24)
    }
    var sum = mixed(a, b) ^ mixed(c, d &+ UInt64(raw.count))
    for offset in whole..<raw.count { sum = mixed(sum, UInt64(raw[offset])) }
    return sum
  }
}
