/// FNV-1a over 64 bits (Fowler, Noll and Vo): the same in every run and on every machine, so that what it
/// names may be kept in files. Not meant against forgers.
public struct StableHash: Hashable, Sendable {
  /// The sum so far.
  public var value: UInt64

  /// The hash of nothing.
  @inlinable
  public init() { value = 0xCBF2_9CE4_8422_2325 }

  /// The hash of some bytes.
  @inlinable
  public init(_ bytes: some Sequence<UInt8>) {
    self.init()
    add(bytes)
  }

  /// Adds one byte.
  @inlinable
  public mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Adds bytes, one after the other.
  @inlinable
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// The value in hexadecimal digits.
  public var text: String { String(value, radix: 16) }
}
