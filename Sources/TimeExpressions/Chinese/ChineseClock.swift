import Quantities
import Text

/// Times of day in Chinese: 下午五点一刻, 15时20分, `8:00`, 凌晨.
struct ChineseClock {
  let dates: ChineseDates
  private let reading: Reading

  typealias Part = EnglishClock.Part

  init(_ dates: ChineseDates) {
    self.dates = dates
    reading = dates.reading
  }

  private func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool {
    reading.has(scalar, at: index)
  }

  /// A part of the day.
  func part(at index: Int) -> (end: Int, part: Part)? {
    guard let (end, part) = Self.parts.longest(in: reading, at: index),
      end > index + 1 || isShortPart(end)
    else { return nil }
    return (end, part)
  }

  /// 早 and 晚 alone stand for a part of the day only after a day.
  private func isShortPart(_ end: Int) -> Bool {
    end >= reading.count || !reading.isHan(end) || dates.integer(at: end, most: 24) != nil
      || HanNumbers.unit(reading[end].code) > 0 || has("有", end) || has("的", end) || has("巴", end)
  }

  private static let parts: PhraseTable<Part> = {
    func part(_ timex: String, _ from: Int, _ to: Int, _ afternoon: Bool) -> Part {
      Part(
        timex: timex, from: from * 3600, to: timex == "TNI" ? 86_399 : to * 3600,
        isAfternoon: afternoon)
    }
    return PhraseTable([
      ("凌晨", part("TDA", 4, 8, false)), ("清晨", part("TDA", 4, 8, false)),
      ("黎明", part("TDA", 4, 8, false)),
      ("早上", part("TMO", 8, 12, false)), ("早晨", part("TMO", 8, 12, false)),
      ("早间", part("TMO", 8, 12, false)),
      ("上午", part("TMO", 8, 12, false)), ("清早", part("TMO", 8, 12, false)),
      ("一早", part("TMO", 8, 12, false)),
      ("中午", part("TMI", 11, 13, true)), ("正午", part("TMI", 11, 13, true)),
      ("午间", part("TMI", 11, 13, true)),
      ("下午", part("TAF", 12, 16, true)), ("午后", part("TAF", 12, 16, true)),
      ("傍晚", part("TEV", 16, 20, true)), ("晚上", part("TEV", 16, 20, true)),
      ("夜晚", part("TEV", 16, 20, true)),
      ("晚间", part("TEV", 16, 20, true)), ("深夜", part("TNI", 20, 24, true)),
      ("夜里", part("TNI", 20, 24, true)),
      ("夜间", part("TNI", 20, 24, true)), ("半夜", part("TNI", 20, 24, true)),
      ("午夜", part("TNI", 20, 24, true)),
      ("早", part("TMO", 8, 12, false)), ("晨", part("TMO", 8, 12, false)),
      ("晚", part("TEV", 16, 20, true)),
    ])
  }()

  /// A time, with the part of the day before it.
  func time(at index: Int) -> (end: Int, time: SpokenTime)? {
    var at = index
    if let end = dates.after(["大约", "大概", "约", "差不多"], at) { at = end }
    if let (end, part) = part(at: at) {
      var next = end
      if has("的", next) { next += 1 }
      guard let (stop, found) = core(at: next) else { return nil }
      var time = found
      // 下午3时36分 is told by its part, 3时36分 by the clock of 24 hours.
      if time.hour > 0, time.hour <= 12 { time.isAmbiguous = true }
      return (stop, settled(time, part))
    }
    return core(at: at)
  }

  func settled(_ time: SpokenTime, _ part: Part) -> SpokenTime {
    guard time.isAmbiguous else { return time }
    switch part.timex {
    case "TMI": return time.in(afternoon: time.hour < 10 || time.hour == 12)
    case "TNI": return time.in(afternoon: time.hour >= 6 && time.hour < 12)
    case "TEV": return time.in(afternoon: time.hour != 12)
    default: return time.in(afternoon: part.isAfternoon)
    }
  }

  /// 一点 is "a little" wherever nothing around it tells the time.
  private func isOneOclock(_ index: Int) -> Bool {
    if part(at: index - 2) != nil || part(at: index - 1) != nil { return true }
    if reading.isHan(index - 1), dates.after(["在", "到", "从", "至", "于", "是", "的"], index - 1) == nil
    {
      return false
    }
    guard reading.isHan(index + 2) else { return true }
    return dates.after(
      ["钟", "到", "至", "之", "以", "前", "后", "半", "整", "一", "二", "三", "四", "五"], index + 2) != nil
  }

  /// 8:00, 14:55:20, 2:00pm, 3pm
  private func written(at index: Int) -> (end: Int, time: SpokenTime)? {
    if reading.isDigits(index), reading[index].code <= 2, reading[index].value < 24,
      has(":", index + 1) || has("：", index + 1),
      reading.isDigits(index + 2), reading[index + 2].code == 2, reading[index + 2].value < 60,
      reading.isAttached(index + 1), reading.isAttached(index + 2),
      !ShareWords.precede(reading, index)
    {
      var end = index + 3
      var second: Int?
      if has(":", end), reading.isAttached(end), reading.isDigits(end + 1),
        reading[end + 1].code == 2, reading[end + 1].value < 60
      {
        second = Int(reading[end + 1].value)
        end += 2
      }
      let hour = Int(reading[index].value)
      var time = SpokenTime(
        hour, Int(reading[index + 2].value), second, isAmbiguous: hour <= 12 && hour > 0)
      if reading.word(end) == .am || reading.word(end) == .pm {
        time = time.in(afternoon: reading.word(end) == .pm)
        end += 1
      }
      return (end, time)
    }
    if reading.isDigits(index), reading.word(index + 1) == .am || reading.word(index + 1) == .pm,
      reading[index].value <= 12, reading[index].code <= 2
    {
      return (
        index + 2,
        SpokenTime(Int(reading[index].value), isAmbiguous: true).in(
          afternoon: reading.word(index + 1) == .pm)
      )
    }
    return nil
  }

  private func core(at index: Int) -> (end: Int, time: SpokenTime)? {
    guard index < reading.count, reading[index].kind != .word else { return nil }
    if reading.isAttached(index),
      reading.isDigits(index)
        || reading.isHan(index) && HanNumbers.digit(reading[index].code).value >= 0,
      has(".", index - 1) || has(":", index - 1) && reading.isDigits(index - 2)
        || reading.isWord(index - 1)
    {
      return nil
    }
    if let found = written(at: index) { return found }
    if has("一", index), has("点", index + 1), !isOneOclock(index) { return nil }
    // 差五分八点
    if has("差", index), let (end, minutes) = dates.integer(at: index + 1, most: 59), has("分", end),
      let (stop, time) = core(at: end + 1), time.minute == nil
    {
      var earlier = time
      earlier.hour = time.hour == 1 ? 12 : time.hour - 1
      earlier.minute = 60 - minutes
      return (stop, earlier)
    }
    return spoken(at: index)
  }

  /// What is told in points: 三点建议.
  private static let points: [ChinesePhrase] = [
    "建议", "问题", "意见", "要求", "理由", "原因", "好处", "疑问", "说明", "内容", "希望", "不足", "优点", "缺点",
  ]

  /// 八点, 八点半, 15时20分.
  private func spoken(at index: Int) -> (end: Int, time: SpokenTime)? {
    guard let (hourEnd, hour) = dates.integer(at: index, most: 24),
      has("点", hourEnd) || has("时", hourEnd)
    else { return nil }
    let isPoint = has("点", hourEnd)
    var end = hourEnd + 1
    if isPoint, has("钟", end) || has("整", end) { end += 1 }
    // 两点五 is a number, 三点建议 no time.
    if isPoint, dates.after(Self.points, end) != nil { return nil }
    if !isPoint, has("间", end) || has("候", end) || has("代", end) || has("期", end) { return nil }
    var minute: Int?
    var second: Int?
    if has("过", end), dates.integer(at: end + 1, most: 59) != nil { end += 1 }
    // 七点差一刻, 八点差五分
    if isPoint, has("差", end), hour > 0, let (stop, value) = dates.integer(at: end + 1, most: 59),
      has("分", stop) || has("刻", stop) && value == 1
    {
      let before = has("刻", stop) ? 15 : value
      let last = has("钟", stop + 1) ? stop + 2 : stop + 1
      return (last, SpokenTime(hour == 1 ? 12 : hour - 1, 60 - before, isAmbiguous: hour <= 12))
    }
    if has("半", end) {
      minute = 30
      end += 1
    } else if let (stop, value) = dates.integer(at: end, most: 59), has("刻", stop), value <= 3 {
      minute = value * 15
      end = stop + 1
    } else if let (stop, value) = dates.integer(at: end, most: 59) {
      if has("分", stop), !has("之", stop + 1) {
        minute = value
        end = has("钟", stop + 1) ? stop + 2 : stop + 1
        if let (last, seconds) = dates.integer(at: end, most: 59), has("秒", last) {
          second = seconds
          end = last + 1
        }
      } else if value >= 10 || has("零", end), isPoint, !has("个", stop), !has("块", stop),
        !has("元", stop)
      {
        minute = value
        end = stop
      } else if isPoint {
        return nil
      }
    } else if !isPoint, !(dates.reading.isDigits(index) || hour > 0) {
      return nil
    }
    return (
      end,
      SpokenTime(
        hour == 24 ? 0 : hour, minute, second,
        isAmbiguous: hour <= 12 && hour > 0 && isPoint || hour <= 12 && hour > 0 && minute == nil)
    )
  }
}
