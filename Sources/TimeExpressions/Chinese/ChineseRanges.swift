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

  // MARK: Open on one side.

  private enum Side { case before, after, since, until }

  private func suffix(_ index: Int) -> (end: Int, side: Side)? {
    if let end = dates.after(["或之前", "及之前", "及以前", "或以前", "或更早", "和之前"], index) {
      return (end, .until)
    }
    if let end = dates.after(["或之后", "及之后", "及以后", "或以后", "或更晚", "和之后"], index) {
      return (end, .since)
    }
    if let end = dates.after(["之前", "以前", "前"], index) { return (end, .before) }
    if let end = dates.after(["之后", "以后", "过后", "后"], index) { return (end, .after) }
    if let end = dates.after(["以来", "至今", "开始", "起"], index) { return (end, .since) }
    return nil
  }

  /// `2018年以前`, 自…以来, 截止到…, …开始.
  func open(at index: Int) -> Temporal? {
    var at = index
    var prefix: Side?
    if let end = dates.after(["截止到", "截至到", "截止", "截至", "直到", "到"], at) {
      (at, prefix) = (end, .before)
    } else if has("自", at) || has("从", at) {
      (at, prefix) = (at + 1, .since)
    }
    var end: Int
    var point: Temporal?
    if let (stop, period) = periods.period(at: at), period.past != nil, period.future != nil {
      end = stop
      point = Temporal(.dateRange, at..<stop, period.readings)
    } else {
      end = at
    }
    if let (stop, day) = dates.day(at: at), stop > end {
      end = stop
      point = Temporal(.date, at..<stop, day.readings)
    }
    if let (stop, time) = clock.time(at: at), stop > end {
      end = stop
      point = Temporal(
        .time, at..<stop,
        time.alternatives.map { Temporal.Reading(timex: $0.timex, value: .time($0.seconds)) })
    }
    if let moment = dayMoment(at: at), moment.range.upperBound > end {
      end = moment.range.upperBound
      point = moment
    }
    guard let point else { return nil }
    var side: Side
    var stop = end
    if let (last, found) = suffix(end) {
      // 从…起到… is a range with two ends of its own.
      (stop, side) = (last, found)
      if prefix == .since, found == .before { return nil }
      if prefix == .before, has("到", index), at == index + 1 { return nil }
    } else if let prefix {
      guard prefix == .before else { return nil }
      side = .before
      if let last = dates.after(["为止"], end) { stop = last }
      if has("到", index), stop == end { return nil }
    } else {
      return nil
    }
    var start = index
    // 从 and 自 are said with 以来, not with 起 or 开始.
    if prefix == .since, !(dates.after(["以来", "至今"], end) != nil) {
      guard side == .since else { return nil }
      start = at
    }
    if side == .before, prefix == nil, has("前", end), point.range.count == 2, has("年", end - 1),
      reading.isDigits(at), reading[at].code < 4
    {
      return nil
    }
    guard start == index else { return nil }
    var found = opened(start..<stop, point, side)
    found?.isOpen = true
    return found
  }

  private func dayMoment(at index: Int) -> Temporal? {
    guard let (end, day) = dates.day(at: index), let (stop, time) = clock.time(at: end),
      let past = day.past, let future = day.future
    else { return nil }
    return Temporal(
      .dateTime, index..<stop,
      time.alternatives.flatMap { time in
        [past, future].map {
          Temporal.Reading(timex: day.timex + time.timex, value: .moment(Moment($0, time.seconds)))
        }
      })
  }

  private func opened(_ range: Range<Int>, _ point: Temporal, _ side: Side) -> Temporal? {
    let isEnd = side == .before || side == .until
    // 月底之前 lasts through the month's end.
    let isLasting =
      side == .until || ["底", "末"].contains { reading.has($0, at: point.range.upperBound - 1) }
    var kind = point.kind
    let readings = point.readings.compactMap { reading -> Temporal.Reading? in
      let value: Temporal.Value
      switch reading.value {
      case .day(let day):
        value = isEnd ? .days(nil, day) : .days(day, nil)
        kind = .dateRange
      case .days(let from?, let to?):
        value =
          isEnd ? .days(nil, isLasting ? to : from) : .days(side == .after ? to : from, nil)
        kind = .dateRange
      case .time(let seconds):
        value = isEnd ? .times(nil, seconds) : .times(seconds, nil)
        kind = .timeRange
      case .moment(let moment):
        value = isEnd ? .moments(nil, moment) : .moments(moment, nil)
        kind = .dateTimeRange
      default: return nil
      }
      return Temporal.Reading(timex: reading.timex, value: value)
    }
    return readings.isEmpty ? nil : Temporal(kind, range, readings)
  }

  // MARK: Again and again, and now.

  /// 每天, 每周一, 每两个月, 每天早上八点.
  func set(at index: Int) -> Temporal? {
    guard has("每", index) else { return nil }
    func value(_ end: Int, _ timex: String) -> Temporal {
      var (end, timex) = (end, timex)
      if let (stop, time) = clock.time(at: end) {
        (end, timex) = (stop, (timex == "P1D" ? "" : timex) + time.timex)
      } else if timex == "P1D", let (stop, part) = clock.part(at: end) {
        (end, timex) = (stop, part.timex)
      }
      return Temporal(.set, index..<end, [Temporal.Reading(timex: timex, value: .unresolved)])
    }
    let at = has("个", index + 1) ? index + 2 : index + 1
    if let (end, weekday) = dates.weekdayName(at: at) { return value(end, "XXXX-WXX-\(weekday)") }
    if let end = dates.after(["年"], at) {
      if let (stop, day) = dates.day(at: end), day.timex.hasPrefix("XXXX-"),
        dates.monthNumber(at: end) != nil
      {
        return value(stop, day.timex)
      }
      return value(end, "P1Y")
    }
    if has("月", at), at == index + 2 || has("月", index + 1) {
      if let (stop, number, named) = dates.dayNumber(at: at + 1), named {
        return value(stop, "XXXX-XX-" + Timex.two(number))
      }
      return value(at + 1, "P1M")
    }
    if let (end, unit) = durations.unit(at: index + 1) {
      return value(end, EnglishDurations.Length(parts: [(1, unit)]).timex)
    }
    if let (end, part) = clock.part(at: at) { return value(end, part.timex) }
    guard let (end, length) = durations.length(at: index + 1) else { return nil }
    return value(end, length.timex)
  }

  /// 现在, 马上, 刚才; `10分钟之前`, 之后5分钟, 还剩5分钟.
  func moment(at index: Int) -> Temporal? {
    func now(_ end: Int, _ timex: String) -> Temporal {
      Temporal(
        .dateTime, index..<end, [Temporal.Reading(timex: timex, value: .moment(calendar.now))])
    }
    if let end = dates.after(["现在", "目前", "此刻", "此时"], index) { return now(end, "PRESENT_REF") }
    if let end = dates.after(["马上", "立刻", "立即", "即刻"], index) { return now(end, "FUTURE_REF") }
    if let end = dates.after(["刚才", "刚刚"], index) { return now(end, "PAST_REF") }
    if let (end, length) = durations.length(at: index), length.isClock {
      for (words, sign) in [(ChineseDates.before, -1), (ChineseDates.later, 1)] {
        guard let stop = dates.after(words, end) else { continue }
        let moment = length.added(to: calendar.now, sign: sign)
        return Temporal(
          .dateTime, index..<stop, [Temporal.Reading(timex: moment.day.iso, value: .moment(moment))]
        )
      }
    }
    var at = index
    let sign: Int
    if let end = dates.after(["之后", "接下来", "未来", "后", "今后", "还剩", "下"], at) {
      (at, sign) = (end, 1)
    } else if let end = dates.after(["之前", "过去", "最近", "前", "上"], at) {
      (at, sign) = (end, -1)
    } else {
      return nil
    }
    if has("的", at) { at += 1 }
    guard let (end, length) = durations.length(at: at), length.isClock,
      length.parts.count == 1 || sign < 0
    else { return nil }
    let other = length.added(to: calendar.now, sign: sign)
    let (from, to) = sign > 0 ? (calendar.now, other) : (other, calendar.now)
    return Temporal(
      .dateTimeRange, index..<end,
      [
        Temporal.Reading(
          timex: Timex.range(Timex.moment(from), Timex.moment(to), length.timex),
          value: .moments(from, to))
      ])
  }
}
