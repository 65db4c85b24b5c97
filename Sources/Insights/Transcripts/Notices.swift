/// What chat programs and transcribers write of themselves between or below the messages, which nobody said:
/// `Messages and calls are end-to-end encrypted`, `Transcribed by …`.
struct Notices: Sendable {
  private let phrases: [[UInt8]]

  init(_ phrases: [String] = []) { self.phrases = phrases.map { Array($0.utf8) } }

  /// Where the lines begin that hold such a phrase.
  func lines(in bytes: Span<UInt8>, _ range: Range<Int>) -> Set<Int> {
    var starts: Set<Int> = []
    for phrase in phrases {
      guard let first = phrase.first else { continue }
      var index = range.lowerBound
      let last = range.upperBound - phrase.count
      while index <= last {
        index = bytes.next(first, in: index..<range.upperBound)
        guard index <= last else { break }
        if bytes.holds(phrase, in: index..<index + phrase.count) {
          var start = index
          while start > range.lowerBound, bytes[start - 1] != 0x0A { start -= 1 }
          starts.insert(start)
          // One line is found once.
          index = bytes.next(0x0A, in: index..<range.upperBound)
        }
        index += 1
      }
    }
    return starts
  }
}
