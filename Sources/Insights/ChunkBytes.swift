import Computing

/// Ranges of a chunk: as a text, compared, hashed and shortened.
extension Span<UInt8> {
  func text(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    guard left.lowerBound != right.lowerBound else { return true }
    return withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= left.count {
        let one = bytes.loadUnaligned(fromByteOffset: left.lowerBound + index, as: UInt64.self)
        let two = bytes.loadUnaligned(fromByteOffset: right.lowerBound + index, as: UInt64.self)
        if one != two { return false }
        index += 8
      }
      while index < left.count {
        if bytes[left.lowerBound + index] != bytes[right.lowerBound + index] { return false }
        index += 1
      }
      return true
    }
  }

  func hash(_ range: Range<Int>) -> UInt64 {
    var hash = StableHash()
    for index in range { hash.add(self[index]) }
    return hash.value
  }

  /// What a report may need of a quote; no character is cut.
  func shortened(_ range: Range<Int>, to length: Int = 8_000) -> Range<Int> {
    guard range.count > length else { return range }
    var end = range.lowerBound + length
    while end > range.lowerBound, self[end] & 0xC0 == 0x80 { end -= 1 }
    return range.lowerBound..<end
  }
}
