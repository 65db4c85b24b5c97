import Entities
import Shop
import Text

/// Finds an address in a line that says more: "send 10412 to 12 Pine Road, Salem, OR 97301, please".
struct AddressFinder {
  let places: Places

  /// Where the address stands, in UTF-8; `nil` when there is none with a street and a town.
  func range(in line: Interpretation) -> Range<Int>? {
    let text = line.utterance.text
    let found =
      western(line, besides: line.entities(.orderNumber).map(\.range)) ?? chinese(text)
    guard let found else { return nil }
    let from = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return from..<(from + text[found].utf8.count)
  }

  /// The address as it stands there.
  func text(in line: Interpretation) -> String? {
    range(in: line).map { String(line.utterance[$0]) }
  }

  /// From a house number to the first place that makes an address of it.
  private func western(
    _ line: Interpretation, besides numbers: [Range<Int>]
  ) -> Range<String.Index>? {
    let reader = WesternAddress(places: places)
    let text = line.utterance.text
    let houses = line.utterance.tokens.filter { token in
      let word = line.utterance[token]
      return word.first?.isNumber == true && word.count <= 5
        && (!numbers.contains { $0.overlaps(token.range) } || isHouse(token, line))
    }
    // "97205, send it to 12 Pine Road": what leads up to the second number begins the address.
    let starts = houses.enumerated().filter { place, token in
      guard place + 1 < houses.count else { return true }
      let gap = token.range.upperBound..<houses[place + 1].range.lowerBound
      return !line.utterance.tokens.contains {
        $0.range.overlaps(gap) && places.has(line.utterance[$0], in: .leads)
      }
    }.map { text.utf8.index(text.startIndex, offsetBy: $0.element.range.lowerBound) }
    for start in starts.prefix(4) {
      // A sentence ends the search, "St. Louis" does not.
      let rest = text[start...].prefix { !"?!;\n".contains($0) }.prefix(200)
      guard rest.dropFirst(1).prefix(30).contains(where: { $0.isASCII && $0.isLetter }) else {
        continue
      }
      var end = rest.startIndex
      var isComplete = false
      var words = 0
      for index in rest.indices where words < 30 {
        let next = rest.index(after: index)
        let isEnd = next == rest.endIndex || !(rest[next].isLetter || rest[next].isNumber)
        guard isEnd, rest[index].isLetter || rest[index].isNumber else { continue }
        words += 1
        let part = String(rest[..<next])
        let parts = reader.parts(part, wanted: [])
        // With neither a comma nor a state it may be anything.
        let isCertain = part.contains(",") || parts.state != nil
        if parts.missing.isEmpty, isCertain {
          if isComplete, !part.dropFirst(rest[..<end].count).hasPrefix(",") { break }
          // Only a country may follow the postcode.
          if isComplete, !endsInCountry(part) { break }
          (end, isComplete) = (next, true)
        }
      }
      if isComplete { return start..<end }
    }
    return nil
  }

  /// Whether a number in an order's form begins a street: "10400 Pine Road".
  private func isHouse(_ token: Token, _ line: Interpretation) -> Bool {
    let behind = line.utterance.tokens.drop { $0.range.lowerBound < token.range.upperBound }
    let words = behind.prefix(4).prefix { $0.kind == .word }.map { String(line.utterance[$0]) }
    return words.dropFirst().contains(where: WesternAddress(places: places).isStreet)
      && !words.contains { places.has($0, in: .leads) }
  }

  private func endsInCountry(_ text: String) -> Bool {
    text.split(separator: ",").last.map {
      places.countries[$0.trimmingSpaces.lowercased()] != nil
    } ?? false
  }

  /// From what leads up to it, or its first part, to its postcode or its last part.
  private func chinese(_ text: String) -> Range<String.Index>? {
    guard text.contains(where: { ("\u{4E00}"..."\u{9FFF}").contains($0) }) else { return nil }
    var start: String.Index?
    for lead in places.all(.leads) where lead.first?.isASCII == false {
      for found in text.ranges(of: lead) where found.upperBound > start ?? text.startIndex {
        let rest = text[found.upperBound...].drop { $0.isWhitespace || ":：".contains($0) }
        if opens(rest) { start = rest.startIndex }
      }
    }
    let places = pieces(of: text)
    guard let first = start ?? places.first(where: { opens($0) })?.startIndex else { return nil }
    var end = first
    var hasCode = false
    for piece in places where piece.endIndex > first {
      let piece = text[max(piece.startIndex, first)..<piece.endIndex]
      let isCode = piece.filter(\.isNumber).count == 6
      guard isCode && !hasCode || isPart(piece) else { break }
      end = piece.endIndex
      hasCode = hasCode || isCode
    }
    guard end > first else { return nil }
    let reader = AddressReader(places: self.places)
    let parts = reader.parts(String(text[first..<end]))
    guard parts.street?.contains(where: \.isNumber) == true, parts.city != nil else { return nil }
    return first..<end
  }

  private func pieces(of text: String) -> [Substring] {
    text.split { $0.isWhitespace || ",，、;；。.：:!！?？".contains($0) }
  }

  /// Whether an address can begin with a text: a town, a district or a road stands near its beginning.
  private func opens(_ text: Substring) -> Bool {
    let head = text.prefix(14).prefix { !$0.isWhitespace || $0 == " " }
    guard let first = head.first, ("\u{4E00}"..."\u{9FFF}").contains(first) else { return false }
    let regions = places.all(.provinces) + places.all(.municipalities) + places.all(.cities)
    return regions.contains { text.hasPrefix($0) }
      || head.dropFirst(2).contains { "省市区县路街道巷弄镇乡".contains($0) }
  }

  /// Whether a piece goes on with an address.
  private func isPart(_ piece: Substring) -> Bool {
    if piece.allSatisfy({ $0.isASCII && $0.isNumber }) { return piece.count <= 4 }
    let isLong = piece.filter(\.isNumber).count >= 5
    return !isLong && piece.count <= 40
      && piece.contains { places.has(String($0), in: .addressSigns) }
  }
}
