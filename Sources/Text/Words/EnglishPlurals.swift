/// Plurals of English nouns: lighter than a stemmer, so that names stay themselves.
package enum EnglishPlurals {
  /// The stem of a word in small ASCII letters: `kettles`, `kettle`; `knives`, `knife`.
  package static func stem(of word: [UInt8]) -> [UInt8] {
    var stem = word
    func ends(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard stem.count > count else { return false }
      return text.withUTF8Buffer { suffix in
        for place in 0..<count where stem[stem.count - count + place] != suffix[place] {
          return false
        }
        return true
      }
    }
    guard stem.count > 3 else { return stem }
    if ends("ies"), stem.count > 4 {
      stem.removeLast(3)
      stem.append(UInt8(ascii: "y"))
    } else if ends("sses") || ends("xes") || ends("ches") || ends("shes") || ends("zes") {
      stem.removeLast(2)
    } else if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
      stem.removeLast()
    }
    if stem.count > 4, stem.last == UInt8(ascii: "e") { stem.removeLast() }
    if stem.last == UInt8(ascii: "v") { stem[stem.count - 1] = UInt8(ascii: "f") }
    return stem
  }

  /// The plural of a noun.
  package static func plural(_ name: String) -> String {
    if name.hasSuffix("y"), !name.hasSuffix("ey"), !name.hasSuffix("ay") {
      return name.dropLast() + "ies"
    }
    if name.hasSuffix("s") || name.hasSuffix("x") || name.hasSuffix("ch") || name.hasSuffix("sh") {
      return name + "es"
    }
    return name + "s"
  }

  /// The singular of a plural; any other word as it is.
  package static func singular(_ name: String) -> String {
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    if name.hasSuffix("sses") || name.hasSuffix("ches") || name.hasSuffix("shes") {
      return String(name.dropLast(2))
    }
    return name.hasSuffix("s") && !name.hasSuffix("ss") ? String(name.dropLast()) : name
  }
}
