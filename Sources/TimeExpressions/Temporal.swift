package import Quantities
import Text

/// A day and a second of it; seconds may run past midnight.
package struct Moment: Hashable, Comparable, Sendable {
  package var day: Day
  package var second: Int

  package init(_ day: Day, _ second: Int = 0) {
    self.day = day
    self.second = second
  }

  /// The same moment with the second inside the day.
  package var normal: Moment {
    let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    return Moment(day + days, second - days * 86_400)
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    (left.day.number * 86_400 + left.second) < (right.day.number * 86_400 + right.second)
  }

  package static func + (moment: Moment, seconds: Int) -> Moment {
    Moment(moment.day, moment.second + seconds).normal
  }
}

/// An expression of time found in a text: what it is, and every way to take it.
///
/// Timexes follow TIMEX3 (ISO-TimeML) as public recognizer suites write it: `XXXX` for what was not
/// said, `(start,end,duration)` for ranges whose `end` is exclusive.
package struct Temporal: Sendable {
  package enum Kind: String, Sendable {
    case date, time, duration, set
    case dateRange = "daterange"
    case timeRange = "timerange"
    case dateTime = "datetime"
    case dateTimeRange = "datetimerange"
  }

  package enum Value: Hashable, Sendable {
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

  package struct Reading: Hashable, Sendable {
    package let timex: String
    package let value: Value

    package init(timex: String, value: Value) {
      self.timex = timex
      self.value = value
    }
  }

  /// The lexemes it covers.
  package var range: Range<Int>
  package var kind: Kind
  /// The ways to take it, the past one first.
  package var readings: [Reading]
  /// `before`, `since` and their kin, when it is one side of a day.
  package var isOpen = false
  /// Whether the last day was named and belongs to it: `May 1 to May 7`.
  package var namesLastDay = false

  package init(_ kind: Kind, _ range: Range<Int>, _ readings: [Reading]) {
    self.kind = kind
    self.range = range
    var unique: [Reading] = []
    for reading in readings where !unique.contains(reading) { unique.append(reading) }
    self.readings = unique
  }

  /// What `find` gives from left to right, each behind the one before.
  static func all(in reading: Text.Reading, _ find: (Int) -> Temporal?) -> [Temporal] {
    var found: [Temporal] = []
    var index = 0
    while index < reading.count {
      if let match = find(index) {
        found.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }
}

/// A day as it was said: its timex, and the day before and after now that it may be.
struct SpokenDay: Sendable {
  package var timex: String
  /// `nil` for a day that no calendar has.
  package var past: Day?
  package var future: Day?

  package init(timex: String, past: Day?, future: Day?) {
    self.timex = timex
    self.past = past
    self.future = future
  }

  /// A day without doubt.
  package init(_ day: Day) { self.init(timex: day.iso, past: day, future: day) }

  package var isFixed: Bool { past == future }

  package var readings: [Temporal.Reading] {
    guard let past, let future else { return [Temporal.Reading(timex: timex, value: .unresolved)] }
    return [past, future].map { Temporal.Reading(timex: timex, value: .day($0)) }
  }
}

/// A stretch of days as it was said, the end excluded.
struct SpokenPeriod: Sendable {
  package enum Unit: Sendable { case day, week, month, quarter, year, weekend, other }

  package var timex: String
  package var past: (Day, Day)?
  package var future: (Day, Day)?
  package var unit: Unit

  package init(timex: String, past: (Day, Day)?, future: (Day, Day)?, unit: Unit) {
    self.timex = timex
    self.past = past
    self.future = future
    self.unit = unit
  }

  package init(timex: String, _ from: Day, _ to: Day, _ unit: Unit) {
    self.init(timex: timex, past: (from, to), future: (from, to), unit: unit)
  }

  package var readings: [Temporal.Reading] {
    guard let past, let future else { return [Temporal.Reading(timex: timex, value: .unresolved)] }
    return [past, future].map { Temporal.Reading(timex: timex, value: .days($0.0, $0.1)) }
  }
}

/// A time of day as it was said.
struct SpokenTime: Sendable {
  package var hour: Int
  package var minute: Int?
  package var second: Int?
  /// Neither morning nor afternoon was said.
  package var isAmbiguous: Bool
  /// Whether it had a colon or a minute, and was more than a bare number.
  package var isBare = false
  /// Its hour was written beyond twelve.
  package var is24Hour = false

  package init(_ hour: Int, _ minute: Int? = nil, _ second: Int? = nil, isAmbiguous: Bool = false) {
    self.hour = hour
    self.minute = minute
    self.second = second
    self.isAmbiguous = isAmbiguous
  }

  package var seconds: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }

  package var timex: String { Timex.clock(hour, minute, second) }

  /// Both halves of the day where it may be either.
  package var alternatives: [SpokenTime] {
    guard isAmbiguous, hour <= 12 else { return [self] }
    return [self.in(afternoon: false), self.in(afternoon: true)].sorted {
      hour == 12 ? $0.hour > $1.hour : $0.hour < $1.hour
    }
  }

  /// The time in one half of the day.
  package func `in`(afternoon: Bool) -> SpokenTime {
    var time = self
    time.isAmbiguous = false
    guard hour <= 12 else { return time }
    time.hour = hour % 12 + (afternoon ? 12 : 0)
    return time
  }
}

/// Writes timexes.
package enum Timex {
  package static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  package static func clock(_ hour: Int, _ minute: Int?, _ second: Int?) -> String {
    var text = "T" + two(hour)
    if let minute { text += ":" + two(minute) }
    if let second { text += (minute == nil ? ":00:" : ":") + two(second) }
    return text
  }

  package static func clock(seconds: Int) -> String {
    clock(seconds / 3600, seconds % 3600 / 60, seconds % 60)
  }

  package static func year(_ year: Int) -> String {
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
  }

  package static func month(_ year: Int?, _ month: Int) -> String {
    (year.map(Self.year) ?? "XXXX") + "-" + two(month)
  }

  package static func day(_ year: Int?, _ month: Int, _ day: Int) -> String {
    Self.month(year, month) + "-" + two(day)
  }

  package static func range(_ from: String, _ to: String, _ length: String) -> String {
    "(\(from),\(to),\(length))"
  }

  /// `PT2H25M`.
  package static func length(seconds: Int) -> String {
    var text = "PT"
    if seconds / 3600 > 0 { text += "\(seconds / 3600)H" }
    if seconds % 3600 / 60 > 0 { text += "\(seconds % 3600 / 60)M" }
    if seconds % 60 > 0 || seconds == 0 { text += "\(seconds % 60)S" }
    return text
  }

  /// `2016-11-08T05`, with the day's own timex.
  package static func moment(_ moment: Moment) -> String {
    moment.day.iso + clock(seconds: moment.second)
  }

  /// A number with no more digits than it needs.
  package static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
