/// A phrase with choices in brackets, one of which may be empty: `how do (i|we) (get|buy) (it|)`.
enum PhrasePattern {
  /// More than that is a mistake of the file, not a way to speak.
  private static let most = 4096

  /// What stands behind each other in a pattern: its choices, a plain piece being the only one of its place.
  /// Where letters touch a bracket, what is chosen makes one word with them: the words it makes are the
  /// choices.
  static func places(of pattern: String) -> [[Substring]] {
    guard pattern.utf8.contains(UInt8(ascii: "|")) else { return [[pattern[...]]] }
    var places: [[Substring]] = []
    var count = 1
    for piece in pieces(of: pattern) {
      let choices = choices(of: piece)
      count *= choices.count
      guard count <= most else { return [] }
      places.append(choices)
    }
    return places
  }

  /// A pattern cut at its blanks and Chinese characters outside brackets.
  private static func pieces(of pattern: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = pattern.startIndex
    var isInside = false
    let scalars = pattern.unicodeScalars
    func close(at end: String.Index) {
      if start < end { pieces.append(pattern[start..<end]) }
      start = end
    }
    for index in scalars.indices {
      let scalar = scalars[index]
      switch scalar {
      case "(": isInside = true
      case ")": isInside = false
      case _ where isInside: break
      case _ where scalar == " " || scalar.value >= 0x3000:
        close(at: index)
        close(at: scalars.index(after: index))
      default: break
      }
    }
    close(at: pattern.endIndex)
    return pieces
  }

  /// The wordings of one piece.
  private static func choices(of piece: Substring) -> [Substring] {
    guard piece.contains("|") else { return [piece] }
    let isBracket =
      piece.first == "(" && piece.firstIndex(of: ")") == piece.index(before: piece.endIndex)
    guard isBracket else { return wordings(of: String(piece)).map { $0[...] } }
    return piece.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
  }

  /// All the wordings that a pattern stands for, in its order; a phrase without choices is its own.
  static func wordings(of pattern: String) -> [String] {
    guard pattern.contains("|") else { return [pattern] }
    var wordings = [""]
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      let choices = rest[rest.index(after: open)..<close]
        .split(separator: "|", omittingEmptySubsequences: false)
      let before = rest[..<open]
      guard wordings.count * choices.count <= most else { return [] }
      wordings = wordings.flatMap { wording in choices.map { wording + before + $0 } }
      rest = rest[rest.index(after: close)...]
    }
    return wordings.map { $0 + rest }
  }
}
