/// A phrase with choices in brackets, one of which may be empty: `how do (i|we) (get|buy) (it|)`.
enum PhrasePattern {
  /// More than that is a mistake of the file, not a way to speak.
  private static let most = 4096

  /// What stands behind each other in a pattern: its choices, a plain piece being the only one of its place.
  /// `nil` where letters touch a bracket, so that what is chosen makes one word with what stands beside it.
  static func places(of pattern: String) -> [[Substring]]? {
    let bytes = pattern.utf8
    guard bytes.contains(UInt8(ascii: "|")) else { return [[pattern[...]]] }
    var places: [[Substring]] = []
    var count = 1
    var rest = pattern[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "(")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: ")"))
    {
      let choices = rest[rest.utf8.index(after: open)..<close].utf8
        .split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { Substring($0) }
      count *= choices.count
      guard count <= most else { return [[]] }
      let before = rest[..<open]
      rest = rest[rest.utf8.index(after: close)...]
      guard isApart(before.unicodeScalars.last), isApart(rest.unicodeScalars.first) else {
        return nil
      }
      places += [[before], choices]
    }
    return places + [[rest]]
  }

  /// Whether a character makes no word with its neighbour: a blank or one of Chinese.
  private static func isApart(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0 == " " || $0.value >= 0x3000 } ?? true
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
