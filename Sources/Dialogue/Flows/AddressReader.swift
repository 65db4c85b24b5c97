import Shop

/// Reads an address from one line, as people write it: parts with commas, a postcode somewhere, or a
/// Chinese address from the largest place to the smallest.
enum AddressReader {
  /// The address, or `nil` when there is no postcode or too little else. What is left out (the country,
  /// often) is as in `known`.
  static func address(_ text: String, like known: Address) -> Address? {
    var parts = text.split { ",，;；\n".contains($0) }.map { trimmed($0) }.filter { !$0.isEmpty }
    guard let (place, postcode) = postcode(in: parts) else { return nil }
    let rest = parts[place].replacing(postcode, with: " ")
      .split(separator: " ").joined(separator: " ")
    parts[place] = trimmed(Substring(rest))
    parts = parts.filter { !$0.isEmpty }
    guard let first = parts.first else { return nil }
    parts[0] = withoutLead(first)
    return isChinese(text) ? chinese(parts, postcode, known) : western(parts, postcode, known)
  }

  private static func western(
    _ given: [String], _ postcode: String, _ known: Address
  ) -> Address? {
    var parts = given
    var country = countryOf(postcode) ?? known.country
    if let last = parts.last, let code = countries[last.lowercased()] {
      country = code
      parts.removeLast()
    }
    var state: String?
    if let last = parts.last, last.count == 2, last.allSatisfy(\.isUppercase) {
      state = last
      parts.removeLast()
    } else if let last = parts.last {
      let words = last.split(separator: " ")
      if words.count > 1, let end = words.last, end.count == 2, end.allSatisfy(\.isUppercase) {
        state = String(end)
        parts[parts.count - 1] = words.dropLast().joined(separator: " ")
      }
    }
    guard parts.count >= 2, let city = parts.last, parts[0].contains(where: \.isNumber) else {
      return nil
    }
    let line2 = parts.count > 2 ? parts[1..<(parts.count - 1)].joined(separator: ", ") : nil
    return Address(
      line1: parts[0], line2: line2, city: city, state: state, postcode: postcode,
      country: country)
  }

  private static func chinese(
    _ parts: [String], _ postcode: String, _ known: Address
  ) -> Address? {
    var rest = Substring(parts.joined(separator: ""))
    var state: String?
    if let end = rest.firstIndex(of: "省") {
      state = String(rest[...end])
      rest = rest[rest.index(after: end)...]
    }
    guard let end = rest.firstIndex(of: "市") else { return nil }
    let city = String(rest[...end])
    let street = trimmed(rest[rest.index(after: end)...])
    guard !street.isEmpty else { return nil }
    return Address(
      line1: street, city: city, state: state, postcode: postcode, country: "CN")
  }

  /// Whether the last part is a country.
  static func endsInCountry(_ text: String) -> Bool {
    text.split(separator: ",").last.map { countries[trimmed($0).lowercased()] != nil } ?? false
  }

  /// Five or six digits, the last ones; else what another country writes: `SW1A 1AA`, `100-0001`, `2000`
  /// at the end.
  private static func postcode(in parts: [String]) -> (Int, String)? {
    for (place, part) in parts.enumerated().reversed() {
      for word in part.split(whereSeparator: { !$0.isNumber && $0 != "-" }).reversed()
      where (5...6).contains(word.count) && word.allSatisfy(\.isNumber) {
        return (place, String(word))
      }
    }
    for (place, part) in parts.enumerated().reversed().prefix(2) where place > 0 {
      let words = part.split(separator: " ")
      for (left, right) in zip(words, words.dropFirst()).reversed()
      where (2...4).contains(left.count) && right.count == 3 && isCode(left + right) {
        return (place, "\(left) \(right)")
      }
      if let word = words.last(where: { word in
        let digits = word.split(separator: "-").map(\.count)
        let isNumber = word.allSatisfy { $0.isNumber || $0 == "-" }
        return isNumber && [[3, 4], [5, 4], [4]].contains(digits)
      }) {
        return (place, String(word))
      }
    }
    return nil
  }

  /// The country whose postcodes alone look so.
  private static func countryOf(_ postcode: String) -> String? {
    guard let end = postcode.split(separator: " ").last, end.count == 3, isCode(end) else {
      return nil
    }
    return end.last?.isNumber == true ? "CA" : "GB"
  }

  /// Capitals and digits, both of them.
  private static func isCode(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isUppercase || $0.isNumber } && text.contains(where: \.isUppercase)
      && text.contains(where: \.isNumber)
  }

  /// The part without what leads up to it: "please send it to", "新地址是".
  private static func withoutLead(_ part: String) -> String {
    let leads = [
      " is ", " to ", " at ", ": ", "：", "地址是", "地址为", "改成", "改到", "寄到", "送到", "换成",
    ]
    var rest = Substring(part)
    for lead in leads {
      if let range = rest.lastRange(of: lead), range.upperBound < rest.endIndex {
        rest = rest[range.upperBound...]
      }
    }
    return trimmed(rest)
  }

  private static func isChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace || ".。".contains(first) { text.removeFirst() }
    while let last = text.last, last.isWhitespace || ".。".contains(last) { text.removeLast() }
    return String(text)
  }

  private static let countries = [
    "usa": "US", "us": "US", "united states": "US", "canada": "CA", "germany": "DE", "uk": "GB",
    "united kingdom": "GB", "france": "FR", "china": "CN", "mexico": "MX", "japan": "JP",
    "australia": "AU", "singapore": "SG",
  ]
}

extension StringProtocol {
  fileprivate func lastRange(of part: String) -> Range<Index>? {
    ranges(of: part).last
  }
}
