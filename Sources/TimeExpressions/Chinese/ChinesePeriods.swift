import Quantities
import Text

/// Weeks, months, quarters, years and other stretches of days in Chinese.
struct ChinesePeriods {
  let dates: ChineseDates
  private let reading: Reading
  private let calendar: Calendar

  init(_ dates: ChineseDates) {
    self.dates = dates
    reading = dates.reading
    calendar = dates.calendar
  }

  private func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
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

  private func trimmed(_ end: Int) -> Int { has("的", end - 1) ? end - 1 : end }

  private func year(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard let (end, value, _) = dates.year(at: index), value > 0 else {
      // 年底, 年初 by themselves are this year's.
      guard !reading.isHan(index - 1) || !isUnit(index - 1) else { return nil }
      return edge(ofYear: calendar.year, at: index)
    }
    return edge(ofYear: value, at: end) ?? edge(ofYear: value, at: end - 1)
      ?? (trimmed(end), calendar.year(value))
  }

  /// 年初, 年中, 年底 of a year: its first and last month, and the two in its middle.
  private func edge(ofYear year: Int, at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard has("年", index) else { return nil }
    let months: (Int, Int)
    if has("初", index + 1) {
      months = (1, 1)
    } else if has("底", index + 1) || has("末", index + 1) {
      months = (12, 12)
    } else if has("中", index + 1), !reading.isHan(index + 2) || isTimeWord(index + 2) {
      months = (6, 7)
    } else {
      return nil
    }
    guard let from = calendar.month(year, months.0).past?.0,
      let to = calendar.month(year, months.1).past?.1
    else { return nil }
    return (index + 2, SpokenPeriod(timex: Timex.year(year), from, to, .other))
  }

  /// What may follow a stretch of time that ends in 中, which other words begin with.
  private func isTimeWord(_ index: Int) -> Bool {
    ["前", "后", "之", "的", "能", "会", "到", "送", "发", "，"].contains { has($0, index) }
  }

  /// Whether a character counts what follows: the 十 of 十年底.
  private func isUnit(_ index: Int) -> Bool {
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

  /// 九十年代, `1990年代`, 20世纪.
  private func decade(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var century: Int?
    if let (end, value) = dates.integer(at: at, most: 30), has("世", end), has("纪", end + 1),
      value > 0
    {
      century = (value - 1) * 100
      at = end + 2
      if has("的", at) { at += 1 }
      if dates.integer(at: at, most: 99) == nil || !hasDecade(at) {
        let first = (value - 1) * 100
        return (end + 2, years(first, first + 100))
      }
    }
    guard let (end, value) = dates.integer(at: at, most: 2999), has("年", end), has("代", end + 1),
      value % 10 == 0
    else { return nil }
    if let century { return (end + 2, years(century + value, century + value + 10)) }
    if value >= 1000 { return (end + 2, years(value, value + 10)) }
    guard value < 100 else { return nil }
    func decade(_ first: Int) -> (Day, Day) {
      (
        calendar.day(year: first, month: 1, day: 1).past ?? calendar.today,
        calendar.day(year: first + 10, month: 1, day: 1).past ?? calendar.today
      )
    }
    let timex = Timex.range(
      "XX\(Timex.two(value))-01-01", "XX\(Timex.two((value + 10) % 100))-01-01", "P10Y")
    return (
      end + 2,
      SpokenPeriod(
        timex: timex, past: decade(1900 + value), future: decade(2000 + value), unit: .other)
    )
  }

  private func hasDecade(_ index: Int) -> Bool {
    dates.integer(at: index, most: 99).map { has("年", $0.end) && has("代", $0.end + 1) } ?? false
  }

  private func years(_ from: Int, _ to: Int) -> SpokenPeriod {
    let start = calendar.day(year: from, month: 1, day: 1).past ?? calendar.today
    let end = calendar.day(year: to, month: 1, day: 1).past ?? calendar.today
    return SpokenPeriod(
      timex: Timex.range(start.iso, end.iso, "P\(to - from)Y"), start, end, .other)
  }

  /// 前1周, 过去三天, 未来两年, 接下来的5天.
  private func counted(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    let sign: Int
    // 最后一个星期 is the last of some time that was named before.
    if has("最", index - 1), has("后", index) { return nil }
    if let end = dates.after(["过去", "最近", "近", "前", "之前", "上"], at) {
      (at, sign) = (end, -1)
    } else if let end = dates.after(["接下来", "未来", "今后", "之后", "后", "下", "随后"], at) {
      (at, sign) = (end, 1)
    } else {
      return nil
    }
    if has("的", at) { at += 1 }
    guard let (end, length) = ChineseDurations(dates).length(at: at), !length.isClock,
      length.parts.allSatisfy({ $0.count == $0.count.rounded() }), !has("前", end), !has("后", end),
      !has("之", end)
    else { return nil }
    let today = calendar.today
    let from = sign > 0 ? today + 1 : length.added(to: Moment(today), sign: -1).day
    let to = sign > 0 ? length.added(to: Moment(today + 1), sign: 1).day : today
    return (end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, length.timex), from, to, .other))
  }

  /// `2021年的第二周`, 明年第九个月, 去年的前10天, 今年的最后3周, 三月的第一周.
  private func nth(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var year: Int?
    var month: Int?
    if let (end, value, _) = dates.year(at: at) { (at, year) = (end, value) }
    if let (end, value) = dates.monthNumber(at: at) {
      (at, month) = (end, value)
    } else if year == nil, let (end, shift) = dates.monthWord(at: at) {
      let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
        .adding(months: shift).components
      (at, month, year) = (end, first.month, first.year)
    }
    guard year != nil || month != nil else { return nil }
    if has("的", at) { at += 1 }
    let outer =
      month.map {
        year.map { [calendar] in calendar.month($0, month ?? 1) } ?? calendar.month(named: $0)
      } ?? calendar.year(year ?? calendar.year)
    if let end = dates.after(["最后"], at), let found = edge(end, outer, isLast: true) {
      return found
    }
    if has("前", at) || has("头", at), let found = edge(at + 1, outer, isLast: false) { return found }
    guard has("第", at), let (end, value) = dates.integer(at: at + 1, most: 53), value >= 1 else {
      return nil
    }
    let name = has("个", end) ? end + 1 : end
    if has("月", name), month == nil, value <= 12, let year {
      return (name + 1, calendar.month(year, value))
    }
    guard let stop = dates.after(ChineseDates.weeks, name), dates.weekdayName(at: name) == nil
    else { return nil }
    if month == nil, let year {
      let start = calendar.monday(ofWeek: value, year: year)
      return (
        stop,
        SpokenPeriod(timex: "\(Timex.year(year))-W\(Timex.two(value))", start, start + 7, .week)
      )
    }
    guard let past = outer.past, let future = outer.future else { return nil }
    func week(_ first: Day) -> (Day, Day) {
      var start = calendar.monday(of: first)
      if first.weekday > 4 { start = start + 7 }
      return (start + (value - 1) * 7, start + value * 7)
    }
    return (
      stop,
      SpokenPeriod(
        timex: outer.timex + "-W" + Timex.two(value), past: week(past.0), future: week(future.0),
        unit: .week)
    )
  }

  private func edge(_ index: Int, _ outer: SpokenPeriod, isLast: Bool) -> (
    end: Int, period: SpokenPeriod
  )? {
    guard let (end, length) = ChineseDurations(dates).length(at: index), !length.isClock,
      length.parts.count == 1,
      let (from, to) = outer.future
    else { return nil }
    if !isLast {
      let stop = length.added(to: Moment(from), sign: 1).day
      return (
        end, SpokenPeriod(timex: Timex.range(from.iso, stop.iso, length.timex), from, stop, .other)
      )
    }
    let last = length.parts[0].unit == .week ? calendar.monday(of: to) : to
    let first = length.added(to: Moment(last), sign: -1).day
    return (
      end, SpokenPeriod(timex: Timex.range(first.iso, last.iso, length.timex), first, last, .other)
    )
  }
}
