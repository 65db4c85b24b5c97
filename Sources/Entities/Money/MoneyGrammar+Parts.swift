import Text
import TimeExpressions

/// The cents after the dollars, the 角 after the 元.
extension MoneyGrammar {
  /// `… and forty-five cents`, `… forty five`, `…6角三分`.
  func withParts(_ end: Int, _ value: Double, _ unit: CurrencyUnit) -> (Int, Double) {
    var end = end
    var value = value
    var last = unit
    while true {
      // 五块半, but not 半 of the next word.
      if reading.has("半", at: end), reading.isHan(end - 1), last.parts < 100,
        isApart(end + 1)
      {
        return (end + 1, value + 0.5 * unit.parts / last.parts)
      }
      var at = end
      if reading.word(at) == .and || reading.has("又", at: at) || reading.has("零", at: at) {
        at += 1
      }
      guard let number = numbers.number(at: at), !number.isSigned, number.form == .integer,
        number.value < 100, number.value >= 1
      else { return (end, value) }
      let next = number.range.upperBound
      if let (stop, part) = self.unit(at: next), part.parts > 1, isPart(part, of: unit, last),
        number.value < part.parts || part.parts == 100
      {
        value += number.value * unit.parts / part.parts
        last = part
        end = stop
        continue
      }
      // `15 dollars 50`; `一块二` is one yuan twenty.
      guard at == end, self.unit(at: next) == nil, last.parts < 100,
        unit.parts == 1 || last.parts == 10
      else { return (end, value) }
      if reading.isWord(next), reading.word(next) != .more, reading[next].code > 0,
        reading.word(next).month == 0
      {
        let stops: Set<Word> = [
          .and, .in, .on, .for, .by, .to, .at, .more, .less, .or, .from, .with,
        ]
        guard stops.contains(reading.word(next)) else { return (end, value) }
      }
      // 12块8 is told like 十二块八.
      let isTenths = reading.isHan(end - 1) && reading.isAttached(at)
      if reading.isDigits(at), reading[at].code != (isTenths ? 1 : 2) { return (end, value) }
      if reading.isHan(at) || last.parts == 10 || reading.isHan(end - 1) {
        guard number.value < 10, number.range.count == 1,
          reading.isAttached(at) || last.parts == 10,
          isApart(next)
        else { return (end, value) }
        return (next, value + number.value * unit.parts / (last.parts * 10))
      }
      if unit.isSign, !reading.isDigits(at) { return (end, value) }
      return (next, value + number.value / 100)
    }
  }

  /// Whether an amount may end before a place: 三块五吧, but not 三块五花肉.
  private func isApart(_ index: Int) -> Bool {
    guard reading.isHan(index), reading.isAttached(index) else { return true }
    return ["吧", "吗", "了", "啊", "呢", "的", "左", "一", "每", "和", "就", "，"].contains {
      reading.has($0, at: index)
    }
  }

  private func isPart(_ part: CurrencyUnit, of unit: CurrencyUnit, _ last: CurrencyUnit) -> Bool {
    guard part.parts > last.parts else { return false }
    if part.main == unit.main || part.main == last.main { return true }
    return part.name == "Cent" || part.name == "Sen" && unit.usual == "JPY"
  }
}
