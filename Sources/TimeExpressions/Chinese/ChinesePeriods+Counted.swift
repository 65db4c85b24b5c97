import Quantities
import Text

/// Periods that are counted: 过去三天, 三月的第一周.
extension ChinesePeriods {
  /// 前1周, 过去三天, 未来两年, 接下来的5天.
  func counted(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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
  func nth(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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
