import Quantities
import Text

/// The n-th weekday of a month.
extension EnglishDates {
  /// `first Monday of next month`, `last Friday of July`, `third wednesday of July 2019`.
  func nthWeekday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    var place = 0
    if word(at) == .last {
      (place, at) = (-1, at + 1)
    } else if let match = ordinals.absolute(at: at), (1...5).contains(match.value) {
      (place, at) = (Int(match.value), match.range.upperBound)
    } else {
      return nil
    }
    let weekday = word(at).weekday
    guard weekday > 0, word(at + 1) == .of || word(at + 1) == .in else { return nil }
    return nth(place, weekday, inMonthAt: at + 2)
  }

  /// The month after `of`, and the n-th weekday of it.
  func nth(_ place: Int, _ weekday: Int, inMonthAt index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    let sign = place < 0 ? 5 : place
    if let (end, month) = month(at: at) {
      if let (stop, year) = trailingYear(end) {
        return calendar.nth(place, weekday: weekday, year: year, month: month).map {
          (
            stop,
            SpokenDay(
              timex: "\(Timex.month(year, month))-WXX-\(weekday)-#\(sign)", past: $0, future: $0)
          )
        }
      }
      var past: Day?
      var future: Day?
      for distance in 0...1 {
        if past == nil,
          let day = calendar.nth(
            place, weekday: weekday, year: calendar.year - distance, month: month),
          day < calendar.today
        {
          past = day
        }
        if future == nil,
          let day = calendar.nth(
            place, weekday: weekday, year: calendar.year + distance, month: month),
          !(day < calendar.today)
        {
          future = day
        }
      }
      return (
        end,
        SpokenDay(
          timex: "\(Timex.month(nil, month))-WXX-\(weekday)-#\(sign)", past: past, future: future)
      )
    }
    guard let shift = shift(word(at)), word(at + 1) == .month else { return nil }
    let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
      .adding(months: shift).components
    return calendar.nth(place, weekday: weekday, year: first.year, month: first.month).map {
      (
        at + 2,
        SpokenDay(
          timex: "\(Timex.month(nil, first.month))-WXX-\(weekday)-#\(sign)", past: $0, future: $0)
      )
    }
  }
}
