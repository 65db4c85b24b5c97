import Quantities
import Text

/// Weeks, months, quarters, years and other stretches of days in Chinese.
struct ChinesePeriods {
  let dates: ChineseDates
  let reading: Reading
  let calendar: Calendar

  init(_ dates: ChineseDates) {
    self.dates = dates
    reading = dates.reading
    calendar = dates.calendar
  }

  func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
    reading.has(scalar, at: index)
  }

  /// The longest period that begins at a lexeme.
  func period(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    dates.period(at: index) { findPeriod(at: index) }
  }

  private func findPeriod(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var best: (end: Int, period: SpokenPeriod)?
    func take(_ found: (end: Int, period: SpokenPeriod)?) {
      if let found, found.end > best?.end ?? index { best = found }
    }
    take(year(at: index))
    take(month(at: index))
    take(week(at: index))
    take(half(at: index))
    take(quarter(at: index))
    take(season(at: index))
    take(decade(at: index))
    take(counted(at: index))
    take(nth(at: index))
    return best
  }

  func trimmed(_ end: Int) -> Int { has("的", end - 1) ? end - 1 : end }

  /// What may follow a stretch of time that ends in 中, which other words begin with.
  func isTimeWord(_ index: Int) -> Bool {
    ["前", "后", "之", "的", "能", "会", "到", "送", "发", "，"].contains { has($0, index) }
  }

  /// Whether a character counts what follows: the 十 of 十年底.
  func isUnit(_ index: Int) -> Bool {
    HanNumbers.digit(reading[index].code).value >= 0 || HanNumbers.unit(reading[index].code) > 0
      || ["多", "几", "半", "个", "学", "成", "青", "少", "中", "老", "童", "往", "常", "每", "周", "届"]
        .contains { has($0, index) }
  }

  /// `2018年10月`, 三月, 上个月, 今年三月份, 月初.
  private func month(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    if let (end, shift) = dates.monthWord(at: index) { return part(end, calendar.month(shift)) }
    if has("月", index), !reading.isHan(index - 1) || !isUnit(index - 1),
      let edge = bareEdge(at: index)
    {
      return edge
    }
    var at = index
    var year: Int?
    if let (end, value, _) = dates.year(at: at) { (at, year) = (end, value) }
    guard let (end, number) = dates.monthNumber(at: at), !has("饼", end) else { return nil }
    if let year { return part(end, calendar.month(year, number)) }
    return part(end, calendar.month(named: number))
  }

  /// 月初, 月中, 月底 of this month.
  private func bareEdge(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    let month = calendar.month(0)
    if has("中", index + 1) {
      guard let (from, _) = month.past, !reading.isHan(index + 2) || isTimeWord(index + 2) else {
        return nil
      }
      return (index + 2, SpokenPeriod(timex: month.timex, from + 10, from + 20, .other))
    }
    let (end, period) = part(index + 1, month)
    return end > index + 1 ? (end, period) : nil
  }

  /// 初, 中旬, 底 after a month.
  private func part(_ end: Int, _ period: SpokenPeriod) -> (end: Int, period: SpokenPeriod) {
    // 下个月月底
    if has("月", end), ["初", "底", "末"].contains(where: { has($0, end + 1) }) {
      return part(end + 1, period)
    }
    func cut(_ from: Int, _ to: Int?) -> SpokenPeriod {
      var found = period
      func days(_ outer: (Day, Day)) -> (Day, Day) {
        (outer.0 + from, to.map { outer.0 + $0 } ?? outer.1)
      }
      found.past = period.past.map(days)
      found.future = period.future.map(days)
      return found
    }
    if has("初", end), dates.dayNumber(at: end) == nil { return (end + 1, cut(0, 15)) }
    if has("底", end) || has("末", end) { return (end + 1, cut(15, nil)) }
    if has("上", end), has("旬", end + 1) { return (end + 2, cut(0, 10)) }
    if has("中", end), has("旬", end + 1) { return (end + 2, cut(10, 20)) }
    if has("下", end), has("旬", end + 1) { return (end + 2, cut(20, nil)) }
    return (end, period)
  }

  /// 本周, 下下周, 上个星期, 周末, `2021年的第二周`.
  private func week(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var shift = 0
    var isShifted = false
    if let (end, value) = dates.weekShift(at: index) { (at, shift, isShifted) = (end, value, true) }
    if let end = dates.after(ChineseDates.weeks, at), dates.weekdayName(at: at) == nil {
      if has("末", end) { return (end + 1, calendar.weekend(shift)) }
      if isShifted, !has("岁", end), !has("年", end), !has("边", end), !has("围", end), !has("期", end) {
        return (end, calendar.week(shift))
      }
    }
    return nil
  }

  /// 上半年, `2017年上半年`, 上半月, 今年后半年.
  private func half(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var year: Int?
    if let (end, value, _) = dates.year(at: at) { (at, year) = (end, value) }
    let isFirst: Bool
    if has("上", at) || has("前", at) {
      isFirst = true
    } else if has("下", at) || has("后", at) {
      isFirst = false
    } else {
      return nil
    }
    var next = at + 1
    let isWhole = has("个", next)
    if isWhole { next += 1 }
    guard has("半", next) else { return nil }
    if has("年", next + 1) {
      return (next + 2, calendar.part(of: year ?? calendar.year, index: isFirst ? 1 : 2, months: 6))
    }
    guard has("月", next + 1) || has("个", next + 1) && has("月", next + 2), year == nil,
      let first = Day(year: calendar.year, month: calendar.month, day: 1)
    else { return nil }
    let end = has("月", next + 1) ? next + 2 : next + 3
    let middle = first + 15
    let last = first.adding(months: 1)
    let (from, to) = isFirst ? (first, middle) : (middle, last)
    return (
      end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, "P\(to - from)D"), from, to, .other)
    )
  }

  /// `2016年第一季度`, 本季度, 一季度.
  private func quarter(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var year: Int?
    if let (end, value, _) = dates.year(at: at) { (at, year) = (end, value) }
    if has("的", at) { at += 1 }
    if year == nil, let (end, shift) = dates.weekShift(at: at), has("季", end), has("度", end + 1) {
      let place = calendar.year * 4 + (calendar.month - 1) / 3 + shift
      return (end + 2, calendar.part(of: place / 4, index: place % 4 + 1, months: 3))
    }
    if has("第", at) { at += 1 }
    guard let (end, value) = dates.integer(at: at, most: 4), value >= 1 else { return nil }
    let name = has("个", end) ? end + 1 : end
    guard has("季", name), has("度", name + 1) else { return nil }
    return (name + 2, calendar.part(of: year, index: value, months: 3))
  }

  /// 夏天, 今年冬季.
  private func season(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var prefix = ""
    if let (end, value, _) = dates.year(at: at) { (at, prefix) = (end, Timex.year(value) + "-") }
    let letters: String
    if has("春", at) {
      letters = "SP"
    } else if has("夏", at) {
      letters = "SU"
    } else if has("秋", at) {
      letters = "FA"
    } else if has("冬", at) {
      letters = "WI"
    } else {
      return nil
    }
    guard has("天", at + 1) || has("季", at + 1) || !prefix.isEmpty && !reading.isHan(at + 1) else {
      return nil
    }
    let end = has("天", at + 1) || has("季", at + 1) ? at + 2 : at + 1
    return (end, SpokenPeriod(timex: prefix + letters, past: nil, future: nil, unit: .other))
  }
}
