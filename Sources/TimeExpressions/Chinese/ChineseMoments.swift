import Quantities
import Text

/// Now, and the moments near it.
extension ChineseTemporal {
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
