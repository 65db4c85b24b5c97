import Quantities

/// Days as Chinese says and writes them.
struct ChineseDates {
  let reading: Reading
  let numbers: HanNumbers
  let calendar: Calendar
  private let known: Known

  /// What was looked for so far, by place: ranges, moments and periods all ask for the same days and years
  /// at one and the same place.
  private final class Known {
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
    take(feast(at: index))
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

  /// `2015年`, `08年`, `二零一六年`, 今年, 康熙三年.
  func year(at index: Int) -> (end: Int, value: Int, isWord: Bool)? {
    guard reading.lexemes.indices.contains(index) else { return nil }
    if let year = known.years[index] { return year }
    let year = findYear(at: index)
    known.years[index] = .some(year)
    return year
  }

  private func findYear(at index: Int) -> (end: Int, value: Int, isWord: Bool)? {
    if let (end, shift) = Self.years.longest(in: reading, at: index) {
      return (has("的", end) ? end + 1 : end, calendar.year + shift, true)
    }
    if let (end, first) = ChineseEras.table.longest(in: reading, at: index) {
      if has("元", end), has("年", end + 1) { return (end + 2, first, false) }
      guard let (stop, number) = integer(at: end, most: 61), has("年", stop), number > 0 else {
        return nil
      }
      return (stop + 1, first + number - 1, false)
    }
    if reading.isDigits(index) {
      guard reading[index].code == 4 || reading[index].code == 2, has("年", index + 1),
        !has("代", index + 2),
        !(has("前", index + 2) && reading[index].code < 4), !has("级", index + 2)
      else { return nil }
      let value = Int(reading[index].value)
      if reading[index].code == 2 {
        return isYearOfTwo(index) ? (index + 2, (value < 40 ? 2000 : 1900) + value, false) : nil
      }
      return (index + 2, value, false)
    }
    // 二零一六年, 一九九八年, 九八年
    var at = index
    var value = 0
    while at < reading.count, reading.isHan(at), at - index < 4 {
      let digit = HanNumbers.digit(reading[at].code)
      guard digit.value >= 0, !digit.isFormal else { break }
      value = value * 10 + Int(digit.value)
      at += 1
    }
    if has("年", at), at - index == 4 { return (at + 1, value, false) }
    if has("年", at), at - index == 2 { return (at + 1, (value < 40 ? 2000 : 1900) + value, false) }
    // 两千零八年
    if let (end, number) = integer(at: index, most: 2999), number >= 1000, has("年", end) {
      return (end + 1, number, false)
    }
    return nil
  }

  /// `07年` names a year where `10年` may count ten.
  private func isYearOfTwo(_ index: Int) -> Bool {
    reading[index].isPlural || reading[index].value >= 40
      || monthNumber(at: index + 2) != nil || reading[index].value >= 1 && isEvent(index + 2)
  }

  private func isEvent(_ index: Int) -> Bool {
    has("以", index) || has("之", index) && has("后", index + 1)
  }

  static let years = PhraseTable<Int>([
    ("大前年", -3), ("大后年", 3), ("今年", 0), ("本年", 0), ("这一年", 0), ("明年", 1), ("来年", 1),
    ("下一年", 1), ("去年", -1), ("上一年", -1), ("前年", -2), ("后年", 2), ("当年", 0), ("这年", 0),
  ])

  /// The number of a month, `月` or `月份` taken with it; lunar months by their own names.
  func monthNumber(at index: Int) -> (end: Int, value: Int)? {
    if has("正", index), has("月", index + 1) { return (index + 2, 1) }
    if has("腊", index), has("月", index + 1) { return (index + 2, 12) }
    guard let (end, value) = integer(at: index, most: 12), value >= 1, has("月", end) else {
      return nil
    }
    return (has("份", end + 1) ? end + 2 : end + 1, value)
  }

  /// The number of a day, `日` or `号` taken with it, or 初一.
  func dayNumber(at index: Int) -> (end: Int, value: Int, isNamed: Bool)? {
    if has("初", index), let (end, value) = integer(at: index + 1, most: 10), value >= 1 {
      return (end, value, true)
    }
    guard let (end, value) = integer(at: index, most: 31), value >= 1 else { return nil }
    if has("日", end) || has("号", end) { return (end + 1, value, true) }
    return (end, value, false)
  }

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
    var offsetYear = 0
    if let (end, value) = monthNumber(at: at) {
      (at, month) = (end, value)
    } else if year == nil, let (end, shift) = monthWord(at: at) {
      let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
        .adding(months: shift).components
      (at, month) = (end, first.month)
      offsetYear = first.year
      year = first.year
      _ = offsetYear
    } else if year != nil {
      return nil
    }
    guard let month else {
      // `29日` is a day of some month; `12号` may be anything.
      guard let (end, value, named) = dayNumber(at: at), named, has("日", end - 1),
        reading.isDigits(index) || reading.isHan(index),
        !isCounted(end),
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

  /// 本月, 上个月, 下月: months from this one.
  func monthWord(at index: Int) -> (end: Int, shift: Int)? {
    Self.months.longest(in: reading, at: index).map { ($0.end, $0.value) }
  }

  static let months = PhraseTable<Int>([
    ("上上个月", -2), ("下下个月", 2), ("上个月", -1), ("上一个月", -1), ("上月", -1), ("下个月", 1),
    ("下一个月", 1), ("下月", 1), ("这个月", 0), ("本月", 0), ("当月", 0), ("这月", 0), ("今月", 0),
  ])

  /// `2010.01.29`, `2015-02-01`, `12/1`, `1/2/2020`, `12-11-10`.
  private func numeric(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.isDigits(index), reading[index].code <= 4, reading.isDigits(index + 2),
      reading[index + 2].code <= 2,
      has("/", index + 1) || has("-", index + 1) || has(".", index + 1),
      reading.isAttached(index + 1), reading.isAttached(index + 2),
      !(reading.isAttached(index)
        && (reading.isWord(index - 1) || has("-", index - 1) || has("/", index - 1)
          || has(".", index - 1)))
    else { return nil }
    let mark = reading[index + 1].code
    let first = Int(reading[index].value)
    let second = Int(reading[index + 2].value)
    if index + 4 < reading.count, reading[index + 3].code == mark,
      reading[index + 3].kind == .symbol, reading.isDigits(index + 4),
      reading.isAttached(index + 3), reading.isAttached(index + 4)
    {
      let third = Int(reading[index + 4].value)
      var end = index + 5
      if has("日", end) || has("号", end) { end += 1 }
      if reading.isAttached(end),
        reading.isDigits(end) || has("-", end) && reading.isDigits(end + 1)
      {
        return nil
      }
      if reading[index].code == 4, (1...12).contains(second), (1...31).contains(third),
        reading[index + 4].code <= 2
      {
        return (end, calendar.day(year: first, month: second, day: third))
      }
      if reading[index].code <= 2, reading[index + 4].code == 4 {
        // The day comes first, unless it cannot.
        if (1...12).contains(second), (1...31).contains(first) {
          return (end, calendar.day(year: third, month: second, day: first))
        }
        if (1...12).contains(first), (1...31).contains(second) {
          return (end, calendar.day(year: third, month: first, day: second))
        }
      }
      if reading[index].code == 2, reading[index + 4].code <= 2, (1...12).contains(second),
        (1...31).contains(third)
      {
        return (
          end, calendar.day(year: (first < 40 ? 2000 : 1900) + first, month: second, day: third)
        )
      }
      return nil
    }
    guard mark == 0x2F, reading[index].code <= 2,
      !(reading.isAttached(index + 3)
        && (has("/", index + 3) || has("%", index + 3) || reading.isWord(index + 3)
          || has("的", index + 3)))
    else { return nil }
    if (1...12).contains(first), (1...31).contains(second) {
      return (index + 3, calendar.day(month: first, day: second))
    }
    if (1...12).contains(second), (1...31).contains(first) {
      return (index + 3, calendar.day(month: second, day: first))
    }
    return nil
  }

  // MARK: Days by their distance.

  private func relative(at index: Int) -> (end: Int, day: SpokenDay)? {
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

  private func weekday(at index: Int) -> (end: Int, day: SpokenDay)? {
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

  private func feast(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var year: Int?
    if let (end, value, _) = self.year(at: at) { (at, year) = (end, value) }
    guard reading.isHan(at), let (end, feast) = Feast.names.longest(in: reading, at: at),
      end - at > 1
    else { return nil }
    if let year { return feast.day(in: year, calendar).map { (end, SpokenDay($0)) } }
    return feast.spoken(calendar).map { (end, $0) }
  }

  /// 四月的最后一个星期一, 下个月第一个周五.
  private func nthWeekday(at index: Int) -> (end: Int, day: SpokenDay)? {
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
  private func away(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard let (end, length) = ChineseDurations(self).length(at: index), !length.isClock,
      length.parts.allSatisfy({ $0.count == $0.count.rounded() })
    else { return nil }
    let now = Moment(calendar.today)
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

/// A few characters, written as the lexer folds them: simplified.
///
/// Thousands are compared with every sentence, so one is no more than the place of its bytes.
struct ChinesePhrase: ExpressibleByStringLiteral, Sendable {
  private let text: StaticString

  init(_ text: StaticString) { self.text = text }

  init(stringLiteral value: StaticString) { self.init(value) }

  /// How many characters it has.
  var count: Int {
    text.withUTF8Buffer { $0.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
  }

  /// Whether it stands in a text at a lexeme.
  func stands(in reading: Reading, at index: Int) -> Bool {
    guard index >= 0 else { return false }
    return text.withUTF8Buffer { bytes in
      var place = index
      var offset = 0
      while offset < bytes.count {
        guard place < reading.count else { return false }
        let lead = bytes[offset]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var scalar = length == 1 ? UInt32(lead) : UInt32(lead) & (0xFF >> UInt32(length + 1))
        for next in offset + 1..<offset + length {
          scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
        }
        guard reading[place].code == scalar else { return false }
        place += 1
        offset += length
      }
      return true
    }
  }
}

/// The first years of the eras that Chinese history counts by.
enum ChineseEras {
  static let table: PhraseTable<Int> = {
    var table = PhraseTable<Int>()
    for item in list.split(separator: " ") {
      let name = item.filter { !$0.isNumber }
      if let year = Int(item.filter(\.isNumber)) { table.add(String(name), year) }
    }
    return table
  }()

  private static let list =
    "建元140 元光134 始元1 建武25 永平58 建安196 黄初220 贞观627 永徽650 显庆656 神龙705 景龙707 开元713 天宝742 "
    + "至德756 大历766 建中780 贞元785 元和806 长庆821 会昌841 大中847 建隆960 开宝968 太平兴国976 雍熙984 淳化990 "
    + "至道995 咸平998 景德1004 天圣1023 庆历1041 皇祐1049 嘉祐1056 治平1064 熙宁1068 元丰1078 元祐1086 绍圣1094 "
    + "崇宁1102 大观1107 政和1111 宣和1119 靖康1126 建炎1127 绍兴1131 隆兴1163 乾道1165 淳熙1174 庆元1195 嘉定1208 "
    + "洪武1368 建文1399 永乐1403 洪熙1425 宣德1426 正统1436 景泰1450 天顺1457 成化1465 弘治1488 正德1506 嘉靖1522 "
    + "隆庆1567 万历1573 天启1621 崇祯1628 顺治1644 康熙1662 雍正1723 乾隆1736 嘉庆1796 道光1821 咸丰1851 同治1862 "
    + "光绪1875 宣统1909 民国1912"
}
