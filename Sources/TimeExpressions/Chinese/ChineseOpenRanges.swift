import Quantities
import Text

/// What is open on one side: before, after, since and until.
extension ChineseTemporal {
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
    guard let point = point(at: at) else { return nil }
    let end = point.range.upperBound
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

  /// The longest of a period, a day, a time and a moment that begin at a lexeme.
  private func point(at index: Int) -> Temporal? {
    var point: Temporal?
    func take(_ found: Temporal) {
      if found.range.upperBound > point?.range.upperBound ?? index { point = found }
    }
    if let (stop, period) = periods.period(at: index), period.past != nil, period.future != nil {
      take(Temporal(.dateRange, index..<stop, period.readings))
    }
    if let (stop, day) = dates.day(at: index) { take(Temporal(.date, index..<stop, day.readings)) }
    if let (stop, time) = clock.time(at: index) {
      take(
        Temporal(
          .time, index..<stop,
          time.alternatives.map { Temporal.Reading(timex: $0.timex, value: .time($0.seconds)) }))
    }
    if let moment = dayMoment(at: index) { take(moment) }
    return point
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
}
