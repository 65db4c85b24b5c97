/// A time as files write it: `2026-03-01T09:12:00+08:00`, `3/1/26, 9:12 PM`, `31.12.2023 22:15`,
/// `Fri Mar 01 09:12:00 +0000 2026`, `2024年1月5日 下午3:20`, seconds or milliseconds since 1970.
public struct WrittenTime: Hashable, Sendable {
  /// Which of two small numbers is the day.
  public enum DayOrder: String, Hashable, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
  }

  /// The date, where one is written.
  public var date: (year: Int, month: Int, day: Int)? {
    month > 0 ? (year, month, day) : nil
  }
  /// The seconds since midnight, where a time of day is written.
  public private(set) var secondOfDay: Int?
  /// How many seconds its zone is ahead of Greenwich; `nil` when none is written.
  public private(set) var zoneOffset: Int?
  /// Seconds since 1970, when the time is written so.
  public private(set) var epoch: Int64?
  /// The order that the numbers prove, `nil` when they could be read either way or no order matters.
  public private(set) var provenOrder: DayOrder?
  /// Whether day and month could be exchanged.
  public private(set) var isAmbiguous = false

  private var year = 0
  private var month = 0
  private var day = 0

  /// Reads a time; `nil` when it is none. `order` settles what can be read both ways.
  public init?(_ text: some StringProtocol, order: DayOrder = .dayFirst) {
    guard text.utf8.count <= 64, let tokens = Self.tokens(text), !tokens.isEmpty else { return nil }
    if readNumber(tokens) { return }
    var rest = tokens
    guard readClock(&rest), readDate(rest, order) else { return nil }
    guard month > 0 || secondOfDay != nil else { return nil }
  }
}

extension WrittenTime {
  /// One number: seconds, milliseconds or microseconds since 1970, or a date without signs.
  private mutating func readNumber(_ tokens: [Token]) -> Bool {
    guard case .number(let value, let digits) = tokens[0] else { return false }
    if tokens.count == 3, tokens[1] == .sign("."), digits >= 9, digits <= 11 {
      epoch = Int64(value)
      return true
    }
    guard tokens.count == 1 else { return false }
    switch digits {
    case 9...11: epoch = Int64(value)
    case 12...13: epoch = Int64(value / 1_000)
    case 15...16: epoch = Int64(value / 1_000_000)
    case 8: return setDate(value / 10_000, value / 100 % 100, value % 100)
    case 14:
      let clock = value % 1_000_000
      guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 < 61 else { return false }
      secondOfDay = clock / 10_000 * 3_600 + clock / 100 % 100 * 60 + clock % 100
      return setDate(value / 100_000_000_00, value / 100_000_000 % 100, value / 1_000_000 % 100)
    default: return false
    }
    return true
  }

  /// Takes `9:12[:05[.123]]` with what stands around it, `PM`, `下午`, a zone; `false` when it makes no
  /// sense. The rest is the date.
  private mutating func readClock(_ tokens: inout [Token]) -> Bool {
    guard
      var start = tokens.firstIndex(where: { [.sign(":"), .sign("点"), .sign("时")].contains($0) }),
      start > 0, case .number(var hour, _) = tokens[start - 1]
    else { return true }
    start -= 1
    var end = start + 2
    var minute = 0
    var second = 0
    func number() -> Int? {
      guard end < tokens.count, case .number(let value, _) = tokens[end] else { return nil }
      return value
    }
    if let value = number() {
      minute = value
      end += 1
      if end < tokens.count, tokens[end] == .sign(":") || tokens[end] == .sign("分") {
        end += 1
        if let value = number() {
          second = value
          end += 1
        }
        if end < tokens.count, tokens[end] == .sign("秒") { end += 1 }
        if end + 1 < tokens.count, tokens[end] == .sign("."), case .number = tokens[end + 1] {
          end += 2
        }
      }
    } else if tokens[start + 1] == .sign(":") {
      return false
    }
    guard hour < 25, minute < 60, second < 61 else { return false }
    var after: Bool?
    if end < tokens.count, case .word(let word) = tokens[end],
      ["am", "pm", "a", "p"].contains(word)
    {
      after = word.hasPrefix("p")
      end += 1
      // `p.m.`
      while end < tokens.count, tokens[end] == .sign(".") || tokens[end] == .word("m") { end += 1 }
    }
    while start > 0, case .sign(let sign) = tokens[start - 1], "上下午晚凌晨早中".contains(sign) {
      if "下晚".contains(sign) { after = true }
      if "上凌早".contains(sign) { after = false }
      if sign == "中" { after = true }
      start -= 1
    }
    if let after {
      if after, hour < 12 { hour += 12 }
      if !after, hour == 12 { hour = 0 }
    }
    readZone(tokens, &end)
    secondOfDay = hour * 3_600 + minute * 60 + second
    // `2026-03-01T09:12`: the T belongs to neither.
    if start > 0, tokens[start - 1] == .word("t") { start -= 1 }
    if start > 0, case .word(let word) = tokens[start - 1], word == "at" { start -= 1 }
    tokens.removeSubrange(start..<end)
    return true
  }

  private mutating func readZone(_ tokens: [Token], _ end: inout Int) {
    if end < tokens.count, case .word(let word) = tokens[end], ["z", "utc", "gmt"].contains(word) {
      zoneOffset = 0
      end += 1
    }
    guard end + 1 < tokens.count, tokens[end] == .sign("+") || tokens[end] == .sign("-"),
      case .number(let value, let digits) = tokens[end + 1]
    else { return }
    let sign = tokens[end] == .sign("+") ? 1 : -1
    if digits == 4 {
      zoneOffset = sign * (value / 100 * 3_600 + value % 100 * 60)
      end += 2
    } else if digits <= 2, end + 3 < tokens.count, tokens[end + 2] == .sign(":"),
      case .number(let minutes, _) = tokens[end + 3]
    {
      zoneOffset = sign * (value * 3_600 + minutes * 60)
      end += 4
    } else if digits == 2, end + 2 == tokens.count {
      zoneOffset = sign * value * 3_600
      end += 2
    }
  }

  /// Reads the date that is left; nothing at all is fine.
  private mutating func readDate(_ tokens: [Token], _ order: DayOrder) -> Bool {
    var numbers: [(value: Int, digits: Int)] = []
    var named: (month: Int, at: Int)?
    for token in tokens {
      switch token {
      case .number(let value, let digits): numbers.append((value, digits))
      case .word(let word):
        if let month = Self.month(word) {
          guard named == nil else { return false }
          named = (month, numbers.count)
        } else if !Self.isPassedOver(word) {
          return false
        }
      case .sign: continue
      }
    }
    if let named {
      guard numbers.count == 2 || numbers.count == 1 else { return false }
      guard numbers.count == 2 else { return false }
      let isYearFirst = numbers[0].digits == 4
      return setDate(
        isYearFirst ? numbers[0].value : numbers[1].value, named.month,
        isYearFirst ? numbers[1].value : numbers[0].value)
    }
    switch numbers.count {
    case 0: return tokens.isEmpty || secondOfDay != nil
    case 3:
      return setDate(
        numbers, order, isDotted: tokens.contains(.sign(".")) && !tokens.contains(.sign("/")))
    case 5, 6:
      // A date and a time of day, both with dots.
      guard secondOfDay == nil, numbers[3].value < 25, numbers[4].value < 60 else { return false }
      secondOfDay =
        numbers[3].value * 3_600 + numbers[4].value * 60
        + (numbers.count == 6 ? min(numbers[5].value, 60) : 0)
      return setDate(numbers.prefix(3).map { $0 }, order, isDotted: true)
    case 1 where numbers[0].digits == 8:
      let value = numbers[0].value
      return setDate(value / 10_000, value / 100 % 100, value % 100)
    default: return false
    }
  }

  /// A date of three numbers: the year first when it has four digits, else by the order.
  private mutating func setDate(
    _ numbers: [(value: Int, digits: Int)], _ order: DayOrder, isDotted: Bool
  ) -> Bool {
    let (first, second) = (numbers[0].value, numbers[1].value)
    if numbers[0].digits == 4 { return setDate(first, second, numbers[2].value) }
    if first > 12 { provenOrder = .dayFirst }
    if second > 12 { provenOrder = .monthFirst }
    // Dots are written where the day comes first.
    isAmbiguous = !isDotted && first <= 12 && second <= 12 && first != second
    let isMonthFirst = (provenOrder ?? (isDotted ? .dayFirst : order)) == .monthFirst
    return setDate(numbers[2].value, isMonthFirst ? first : second, isMonthFirst ? second : first)
  }

  private mutating func setDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard (1...12).contains(month), (1...31).contains(day), year < 10_000 else { return false }
    self.year = year < 70 ? year + 2_000 : year < 100 ? year + 1_900 : year
    guard self.year >= 1_000 else { return false }
    self.month = month
    self.day = day
    return true
  }

  private static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    return names.firstIndex { $0.hasPrefix(word) || word == "sept" && $0 == "september" }
      .map { $0 + 1 }
  }

  /// Weekdays, ordinal endings and names of zones.
  private static func isPassedOver(_ word: String) -> Bool {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    if word.utf8.count >= 3, days.contains(where: { $0.hasPrefix(word) }) { return true }
    return [
      "st", "nd", "rd", "th", "of", "at", "t", "z", "tues", "thur", "thurs", "gmt", "utc", "est",
      "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "bst", "jst", "ist",
      "klo", "um", "on", "yesterday", "today",
    ].contains(word)
  }

  /// Equal when everything that was read is.
  public static func == (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day, left.epoch) == (
      right.year, right.month, right.day, right.epoch
    )
      && left.secondOfDay == right.secondOfDay && left.zoneOffset == right.zoneOffset
  }

  /// By date and time.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(year)
    hasher.combine(month)
    hasher.combine(day)
    hasher.combine(epoch)
    hasher.combine(secondOfDay)
  }
}
