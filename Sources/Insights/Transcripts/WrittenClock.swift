/// Times inside the lines of a transcript: `[09:12]`, `(09:12)`, `2026-03-01 09:12:00`, `12/31/23, 10:15 PM -`.
enum WrittenClock {
  /// The time that a line begins with, and where what follows begins; an empty time when there is none.
  static func leading(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (time: Range<Int>, after: Int) {
    let none = (time: line.lowerBound..<line.lowerBound, after: line.lowerBound)
    guard !line.isEmpty else { return none }
    switch bytes[line.lowerBound] {
    case 0x5B, 0x28:
      let close: UInt8 = bytes[line.lowerBound] == 0x5B ? 0x5D : 0x29
      let end = bytes.next(
        close, in: line.lowerBound..<min(line.upperBound, line.lowerBound + 64))
      guard end < line.upperBound, bytes[end] == close else { return none }
      let inside = line.lowerBound + 1..<end
      guard isWhole(bytes, inside) else { return none }
      return (bytes.trimmed(inside), behind(bytes, end + 1..<line.upperBound))
    case 0x30...0x39:
      let end = extent(bytes, line)
      let time = bytes.trimmed(line.lowerBound..<end)
      guard hasColon(bytes, time) else { return named(bytes, line) ?? none }
      return (time, behind(bytes, end..<line.upperBound))
    case 0x41...0x5A where isMonthOrDay(bytes, line.lowerBound, line.upperBound):
      return named(bytes, line) ?? none
    default: return none
    }
  }

  /// Whether a range is a time and nothing else.
  static func isWhole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let range = bytes.trimmed(range)
    guard !range.isEmpty, range.count <= 60 else { return false }
    var hasDigit = false
    var letters = 0
    for index in range {
      switch bytes[index] {
      case 0x30...0x39: hasDigit = true
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      case 0x2D...0x2F, 0x3A, 0x20, 0x2C, 0x2B: continue
      case 0x80...: letters += 1
      default: return false
      }
    }
    guard hasDigit else { return false }
    if letters == 0 { return hasSign(bytes, range) }
    if isDuration(bytes, range) { return true }
    return extent(bytes, range) == range.upperBound && hasSign(bytes, range)
      || isNamed(bytes, range)
  }

  /// A date with a month's or a day's name, which is rare enough to be read in full.
  private static func isNamed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let text = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    let words = text.split { !$0.isLetter }.map { $0.lowercased() }
    let known = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon",
      "tue", "wed", "thu", "fri", "sat", "sun", "today", "yesterday", "at", "am", "pm", "t", "z",
      "utc", "gmt", "年", "月", "日", "上午", "下午", "晚上", "凌晨", "中午", "昨天", "今天",
      "오전", "오후", "午前", "午後",
    ]
    return words.allSatisfy { word in known.contains { word.hasPrefix($0) } }
      && text.contains { $0 == ":" || $0 == "/" || $0 == "-" || $0.isNumber }
  }

  /// `5s`, `1m 5s`: how long after the beginning.
  private static func isDuration(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var digits = 0
    for index in range {
      switch bytes[index] {
      case 0x30...0x39: digits += 1
      case 0x68 where digits > 0, 0x6D where digits > 0, 0x73 where digits > 0: digits = 0
      case 0x20 where digits == 0: continue
      default: return false
      }
    }
    return digits == 0
  }

  private static let monthsAndDays: Set<UInt32> = Set(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split(
      separator: " "
    )
    .map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })

  private static func isMonthOrDay(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start + 3 <= end else { return false }
    let key =
      UInt32(bytes[start] | 0x20) << 16 | UInt32(bytes[start + 1] | 0x20) << 8
      | UInt32(bytes[start + 2] | 0x20)
    return monthsAndDays.contains(key)
  }

  /// A time whose month is a word: `Jan 5, 2024 10:05 AM`, `Fri Jan 05 10:05:00 2024`, `5 Jan 2024, 10:05`.
  private static func named(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (
    time: Range<Int>, after: Int
  )? {
    var end = line.lowerBound
    var sure = end
    var hasMonth = false
    var hasClock = false
    while end < line.upperBound, end - line.lowerBound < 48 {
      let start = end
      while end < line.upperBound, bytes[end] > 0x20, bytes[end] != 0x2C { end += 1 }
      let isDigit = bytes[start] >= 0x30 && bytes[start] <= 0x39
      var colons = 0
      for index in start..<end where bytes[index] == 0x3A { colons += 1 }
      if isDigit, colons > 0 {
        guard !hasClock else { break }
        hasClock = true
        if bytes[end - 1] == 0x3A { end -= 1 }
      } else if isDigit {
        // Behind the clock only a year stands.
        if hasClock, end - start != 4 { break }
      } else if half(bytes, start, line) == end, hasClock {
        sure = end
        break
      } else if !hasClock, end - start <= 9, isMonthOrDay(bytes, start, end) {
        hasMonth = true
      } else {
        break
      }
      sure = end
      while end < line.upperBound, bytes[end] == 0x20 || bytes[end] == 0x2C { end += 1 }
    }
    guard hasMonth, hasClock else { return nil }
    return (line.lowerBound..<sure, behind(bytes, sure..<line.upperBound))
  }

  /// The time at the end of a name: `Mia 10:05`, `Mia, 10:05 AM`.
  static func trailing(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard range.count > 5 else { return nil }
    var start = range.upperBound
    var best: Range<Int>?
    while start > range.lowerBound, range.upperBound - start < 40 {
      start -= 1
      guard bytes[start] == 0x20 || bytes[start] == 0x09 else { continue }
      let candidate = start + 1..<range.upperBound
      guard !candidate.isEmpty, bytes[candidate.lowerBound] >= 0x30,
        bytes[candidate.lowerBound] <= 0x39,
        hasColon(bytes, candidate), extent(bytes, candidate) == candidate.upperBound
      else { continue }
      best = candidate
    }
    return best
  }

  /// Where a time that begins with a digit ends, `AM`, `PM` and the parting signs of dates included.
  private static func extent(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
    var end = line.lowerBound
    // Where the last thing ended that surely belongs to the time.
    var sure = line.lowerBound
    while end < line.upperBound, end - line.lowerBound < 48 {
      switch bytes[end] {
      case 0x30...0x39:
        end += 1
        // A number that goes on as a word belongs to a name.
        if end == line.upperBound || !isLetter(bytes[end]) || isMark(bytes, end, line) {
          sure = end
        }
      case 0x2D where end > line.lowerBound && bytes[end - 1] == 0x20: return sure
      case 0x2B where !isZone(bytes, end + 1..<line.upperBound): return sure
      case 0x2D...0x2F, 0x3A, 0x2B, 0x20, 0x2C, 0x09: end += 1
      case 0x54
      where end + 1 < line.upperBound && bytes[end + 1] >= 0x30 && bytes[end + 1] <= 0x39:
        end += 1
      case 0x5A
      where end + 1 == line.upperBound || bytes[end + 1] <= 0x20:
        end += 1
        sure = end
      case 0x41, 0x61, 0x50, 0x70:
        guard let half = half(bytes, end, line) else { return sure }
        end = half
        sure = end
      case 0xE2
      where end + 2 < line.upperBound && bytes[end + 1] == 0x80 && bytes[end + 2] == 0xAF:
        // The narrow blank that phones put before PM.
        end += 3
      case 0xC2 where end + 1 < line.upperBound && bytes[end + 1] == 0xA0: end += 2
      case 0xC3, 0x6B, 0x75:
        // `à`, `klo`, `um` between a date and its time.
        guard let word = link(bytes, end, line) else { return sure }
        end = word
      case 0xE4...0xE9, 0xEB...0xED:
        guard let sign = sign(bytes, end, line) else { return sure }
        end = sign
        sure = end
      default: return sure
      }
    }
    return sure
  }

  /// Where a word ends that stands between a date and its time in French, Finnish or German.
  private static func link(_ bytes: Span<UInt8>, _ start: Int, _ line: Range<Int>) -> Int? {
    guard start > line.lowerBound, bytes[start - 1] == 0x20 else { return nil }
    for word in [[0xC3, 0xA0, 0x20], Array("klo ".utf8), Array("um ".utf8)] {
      let end = start + word.count
      if end < line.upperBound, bytes.holds(word, in: start..<end) { return end }
    }
    return nil
  }

  /// `0800` or `08:00` behind a plus; a telephone number is longer.
  private static func isZone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var digits = 0
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] >= 0x30 && bytes[index] <= 0x3A {
      if bytes[index] != 0x3A { digits += 1 }
      index += 1
    }
    return digits == 4
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  /// `T`, `Z`, `AM`, `PM` behind a number.
  private static func isMark(_ bytes: Span<UInt8>, _ index: Int, _ line: Range<Int>) -> Bool {
    switch bytes[index] {
    case 0x54, 0x5A: true
    default: half(bytes, index, line) != nil
    }
  }

  /// Where `AM`, `p.m.` ends.
  private static func half(_ bytes: Span<UInt8>, _ start: Int, _ line: Range<Int>) -> Int? {
    var index = start
    guard index < line.upperBound, [0x61, 0x70].contains(bytes[index] | 0x20) else { return nil }
    index += 1
    if index < line.upperBound, bytes[index] == 0x2E {
      index += 1
      // `p. m.`, with a blank that may not break too.
      if index < line.upperBound, bytes[index] == 0x20 { index += 1 }
      if index + 1 < line.upperBound, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { index += 2 }
    }
    guard index < line.upperBound, bytes[index] | 0x20 == 0x6D else { return nil }
    index += 1
    if index < line.upperBound, bytes[index] == 0x2E { index += 1 }
    return index == line.upperBound || !isLetter(bytes[index]) ? index : nil
  }

  /// 年, 月, 日, 号, 时, 点, 分, 秒, 上午, 下午, 晚上, 凌晨.
  private static func sign(_ bytes: Span<UInt8>, _ start: Int, _ line: Range<Int>) -> Int? {
    guard start + 2 < line.upperBound else { return nil }
    let text = String(decoding: (start..<start + 3).map { bytes[$0] }, as: UTF8.self)
    guard "年月日号时点分秒년월일시분초".contains(text) || "上下晚凌中早오".contains(text) else {
      return nil
    }
    if "上下晚凌中早오".contains(text) {
      guard start + 5 < line.upperBound else { return nil }
      let next = String(decoding: (start + 3..<start + 6).map { bytes[$0] }, as: UTF8.self)
      return "午上晨전후".contains(next) ? start + 6 : nil
    }
    return start + 3
  }

  /// What stands between a time and a name is passed over.
  private static func behind(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case 0x20, 0x09, 0x2D, 0x2C, 0x7C: index += 1
      // An older export of a phone has a colon behind the time, too.
      case 0x3A where index + 1 < range.upperBound && bytes[index + 1] == 0x20: index += 2
      case 0xE2
      where index + 2 < range.upperBound && bytes[index + 1] == 0x80
        && [0x8E, 0x8F, 0x93, 0x94, 0xAF].contains(bytes[index + 2]):
        index += 3
      default: return index
      }
    }
    return index
  }

  private static func hasColon(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] == 0x3A { return true }
    for index in range where bytes[index] == 0xE7 || bytes[index] == 0xE6 { return true }
    // A whole date will do without a time of day.
    var signs = 0
    var digits = 0
    for index in range {
      if [0x2D, 0x2E, 0x2F].contains(bytes[index]) { signs += 1 }
      if bytes[index] >= 0x30, bytes[index] <= 0x39 { digits += 1 }
    }
    if signs == 2, digits >= 5, digits <= 8 { return true }
    // A date and a time of day, both with dots.
    guard signs >= 3, digits >= 8 else { return false }
    for index in range where bytes[index] == 0x20 { return true }
    return false
  }

  private static func hasSign(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where [0x3A, 0x2F, 0x2D, 0x2E].contains(bytes[index]) { return true }
    for index in range where bytes[index] >= 0xE4 { return true }
    return false
  }
}
