import Quantities
import Text

/// From one day or moment to another, what is open on one side, what recurs, and now.
extension ChineseTemporal {
  private struct End {
    let timex: String
    let past: Day?
    let future: Day?
    let unit: SpokenPeriod.Unit
    var time: SpokenTime?
  }

  private func end(at index: Int) -> (end: Int, value: End)? {
    var best: (end: Int, value: End)?
    if let (end, period) = periods.period(at: index), let past = period.past,
      let future = period.future
    {
      let timex = period.timex.hasPrefix("XXXX") ? "XXXX" + future.0.iso.dropFirst(4) : past.0.iso
      best = (end, End(timex: timex, past: past.0, future: future.0, unit: period.unit))
    }
    if let (end, day) = dates.day(at: index), end > best?.end ?? index {
      best = (end, End(timex: day.timex, past: day.past, future: day.future, unit: .day))
    }
    if best == nil, dates.after(["现在", "目前", "今"], index) != nil {
      let end = has("今", index) ? index + 1 : index + 2
      best = (
        end,
        End(timex: calendar.today.iso, past: calendar.today, future: calendar.today, unit: .day)
      )
    }
    // A year without 年 before one that has it: `1995 - 1997年`.
    if best == nil, reading.isDigits(index), reading[index].code == 4,
      (1000...2999).contains(Int(reading[index].value))
    {
      let period = calendar.year(Int(reading[index].value))
      best = (
        index + 1,
        End(
          timex: period.past?.0.iso ?? "", past: period.past?.0, future: period.past?.0, unit: .year
        )
      )
    }
    guard var found = best else { return nil }
    if found.value.unit == .day, let (stop, time) = clock.time(at: found.end) {
      found.value.time = time
      found.end = stop
    }
    return found
  }

  /// 从…到…, …至…, …和…之间.
  func range(at index: Int) -> Temporal? {
    var at = index
    let isFrom = has("从", at) || has("自", at)
    if isFrom { at += 1 }
    guard let (firstEnd, first) = end(at: at) else { return nil }
    var next = firstEnd
    if has("起", next) || has("开", next) && has("始", next + 1) { return nil }
    guard let second = dates.after(["直到", "到", "至", "和", "与", "及"], next) ?? mark(next) else {
      return nil
    }
    let isAnd = has("和", next) || has("与", next) || has("及", next)
    next = second
    if let (end, last) = self.end(at: next),
      !(first.unit == .day && last.timex.hasPrefix("XXXX-XX-"))
    {
      if !isAnd, first.unit == .year, !reading.isHan(firstEnd - 1), last.unit != .year {
        return nil
      }
      var stop = end
      if let close = dates.after(["之间", "期间", "间"], end) {
        stop = close
      } else if isAnd {
        return nil
      }
      if dates.after(["之前", "以前", "前"], stop) != nil, !isFrom { return nil }
      return value(index..<stop, first, inherited(last, from: first))
    }
    // `2016年一月十日到十二日`
    guard first.unit == .day, let (end, number, named) = dates.dayNumber(at: next), named,
      !isAnd || dates.after(["之间"], end) != nil,
      let past = first.past, let future = first.future
    else { return nil }
    func day(_ base: Day) -> Day? {
      Day(year: base.components.year, month: base.components.month, day: number)
    }
    let timex = String(first.timex.dropLast(2)) + Timex.two(number)
    let last = End(timex: timex, past: day(past), future: day(future), unit: .day)
    return value(index..<(dates.after(["之间", "期间"], end) ?? end), first, last)
  }

  private func mark(_ index: Int) -> Int? {
    for mark: Unicode.Scalar in ["-", "~", "—", "–", "～"] where has(mark, index) {
      return has(mark, index + 1) ? index + 2 : index + 1
    }
    return nil
  }

  /// `2019年6月1日-6月30日`: the first year serves both.
  private func inherited(_ last: End, from first: End) -> End {
    // 下周一至周三: the second day follows the first.
    if last.timex.hasPrefix("XXXX-WXX-"), first.timex.utf8.count == 10,
      !first.timex.hasPrefix("XXXX"), let start = first.past, let weekday = last.past?.weekday
    {
      let day = start + (weekday - start.weekday + 6) % 7 + 1
      return End(timex: day.iso, past: day, future: day, unit: .day, time: last.time)
    }
    guard last.timex.hasPrefix("XXXX-"), !first.timex.hasPrefix("XXXX"), !last.timex.contains("W"),
      let day = last.past, let start = first.past ?? Day(iso: first.timex.prefix(4) + "-01-01"),
      first.timex.utf8.count == 10, first.timex != calendar.today.iso
    else { return last }
    var year = start.components.year
    if (day.components.month, day.components.day) < (start.components.month, start.components.day) {
      year += 1
    }
    guard let fixed = Day(year: year, month: day.components.month, day: day.components.day) else {
      return last
    }
    var found = End(timex: fixed.iso, past: fixed, future: fixed, unit: last.unit)
    found.time = last.time
    return found
  }

  private func value(_ range: Range<Int>, _ first: End, _ last: End) -> Temporal? {
    if first.time != nil || last.time != nil { return moments(range, first, last) }
    guard let firstPast = first.past, let firstFuture = first.future, let lastPast = last.past,
      let lastFuture = last.future
    else {
      guard first.past == nil || last.past == nil else { return nil }
      return Temporal(
        .dateRange, range,
        [Temporal.Reading(timex: Timex.range(first.timex, last.timex, "PXD"), value: .unresolved)])
    }
    var (pastTo, futureFrom) = (lastPast, firstFuture)
    if futureFrom > lastFuture { futureFrom = firstPast }
    if pastTo < firstPast { pastTo = lastFuture }
    let readings = [(firstPast, pastTo), (futureFrom, lastFuture)].filter { $0.0 <= $0.1 }.map {
      from, to in
      Temporal.Reading(
        timex: Timex.range(first.timex, last.timex, length(from, to, first.unit, last.unit)),
        value: .days(from, to))
    }
    var found = Temporal(.dateRange, range, readings)
    found.namesLastDay = last.unit == .day
    return readings.isEmpty ? nil : found
  }

  private func length(_ from: Day, _ to: Day, _ first: SpokenPeriod.Unit, _ last: SpokenPeriod.Unit)
    -> String
  {
    let (start, end) = (from.components, to.components)
    if first == .year, last == .year { return "P\(end.year - start.year)Y" }
    let isMonth: (SpokenPeriod.Unit) -> Bool = { $0 == .month || $0 == .quarter || $0 == .year }
    if isMonth(first), isMonth(last) {
      return "P\((end.year - start.year) * 12 + end.month - start.month)M"
    }
    return "P\(to - from)D"
  }

  private func moments(_ range: Range<Int>, _ first: End, _ last: End) -> Temporal? {
    func plain(_ time: SpokenTime?) -> SpokenTime {
      guard let time else { return SpokenTime(0) }
      return time.isAmbiguous ? time.in(afternoon: false) : time
    }
    let (from, to) = (plain(first.time), plain(last.time))
    guard let start = first.future, let end = last.future, start <= end else { return nil }
    let length = (end - start) * 86_400 + to.seconds - from.seconds
    guard length >= 0 else { return nil }
    return Temporal(
      .dateTimeRange, range,
      [
        Temporal.Reading(
          timex: Timex.range(
            first.timex + from.timex, last.timex + to.timex, Timex.length(seconds: length)),
          value: .moments(Moment(start, from.seconds), Moment(end, to.seconds)))
      ])
  }
}
