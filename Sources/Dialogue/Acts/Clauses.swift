import Text

/// Takes a line apart where a new thing may be said: after the marks that end a sentence or a part of one,
/// and at the blanks that stand for them in Chinese.
enum Clauses {
  /// Where the clauses stand, in UTF-8, in order, blanks around them left out.
  static func ranges(in utterance: Utterance) -> [Range<Int>] {
    let bytes = Array(utterance.text.utf8)
    var ranges: [Range<Int>] = []
    var start: Int?
    var end = 0
    var previous: Token?
    for token in utterance.tokens {
      if ends(token, after: previous, in: utterance, bytes) {
        if let from = start { ranges.append(from..<end) }
        start = nil
      }
      previous = token
      if isMark(token, utterance) {
        // A mark belongs to the words before it.
        if start != nil { end = token.range.upperBound }
        continue
      }
      if start == nil { start = token.range.lowerBound }
      end = token.range.upperBound
    }
    if let from = start { ranges.append(from..<end) }
    return ranges
  }

  private static let marks: Set<String> = [
    ",", ".", "!", "?", ";", "，", "。", "！", "？", "；", "、", "…", "~", "～", "\n",
  ]

  private static func isMark(_ token: Token, _ utterance: Utterance) -> Bool {
    token.kind == .symbol && marks.contains(String(utterance[token]))
  }

  /// Whether a clause ends before a token.
  private static func ends(
    _ token: Token, after previous: Token?, in utterance: Utterance, _ bytes: [UInt8]
  ) -> Bool {
    guard let previous else { return false }
    if isMark(token, utterance) { return false }
    if isMark(previous, utterance) {
      // "1.5 L" and "10,50" hold marks of their own.
      return !(previous.range.upperBound == token.range.lowerBound && token.kind == .number)
    }
    let gap = previous.range.upperBound..<token.range.lowerBound
    if gap.contains(where: { bytes[$0] == 0x0A }) { return true }
    return !gap.isEmpty && previous.kind == .han && token.kind == .han
  }
}
