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
    var starts: Set<Int> = []
    guard !phrases.isEmpty, range.count > 1 else { return starts }
    let known = beginnings.span
    var pair = UInt32(bytes[range.lowerBound])
    for index in range.lowerBound + 1..<range.upperBound {
      pair = (pair << 8 | UInt32(bytes[index])) & 0xFFFF
      guard known[Int(pair >> 5)] >> (pair & 31) & 1 == 1 else { continue }
      let rest = index - 1..<range.upperBound
      let isNotice = phrases.contains { phrase in
        phrase.count <= rest.count
          && bytes.holds(phrase, in: rest.lowerBound..<rest.lowerBound + phrase.count)
      }
      guard isNotice else { continue }
      var start = index - 1
      while start > range.lowerBound, bytes[start - 1] != 0x0A { start -= 1 }
      starts.insert(start)
    }
    return starts
  }
}
