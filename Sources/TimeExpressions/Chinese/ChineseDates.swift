import Quantities
import Text

/// Days as Chinese says and writes them.
struct ChineseDates {
  let reading: Reading
  let numbers: HanNumbers
  let calendar: Calendar
  let known: Known

  /// What was looked for so far, by place: ranges, moments and periods all ask for the same days and years
  /// at one and the same place.
  final class Known {
    var days: [(end: Int, day: SpokenDay)??]
    var years: [(end: Int, value: Int, isWord: Bool)??]
    var periods: [(end: Int, period: SpokenPeriod)??]

    init(places: Int) {
      days = Array(repeating: nil, count: places)
      years = Array(repeating: nil, count: places)
      periods = Array(repeating: nil, count: places)
    }
  }

  init(_ reading: Reading, _ calendar: Calendar) {
    self.reading = reading
    self.calendar = calendar
    numbers = HanNumbers(reading)
    known = Known(places: reading.count)
  }

  func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool { reading.has(scalar, at: index) }

  func has(_ phrase: ChinesePhrase, _ index: Int) -> Bool {
    phrase.stands(in: reading, at: index)
  }

  /// The first of the phrases that stands at a place.
  func after(_ phrases: [ChinesePhrase], _ index: Int) -> Int? {
    for phrase in phrases where has(phrase, index) { return index + phrase.count }
    return nil
  }

  /// Most characters begin no number, and a parser is not made for nothing.
  private static func canBeginNumber(_ scalar: UInt32) -> Bool {
    HanNumbers.digit(scalar).value >= 0 || HanNumbers.unit(scalar) > 0
      || [0x534A, 0x51E0, 0x6570, 0x591A, 0x5EFF, 0x5345].contains(scalar)
  }

  /// Whether so many digits stand here that they count neither days nor years.
  private func isLongRun(_ index: Int) -> Bool {
    var end = index
    while end < reading.count, end < index + 12, HanNumbers.digit(reading[end].code).value >= 0 {
      end += 1
    }
    return end == index + 12
  }

  /// A whole number of at most some size.
  func integer(at index: Int, most: Int) -> (end: Int, value: Int)? {
    guard index < reading.count else { return nil }
    if reading.isDigits(index) {
      guard reading[index].code <= 4, Int(reading[index].value) <= most else { return nil }
      return (index + 1, Int(reading[index].value))
    }
    guard reading.isHan(index), Self.canBeginNumber(reading[index].code), !isLongRun(index) else {
      return nil
    }
    var parser = HanParser(reading: reading, digits: numbers.digits, at: index)
    guard let match = parser.parse(), match.value >= 0,
      match.value <= Double(most), match.form == .integer
    else { return nil }
    return (match.range.upperBound, Int(match.value))
  }

  /// The longest day that begins at a lexeme.
  func day(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.lexemes.indices.contains(index) else { return nil }
    if let day = known.days[index] { return day }
    let day = findDay(at: index)
    known.days[index] = .some(day)
    return day
  }

  /// The longest period that begins at a lexeme, as `find` finds it.
  func period(
    at index: Int, find: () -> (end: Int, period: SpokenPeriod)?
  ) -> (end: Int, period: SpokenPeriod)? {
    guard reading.lexemes.indices.contains(index) else { return nil }
    if let period = known.periods[index] { return period }
    let period = find()
    known.periods[index] = .some(period)
    return period
  }

  private func findDay(at index: Int) -> (end: Int, day: SpokenDay)? {
    var best: (end: Int, day: SpokenDay)?
    func take(_ found: (end: Int, day: SpokenDay)?) {
      if let found, found.end > best?.end ?? index { best = found }
    }
    take(numeric(at: index))
    take(written(at: index))
    take(relative(at: index))
    take(weekday(at: index))
    take(holiday(at: index))
    take(nthWeekday(at: index))
    take(away(at: index))
    if let (end, day) = best {
      // `10月12号，星期一`: the weekday only confirms.
      var at = end
      if has(",", at) || has("，", at) || has("(", at) || has("（", at) { at += 1 }
      if reading.isHan(index) || reading.isDigits(index), let (stop, _) = weekdayName(at: at),
        weekdayName(at: index) == nil,
        !has("的", end)
      {
        return (has(")", stop) && at > end ? stop + 1 : stop, day)
      }
    }
    return best
  }

  // MARK: Parts of a date.

  /// `2016年一月十日`, `7月25日`, 今年三月五号, 本月十日, `29日`.
  private func written(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at =
      after(
        [ChinesePhrase("农历"), ChinesePhrase("阴历"), ChinesePhrase("公历"), ChinesePhrase("阳历")], index)
      ?? index
    var year: Int?
    if let (end, value, _) = self.year(at: at) {
      year = value
      at = end
      if has(",", at) || has("，", at) { at += 1 }
    }
    var month: Int?
    if let (end, value) = monthNumber(at: at) {
      (at, month) = (end, value)
    } else if year == nil, let (end, shift) = monthWord(at: at) {
      let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
        .adding(months: shift).components
      (at, month) = (end, first.month)
      year = first.year
    } else if year != nil {
      return nil
    }
    guard let month else {
      // `29日` is a day of some month; `12号` may be anything.
      guard let (end, value, named) = dayNumber(at: at), named,
        has("日", end - 1) || isSpokenDay(index, end),
        reading.isDigits(index) || reading.isHan(index),
        !(has("日", end - 1) ? isCounted(end) : isCountedNumber(end)),
        !(index > 0 && reading.isHan(index - 1)
          && HanNumbers.digit(reading[index - 1].code).value >= 0),
        !(reading.isAttached(index) && (reading.isWord(index - 1) || has("-", index - 1)))
      else { return nil }
      return (end, calendar.day(value))
    }
    if has("的", at) { at += 1 }
    guard let (end, value, named) = dayNumber(at: at), named || isDayTail(at, end) else {
      return nil
    }
    if let year { return (end, calendar.day(year: year, month: month, day: value)) }
    return (end, calendar.day(month: month, day: value))
  }

  /// What makes 31号 something other than a day: 3号元, 5号本.
  private func isCountedNumber(_ index: Int) -> Bool {
    after(["元", "本", "圆", "游", "币"], index) != nil
  }

  /// 31号 by itself or where the sentence goes on about a day; 3号楼 and 长安街12号 are places.
  private func isSpokenDay(_ index: Int, _ end: Int) -> Bool {
    let leads = [
      "在", "是", "到", "从", "于", "等", "我", "请", "约", "能", "会", "前", "月", "要", "就", "改", "你", "们", "着",
    ]
    if reading.isHan(index - 1),
      !leads.contains(where: { has(Unicode.Scalar($0) ?? " ", index - 1) })
    {
      return false
    }
    // 12号 by itself may be a house.
    if index == 0, end == reading.count { return (dayNumber(at: index)?.value ?? 0) > 12 }
    return !reading.isHan(end)
      || after(
        [
          "送", "到", "来", "能", "可", "之", "以", "前", "后", "左", "的", "上", "下午", "早", "晚", "我", "有", "发",
          "收", "寄", "买", "订", "取", "就", "会", "要", "吗", "吧", "还", "才", "都", "没", "给",
          "下单", "下的单", "下了", "付", "退", "签", "换", "拍的", "约", "出", "交", "开", "提", "那天", "当天", "这天",
        ], end) != nil
  }

  /// `5日元` is money, `5日内` a length.
  private func isCounted(_ index: Int) -> Bool {
    has("元", index) || has("本", index) || has("内", index) || has("圆", index) || has("游", index)
      || has("币", index) || has("后", index) || has("前", index) || has("以", index) || has("之", index)
  }

  /// A day's number without 日 ends the date: 三月五, but not `8月20个`.
  private func isDayTail(_ index: Int, _ end: Int) -> Bool {
    guard end < reading.count else { return true }
    if reading[end].kind == .digits || has(":", end) || has("：", end) { return false }
    if reading[end].kind == .symbol { return !has("/", end) && !has("%", end) }
    return reading[end].kind == .han
      && (has("早", end) || has("晚", end) || has("下", end) || has("上", end) || has("到", end)
        || has("至", end))
  }
}
