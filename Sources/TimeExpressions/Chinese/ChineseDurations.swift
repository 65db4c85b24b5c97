import Quantities
import Text

/// Lengths of time in Chinese: 三年半, 8天又二十个小时, 半个月.
struct ChineseDurations {
  let dates: ChineseDates
  private let reading: Reading

  typealias Length = EnglishDurations.Length

  init(_ dates: ChineseDates) {
    self.dates = dates
    reading = dates.reading
  }

  private func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
    reading.has(scalar, at: index)
  }

  /// The unit at a place; 月 counts only after 个.
  func unit(at index: Int) -> (end: Int, unit: Length.Unit)? {
    guard index < reading.count else { return nil }
    var at = index
    if let (end, unit) = Self.working.longest(in: reading, at: at) { return (end, unit) }
    let isCounted = has("个", at) || has("来", at) || has("多", at)
    if isCounted { at += has("个", at) && has("多", at + 1) ? 2 : 1 }
    if has("半", at), isCounted { return nil }
    guard let (end, unit) = Self.units.longest(in: reading, at: at) else { return nil }
    let isShort = end == at + 1
    switch unit {
    case .month: return isCounted ? (end, unit) : nil
    case .week:
      if has("岁", end) || has("年", end) && isShort
        || dates.weekdayName(at: at) != nil && !isCounted
      {
        return nil
      }
      return has("末", end) ? (end + 1, .weekend) : (end, unit)
    case .year: return has("级", end) || has("代", end) || has("份", end) ? nil : (end, unit)
    case .day: return isShort && (has("气", end) || has("元", end)) ? nil : (end, unit)
    default: return (end, unit)
    }
  }

  private static let working = PhraseTable<Length.Unit>([
    ("个工作日", .businessDay), ("工作日", .businessDay), ("个工作天", .businessDay),
  ])
  private static let units = PhraseTable<Length.Unit>([
    ("小时", .hour), ("钟头", .hour), ("分钟", .minute), ("秒钟", .second), ("星期", .week), ("礼拜", .week),
    ("季度", .quarter), ("周年", .year), ("周", .week), ("年", .year), ("月", .month), ("天", .day),
    ("日", .day), ("秒", .second),
  ])

  /// A count and its unit, and 半 after them.
  private func part(at index: Int, inChain: Bool) -> (end: Int, count: Double, unit: Length.Unit)? {
    guard index < reading.count else { return nil }
    if has("半", index) {
      guard let (end, unit) = unit(at: index + 1), unit != .day || has("天", end - 1),
        unit != .second
      else { return nil }
      return (end, 0.5, unit)
    }
    if has("几", index) || has("数", index) {
      guard let (end, unit) = unit(at: index + 1), !inChain else { return nil }
      return (end, 3, unit)
    }
    var number: (end: Int, value: Double)?
    if let match = dates.numbers.number(at: index), !match.isSigned, match.form != .fraction,
      match.form != .power,
      match.value < 1e7
    {
      number = (match.range.upperBound, match.value)
    }
    guard let (at, value) = number else { return nil }
    if let found = unit(at: at) {
      var (end, unit) = found
      if reading.isDigits(index), unit == .year, reading[index].code >= 4 || reading[index].isPlural
      {
        return nil
      }
      if unit == .year, reading.isHan(index), at - index >= 4, value < 3000, value > 1000 {
        return nil
      }
      if unit == .day, has("日", end - 1), !inChain { return nil }
      var count = value
      if has("半", end), !has("价", end + 1), !has("数", end + 1) {
        count += 0.5
        end += 1
      }
      return (end, count, unit)
    }
    // `个半小时`, 一个半月
    if has("个", at), has("半", at + 1), let (end, unit) = unit(at: at + 2) ?? monthAfterHalf(at + 2)
    {
      return (end, value + 0.5, unit)
    }
    // 时 and 分 count only inside a chain: 8天20时.
    if inChain, has("时", at) { return (at + 1, value, .hour) }
    if inChain, has("分", at), !has("之", at + 1) { return (at + 1, value, .minute) }
    if has("刻", at), has("钟", at + 1) { return (at + 2, value * 15, .minute) }
    return nil
  }

  private func monthAfterHalf(_ index: Int) -> (Int, Length.Unit)? {
    has("月", index) ? (index + 1, .month) : nil
  }

  /// The longest length that begins at a lexeme, its units from the largest down.
  func length(at index: Int) -> (end: Int, length: Length)? {
    guard let first = part(at: index, inChain: false) else { return nil }
    var parts = [(count: first.count, unit: first.unit)]
    var end = first.end
    while parts.count < 6 {
      var at = end
      if has("又", at) || has("零", at) || has("加", at) || has("和", at) { at += 1 }
      guard let next = part(at: at, inChain: true), !parts.contains(where: { $0.unit == next.unit })
      else { break }
      parts.append((next.count, next.unit))
      end = next.end
    }
    parts.sort { Length.size($0.unit) > Length.size($1.unit) }
    return (end, Length(parts: parts))
  }
}
