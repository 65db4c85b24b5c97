/// A phrase with choices in brackets, one of which may be empty: `how do (i|we) (get|buy) (it|)`.
enum PhrasePattern {
  /// More than that is a mistake of the file, not a way to speak.
  private static let most = 4096

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
