import Quantities
import Text
import TimeExpressions

/// Finds days, times, ranges and lengths of time, each resolved to one reading.
///
/// A day that may lie on either side of today is taken as past, for customers mostly tell what
/// happened, unless the words around it plan or ask: `will it come on Friday`.
struct DateRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    let now = Moment(today)
    var found: [Temporal] = []
    if text.traits.contains(.han) { found += ChineseTemporal(text, now: now).matches() }
    if text.traits.contains(.latin) || !text.traits.contains(.han),
      !text.traits.isDisjoint(with: [.timeWords, .digits])
    {
      found += EnglishTemporal(text, now: now).matches()
    }
    guard !found.isEmpty else { return [] }
    let outlook = TimeOutlook(text: text)
    return found.flatMap { match -> [Entity] in
      let direction = match.readings.count > 1 ? outlook.direction(around: match.range) : nil
      let isAhead = direction == .ahead || direction == nil && isSoon(match, today)
      guard let entity = entity(match, text, today, isAhead) else { return [] }
      return [entity] + [timeOfDay(match, entity)].compactMap { $0 }
    }
  }

  /// Where nothing tells: what ends with a day lies ahead, and so does a day of the coming two months,
  /// rather than the same of nearly a year ago.
  private func isSoon(_ match: Temporal, _ today: Day) -> Bool {
    if match.isOpen, case .days(nil, _?)? = match.readings.last?.value { return true }
    guard let past = Self.day(match.readings.first), let future = Self.day(match.readings.last)
    else { return false }
    return today - past > 270 && future - today <= 60
  }

  private static func day(_ reading: Temporal.Reading?) -> Day? {
    switch reading?.value {
    case .day(let day): day
    case .moment(let moment): moment.day
    case .days(let from, let to): from ?? to
    case .moments(let from, let to): (from ?? to)?.day
    default: nil
    }
  }

  /// Of the readings that have begun the last: early November, told at its end, is this year's.
  private static func begun(_ readings: [Temporal.Reading], _ today: Day) -> Temporal.Reading? {
    readings.last { reading in
      guard case .days(let from?, _?) = reading.value else { return false }
      return from <= today
    }
  }

  /// The time that was said with a day: `tomorrow at 5pm` is a day and a time.
  private func timeOfDay(_ match: Temporal, _ day: Entity) -> Entity? {
    guard match.kind == .dateTime, day.kind == .date else { return nil }
    let times = match.readings.compactMap { reading -> Int? in
      guard case .moment(let moment) = reading.value, !reading.timex.hasSuffix("_REF") else {
        return nil
      }
      return moment.normal.second
    }
    guard let time = times.first(where: Self.isWaking) ?? times.first else { return nil }
    return Entity(kind: .time, range: day.range, value: .time(time / 60))
  }

  private func entity(
    _ match: Temporal, _ text: Reading, _ today: Day, _ looksAhead: Bool
  ) -> Entity? {
    guard !isBareYear(match, text), let first = match.readings.first, let last = match.readings.last
    else { return nil }
    let reading = looksAhead ? upcoming(last, today) : Self.begun(match.readings, today) ?? first
    let range = text.range(match.range)
    func result(_ kind: Entity.Kind, _ value: Entity.Value) -> Entity {
      Entity(kind: kind, range: range, value: value)
    }
    switch reading.value {
    case .unresolved: return nil
    case .day(let day): return result(.date, .date(day))
    case .time: return result(.time, .time(likely(match.readings) / 60))
    case .times(let from?, nil), .times(nil, let from?):
      return match.isOpen ? result(.time, .time(from / 60)) : nil
    case .times: return nil
    case .moment(let moment):
      if reading.timex.hasSuffix("_REF") { return nil }
      return result(.date, .date(moment.normal.day))
    case .seconds: return Self.duration(first.timex).map { result(.duration, .duration($0)) }
    case .days(let from?, let to?):
      let last = match.namesLastDay ? to : to - 1
      return last > from
        ? result(.dateRange, .dateRange(from, last)) : result(.date, .date(from))
    case .days(let from?, nil):
      if from <= today, reading.timex.utf8.count <= 10, text.word(match.range.lowerBound) == .since
      {
        return result(.dateRange, .dateRange(from, today))
      }
      return result(.date, .date(from))
    case .days(nil, let to?): return result(.date, .date(to))
    case .days: return nil
    case .moments(let from?, let to?):
      return from.day == to.normal.day
        ? result(.date, .date(from.day)) : result(.dateRange, .dateRange(from.day, to.normal.day))
    case .moments(let from?, nil), .moments(nil, let from?): return result(.date, .date(from.day))
    case .moments: return nil
    }
  }

  /// Of two halves of the day the one people are awake in: seven to seven.
  private func likely(_ readings: [Temporal.Reading]) -> Int {
    let times = readings.compactMap { reading -> Int? in
      if case .time(let seconds) = reading.value { return seconds }
      return nil
    }
    return times.first(where: Self.isWaking) ?? times.first ?? 0
  }

  private static func isWaking(_ seconds: Int) -> Bool {
    seconds >= 7 * 3600 && seconds < 19 * 3600
  }

  /// Who asks on a Wednesday for Wednesday means the next one: today is called today.
  private func upcoming(_ reading: Temporal.Reading, _ today: Day) -> Temporal.Reading {
    guard reading.timex.hasPrefix("XXXX-WXX-") else { return reading }
    switch reading.value {
    case .day(today): return Temporal.Reading(timex: reading.timex, value: .day(today + 7))
    case .days(nil, today):
      return Temporal.Reading(timex: reading.timex, value: .days(nil, today + 7))
    default: return reading
    }
  }

  /// A number like 2024 is a year only after `in`, `since` and their kin.
  private func isBareYear(_ match: Temporal, _ text: Reading) -> Bool {
    guard match.range.count == 1, text.isDigits(match.range.lowerBound) else { return false }
    switch text.word(match.range.lowerBound - 1) {
    case .in, .since, .of, .from, .until, .during, .year, .before, .after, .by: return false
    default: return true
    }
  }

  /// Five working days take a week.
  private static func calendarDays(working days: Double) -> Double {
    (days / 5).rounded(.down) * 7 + days.truncatingRemainder(dividingBy: 5)
  }

  /// `P2Y3M`, `PT36H` as a duration; halves are lost to days and minutes.
  private static func duration(_ timex: String) -> CalendarDuration? {
    var months = 0.0
    var days = 0.0
    var seconds = 0.0
    var digits = ""
    var isTime = false
    var working: Double?
    for character in timex.dropFirst() {
      switch character {
      case "0"..."9", ".": digits.append(character)
      case "T": isTime = true
      default:
        let value = Double(digits) ?? 0
        digits = ""
        switch (character, isTime) {
        case ("Y", _): months += value * 12
        case ("M", false): months += value
        case ("W", false): days += value * 7
        case ("B", false): working = value
        case ("D", false): days += working.map { Self.calendarDays(working: $0) } ?? value
        case ("H", true): seconds += value * 3600
        case ("M", true): seconds += value * 60
        case ("S", true): seconds += value
        default: break
        }
      }
    }
    guard months < 1e6, days < 1e8, seconds < 1e12 else { return nil }
    let whole = months.rounded(.down)
    days += (months - whole) * 30
    let wholeDays = days.rounded(.down)
    seconds += (days - wholeDays) * 86_400
    return CalendarDuration(months: Int(whole), days: Int(wholeDays), seconds: Int(seconds))
  }
}
