import Quantities
import Text

/// The parts of a date: a year, a month, the number of a day.
extension ChineseDates {
  /// `2015年`, `08年`, `二零一六年`, 今年, 康熙三年.
  func year(at index: Int) -> (end: Int, value: Int, isWord: Bool)? {
    guard reading.lexemes.indices.contains(index) else { return nil }
    if let year = known.years[index] { return year }
    let year = findYear(at: index)
    known.years[index] = .some(year)
    return year
  }

  private func findYear(at index: Int) -> (end: Int, value: Int, isWord: Bool)? {
    if let (end, shift) = Self.years.longest(in: reading, at: index) {
      return (has("的", end) ? end + 1 : end, calendar.year + shift, true)
    }
    if let (end, first) = ChineseEras.table.longest(in: reading, at: index) {
      if has("元", end), has("年", end + 1) { return (end + 2, first, false) }
      guard let (stop, number) = integer(at: end, most: 61), has("年", stop), number > 0 else {
        return nil
      }
      return (stop + 1, first + number - 1, false)
    }
    if reading.isDigits(index) {
      guard reading[index].code == 4 || reading[index].code == 2, has("年", index + 1),
        !has("代", index + 2),
        !(has("前", index + 2) && reading[index].code < 4), !has("级", index + 2)
      else { return nil }
      let value = Int(reading[index].value)
      if reading[index].code == 2 {
        return isYearOfTwo(index) ? (index + 2, (value < 40 ? 2000 : 1900) + value, false) : nil
      }
      return (index + 2, value, false)
    }
    // 二零一六年, 一九九八年, 九八年
    var at = index
    var value = 0
    while at < reading.count, reading.isHan(at), at - index < 4 {
      let digit = HanNumbers.digit(reading[at].code)
      guard digit.value >= 0, !digit.isFormal else { break }
      value = value * 10 + Int(digit.value)
      at += 1
    }
    if has("年", at), at - index == 4 { return (at + 1, value, false) }
    if has("年", at), at - index == 2 { return (at + 1, (value < 40 ? 2000 : 1900) + value, false) }
    // 两千零八年
    if let (end, number) = integer(at: index, most: 2999), number >= 1000, has("年", end) {
      return (end + 1, number, false)
    }
    return nil
  }

  /// `07年` names a year where `10年` may count ten.
  private func isYearOfTwo(_ index: Int) -> Bool {
    reading[index].isPlural || reading[index].value >= 40
      || monthNumber(at: index + 2) != nil || reading[index].value >= 1 && isEvent(index + 2)
  }

  private func isEvent(_ index: Int) -> Bool {
    has("以", index) || has("之", index) && has("后", index + 1)
  }

  static let years = PhraseTable<Int>([
    ("大前年", -3), ("大后年", 3), ("今年", 0), ("本年", 0), ("这一年", 0), ("明年", 1), ("来年", 1),
    ("下一年", 1), ("去年", -1), ("上一年", -1), ("前年", -2), ("后年", 2), ("当年", 0), ("这年", 0),
  ])

  /// The number of a month, `月` or `月份` taken with it; lunar months by their own names.
  func monthNumber(at index: Int) -> (end: Int, value: Int)? {
    if has("正", index), has("月", index + 1) { return (index + 2, 1) }
    if has("腊", index), has("月", index + 1) { return (index + 2, 12) }
    guard let (end, value) = integer(at: index, most: 12), value >= 1, has("月", end) else {
      return nil
    }
    return (has("份", end + 1) ? end + 2 : end + 1, value)
  }

  /// The number of a day, `日` or `号` taken with it, or 初一.
  func dayNumber(at index: Int) -> (end: Int, value: Int, isNamed: Bool)? {
    if has("初", index), let (end, value) = integer(at: index + 1, most: 10), value >= 1 {
      return (end, value, true)
    }
    guard let (end, value) = integer(at: index, most: 31), value >= 1 else { return nil }
    if has("日", end) || has("号", end) { return (end + 1, value, true) }
    return (end, value, false)
  }

  /// 本月, 上个月, 下月: months from this one.
  func monthWord(at index: Int) -> (end: Int, shift: Int)? {
    Self.months.longest(in: reading, at: index).map { ($0.end, $0.value) }
  }

  static let months = PhraseTable<Int>([
    ("上上个月", -2), ("下下个月", 2), ("上个月", -1), ("上一个月", -1), ("上月", -1), ("下个月", 1),
    ("下一个月", 1), ("下月", 1), ("这个月", 0), ("本月", 0), ("当月", 0), ("这月", 0), ("今月", 0),
  ])
}
