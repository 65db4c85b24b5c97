import Text

/// Names of people who introduce themselves, and numbers of payment cards and parcels.
struct People {
  let reading: Reading

  /// The name after `my name is`, `I'm`, `this is`, 我叫; from left to right.
  func names() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let start = introduction(at: index), let end = name(from: start.place, sure: start.sure) {
        var first = start.place
        while !reading.isWord(first) { first += 1 }
        found.append(first..<end)
        index = end
      } else if let range = chinese(at: index) {
        found.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// Where a name would begin, and whether the words promise one.
  private func introduction(at index: Int) -> (place: Int, sure: Bool)? {
    guard reading.isWord(index) else { return nil }
    let spelling = reading[index].hash
    // `my name is`, `name's`, `the name on the order is`, `name: …`
    if reading.word(index) == .name || spelling == Self.names {
      // `my name, Ada Lovelace`
      if reading.has(",", at: index + 1), reading.isWord(index + 3), reading[index + 2].isCapital,
        reading[index + 3].isCapital, reading[index + 2].word == .none
      {
        return (index + 2, true)
      }
      var at = index + 1
      var steps = 0
      while at < reading.count, steps < 6 {
        if reading.word(at) == .isWord || reading.has(":", at: at) || reading.has("：", at: at) {
          return (at + 1, true)
        }
        if reading.word(at) == .s, reading.has("'", at: at - 1) || reading.has("’", at: at - 1) {
          return (at + 1, true)
        }
        guard reading.isWord(at) || reading.has("'", at: at) || reading.has("’", at: at) else {
          return nil
        }
        at += 1
        steps += 1
      }
      return nil
    }
    // `I'm Ada`, `I am Ada`, `this is Ada`, `call me Ada`: only a capital tells a name.
    if spelling == Self.i {
      if reading.has("'", at: index + 1) || reading.has("’", at: index + 1),
        reading.isWord(index + 2), reading[index + 2].hash == Self.m
      {
        return (index + 3, false)
      }
      if reading.isWord(index + 1), reading[index + 1].hash == Self.am { return (index + 2, false) }
    }
    if reading.word(index) == .this, reading.word(index + 1) == .isWord {
      return (index + 2, false)
    }
    if reading.word(index) == .call, reading.isWord(index + 1), reading[index + 1].hash == Self.me {
      return (index + 2, false)
    }
    return nil
  }

  private static func hash(_ text: String) -> UInt64 { Lexer.read(text)[0].hash }
  private static let names = hash("names")
  private static let i = hash("i")
  private static let m = hash("m")
  private static let am = hash("am")
  private static let me = hash("me")
  private static let stops: Set<UInt64> = Set(
    ("and i my the a an with from here but so please can could would email mail zip order living "
      + "calling writing not in on at of for to also it is was that this as by or if you your we our "
      + "address number phone what where how when which who looking trying having very really still "
      + "just sorry happy glad sure afraid interested going done fine good great ok okay back new ready "
      + "currently located based because since about correct right wrong spelled under listed registered "
      + "mr mrs ms dr")
      .split(separator: " ").map { hash(String($0)) })

  private func name(from index: Int, sure: Bool) -> Int? {
    var at = index
    while reading.has("\"", at: at) || reading.has("“", at: at) || reading.has("*", at: at) {
      at += 1
    }
    let start = at
    var words = 0
    var allCapital = true
    while at < reading.count, reading.isWord(at), words < 4 {
      let lexeme = reading[at]
      guard !Self.stops.contains(lexeme.hash) else { break }
      if words > 0, !lexeme.isCapital, reading[at - 1].isCapital { break }
      if !lexeme.isCapital {
        allCapital = false
        if words >= 2 || lexeme.word != .none && lexeme.word.month == 0 { break }
      }
      words += 1
      at += 1
      // `O'Neil`, `Jean-Luc`
      if at + 1 < reading.count, reading.isAttached(at), reading.isAttached(at + 1),
        reading.has("'", at: at) || reading.has("’", at: at) || reading.has("-", at: at),
        reading.isWord(at + 1), reading[at + 1].word != .s
      {
        at += 2
      }
    }
    guard words > 0, start == index || words > 0 else { return nil }
    return sure || allCapital && reading[start].word == .none ? at : nil
  }

  private static let leads = ["我叫", "我的名字是", "名字是", "名字叫", "姓名是", "姓名", "叫我", "我姓", "姓名为"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
  private static let endings: Set<UInt32> = Set(
    "的，。是在想要有和订邮电手，了吗呢我你您就可以这那地址号码也还都不没请帮".unicodeScalars.map { HanFold.fold($0.value) })

  /// 我叫李明: two to four characters, or a name in Latin letters.
  private func chinese(at index: Int) -> Range<Int>? {
    guard reading.isHan(index) else { return nil }
    for lead in Self.leads where reading.hasHan(lead, at: index) {
      var start = index + lead.count
      if reading.has("：", at: start) || reading.has(":", at: start) || reading.has("是", at: start) {
        start += 1
      }
      if reading.isWord(start), let end = name(from: start, sure: true) { return start..<end }
      var end = start
      while end < reading.count, reading.isHan(end), end - start < 4,
        !Self.endings.contains(reading[end].code)
      {
        end += 1
      }
      if end - start >= (lead.last == 0x59D3 ? 1 : 2) { return start..<end }
    }
    return nil
  }

  /// Payment cards: 13 to 19 digits whose check digit is right (ISO/IEC 7812, Luhn).
  func cards() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      guard reading.isDigits(index), !(reading.isAttached(index) && reading.isWord(index - 1))
      else {
        index += 1
        continue
      }
      var digits = Array(reading.digits(index).utf8)
      var end = index + 1
      while digits.count < 19 {
        if reading.isDigits(end), reading[end].hasBlankBefore, reading[end].code >= 2 {
          digits += Array(reading.digits(end).utf8)
          end += 1
        } else if reading.has("-", at: end), reading.isDigits(end + 1), reading[end + 1].code >= 2 {
          digits += Array(reading.digits(end + 1).utf8)
          end += 2
        } else {
          break
        }
      }
      if (13...19).contains(digits.count), Self.isLuhn(digits) {
        found.append(index..<end)
      }
      index = end
    }
    return found
  }

  static func isLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, byte) in digits.reversed().enumerated() {
      var value = Int(byte) - 0x30
      if place % 2 == 1 {
        value *= 2
        if value > 9 { value -= 9 }
      }
      sum += value
    }
    return sum % 10 == 0 && digits.contains { $0 != 0x30 }
  }
}

/// Numbers of parcels: by the carriers' own forms, or a code that `tracking` announces.
struct TrackingNumbers {
  let reading: Reading

  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      guard reading.isWord(index) || reading.isDigits(index),
        !reading.isAttached(index) || reading[index - 1].kind == .symbol
          || reading[index - 1].kind == .han
      else {
        index += 1
        continue
      }
      var end = index
      var letters = 0
      var digits = 0
      while end < reading.count, end == index || reading.isAttached(end),
        reading.isWord(end) || reading.isDigits(end)
      {
        if reading.isWord(end) { letters += Int(reading[end].code) }
        if reading.isDigits(end) { digits += Int(reading[end].code) }
        end += 1
      }
      if digits >= 7, isTracking(index, end, letters: letters, digits: digits) {
        found.append(index..<end)
      }
      index = max(end, index + 1)
    }
    return found
  }

  private func isTracking(_ index: Int, _ end: Int, letters: Int, digits: Int) -> Bool {
    let text = reading.text(reading.range(index..<end)).uppercased()
    if text.hasPrefix("1Z"), text.utf8.count == 18 { return true }
    // The Universal Postal Union's S10: two letters, nine digits, two letters.
    if end - index == 3, letters == 4, digits == 9, reading[index].code == 2 { return true }
    for carrier in ["SF", "YT", "ZTO", "STO", "JD", "JT", "DPK", "EMS"]
    where text.hasPrefix(carrier) && digits >= 10 && letters <= 4 {
      return true
    }
    guard letters + digits >= 8 else { return false }
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 6 {
      if reading.isWord(at), Self.words.contains(reading[at].hash) { return true }
      for phrase in Self.phrases where reading.hasHan(phrase, at: at) { return true }
      at -= 1
      steps += 1
    }
    return false
  }

  private static let words: Set<UInt64> = Set(
    ["tracking", "parcel", "waybill", "consignment", "shipment"].map { Lexer.read($0)[0].hash })
  private static let phrases = ["快递单", "运单", "物流单", "单号", "快递号"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
}
