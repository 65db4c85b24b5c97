/// What chat programs and transcribers write of themselves between or below the messages, which nobody said:
/// `Messages and calls are end-to-end encrypted`, `Transcribed by …`.
struct Notices: Sendable {
  private let phrases: [[UInt8]]
  /// Whether a phrase begins with two bytes: most places of a text are passed over by one look.
  private let beginnings: [Bool]

  init(_ phrases: [String] = []) {
    self.phrases = phrases.map { Array($0.utf8) }.filter { $0.count > 1 }
    var beginnings = [Bool](repeating: false, count: self.phrases.isEmpty ? 0 : 1 << 16)
    for phrase in self.phrases { beginnings[Int(phrase[0]) << 8 | Int(phrase[1])] = true }
    self.beginnings = beginnings
  }

  /// Where the lines begin that hold such a phrase.
  func lines(in bytes: Span<UInt8>, _ range: Range<Int>) -> Set<Int> {
    var starts: Set<Int> = []
    guard !phrases.isEmpty, range.count > 1 else { return starts }
    let known = beginnings.span
    var last = Int(bytes[range.lowerBound])
    for index in range.dropFirst() {
      let pair = (last << 8 | Int(bytes[index])) & 0xFFFF
      last = pair & 0xFF
      guard known[pair] else { continue }
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
