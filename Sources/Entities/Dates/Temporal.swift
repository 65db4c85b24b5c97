import Quantities

/// A day and a second of it; seconds may run past midnight.
struct Moment: Hashable, Comparable, Sendable {
  var day: Day
  var second: Int

  init(_ day: Day, _ second: Int = 0) {
    self.day = day
    self.second = second
  }

  /// The same moment with the second inside the day.
  var normal: Moment {
    let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    return Moment(day + days, second - days * 86_400)
  }

  static func < (left: Moment, right: Moment) -> Bool {
    (left.day.number * 86_400 + left.second) < (right.day.number * 86_400 + right.second)
  }

  static func + (moment: Moment, seconds: Int) -> Moment {
    Moment(moment.day, moment.second + seconds).normal
  }
}

/// An expression of time found in a text: what it is, and every way to take it.
///
/// Timexes follow TIMEX3 (ISO-TimeML) as public recognizer suites write it: `XXXX` for what was not
/// said, `(start,end,duration)` for ranges whose `end` is exclusive.
struct Temporal: Sendable {
  enum Kind: String, Sendable {
    case date, time, duration, set
    case dateRange = "daterange"
    case timeRange = "timerange"
    case dateTime = "datetime"
    case dateTimeRange = "datetimerange"
  }

  enum Value: Hashable, Sendable {
    case unresolved
    case day(Day)
    /// Seconds after midnight.
    case time(Int)
    case moment(Moment)
    /// From a day up to another, the end excluded; an open side is `nil`.
    case days(Day?, Day?)
    case times(Int?, Int?)
    case moments(Moment?, Moment?)
    /// A length in seconds.
    case seconds(Int)
  }

  struct Reading: Hashable, Sendable {
    let timex: String
    let value: Value
  }

  /// The lexemes it covers.
  var range: Range<Int>
  var kind: Kind
  /// The ways to take it, the past one first.
  var readings: [Reading]
  /// `before`, `since` and their kin, when it is one side of a day.
  var isOpen = false
  /// Whether the last day was named and belongs to it: `May 1 to May 7`.
  var namesLastDay = false

  init(_ kind: Kind, _ range: Range<Int>, _ readings: [Reading]) {
    self.kind = kind
    self.range = range
    var unique: [Reading] = []
    for reading in readings where !unique.contains(reading) { unique.append(reading) }
    self.readings = unique
  }
}

/// A day as it was said: its timex, and the day before and after now that it may be.
struct SpokenDay: Sendable {
  var timex: String
  /// `nil` for a day that no calendar has.
  var past: Day?
  var future: Day?

  init(timex: String, past: Day?, future: Day?) {
    self.timex = timex
    self.past = past
    self.future = future
  }

  /// A day without doubt.
  init(_ day: Day) { self.init(timex: day.iso, past: day, future: day) }

  var isFixed: Bool { past == future }

  var readings: [Temporal.Reading] {
    guard let past, let future else { return [Temporal.Reading(timex: timex, value: .unresolved)] }
    return [past, future].map { Temporal.Reading(timex: timex, value: .day($0)) }
  }
}

/// A stretch of days as it was said, the end excluded.
struct SpokenPeriod: Sendable {
  enum Unit: Sendable { case day, week, month, quarter, year, weekend, other }

  var timex: String
  var past: (Day, Day)?
  var future: (Day, Day)?
  var unit: Unit

  init(timex: String, past: (Day, Day)?, future: (Day, Day)?, unit: Unit) {
    self.timex = timex
    self.past = past
    self.future = future
    self.unit = unit
  }

  init(timex: String, _ from: Day, _ to: Day, _ unit: Unit) {
    self.init(timex: timex, past: (from, to), future: (from, to), unit: unit)
  }

  var readings: [Temporal.Reading] {
    guard let past, let future else { return [Temporal.Reading(timex: timex, value: .unresolved)] }
    return [past, future].map { Temporal.Reading(timex: timex, value: .days($0.0, $0.1)) }
  }
}

/// A time of day as it was said.
struct SpokenTime: Sendable {
  var hour: Int
  var minute: Int?
  var second: Int?
  /// Neither morning nor afternoon was said.
  var isAmbiguous: Bool
  /// Whether it had a colon or a minute, and was more than a bare number.
  var isBare = false

  init(_ hour: Int, _ minute: Int? = nil, _ second: Int? = nil, isAmbiguous: Bool = false) {
    self.hour = hour
    self.minute = minute
    self.second = second
    self.isAmbiguous = isAmbiguous
  }

  var seconds: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }

  var timex: String { Timex.clock(hour, minute, second) }

  /// Both halves of the day where it may be either.
  var alternatives: [SpokenTime] {
    guard isAmbiguous, hour <= 12 else { return [self] }
    return [self.in(afternoon: false), self.in(afternoon: true)].sorted {
      hour == 12 ? $0.hour > $1.hour : $0.hour < $1.hour
    }
  }

  /// The time in one half of the day.
  func `in`(afternoon: Bool) -> SpokenTime {
    var time = self
    time.isAmbiguous = false
    guard hour <= 12 else { return time }
    time.hour = hour % 12 + (afternoon ? 12 : 0)
    return time
  }
}

/// Writes timexes.
enum Timex {
  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  static func clock(_ hour: Int, _ minute: Int?, _ second: Int?) -> String {
    var text = "T" + two(hour)
    if let minute { text += ":" + two(minute) }
    if let second { text += (minute == nil ? ":00:" : ":") + two(second) }
    return text
  }

  static func clock(seconds: Int) -> String {
    clock(seconds / 3600, seconds % 3600 / 60, seconds % 60)
  }

  static func year(_ year: Int) -> String {
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
  }

  static func month(_ year: Int?, _ month: Int) -> String {
    (year.map(Self.year) ?? "XXXX") + "-" + two(month)
  }

  static func day(_ year: Int?, _ month: Int, _ day: Int) -> String {
    Self.month(year, month) + "-" + two(day)
  }

  static func range(_ from: String, _ to: String, _ length: String) -> String {
    "(\(from),\(to),\(length))"
  }

  /// `PT2H25M`.
  static func length(seconds: Int) -> String {
    var text = "PT"
    if seconds / 3600 > 0 { text += "\(seconds / 3600)H" }
    if seconds % 3600 / 60 > 0 { text += "\(seconds % 3600 / 60)M" }
    if seconds % 60 > 0 || seconds == 0 { text += "\(seconds % 60)S" }
    return text
  }

  /// `2016-11-08T05`, with the day's own timex.
  static func moment(_ moment: Moment) -> String {
    moment.day.iso + clock(seconds: moment.second)
  }

  /// A number with no more digits than it needs.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
