import Text

/// What is open on one side: `before May`, `since Tuesday`, `by noon`.
extension EnglishTemporal {
  private enum Side { case before, after, since, until }

  private func side(at index: Int) -> (end: Int, side: Side)? {
    switch word(index) {
    case .before, .by: return (index + 1, .before)
    case .until: return (index + 1, .before)
    case .prior where word(index + 1) == .to: return (index + 2, .before)
    case .after: return (index + 1, .after)
    case .since: return (index + 1, .since)
    case .later where word(index + 1) == .than: return (index + 2, .after)
    case .earlier where word(index + 1) == .than: return (index + 2, .before)
    case .no where word(index + 1) == .later && word(index + 2) == .than:
      return (index + 3, .before)
    case .no where word(index + 1) == .earlier && word(index + 2) == .than:
      return (index + 3, .since)
    case .not where word(index + 1) == .later && word(index + 2) == .than:
      return (index + 3, .before)
    case .asWord where word(index + 1) == .early && word(index + 2) == .asWord:
      return (index + 3, .since)
    case .asWord where word(index + 1) == .late && word(index + 2) == .asWord:
      return (index + 3, .until)
    case .starting, .beginning:
      if word(index) == .beginning,
        reading.spelling(index) == "beginning" || reading.spelling(index) == "begin"
      {
        guard word(index + 1) == .on || word(index + 1) == .from || word(index + 1) == .in else {
          return nil
        }
        return (index + 2, .since)
      }
      guard word(index) == .starting else { return nil }
      return (
        word(index + 1) == .on || word(index + 1) == .from || word(index + 1) == .in
          ? index + 2 : index + 1, .since
      )
    default: break
    }
    if reading.has(">", at: index) {
      if reading.has("=", at: index + 1) { return (index + 2, .since) }
      return (index + 1, .after)
    }
    if reading.has("<", at: index) {
      if reading.has("=", at: index + 1) { return (index + 2, .until) }
      return (index + 1, .before)
    }
    if reading.has("=", at: index), index == 0 { return nil }
    return nil
  }

  /// `before 2018`, `since August`, `after 2:00`, `2012 or later`, `today before 4pm`.
  func open(at index: Int) -> Temporal? {
    if word(index) == .to, word(index + 1) == .date, reading.spelling(index - 1) != "up" {
      let isLast = !reading.isWord(index + 2)
      if isLast {
        var found = Temporal(
          .dateRange, index..<index + 2,
          [Temporal.Reading(timex: "PRESENT_REF", value: .days(nil, calendar.today))])
        found.isOpen = true
        return found
      }
    }
    guard let (start, side) = side(at: index) else { return trailing(at: index) }
    var at = start
    if word(at) == .around || word(at) == .about || word(at) == .circa { at += 1 }
    let isPlainBy = word(index) == .by
    var best: Temporal?
    func take(_ found: Temporal?) {
      if let found, found.range.upperBound > best?.range.upperBound ?? index { best = found }
    }
    if let (end, day) = dates.day(at: at) ?? articled(at) { take(openDay(index..<end, day, side)) }
    if let (end, period) = periodOrPart(at: at), !isPlainBy || period.timex.utf8.count > 4 {
      take(openPeriod(index..<end, period, side))
    }
    if let (end, time) = clock.time(at: at, bare: false) {
      take(openTime(index..<end, time, side))
    } else if word(at) == .lunch || word(at) == .dinner || word(at) == .lunchtime
      || word(at) == .dinnertime || word(at) == .breakfast
    {
      let isLunch = word(at) == .lunch || word(at) == .lunchtime
      let (from, to) =
        isLunch ? (39_600, 46_800) : word(at) == .breakfast ? (28_800, 43_200) : (57_600, 72_000)
      let timex = isLunch ? "TMEL" : word(at) == .breakfast ? "TMEB" : "TMED"
      take(
        Temporal(
          .timeRange, index..<at + 1,
          [
            Temporal.Reading(
              timex: timex,
              value: side == .before || side == .until ? .times(nil, from) : .times(to, nil))
          ]))
    }
    if let moment = dayAndTime(at: at), moment.kind == .dateTime {
      take(openMoment(index..<moment.range.upperBound, moment, side))
    }
    best?.isOpen = true
    return best
  }

  private func articled(_ index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    // `the thirty-first day of the month`
    guard let match = dates.ordinals.absolute(at: at), (1...31).contains(match.value),
      word(match.range.upperBound) == .day,
      word(match.range.upperBound + 1) == .of
    else { return nil }
    return dates.day(at: index)
  }

  private func periodOrPart(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    if let found = periods.period(at: index) { return found }
    if word(index) == .the { return periods.period(at: index + 1) }
    return nil
  }

  private func openDay(_ range: Range<Int>, _ day: SpokenDay, _ side: Side) -> Temporal? {
    guard let past = day.past, let future = day.future else { return nil }
    let readings = [past, future].map {
      Temporal.Reading(
        timex: day.timex, value: side == .before || side == .until ? .days(nil, $0) : .days($0, nil)
      )
    }
    return Temporal(.dateRange, range, readings)
  }

  private func openPeriod(_ range: Range<Int>, _ period: SpokenPeriod, _ side: Side) -> Temporal? {
    guard let past = period.past, let future = period.future else { return nil }
    let isEnd = word(range.lowerBound + 1) == .end || word(range.lowerBound + 2) == .end
    let readings = [past, future].map { days in
      let value: Temporal.Value
      switch side {
      case .before: value = .days(nil, isEnd ? days.1 : days.0)
      case .until: value = .days(nil, days.1)
      case .after: value = .days(isStart(range) ? days.0 : days.1, nil)
      case .since: value = .days(days.0, nil)
      }
      return Temporal.Reading(timex: period.timex, value: value)
    }
    return Temporal(.dateRange, range, readings)
  }

  private func isStart(_ range: Range<Int>) -> Bool {
    word(range.lowerBound + 1) == .beginning || word(range.lowerBound + 2) == .beginning
  }

  private func openTime(_ range: Range<Int>, _ time: SpokenTime, _ side: Side) -> Temporal {
    Temporal(
      .timeRange, range,
      time.alternatives.map {
        Temporal.Reading(
          timex: $0.timex,
          value: side == .before || side == .until
            ? .times(nil, $0.seconds) : .times($0.seconds, nil))
      })
  }

  private func openMoment(_ range: Range<Int>, _ moment: Temporal, _ side: Side) -> Temporal {
    Temporal(
      .dateTimeRange, range,
      moment.readings.map { reading in
        guard case .moment(let value) = reading.value else { return reading }
        return Temporal.Reading(
          timex: reading.timex,
          value: side == .before || side == .until ? .moments(nil, value) : .moments(value, nil))
      })
  }

  /// `year 2012 or later`, `1/1/2016 and later`, `today before 4pm`, `3 pm or later on Monday`.
  private func trailing(at index: Int) -> Temporal? {
    func isLater(_ at: Int) -> Int? {
      guard word(at) == .or || word(at) == .and else { return nil }
      switch word(at + 1) {
      case .later: return at + 2
      case .after where !reading.isWord(at + 2): return at + 2
      default: return reading.spelling(at + 1) == "onwards" ? at + 2 : nil
      }
    }
    if let (end, day) = dates.day(at: index) {
      if let stop = isLater(end) {
        var found = openDay(index..<stop, day, .since)
        found?.isOpen = true
        return found
      }
      let joined = reading.has(",", at: end) ? end + 1 : end
      if let (start, side) = side(at: joined), word(joined) != .starting,
        let (stop, time) = clock.time(at: start)
      {
        var found = openMoment(index..<stop, momentValue(index..<stop, day, time), side)
        found.isOpen = true
        return found
      }
    }
    if let (end, period) = periods.plain(at: index), let stop = isLater(end) {
      var found = openPeriod(index..<stop, period, .since)
      found?.isOpen = true
      return found
    }
    if let (end, time) = clock.time(at: index), let stop = isLater(end) {
      if word(stop) == .on, let (last, day) = dates.day(at: stop + 1) {
        var found = openMoment(index..<last, momentValue(index..<last, day, time), .since)
        found.isOpen = true
        return found
      }
      return openTime(index..<stop, time, .since)
    }
    return nil
  }
}
