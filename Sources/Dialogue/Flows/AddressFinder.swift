import Entities
import Shop
import Text

/// Finds an address in a line that says more: "send 10412 to 12 Pine Road, Salem, OR 97301, please".
enum AddressFinder {
  /// Where the address stands, in UTF-8; `nil` when there is none with a postcode.
  static func range(in line: Interpretation) -> Range<Int>? {
    let text = line.utterance.text
    let isChinese = line.utterance.tokens.contains { $0.kind == .han }
    let found =
      isChinese ? chinese(text) : western(line, besides: line.entities(.orderNumber).map(\.range))
    guard let found else { return nil }
    let from = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return from..<(from + text[found].utf8.count)
  }

  /// The address as it stands there.
  static func text(in line: Interpretation) -> String? {
    range(in: line).map { String(line.utterance[$0]) }
  }

  /// From a house number to the first place that makes an address of it.
  private static func western(
    _ line: Interpretation, besides numbers: [Range<Int>]
  ) -> Range<String.Index>? {
    let text = line.utterance.text
    let starts = line.utterance.tokens.filter { token in
      let word = line.utterance[token]
      return word.first?.isNumber == true && word.count <= 5
        && !numbers.contains { $0.overlaps(token.range) }
    }.map { text.utf8.index(text.startIndex, offsetBy: $0.range.lowerBound) }
    for start in starts.prefix(4) {
      // A sentence ends the search, "St. Louis" does not.
      let rest = text[start...].prefix { !"?!;\n".contains($0) }.prefix(200)
      var end = rest.startIndex
      var isComplete = false
      var words = 0
      for index in rest.indices where words < 30 {
        let next = rest.index(after: index)
        let isEnd = next == rest.endIndex || !(rest[next].isLetter || rest[next].isNumber)
        guard isEnd, rest[index].isLetter || rest[index].isNumber else { continue }
        words += 1
        let part = String(rest[..<next])
        if AddressReader.address(part, like: nowhere) != nil {
          if isComplete, !part.dropFirst(rest[..<end].count).hasPrefix(",") { break }
          // Only a country may follow the postcode.
          if isComplete, !AddressReader.endsInCountry(part) { break }
          (end, isComplete) = (next, true)
        }
      }
      if isComplete { return start..<end }
    }
    return nil
  }

  /// From the largest place to the first six digits after it.
  private static func chinese(_ text: String) -> Range<String.Index>? {
    guard let city = text.firstIndex(where: { "省市".contains($0) }) else { return nil }
    var start = text.startIndex
    for lead in ["地址是", "地址为", "改成", "改到", "改为", "寄到", "寄去", "送到", "送去", "换成", "换到", "设成", "设为"] {
      if let found = text[..<city].ranges(of: lead).last { start = max(start, found.upperBound) }
    }
    if let stop = text[start..<city].lastIndex(where: { "，。,：:；; ".contains($0) }) {
      start = text.index(after: stop)
    }
    var index = city
    while index < text.endIndex, text.distance(from: city, to: index) < 120 {
      guard text[index].isNumber else {
        index = text.index(after: index)
        continue
      }
      let digits = text[index...].prefix { $0.isNumber }
      if digits.count == 6 {
        let part = String(text[start..<digits.endIndex])
        return AddressReader.address(part, like: nowhere) == nil ? nil : start..<digits.endIndex
      }
      index = digits.endIndex
    }
    return nil
  }

  private static let nowhere = Address(line1: "", city: "", postcode: "", country: "")
}
