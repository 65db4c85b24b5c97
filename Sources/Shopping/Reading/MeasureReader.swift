/// Reads numbers with their units: `1.2 L`, `1.2 升`, `六只`, `two of them`, `$40`.
struct MeasureReader {
  private let words: ShoppingWords

  /// A measure of a line, by pieces.
  struct Found {
    let measure: ProductQuery.Measure
    let pieces: Range<Int>
    /// Of money its currency, empty where only its word for "units of money" was said.
    var currency: String?
  }

  init(_ words: ShoppingWords) { self.words = words }

  /// The measure that a label is, from its first number on: `10 pairs`, `150 ml`.
  func whole(_ line: ShoppingLine) -> ProductQuery.Measure? {
    guard line.pieces.count <= 3, let found = all(line).first, found.pieces.lowerBound == 0,
      found.pieces.upperBound == line.pieces.count
    else { return nil }
    return found.measure
  }

  /// All measures of a line, from left to right.
  func all(_ line: ShoppingLine) -> [Found] {
    var found: [Found] = []
    let pieces = line.pieces
    let ids = pieces.map { words.trie.id($0.text) }
    var place = 0
    while place < pieces.count {
      guard let (value, end) = number(pieces, place) else {
        place += 1
        continue
      }
      // The sign between two sides is no unit: the x of "150x200".
      let isSide = isSide(pieces, end)
      let (unit, after) = isSide ? (nil, end) : unit(ids, end)
      let isHan = pieces[place].kind == .han
      let before = place > 0 ? symbol(pieces[place - 1].text) : nil
      // A Han numeral alone may be part of any word: 一点, 第一; so may "one".
      let isAlone = unit == nil && !isSide && (isHan || pieces[place].text == "one")
      if isAlone, !(value >= 10 && isBound(ids, end)) {
        place = end
        continue
      }
      let isBeforeMoney = before != nil
      let range = (isBeforeMoney ? place - 1 : place)..<after
      let label = Self.label(pieces[place..<after])
      let dimension = isBeforeMoney ? "money" : unit?.dimension
      var measure = Found(
        measure: ProductQuery.Measure(
          number: value, value: value * (isBeforeMoney ? 1 : unit?.factor ?? 1),
          dimension: dimension, label: label), pieces: range)
      if let before { measure.currency = before }
      if !isBeforeMoney, let unit, unit.dimension.hasPrefix("money") {
        measure.currency = String(unit.dimension.dropFirst(6))
      }
      found.append(measure)
      place = after
    }
    return found
  }

  /// Whether a sign and another number follow.
  private func isSide(_ pieces: [ShoppingLine.Piece], _ place: Int) -> Bool {
    place + 1 < pieces.count && SizePairs.signs.contains(pieces[place].text)
      && pieces[place + 1].value != nil
  }

  /// The words as they are written: `1.2 L`, `95 升`.
  private static func label(_ pieces: ArraySlice<ShoppingLine.Piece>) -> String {
    var label = ""
    for piece in pieces {
      let isAfterHan = label.unicodeScalars.last.map { $0.value >= 0x2E80 } ?? true
      if !label.isEmpty, !(piece.kind == .han && isAfterHan) { label += " " }
      label += piece.text
    }
    return label
  }

  /// Whether words behind a number make it a price: “三十以内”.
  private func isBound(_ ids: [Int32?], _ place: Int) -> Bool {
    var isBound = false
    words.trie.walk(ids, from: place) { _, meanings in
      isBound =
        isBound
        || meanings.contains { meaning in
          guard case .cue(let cue) = meaning else { return false }
          return [.mostAfter, .leastAfter, .aroundAfter].contains(cue)
        }
    }
    return isBound
  }

  private func symbol(_ text: String) -> String? {
    switch text {
    case "$": "USD"
    case "€": "EUR"
    case "£": "GBP"
    case "¥", "￥": "CNY"
    default: nil
    }
  }

  /// The longest unit at a place.
  private func unit(_ ids: [Int32?], _ place: Int) -> (ShoppingWords.Unit?, Int) {
    var unit: ShoppingWords.Unit?
    var end = place
    words.trie.walk(ids, from: place) { after, meanings in
      for case .unit(let id) in meanings {
        unit = words.units[id]
        end = after
      }
    }
    return (unit, end)
  }

  /// A number at a place, in digits or in words.
  private func number(_ pieces: [ShoppingLine.Piece], _ place: Int) -> (Double, Int)? {
    if let value = pieces[place].value { return (value, place + 1) }
    if let value = Self.english[pieces[place].text] { return (value, place + 1) }
    guard pieces[place].kind == .han else { return nil }
    if place > 0, pieces[place - 1].text == "第" { return nil }
    var total = 0.0
    var digit: Double?
    var end = place
    while end < pieces.count {
      if let value = Self.digits[pieces[end].text] {
        digit = (digit ?? 0) * 10 + value
      } else if let scale = Self.scales[pieces[end].text], digit != nil || scale == 10 {
        total += (digit ?? 1) * scale
        digit = nil
      } else {
        break
      }
      end += 1
    }
    return end > place ? (total + (digit ?? 0), end) : nil
  }

  private static let english: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "hundred": 100,
  ]
  private static let digits: [String: Double] = [
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "半": 0.5,
  ]
  private static let scales: [String: Double] = ["十": 10, "百": 100, "千": 1000]
}
