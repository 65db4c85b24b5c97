import Entities
import Shop
import Text

/// Puts right a part of an address: the postcode, or the flat, the floor or the room.
enum AddressPatch {
  /// The address with what a line says of it; `nil` where it says nothing that is a part of one.
  static func patched(_ address: Address, by line: Interpretation) -> Address? {
    let text = line.utterance.text
    let postcode = postcode(in: line, not: address.postcode)
    let unit = unit(in: text)
    let street = corrected(address.line1, by: text) ?? renumbered(address.line1, by: line)
    guard postcode != nil || unit != nil || street != nil else { return nil }
    let address = Address(
      line1: street ?? address.line1, line2: address.line2, city: address.city,
      state: address.state, postcode: address.postcode, country: address.country)
    if address.country == "CN" {
      return Address(
        line1: unit.map { withUnit(address.line1, $0) } ?? address.line1, line2: address.line2,
        city: address.city, state: address.state, postcode: postcode ?? address.postcode,
        country: address.country)
    }
    return Address(
      line1: address.line1, line2: unit ?? address.line2, city: address.city,
      state: address.state, postcode: postcode ?? address.postcode, country: address.country)
  }

  /// A street with one word put right: "Harlow Avenue, not Street", "number 19 not 90", “是66号不是68号”.
  private static func corrected(_ street: String, by text: String) -> String? {
    let pairs: [(right: Substring, wrong: Substring)] =
      text.matches(of: #/(?i)([\p{L}\p{N}]+)[,.]?\s+(?:and\s+)?not\s+(?:the\s+)?([\p{L}\p{N}]+)/#)
      .map { ($0.output.1, $0.output.2) }
      + text.matches(
        of: #/(?i)\bnot\s+([\p{L}\p{N}]+)[,.]?\s+(?:but\s+|it'?s\s+|its\s+)?([\p{L}\p{N}]+)/#
      ).map { ($0.output.2, $0.output.1) }
      + text.matches(of: #/是?([\p{Han}0-9]{1,12})[，,、 ]*不是([\p{Han}0-9]{1,12})/#)
      .map { ($0.output.1, $0.output.2) }
    for pair in pairs {
      let isHan = pair.wrong.unicodeScalars.contains { $0.value > 0x2E80 }
      // "It's 21 Maple Street, not 12": a number takes the place of a number.
      guard pair.right.contains(where: \.isNumber) == pair.wrong.contains(where: \.isNumber) else {
        continue
      }
      guard let place = street.range(ofWord: String(pair.wrong), anywhere: isHan) else { continue }
      return street.replacingCharacters(in: place, with: titled(pair.right))
    }
    return nil
  }

  /// A street with another house number: "71 Maple Lane" for 77, "it's 71". It stands before the same street,
  /// or is one slip away from the number it takes the place of.
  private static func renumbered(_ street: String, by line: Interpretation) -> String? {
    guard let place = street.firstRange(of: #/[0-9]{1,6}/#) else { return nil }
    let known = street[place]
    let words = street[place.upperBound...].split { !$0.isLetter }.prefix(1)
      .map { $0.lowercased() }
    let tokens = line.utterance.tokens
    var found: String?
    for (number, token) in tokens.enumerated() where token.kind == .number {
      let text = line.utterance[token]
      guard text != known, text.allSatisfy(\.isASCII), text.allSatisfy(\.isNumber) else { continue }
      let next = number + 1 < tokens.count ? line.utterance[tokens[number + 1]].lowercased() : ""
      if words.contains(next) || differsByOne(text, known) { found = String(text) }
    }
    return found.map { street.replacingCharacters(in: place, with: $0) }
  }

  /// Whether two numbers of one length differ in one digit, or in two that changed places.
  private static func differsByOne(_ one: Substring, _ other: Substring) -> Bool {
    guard one.count == other.count, one.count > 1 else { return false }
    let different = zip(one, other).filter { $0 != $1 }
    return different.count == 1
      || different.count == 2 && different[0].0 == different[1].1
        && different[0].1 == different[1].0
  }

  private static func titled(_ word: Substring) -> String {
    word.prefix(1).uppercased() + word.dropFirst().lowercased()
  }

  private static func postcode(in line: Interpretation, not known: String) -> String? {
    if let code = line.text(.postcode), code != known { return code }
    let numbers = line.utterance.tokens.filter { $0.kind == .number }
      .map { String(line.utterance[$0]) }.filter { $0.count == known.count && $0 != known }
    return numbers.count == 1 ? numbers[0] : nil
  }

  /// `Apt 5`, `unit 12B`, `#4`; `21楼`, `3栋`, `1201室`.
  private static func unit(in text: String) -> String? {
    let western =
      #/(?i)\b(?:apt|apartment|flat|unit|suite|ste|room|floor|fl)\.?\s*#?\s*(?:no\.?\s*)?(?<number>[0-9]{1,5}[A-Za-z]?|[A-Za-z][0-9]{0,4})\b/#
    if let found = try? western.firstMatch(in: text) {
      let word = text[found.range].prefix { $0.isLetter }
      return "\(word.prefix(1).uppercased())\(word.dropFirst().lowercased()) \(found.output.number)"
    }
    let chinese = #/[0-9]{1,5}\s*(?:号楼|单元|楼|层|栋|幢|室|座|号)(?:[0-9]{1,5}\s*(?:单元|楼|层|室|号)?)*/#
    return (try? chinese.firstMatch(in: text)).map { String(text[$0.range]) }
  }

  /// A Chinese street with a part of the same sort replaced, or put at its end.
  private static func withUnit(_ street: String, _ unit: String) -> String {
    guard let sort = unit.last(where: { !$0.isNumber }) else { return street + unit }
    var characters = Array(street)
    if let end = characters.lastIndex(of: sort) {
      var start = end
      while start > 0, characters[start - 1].isNumber { start -= 1 }
      if start < end {
        characters.replaceSubrange(start...end, with: Array(unit))
        return String(characters)
      }
    }
    return street + unit
  }
}

extension String {
  /// Where a word stands, in letters of any case; `anywhere` also inside of others.
  fileprivate func range(ofWord word: String, anywhere: Bool) -> Range<Index>? {
    let wanted = word.lowercased()
    if anywhere { return ranges(of: word).last }
    return split { !$0.isLetter && !$0.isNumber }.last { $0.lowercased() == wanted }
      .map { $0.startIndex..<$0.endIndex }
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
