import Quantities
import Text

/// Days by their distance, by weekday and by holiday.
extension ChineseDates {
  func relative(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard let (end, shift) = Self.days.longest(in: reading, at: index) else { return nil }
    // 今日头条 is a newspaper, 明日之后 a game.
    if has("头", end), has("条", end + 1) { return nil }
    if has("《", index - 1) { return nil }
    return (end, SpokenDay(calendar.today + shift))
  }

  static let days = PhraseTable<Int>([
    ("大后天", 3), ("大前天", -3), ("今天", 0), ("今日", 0), ("当天", 0), ("明天", 1), ("明日", 1), ("昨天", -1),
    ("昨日", -1), ("后天", 2), ("前天", -2), ("第二天", 1), ("次日", 1), ("前日", -2),
  ])

  /// 星期一, 周三, 礼拜天: 1 to 7.
  func weekdayName(at index: Int) -> (end: Int, value: Int)? {
    guard let at = after(Self.weeks, index), at < reading.count, reading.isHan(at) else {
      return nil
    }
    if has("日", at) || has("天", at) { return (at + 1, 7) }
    let value = HanNumbers.digit(reading[at].code).value
    guard value >= 1, value <= 6, !HanNumbers.digit(reading[at].code).isFormal else { return nil }
    return (at + 1, Int(value))
  }

  static let weeks: [ChinesePhrase] = ["星期", "礼拜", "周"]

  /// Weeks from this one that a word before a week means: 上个, 下下; `nil` for none.
  func weekShift(at index: Int) -> (end: Int, shift: Int)? {
    Self.shifts.longest(in: reading, at: index).map { ($0.end, $0.value) }
  }

  static let shifts = PhraseTable<Int>([
    ("上上个", -2), ("下下个", 2), ("上上", -2), ("下下", 2), ("上一个", -1), ("下一个", 1), ("上个", -1),
    ("下个", 1), ("这个", 0), ("本", 0), ("这一", 0), ("这", 0), ("上一", -1), ("下一", 1), ("上", -1), ("下", 1),
    ("今", 0),
  ])

  func weekday(at index: Int) -> (end: Int, day: SpokenDay)? {
    if let (at, shift) = weekShift(at: index) {
      if let (end, value) = weekdayName(at: at) {
        return (end, SpokenDay(calendar.weekday(value, weeks: shift)))
      }
      // 下周的星期三
      if let week = after(Self.weeks, at) {
        let next = has("的", week) ? week + 1 : week
        if let (end, value) = weekdayName(at: next) {
          return (end, SpokenDay(calendar.weekday(value, weeks: shift)))
        }
      }
      return nil
    }
    guard let (end, value) = weekdayName(at: index), !has("岁", end) else { return nil }
    return (end, calendar.weekday(value))
  }

  func holiday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var year: Int?
    if let (end, value, _) = self.year(at: at) { (at, year) = (end, value) }
    guard reading.isHan(at), let (end, holiday) = Holiday.names.longest(in: reading, at: at),
      end - at > 1
    else { return nil }
    if let year { return holiday.day(in: year, calendar).map { (end, SpokenDay($0)) } }
    return holiday.spoken(calendar).map { (end, $0) }
  }

  /// 四月的最后一个星期一, 下个月第一个周五.
  func nthWeekday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var year: Int?
    if let (end, value, _) = self.year(at: at) { (at, year) = (end, value) }
    var month: Int
    var fixed = year != nil
    if let (end, value) = monthNumber(at: at) {
      (at, month) = (end, value)
    } else if let (end, shift) = monthWord(at: at) {
      let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
        .adding(months: shift).components
      (at, month, year, fixed) = (end, first.month, first.year, true)
    } else {
      return nil
    }
    if has("的", at) { at += 1 }
    var place = 0
    if let end = after(["最后一个", "最后个", "最后一"], at) {
      (at, place) = (end, -1)
    } else if has("第", at), let (end, value) = integer(at: at + 1, most: 5) {
      (at, place) = (has("个", end) ? end + 1 : end, value)
    } else {
      return nil
    }
    guard let (end, weekday) = weekdayName(at: at) else { return nil }
    let sign = place < 0 ? 5 : place
    if fixed, let year {
      return calendar.nth(place, weekday: weekday, year: year, month: month).map {
        (
          end,
          SpokenDay(
            timex: "\(Timex.month(year, month))-WXX-\(weekday)-#\(sign)", past: $0, future: $0)
        )
      }
    }
    let thisYear = calendar.nth(place, weekday: weekday, year: calendar.year, month: month)
    guard let day = thisYear else { return nil }
    let isPast = day < calendar.today
    let other =
      calendar.nth(place, weekday: weekday, year: calendar.year + (isPast ? 1 : -1), month: month)
      ?? day
    return (
      end,
      SpokenDay(
        timex: "\(Timex.month(nil, month))-WXX-\(weekday)-#\(sign)", past: isPast ? day : other,
        future: isPast ? other : day)
    )
  }

  /// `5天前`, 两周之后, 三年前.
  func away(at index: Int) -> (end: Int, day: SpokenDay)? {
    // 过三天, 再过一周: from now on, where nothing before it makes 过 a past.
    let isAhead =
      has("过", index)
      && (!reading.isHan(index - 1) || after(["再", "我", "就", "等", "要"], index - 1) != nil)
    guard let (end, length) = ChineseDurations(self).length(at: isAhead ? index + 1 : index),
      !length.isClock, length.isWhole
    else { return nil }
    return moved(at: index, by: length, end, isAhead: isAhead)
  }

  private func moved(
    at index: Int, by length: ChineseDurations.Length, _ end: Int, isAhead: Bool
  ) -> (end: Int, day: SpokenDay)? {
    let now = Moment(calendar.today)
    if isAhead {
      guard !has("几", index + 1), !has("年", index + 1) else { return nil }
      return (after(Self.later, end) ?? end, SpokenDay(length.added(to: now, sign: 1).day))
    }
    if let stop = after(Self.before, end) {
      return (stop, SpokenDay(length.added(to: now, sign: -1).day))
    }
    if let stop = after(Self.later, end) {
      return (stop, SpokenDay(length.added(to: now, sign: 1).day))
    }
    return nil
  }

  static let before: [ChinesePhrase] = ["之前", "以前", "前"]
  static let later: [ChinesePhrase] = ["之后", "以后", "过后", "后"]
}
