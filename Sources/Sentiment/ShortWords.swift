/// Eight letters looked at in one step.
extension Span<UInt8> {
  /// The letters and digits from a place on, up to sixteen, as two numbers whose further bytes are 0; 16 are
  /// perhaps more.
  @inline(__always)
  func shortWord(at start: Int) -> (low: UInt64, high: UInt64, length: Int) {
    let (low, high) = (eight(at: start), eight(at: start + 8))
    let (lowLength, highLength) = (Self.wordLength(low), Self.wordLength(high))
    let isLong = lowLength == 8
    return (
      low & Self.first(lowLength), isLong ? high & Self.first(highLength) : 0,
      isLong ? 8 + highLength : lowLength
    )
  }

  /// Eight bytes, the first lowest; 0 behind the end.
  @inline(__always)
  private func eight(at start: Int) -> UInt64 {
    if start + 8 <= count { return load(start) }
    // The last eight hold the last few.
    if count >= 8, start < count { return load(count - 8) >> UInt64(8 * (start + 8 - count)) }
    var bytes: UInt64 = 0
    var index = start
    while index < count {
      bytes |= UInt64(self[index]) << UInt64(8 * (index - start))
      index += 1
    }
    return bytes
  }

  @inline(__always)
  private func load(_ start: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
  }

  /// Ones for so many bytes, up to eight.
  @inline(__always)
  private static func first(_ length: Int) -> UInt64 {
    // Two steps, for a number moves by less than its width.
    ~((UInt64.max &<< UInt64(4 * length)) &<< UInt64(4 * length))
  }

  /// How many of eight bytes from the lowest on are ASCII letters or digits: the upper bit of each byte's sum
  /// says on which side of a bound it lies.
  @inline(__always)
  private static func wordLength(_ bytes: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let upper = ones << 7
    let plain = bytes & ~upper
    let small = plain | ones << 5
    let letters = (small &+ ones &* (0x80 - 0x61)) ^ (small &+ ones &* (0x80 - 0x7B))
    let digits = (plain &+ ones &* (0x80 - 0x30)) ^ (plain &+ ones &* (0x80 - 0x3A))
    let others = ~((letters | digits) & ~bytes) & upper
    return others.trailingZeroBitCount >> 3
  }
}
