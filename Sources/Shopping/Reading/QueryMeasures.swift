import Quantities
import Shop
import Text

// Numbers: prices, sizes and how many.
extension QueryAssembly {
  mutating func readMeasures() {
    let measured = marks.enumerated().filter { $0.element.measure != nil }.map(\.offset)
    var used: Set<Int> = []
    for number in measured where !used.contains(number) {
      guard let found = marks[number].measure, roles[number] != .adjunct else { continue }
      if let next = sideAfter(number) {
        used.insert(next)
        if next + 1 < marks.count,
          marks[next + 1].pieces.lowerBound == marks[next].pieces.upperBound
        {
          used.insert(next + 1)
        }
        takeSides(number, next)
        continue
      }
      if let next = rangeEnd(after: number), isMoney(found) || isMoney(marks[next].measure),
        let upper = marks[next].measure
      {
        used.insert(next)
        let currency = upper.currency ?? found.currency
        query.budget.least = money(found, currency)
        query.budget.most = money(upper, currency)
        note("budget", marks[number].pieces.lowerBound..<marks[next].pieces.upperBound)
      } else if let bound = bound(at: number) {
        setBudget(found, bound)
        note("budget", marks[number].pieces)
      } else if !isMoney(found) {
        take(found, at: number)
      } else if query.isGift || has(.request) || has(.budget) {
        setBudget(found, .most)
        note("budget", marks[number].pieces)
      }
    }
  }

  /// "150 by 200" is one size, not two, and counts nothing.
  private mutating func takeSides(_ first: Int, _ second: Int) {
    guard let one = marks[first].measure?.measure, var other = marks[second].measure?.measure
    else { return }
    var pieces = marks[first].pieces.lowerBound..<marks[second].pieces.upperBound
    if let tenths = tenths(behind: pieces.upperBound), other.dimension == "length" {
      other = .init(
        number: other.number + tenths / 10, value: other.value + tenths / 10,
        dimension: other.dimension, label: other.label)
      pieces = pieces.lowerBound..<pieces.upperBound + 1
    }
    let wish = SizePairs(index: index).wish(one, other, label: text(pieces))
    if roles[first] == .unwanted {
      query.excludedOptions.append(wish)
    } else {
      give(wish, at: pieces)
    }
    note("size", pieces)
  }

  /// The 3 of “2米3”.
  private func tenths(behind end: Int) -> Double? {
    guard end < line.pieces.count, line.pieces[end].isAttached else { return nil }
    return line.pieces[end].value.flatMap { $0 > 0 && $0 < 10 ? $0 : nil }
  }

  /// The second number of "150 by 200".
  private func sideAfter(_ number: Int) -> Int? {
    guard
      let next = marks.indices.dropFirst(number + 1).prefix(2).first(where: {
        marks[$0].measure != nil
      })
    else { return nil }
    let between = marks[number].pieces.upperBound..<marks[next].pieces.lowerBound
    guard between.count == 1 else { return nil }
    return SizePairs.signs.contains(line.pieces[between.lowerBound].text) ? next : nil
  }

  private func isMoney(_ found: MeasureReader.Found?) -> Bool {
    found?.measure.dimension?.hasPrefix("money") == true
  }

  /// The end of "50 to 80", “50到80块”.
  private func rangeEnd(after number: Int) -> Int? {
    for next in [number + 1, number + 2] where next < marks.count && marks[next].measure != nil {
      let between = marks[number].pieces.upperBound..<marks[next].pieces.lowerBound
      guard between.count == 1,
        ["-", "–", "~", "～", "to", "and", "到", "至"].contains(
          line.pieces[between.lowerBound].text)
      else { return nil }
      let opens = number > 0 && marks[number - 1].cues.contains(.around)
      return line.pieces[between.lowerBound].text == "and" && !opens ? nil : next
    }
    return nil
  }

  /// Which side of the number the budget is on; `nil` where nothing says it is one.
  private func bound(at number: Int) -> Cue? {
    let pieces = marks[number].pieces
    // "What does it come to for two" counts pieces.
    if has(.total), !isMoney(marks[number].measure) { return nil }
    let before = number > 0 ? marks[number - 1] : nil
    let after = number + 1 < marks.count ? marks[number + 1] : nil
    func near(_ mark: Mark) -> Bool {
      let gap =
        mark.pieces.upperBound <= pieces.lowerBound
        ? pieces.lowerBound - mark.pieces.upperBound : mark.pieces.lowerBound - pieces.upperBound
      return gap <= 2
    }
    if let after, near(after) {
      for (cue, bound) in [
        (Cue.mostAfter, Cue.most), (.leastAfter, .least), (.aroundAfter, .around),
      ]
      where after.cues.contains(cue) {
        return isPriced(number) ? bound : nil
      }
    }
    if let before, near(before) {
      for cue in [Cue.most, .least, .around, .budget, .upTo] where before.cues.contains(cue) {
        guard isPriced(number) else { return nil }
        return cue == .budget || cue == .upTo ? .most : cue
      }
    }
    return nil
  }

  /// A bare number or money; "under 2 litres" is a size.
  private func isPriced(_ number: Int) -> Bool {
    let dimension = marks[number].measure?.measure.dimension
    return dimension == nil || dimension?.hasPrefix("money") == true
  }

  private mutating func setBudget(_ found: MeasureReader.Found, _ bound: Cue) {
    let amount = money(found, found.currency)
    switch bound {
    case .least: query.budget.least = amount
    case .around:
      query.budget.least = Money(
        hundredths: amount.hundredths * 8 / 10, currency: amount.currency)
      query.budget.most = Money(
        hundredths: amount.hundredths * 115 / 100, currency: amount.currency)
    default: query.budget.most = amount
    }
  }

  /// In the shop's currency; another is turned into it roughly, and said so.
  private mutating func money(_ found: MeasureReader.Found, _ said: String?) -> Money {
    let hundredths = Int((min(abs(found.measure.value), 1e9) * 100).rounded())
    guard let said, !said.isEmpty, said != currency, let rate = index.words.rates[said], rate > 0
    else { return Money(hundredths: hundredths, currency: currency) }
    query.budget.converted = Money(hundredths: hundredths, currency: said)
    return Money(hundredths: Int(Double(hundredths) / rate), currency: currency)
  }

  /// A size, or how many of something.
  private mutating func take(_ found: MeasureReader.Found, at number: Int) {
    let measure = found.measure
    // A number of hundreds of digits is none that anything has.
    guard abs(measure.number) < 1e9 else { return }
    // Ages and places are no sizes.
    if measure.dimension == "time" || measure.dimension == "age" { return }
    if measure.dimension == "people" {
      query.people = Int(measure.number)
      return note("people", found.pieces)
    }
    let value = Int(measure.number)
    let isWhole = Double(value) == measure.number && (1...10_000).contains(value)
    let isPlain = measure.dimension == nil || measure.dimension == "count"
    let isPieces = measure.dimension == "pieces"
    if isPieces {
      if isWhole, value > 1 || state.isFresh || !query.subjects.isEmpty {
        query.quantity = value
        note("quantity", found.pieces)
      }
      return
    }
    if roles[number] == .unwanted {
      query.excludedOptions.append(.measure(measure))
      return
    }
    if isPlain, measure.dimension == nil, !isWhole { return }
    // "I'd need 500", of what is spoken of.
    if measure.dimension == nil, value > 24, has(.request), query.subjects.isEmpty,
      state.isFresh, state.spoken != nil
    {
      query.quantity = value
      return note("quantity", found.pieces)
    }
    give(.measure(measure), at: found.pieces)
    note("size", found.pieces)
  }
}
