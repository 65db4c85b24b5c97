/// Brings the forms of a word together, roughly and the same way on both sides of a comparison:
/// `kettles` with `kettle`, `knives` with `knife`.
enum Stem {
  /// The stem of a word in small letters; words of other letters stay as they are.
  static func of(_ word: String) -> String {
    guard word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    var stem = word[...]
    cutPlural(&stem)
    if stem.count > 4, stem.hasSuffix("e") { stem = stem.dropLast() }
    return String(stem)
  }

  /// Whether a word is a plural: `glasses`, not `glass`.
  static func isPlural(_ word: String) -> Bool {
    var stem = word[...]
    cutPlural(&stem)
    return stem.count < word.count
  }

  private static func cutPlural(_ word: inout Substring) {
    if word.count > 4, word.hasSuffix("ves") {
      word = word.dropLast(3) + "f"
    } else if word.count > 4, word.hasSuffix("ies") {
      word = word.dropLast(3) + "y"
    } else if word.count > 4, ["sses", "xes", "ches", "shes"].contains(where: word.hasSuffix) {
      word = word.dropLast(2)
    } else if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") {
      word = word.dropLast()
    }
  }
}
