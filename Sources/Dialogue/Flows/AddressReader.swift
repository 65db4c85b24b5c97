import Shop

/// Reads an address as people write it: parts in any order, with commas or none, labels beside them.
struct AddressReader {
  let places: Places

  /// The address, or `nil` when a part lacks. What is left out (the country, often) is as in `known`.
  func address(_ text: String, like known: Address) -> Address? {
    parts(text).address(like: known)
  }

  /// What of an address a text has. `wanted` are the parts that were asked for: a name alone is then one.
  func parts(_ text: String, wanted: [AddressParts.Part] = []) -> AddressParts {
    guard text.count <= 600 else { return AddressParts() }
    var labels = AddressLabels(places: places)
    let rest = labels.strip(text)
    let code = labels.postcode.map { ", " + $0 } ?? ""
    var parts = plain(rest + code, wanted: wanted)
    if let recipient = labels.recipient {
      parts.unit = [parts.unit, recipient].compactMap(\.self).joined(separator: ", ")
    }
    if wanted.isEmpty, parts.street == nil, parts.city == nil { return AddressParts() }
    return parts
  }

  /// The last clause that is a street and no more: "is it 77… it's 71. 71 Maple Lane".
  func lastStreet(in text: String) -> String? {
    let western = WesternAddress(places: places)
    let clauses = text.split { ".,;?!，。；？！\n".contains($0) }.map(\.trimmingSpaces)
    return clauses.reversed().lazy.compactMap { western.street(in: $0) }.first
  }

  /// The same for a text without labels.
  func plain(_ text: String, wanted: [AddressParts.Part] = []) -> AddressParts {
    isChinese(text)
      ? ChineseAddress(places: places).parts(text, wanted: wanted)
      : WesternAddress(places: places).parts(text, wanted: wanted)
  }

  /// Whether a text's address is a Chinese one: “改到 12 Pine Road, Salem” is none.
  private func isChinese(_ text: String) -> Bool {
    let han = text.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    let latin = text.unicodeScalars.count { $0.properties.isAlphabetic && $0.value < 0x250 }
    return han > 0 && (latin < 12 || han * 2 >= latin)
  }
}

/// Takes what labels announce out of a text: “收件人：李娜 电话：138… 地址：”, "zip 97301".
struct AddressLabels {
  let places: Places
  private(set) var recipient: String?
  private(set) var postcode: String?

  init(places: Places) { self.places = places }

  /// The text without labels, telephone numbers and what was taken, a comma in the place of each.
  mutating func strip(_ text: String) -> String {
    var text = text
    for number in Self.phones(in: text, places.labels[.phone] ?? []) {
      // “李娜 138…”: a name right before the number is whom the parcel is for.
      if let range = text.firstRange(of: number) {
        recipient = recipient ?? Self.name(before: range.lowerBound, in: text)
      }
      text = text.replacing(number, with: ",")
    }
    if let recipient, let range = text.firstRange(of: recipient) {
      text.replaceSubrange(range, with: ",")
    }
    for label in places.labels[.postcode] ?? [] {
      while let found = Self.find(label, in: text) {
        let rest = Self.value(behind: found, in: text)
        let code = rest.prefix { $0.isNumber || $0 == "-" }
        let digits = code.count { $0.isNumber }
        guard digits == 5 || digits == 6 || digits == 9 else {
          text.replaceSubrange(found, with: ", ")
          continue
        }
        postcode = String(code)
        text.replaceSubrange(found.lowerBound..<code.endIndex, with: ", ")
      }
    }
    for label in places.labels[.address] ?? [] {
      while let found = Self.find(label, in: text, needsColon: label.first?.isASCII == true) {
        let rest = Self.value(behind: found, in: text)
        text.replaceSubrange(found.lowerBound..<rest.startIndex, with: ", ")
      }
    }
    for label in places.labels[.recipient] ?? [] {
      guard let found = Self.find(label, in: text, needsColon: label.first?.isASCII == true) else {
        continue
      }
      let rest = Self.value(behind: found, in: text)
      let name = rest.prefix { !",，;；、\n".contains($0) && !$0.isNumber }
        .prefix { label.first?.isASCII == true || !$0.isWhitespace }
      let isName = (2...40).contains(name.count)
      if isName { recipient = name.trimmingSpaces }
      text.replaceSubrange(
        found.lowerBound..<(isName ? name.endIndex : rest.startIndex), with: ", ")
    }
    return text
  }

  /// Two to four Chinese characters that stand alone before a place.
  private static func name(before place: String.Index, in text: String) -> String? {
    let head = text[..<place].reversed().drop { $0.isWhitespace || ",，".contains($0) }
    let name = String(head.prefix { !$0.isWhitespace && !",，:：".contains($0) }.reversed())
    let isHan = name.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    return (2...4).contains(name.count) && isHan ? name : nil
  }

  /// Where a label stands, as a word of its own; `needsColon` where it is a word of many sentences.
  private static func find(
    _ label: String, in text: String, needsColon: Bool = false
  ) -> Range<String.Index>? {
    let isLatin = label.first?.isASCII == true
    guard isLatin else { return text.firstRange(of: label) }
    for found in text.lowercased().ranges(of: label) {
      let lower = text.lowercased()
      let from = lower.distance(from: lower.startIndex, to: found.lowerBound)
      guard text.count == lower.count else { return nil }
      let start = text.index(text.startIndex, offsetBy: from)
      let end = text.index(start, offsetBy: label.count)
      let before = start == text.startIndex ? " " : text[text.index(before: start)]
      let after = text[end...].drop { $0 == " " }.first ?? " "
      let next = end == text.endIndex ? " " : text[end]
      guard !before.isLetter, !next.isLetter else { continue }
      if needsColon, after != ":", after != "：" { continue }
      return start..<end
    }
    return nil
  }

  /// What stands behind a label: past "is", “是” and a colon.
  private static func value(
    behind label: Range<String.Index>, in text: String
  ) -> Substring {
    var rest = text[label.upperBound...]
    var isLead = true
    while isLead {
      isLead = false
      if let first = rest.first, first.isWhitespace || ":：是为".contains(first) {
        rest.removeFirst()
        isLead = true
      } else if rest.lowercased().hasPrefix("is ") {
        rest.removeFirst(3)
        isLead = true
      }
    }
    return rest
  }

  /// Telephone numbers with their labels: eleven digits from 1, or what a label announces, or three groups.
  private static func phones(in text: String, _ labels: [String]) -> [Substring] {
    var found = text.matches(
      of: #/(?:\+?[0-9]{1,2}[ \-])?\(?[0-9]{3}\)?[ \-.][0-9]{3}[ \-.][0-9]{4}(?![0-9])/#
    ).map { text[$0.range] }
    found += text.matches(of: #/(?<digits>[0-9]+)/#).map(\.output.digits)
      .filter { $0.count == 11 && $0.hasPrefix("1") }
    for label in labels {
      guard let range = find(label, in: text) else { continue }
      let rest = value(behind: range, in: text)
      let number = rest.prefix { $0.isNumber || "+- ()".contains($0) }
      let digits = number.count { $0.isNumber }
      let end = (7...14).contains(digits) ? number.endIndex : rest.startIndex
      found.append(text[range.lowerBound..<end])
    }
    return found.sorted { $0.count > $1.count }
  }
}

extension StringProtocol {
  /// The text without blanks, commas and stops at its ends.
  var trimmingSpaces: String {
    var text = Substring(self)
    func isEdge(_ character: Character) -> Bool {
      character.isWhitespace || ".。,，;；:：、!！".contains(character)
    }
    while let first = text.first, isEdge(first) { text.removeFirst() }
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(text)
  }
}
