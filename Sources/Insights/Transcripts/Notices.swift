/// What chat programs and transcribers write of themselves between or below the messages, which nobody said:
/// `Messages and calls are end-to-end encrypted`, `Transcribed by …`.
struct Notices: Sendable {
  private let phrases: [[UInt8]]
  /// Whether a phrase begins with two bytes, a bit for each two: most places of a text are passed over by one
  /// look into a table that stays in the nearest cache.
  private let beginnings: [UInt32]

  init(_ phrases: [String] = []) {
    self.phrases = phrases.map { Array($0.utf8) }.filter { $0.count > 1 }
    var beginnings = [UInt32](repeating: 0, count: self.phrases.isEmpty ? 0 : 1 << 11)
    for phrase in self.phrases {
      let pair = UInt32(phrase[0]) << 8 | UInt32(phrase[1])
      beginnings[Int(pair >> 5)] |= 1 << (pair & 31)
    }
    self.beginnings = beginnings
  }

  /// Where the lines begin that hold such a phrase.
  func lines(in bytes: Span<UInt8>, _ range: Range<Int>) -> Set<Int> {
    guard !phrases.isEmpty, range.count > 1 else { return [] }
    return bytes.withUnsafeBytes { text in
      beginnings.withUnsafeBufferPointer { known in
        var starts: Set<Int> = []
        var place = range.lowerBound
        while let found = Self.next(in: text, from: place, to: range.upperBound, known) {
          place = found + 1
          guard phrases.contains(where: { Self.holds($0, text, at: found, range.upperBound) })
          else { continue }
          var start = found
          while start > range.lowerBound, text[start - 1] != 0x0A { start -= 1 }
          starts.insert(start)
        }
        return starts
      }
    }
  }

  /// The next place where a phrase may begin.
  @inline(__always)
  private static func next(
    in text: UnsafeRawBufferPointer, from start: Int, to end: Int,
    _ known: UnsafeBufferPointer<UInt32>
  ) -> Int? {
    var place = start
    while place + 1 < end {
      let pair = UInt32(text[place]) << 8 | UInt32(text[place + 1])
      if known[Int(pair >> 5)] >> (pair & 31) & 1 == 1 { return place }
      place += 1
    }
    return nil
  }

  private static func holds(
    _ phrase: [UInt8], _ text: UnsafeRawBufferPointer, at place: Int, _ end: Int
  ) -> Bool {
    guard place + phrase.count <= end else { return false }
    for offset in phrase.indices where text[place + offset] != phrase[offset] { return false }
    return true
  }
}
