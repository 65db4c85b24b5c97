/// A text's scalars with full-width forms folded and what has no width left out, and where each
/// stood: what patterns are matched against.
struct FoldedText: Sendable {
  let scalars: [UInt32]
  /// Where each begins and ends, in UTF-8.
  let starts: [Int]
  let ends: [Int]

  init(_ bytes: [UInt8]) {
    var scalars: [UInt32] = []
    var starts: [Int] = []
    var ends: [Int] = []
    scalars.reserveCapacity(bytes.count)
    starts.reserveCapacity(bytes.count)
    ends.reserveCapacity(bytes.count)
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let value = scalar.value
      let width = UTF8.width(scalar)
      defer { offset += width }
      switch value {
      case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F,
        0xFEFF:
        continue
      // A wide comma ends a clause; it never stands within a number.
      case 0xFF0C: scalars.append(value)
      case 0xFF01...0xFF5E: scalars.append(value - 0xFEE0)
      default: scalars.append(value)
      }
      starts.append(offset)
      ends.append(offset + width)
    }
    self.scalars = scalars
    self.starts = starts
    self.ends = ends
  }

  /// The UTF-8 range of scalars.
  func range(_ start: Int, _ end: Int) -> Range<Int> { starts[start]..<ends[end - 1] }

  /// Whether a letter or a digit stands at a place: a pattern matches whole words.
  func isWord(_ place: Int) -> Bool {
    guard place >= 0, place < scalars.count else { return false }
    switch scalars[place] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0xC0...0x24F: return true
    default: return false
    }
  }
}
