import Quantities
import Text

/// What recurs: 每天, 每周一.
extension ChineseTemporal {
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
}
