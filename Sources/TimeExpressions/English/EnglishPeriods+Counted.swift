import Quantities
import Text

/// Stretches with a count: `next 3 days`, `the last two weeks`.
extension EnglishPeriods {
  /// `next 3 days`, `5 past weeks`, `last 3 months and 2 weeks`, `next 4 business days`.
  func counted(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    let durations = EnglishDurations(dates)
    var at = index
    if word(at) == .the { at += 1 }
    if let shift = shift(word(at)), shift != 0 {
      guard at + 1 < reading.count, word(at + 1) != .a, word(at + 1) != .an, at == index,
        let (end, length) = durations.length(at: at + 1), isCounted(length, at + 1)
      else { return nil }
      return span(end, length, shift)
    }
    guard at == index, let match = dates.numbers.number(at: at), match.form == .integer,
      match.value < 1e5,
      let shift = shift(word(match.range.upperBound)), shift != 0,
      let (end, unit) = durations.unit(at: match.range.upperBound + 1),
      reading[end - 1].isPlural || match.value == 1
    else { return nil }
    return span(end, EnglishDurations.Length(parts: [(match.value, unit)]), shift)
  }

  private func isCounted(_ length: EnglishDurations.Length, _ index: Int) -> Bool {
    guard !length.isClock, let first = length.parts.first, first.count == first.count.rounded()
    else { return false }
    if durationsHead(index) { return true }
    return first.count != 1
  }

  private func durationsHead(_ index: Int) -> Bool {
    reading.isDigits(index) || word(index).cardinal >= 1 || word(index) == .couple
      || word(index) == .few
  }

  /// From tomorrow on, or up to today.
  private func span(
    _ end: Int, _ length: EnglishDurations.Length, _ shift: Int
  ) -> (end: Int, period: SpokenPeriod)? {
    guard !length.isClock else { return nil }
    let today = calendar.today
    if length.parts.count == 1, length.parts[0].unit == .businessDay {
      let days = calendar.businessDays(Int(length.parts[0].count), forward: shift > 0)
      guard let first = days.first, let last = days.last else { return nil }
      let stop = shift > 0 ? last + 1 : today
      return (
        end,
        SpokenPeriod(timex: Timex.range(first.iso, stop.iso, length.timex), first, stop, .other)
      )
    }
    if length.parts.count == 1, length.parts[0].unit == .quarter {
      let count = Int(length.parts[0].count)
      let current =
        Day(year: calendar.year, month: (calendar.month - 1) / 3 * 3 + 1, day: 1) ?? today
      let from = shift > 0 ? current.adding(months: 3) : current.adding(months: -3 * count)
      let to = from.adding(months: 3 * count)
      return (
        end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, "P\(3 * count)M"), from, to, .other)
      )
    }
    if length.parts.count == 1, length.parts[0].unit == .decade {
      let count = Int(length.parts[0].count)
      let current = calendar.year / 10 * 10
      return (
        end,
        shift > 0
          ? years(current + 10, current + 10 + 10 * count) : years(current - 10 * count, current)
      )
    }
    if length.parts.contains(where: { $0.unit == .weekend }) { return nil }
    let from = shift > 0 ? today + 1 : length.added(to: Moment(today), sign: -1).day
    let to = shift > 0 ? length.added(to: Moment(today + 1), sign: 1).day : today
    return (end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, length.timex), from, to, .other))
  }
}
