import Shop

/// An address that goes from the house number to the country: "12 Pine Road Apt 5, Salem, OR 97301".
struct WesternAddress {
  let places: Places

  /// What of an address a text has.
  func parts(_ text: String, wanted: [AddressParts.Part]) -> AddressParts {
    var pieces = text.split { ",，;；\n".contains($0) }.map { edged($0) }.filter { !$0.isEmpty }
    var found = AddressParts()
    if let (place, code) = postcode(in: pieces) {
      found.postcode = code
      found.country = Self.countryOf(code)
      let rest = pieces[place].replacing(code, with: " ")
      pieces[place] = edged(rest.split(separator: " ").joined(separator: " ")[...])
    }
    pieces = pieces.filter { !$0.isEmpty && !places.has($0, in: .tails) }
    takeCountry(&pieces, &found)
    if let first = pieces.first { pieces[0] = withoutLead(first) }
    pieces = pieces.filter { !$0.isEmpty }
    takeState(&pieces, &found)
    takeStreetAndCity(pieces, &found)
    if found.street == nil, found.city == nil, wanted.contains(.city), let name = townName(pieces) {
      found.city = name
    }
    // Of the postcode's and the state's capitals a part in small letters knows nothing.
    let isShouted = text.allSatisfy { !$0.isLowercase }
    func tidy(_ part: String) -> String {
      isShouted || part.allSatisfy { !$0.isUppercase } ? titled(part) : part
    }
    found.street = found.street.map(tidy)
    found.unit = found.unit.map(tidy)
    found.city = found.city.map(tidy)
    return found
  }

  /// A text that is a house number and a street, behind what leads up to it, and nothing else.
  func street(in text: String) -> String? {
    guard let parts = split(withoutLead(text)), parts.city == nil, parts.unit == nil else {
      return nil
    }
    return parts.street
  }

  /// Whether a word says what kind of street it is.
  func isStreet(_ word: String) -> Bool {
    places.has(bare(word), in: .streets) || places.has(bare(word), in: .weakStreets)
  }
}

// The parts, from the last to the first.
extension WesternAddress {
  private func takeCountry(_ pieces: inout [String], _ found: inout AddressParts) {
    guard let last = pieces.last else { return }
    if let code = places.countries[last.lowercased()] {
      found.country = code
      pieces.removeLast()
      return
    }
    // "VT 05672 USA", with nothing between.
    let words = last.split(separator: " ")
    if words.count > 1, let end = words.last, let code = places.countries[end.lowercased()] {
      found.country = code
      pieces[pieces.count - 1] = words.dropLast().joined(separator: " ")
    }
  }

  private func takeState(_ pieces: inout [String], _ found: inout AddressParts) {
    guard let last = pieces.last else { return }
    let words = last.split(separator: " ").map(String.init)
    for count in (1...3).reversed() where count <= words.count {
      let name = words.suffix(count).map(bare).joined(separator: " ").lowercased()
      let isCode = places.stateCodes.contains(name)
      guard let code = places.states[name] ?? (isCode ? name.uppercased() : nil) else { continue }
      let rest = words.dropLast(count).joined(separator: " ")
      if rest.isEmpty {
        // "12 Pine Road, New York 10012" names the city, which is also a state.
        guard isCode || pieces.count > 2 || hasTown(pieces.dropLast()) else { return }
        pieces.removeLast()
      } else {
        guard !isCode || found.postcode != nil || words.suffix(count)[words.count - 1].isShouted
        else { return }
        pieces[pieces.count - 1] = edged(rest[...])
      }
      found.state = code
      found.country = found.country ?? "US"
      return
    }
  }

  private func hasTown(_ pieces: ArraySlice<String>) -> Bool {
    pieces.last.flatMap { split($0) }?.city != nil
  }

  private func takeStreetAndCity(_ given: [String], _ found: inout AddressParts) {
    var pieces = given
    var units: [String] = []
    while let first = pieces.first, isCareOf(first) || isUnit(first) && pieces.count > 1 {
      pieces.removeFirst()
      // "c/o Jane Lee 12 Pine Road": the house number ends the name.
      let name = isCareOf(first) ? first.prefix { !$0.isNumber } : first[...]
      units.append(edged(name))
      let rest = edged(first[name.endIndex...])
      if !rest.isEmpty { pieces.insert(rest, at: 0) }
    }
    guard let place = pieces.firstIndex(where: isStreetLike) else { return }
    let recipient = pieces[..<place].filter(isFullName)
    let street = pieces[place]
    var behind = Array(pieces[(place + 1)...])
    while let next = behind.first, isUnit(next) || isCareOf(next) {
      units.append(next)
      behind.removeFirst()
    }
    let isCertain = found.postcode != nil || split(street) != nil
    if let city = behind.last, !city.contains(where: \.isNumber), isCertain {
      found.street = street
      found.city = city
      units += behind.dropLast()
    } else if let mixed = behind.first, let (unit, city) = unitAndCity(mixed) {
      found.street = street
      found.city = city
      units.append(unit)
    } else if let parts = split(street) {
      found.street = parts.street
      found.city = parts.city
      if let unit = parts.unit { units.insert(unit, at: 0) }
    } else if found.postcode != nil, found.state != nil {
      // No word says where the street ends: the town is taken to be one word.
      let words = street.split(separator: " ").map(String.init)
      guard words.count > 2 else {
        found.street = street
        return
      }
      let isTwo = words.count > 3 && places.has(words[words.count - 2], in: .townBeginnings)
      let count = isTwo ? 2 : 1
      found.street = words.dropLast(count).joined(separator: " ")
      found.city = words.suffix(count).joined(separator: " ")
    }
    let all = recipient + units
    if !all.isEmpty { found.unit = all.joined(separator: ", ") }
  }

  /// Street, unit and city that stand behind each other with no comma between; a street alone has no city.
  private func split(_ text: String) -> (street: String, unit: String?, city: String?)? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 2, let end = streetEnd(words) else { return nil }
    var next = end
    var unit: [String] = []
    if next < words.count, isUnitWord(words[next]) {
      unit.append(words[next])
      next += 1
      while next < words.count,
        words[next] == "#" || unit.count == 1 && !isNumbered(words[next - 1])
      {
        unit.append(words[next])
        next += 1
      }
    }
    let city = words[next...].joined(separator: " ")
    guard !city.contains(where: \.isNumber) else { return nil }
    return (
      words[..<end].joined(separator: " "), unit.isEmpty ? nil : unit.joined(separator: " "),
      city.isEmpty ? nil : city
    )
  }

  /// Behind the kind of street and its direction: `12 Pine Road N`.
  private func streetEnd(_ words: [String]) -> Int? {
    if places.all(.box).contains(where: { words.joined(separator: " ").lowercased().hasPrefix($0) })
    {
      return words.firstIndex { $0.contains(where: \.isNumber) }.map { $0 + 1 }
    }
    guard words[0].first?.isNumber == true else { return nil }
    let strong = words.indices.dropFirst().first { place in
      places.has(bare(words[place]), in: .streets)
        && (place > 1 || bare(words[place]).lowercased() == "broadway")
        && place < 7
    }
    let kind =
      strong ?? words.indices.dropFirst(2).first { places.has(bare(words[$0]), in: .weakStreets) }
    guard var end = kind.map({ $0 + 1 }) else { return nil }
    if end < words.count, places.has(bare(words[end]), in: .directions), end + 1 < words.count {
      // "12 Pine Road North Bend": a town's name may begin so.
      let isTown = words[end].count > 2 && end + 1 < words.count && !isUnitWord(words[end + 1])
      if !isTown { end += 1 }
    }
    return end
  }

  private func unitAndCity(_ piece: String) -> (String, String)? {
    let words = piece.split(separator: " ").map(String.init)
    guard words.count >= 2, isUnitWord(words[0]) else { return nil }
    let count = isNumbered(words[0]) ? 1 : 2
    guard words.count > count else { return nil }
    let city = words.dropFirst(count).joined(separator: " ")
    guard !city.contains(where: \.isNumber) else { return nil }
    return (words.prefix(count).joined(separator: " "), city)
  }

  private func townName(_ pieces: [String]) -> String? {
    guard pieces.count == 1, let name = pieces.first else { return nil }
    let words = name.split(separator: " ")
    guard (1...3).contains(words.count), name.allSatisfy({ $0.isLetter || " .'-".contains($0) })
    else { return nil }
    return name
  }
}

// What a part looks like.
extension WesternAddress {
  /// A number and letters, and no unit alone.
  private func isStreetLike(_ piece: String) -> Bool {
    let words = piece.split(separator: " ")
    return words.count >= 2 && piece.contains(where: \.isNumber)
      && piece.contains(where: \.isLetter) && !isUnit(piece)
      || places.has(words.first ?? "", in: .box)
  }

  /// "Apt 5", "#5B", "Suite 200".
  private func isUnit(_ piece: String) -> Bool {
    let words = piece.split(separator: " ").map(String.init)
    return (1...3).contains(words.count) && isUnitWord(words[0])
      && words.dropFirst().allSatisfy { $0 == "#" || $0.count <= 5 }
      && piece.contains(where: \.isNumber)
  }

  private func isUnitWord(_ word: String) -> Bool {
    word.hasPrefix("#") || places.has(bare(word), in: .units)
      || places.has(bare(word.prefix { $0.isLetter }.description), in: .units) && isNumbered(word)
  }

  private func isNumbered(_ word: String) -> Bool { word.contains(where: \.isNumber) }

  private func isCareOf(_ piece: String) -> Bool {
    let lower = piece.lowercased()
    return places.all(.careOf).contains { lower.hasPrefix($0 + " ") }
  }

  /// "Jane Lee": two or three words with capitals.
  private func isFullName(_ piece: String) -> Bool {
    let words = piece.split(separator: " ")
    return (2...3).contains(words.count)
      && words.allSatisfy {
        $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || $0 == "." }
      }
  }

  /// The part without what leads up to it: "please send it to", “改到”.
  private func withoutLead(_ part: String) -> String {
    var rest = part[...]
    for lead in places.all(.leads) {
      let isLatin = lead.first?.isASCII == true
      guard let digit = rest.firstIndex(where: \.isNumber) else { break }
      let head = rest[..<digit]
      let found = isLatin ? (" " + head.lowercased()).ranges(of: " " + lead + " ").last : nil
      if let found {
        let count = (" " + head.lowercased()).distance(
          from: (" " + head.lowercased()).startIndex, to: found.upperBound)
        rest = rest.dropFirst(count - 1)
      } else if !isLatin, let range = head.ranges(of: lead).last {
        rest = rest[range.upperBound...]
      }
    }
    // Chinese words around a western address are no part of it.
    let text = rest.filter { !("\u{4E00}"..."\u{9FFF}").contains($0) }
    return edged(text[...])
  }

  private func bare(_ word: some StringProtocol) -> String {
    String(word.filter { $0 != "." && $0 != "," })
  }

  private func edged(_ text: Substring) -> String { text.trimmingSpaces }

  private func titled(_ text: String) -> String {
    text.split(separator: " ").map { word in
      guard let first = word.first, first.isLetter else {
        // "12b" is a flat, "5th" an ordinal.
        return word.count { $0.isLetter } == 1 ? word.uppercased() : word.lowercased()
      }
      if word.contains("/") { return word.lowercased() }
      let isDirection = word.count <= 2 && places.has(word, in: .directions)
      if isDirection { return word.uppercased() }
      return word.prefix(1).uppercased() + word.dropFirst().lowercased()
    }.joined(separator: " ")
  }
}

// Postcodes.
extension WesternAddress {
  /// Five or six digits, the last ones; else what another country writes: `SW1A 1AA`, `100-0001`, `2000`
  /// at the end.
  private func postcode(in parts: [String]) -> (Int, String)? {
    for (place, part) in parts.enumerated().reversed() {
      for word in part.split(whereSeparator: { !$0.isNumber && $0 != "-" }).reversed() {
        let groups = word.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        guard groups == [5] || groups == [6] || groups == [5, 4] else { continue }
        // "10400 Pine Road": a house number.
        let rest = part[word.endIndex...].split(separator: " ")
        if place == 0, word.startIndex == part.startIndex, rest.count > 1,
          rest.dropFirst().prefix(4).contains(where: { isStreet(String($0)) })
        {
          continue
        }
        return (place, String(word))
      }
    }
    for (place, part) in parts.enumerated().reversed().prefix(2) where place > 0 {
      let words = part.split(separator: " ")
      for (left, right) in zip(words, words.dropFirst()).reversed()
      where (2...4).contains(left.count) && right.count == 3 && Self.isCode(left + right) {
        return (place, "\(left) \(right)")
      }
      if let word = words.last(where: { word in
        let digits = word.split(separator: "-").map(\.count)
        let isNumber = word.allSatisfy { $0.isNumber || $0 == "-" }
        return isNumber && [[3, 4], [4]].contains(digits)
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
}

extension String {
  /// Whether it has capitals alone.
  fileprivate var isShouted: Bool { allSatisfy { $0.isUppercase || !$0.isLetter } }
}
