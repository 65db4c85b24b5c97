/// Brings the forms of a word together, roughly and the same way on both sides of a comparison:
/// `kettles` with `kettle`, `knives` with `knife`.
enum Stem {
  /// The stem of a word in small letters; words of other letters stay as they are.
  static func of(_ word: String) -> String {
    var stem = Array(word.utf8)
    guard stem.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    let hadPlural = cutPlural(&stem)
    let hasEnd = stem.count > 4 && stem.last == UInt8(ascii: "e")
    guard hadPlural || hasEnd else { return word }
    if hasEnd { stem.removeLast() }
    return String(decoding: stem, as: UTF8.self)
  }

  /// Whether a word is a plural: `glasses`, not `glass`.
  static func isPlural(_ word: String) -> Bool {
    var stem = Array(word.utf8)
    let length = stem.count
    return cutPlural(&stem) && stem.count < length
  }

  /// Takes the ending of a plural away, if there is one.
  private static func cutPlural(_ word: inout [UInt8]) -> Bool {
    func ends(_ ending: StaticString) -> Bool {
      let count = ending.utf8CodeUnitCount
      guard word.count >= count else { return false }
      return ending.withUTF8Buffer { word.suffix(count).elementsEqual($0) }
    }
    guard word.last == UInt8(ascii: "s"), word.count > 3 else { return false }
    if word.count > 4, ends("ves") || ends("ies") {
      let last = word[word.count - 3] == UInt8(ascii: "v") ? UInt8(ascii: "f") : UInt8(ascii: "y")
      word.removeLast(3)
      word.append(last)
      return true
    }
    if word.count > 4, ends("sses") || ends("xes") || ends("ches") || ends("shes") {
      word.removeLast(2)
      return true
    }
    guard !ends("ss"), !ends("us") else { return false }
    word.removeLast()
    return true
  }
}
