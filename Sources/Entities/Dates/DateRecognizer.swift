import Quantities
import Text
import TimeExpressions

/// Finds days, times, ranges and lengths of time, each resolved to one reading.
///
/// A day that may lie on either side of today is taken as past, for customers mostly tell what
/// happened, unless the sentence looks ahead: `will it come on Friday`.
struct DateRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    let now = Moment(today)
    var found: [Temporal] = []
    if text.traits.contains(.han) { found += ChineseTemporal(text, now: now).matches() }
    if text.traits.contains(.latin) || !text.traits.contains(.han),
      !text.traits.isDisjoint(with: [.timeWords, .digits])
    {
      found += EnglishTemporal(text, now: now).matches()
    }
    guard !found.isEmpty else { return [] }
    let looksAhead = Self.looksAhead(text)
    return found.compactMap { entity($0, text, today, looksAhead) }
  }

  private func entity(
    _ match: Temporal, _ text: Reading, _ today: Day, _ looksAhead: Bool
  ) -> Entity? {
    guard !isBareYear(match, text), let first = match.readings.first, let last = match.readings.last
    else { return nil }
    let reading = looksAhead ? last : first
    let range = text.range(match.range)
    func result(_ kind: Entity.Kind, _ value: Entity.Value) -> Entity {
      Entity(kind: kind, range: range, value: value)
    }
    switch reading.value {
    case .unresolved: return nil
    case .day(let day): return result(.date, .date(day))
    case .time: return result(.time, .time(likely(match.readings) / 60))
    case .times(let from?, nil), .times(nil, let from?):
      return match.isOpen ? result(.time, .time(from / 60)) : nil
    case .times: return nil
    case .moment(let moment):
      if reading.timex.hasSuffix("_REF") { return nil }
      return result(.date, .date(moment.normal.day))
    case .seconds: return Self.duration(first.timex).map { result(.duration, .duration($0)) }
    case .days(let from?, let to?):
      let last = match.namesLastDay ? to : to - 1
      return last > from
        ? result(.dateRange, .dateRange(from, last)) : result(.date, .date(from))
    case .days(let from?, nil):
      if from <= today, reading.timex.utf8.count <= 10, text.word(match.range.lowerBound) == .since
      {
        return result(.dateRange, .dateRange(from, today))
      }
      return result(.date, .date(from))
    case .days(nil, let to?): return result(.date, .date(to))
    case .days: return nil
    case .moments(let from?, let to?):
      return from.day == to.normal.day
        ? result(.date, .date(from.day)) : result(.dateRange, .dateRange(from.day, to.normal.day))
    case .moments(let from?, nil), .moments(nil, let from?): return result(.date, .date(from.day))
    case .moments: return nil
    }
  }

  /// Of two halves of the day the one people are awake in: seven to seven.
  private func likely(_ readings: [Temporal.Reading]) -> Int {
    let times = readings.compactMap { reading -> Int? in
      if case .time(let seconds) = reading.value { return seconds }
      return nil
    }
    return times.first { $0 >= 7 * 3600 && $0 < 19 * 3600 } ?? times.first ?? 0
  }

  /// A number like 2024 is a year only after `in`, `since` and their kin.
  private func isBareYear(_ match: Temporal, _ text: Reading) -> Bool {
    guard match.range.count == 1, text.isDigits(match.range.lowerBound) else { return false }
    switch text.word(match.range.lowerBound - 1) {
    case .in, .since, .of, .from, .until, .during, .year, .before, .after, .by: return false
    default: return true
    }
  }

  /// `P2Y3M`, `PT36H` as a duration; halves are lost to days and minutes.
  private static func duration(_ timex: String) -> CalendarDuration? {
    var months = 0.0
    var days = 0.0
    var seconds = 0.0
    var digits = ""
    var isTime = false
    for character in timex.dropFirst() {
      switch character {
      case "0"..."9", ".": digits.append(character)
      case "T": isTime = true
      default:
        let value = Double(digits) ?? 0
        digits = ""
        switch (character, isTime) {
        case ("Y", _): months += value * 12
        case ("M", false): months += value
        case ("W", false): days += value * 7
        case ("D", false): days += value
        case ("H", true): seconds += value * 3600
        case ("M", true): seconds += value * 60
        case ("S", true): seconds += value
        default: break
        }
      }
    }
    guard months < 1e6, days < 1e8, seconds < 1e12 else { return nil }
    let whole = months.rounded(.down)
    days += (months - whole) * 30
    let wholeDays = days.rounded(.down)
    seconds += (days - wholeDays) * 86_400
    return CalendarDuration(months: Int(whole), days: Int(wholeDays), seconds: Int(seconds))
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let ahead = hashes(
    "will gonna deliver arrive come get by until need going expect leaving")
  private static let behind = hashes(
    "bought ordered got received was were did had paid arrived came purchased placed delivered since"
  )
  private static let hanAhead: [ChinesePhrase] = ["会", "将", "能", "之前", "以前", "送到", "需要", "想要"]
  private static let hanBehind: [ChinesePhrase] = ["买的", "买了", "下单", "收到", "订的", "付了", "了"]

  private static func looksAhead(_ text: Reading) -> Bool {
    var isAhead = false
    for index in 0..<text.count {
      switch text[index].kind {
      case .word:
        if behind.contains(text[index].hash) { return false }
        if ahead.contains(text[index].hash) { isAhead = true }
      case .han:
        if hanBehind.contains(where: { $0.stands(in: text, at: index) }) { return false }
        if hanAhead.contains(where: { $0.stands(in: text, at: index) }) { isAhead = true }
      default: break
      }
    }
    return isAhead
  }
}
