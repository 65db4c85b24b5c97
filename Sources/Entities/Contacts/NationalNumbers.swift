import Text

/// What states number people by, where the form and its check digits leave no doubt; and any code
/// after a word such as `passport` or 身份证.
struct NationalNumbers {
  let reading: Reading

  /// All numbers from left to right.
  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let end = announced(at: index) ?? resident(at: index) ?? socialSecurity(at: index)
        ?? insurance(at: index) ?? taxpayer(at: index)
      {
        found.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: By their own form.

  private func isBound(_ start: Int, _ end: Int) -> Bool {
    !isHeld(before: start) && !(reading.isAttached(end) && joins(end))
  }

  private func isHeld(before index: Int) -> Bool {
    reading.isAttached(index) && joins(index - 1)
  }

  private func joins(_ index: Int) -> Bool {
    reading.isWord(index) || reading.isDigits(index) || reading.has("_", at: index)
      || reading.has("-", at: index)
  }

  /// A Chinese identity number (GB 11643): area, day of birth, and a check character that may be X.
  private func resident(at index: Int) -> Int? {
    guard reading.isDigits(index) else { return nil }
    var digits = Array(reading.digits(index).utf8)
    var end = index + 1
    if digits.count == 17, reading.spelling(end) == "x", reading.isAttached(end) {
      digits.append(UInt8(ascii: "X"))
      end += 1
    }
    guard digits.count == 18, isBound(index, end) else { return nil }
    let number = digits.prefix(17).map { Int($0) - 0x30 }
    let (month, day) = (number[10] * 10 + number[11], number[12] * 10 + number[13])
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let sum = zip(number, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    return digits[17] == Array("10X98765432".utf8)[sum % 11] ? end : nil
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

  /// `078-05-1120`: the parts that were never given out are none.
  private func socialSecurity(at index: Int) -> Int? {
    guard reading.isDigits(index), reading[index].code == 3, reading.has("-", at: index + 1),
      reading.isDigits(index + 2), reading[index + 2].code == 2, reading.has("-", at: index + 3),
      reading.isDigits(index + 4), reading[index + 4].code == 4,
      (index + 1...index + 4).allSatisfy(reading.isAttached), isBound(index, index + 5)
    else { return nil }
    let area = reading[index].value
    return area > 0 && area != 666 && area < 900 && reading[index + 2].value > 0
      && reading[index + 4].value > 0 ? index + 5 : nil
  }

  /// A British national insurance number: `AB 12 34 56 C`.
  private func insurance(at index: Int) -> Int? {
    guard reading.isWord(index), reading[index].code == 2, reading[index].isCapital else {
      return nil
    }
    let letters = Array(reading.spelling(index).utf8)
    guard letters.allSatisfy({ !"dfiquv".utf8.contains($0) }), letters[1] != UInt8(ascii: "o")
    else { return nil }
    var end = index + 1
    var digits = 0
    while reading.isDigits(end), digits < 6 {
      digits += Int(reading[end].code)
      end += 1
    }
    guard digits == 6, reading.isWord(end), reading[end].code == 1, reading[end].isCapital,
      "abcd".contains(reading.spelling(end)), isBound(index, end + 1),
      end > index + 2 || reading.isAttached(end)
    else { return nil }
    return end + 1
  }

  /// A Brazilian CPF, `123.456.789-09`, whose last two digits check the others.
  private func taxpayer(at index: Int) -> Int? {
    guard reading.isDigits(index), reading[index].code == 3, reading.has(".", at: index + 1),
      reading.isDigits(index + 2), reading[index + 2].code == 3, reading.has(".", at: index + 3),
      reading.isDigits(index + 4), reading[index + 4].code == 3, reading.has("-", at: index + 5),
      reading.isDigits(index + 6), reading[index + 6].code == 2, isBound(index, index + 7)
    else { return nil }
    return index + 7
  }

  // MARK: By a word before them.

  /// A code that `passport number is`, `SSN`, 护照号 lead up to.
  private func announced(at index: Int) -> Int? {
    guard let end = code(at: index), isAnnounced(index) else { return nil }
    return end
  }

  /// A run of capitals and digits, in groups perhaps, with five digits at least.
  private func code(at index: Int) -> Int? {
    let isMixed =
      reading.isWord(index) && reading.isDigits(index + 1) && reading.isAttached(index + 1)
    guard reading.isDigits(index) || isMixed || reading.isWord(index) && reading[index].code <= 3,
      !isHeld(before: index)
    else { return nil }
    var end = index
    var digits = 0
    while end < reading.count, end - index < 8 {
      if reading.isDigits(end) {
        if end > index, reading[end].hasBlankBefore, reading[end].code > 4 { break }
        digits += Int(reading[end].code)
      } else if reading.isWord(end) {
        guard reading[end].code <= 3 || end == index,
          !reading[end].hasBlankBefore || end == index
            || reading[end].code == 1 && reading[end].isCapital
        else { break }
      } else if reading.has("-", at: end) || reading.has(".", at: end) {
        guard reading.isAttached(end), reading.isDigits(end + 1), reading.isAttached(end + 1) else {
          break
        }
      } else {
        break
      }
      end += 1
    }
    return digits >= 5 && digits <= 20 ? end : nil
  }

  private func isAnnounced(_ index: Int) -> Bool {
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 6 {
      if reading.isWord(at) {
        if let next = Self.leads[reading[at].hash] {
          return next.isEmpty || next.contains { isNext(at, $0) }
        }
        guard Self.fillers.contains(reading[at].hash) else { return false }
      } else if reading.isHan(at) {
        for lead in Self.hanLeads where reading.hasHan(lead, at: at) { return true }
      } else if reading.isDigits(at) {
        return false
      }
      at -= 1
      steps += 1
    }
    return false
  }

  private func isNext(_ index: Int, _ word: String) -> Bool {
    reading.spelling(index + 1) == word || reading.spelling(index - 1) == word
  }

  private static func hash(_ text: String) -> UInt64 { Lexer.read(text)[0].hash }
  /// A word, and what must stand beside it to make it one of these.
  private static let leads: [UInt64: [String]] = [
    hash("passport"): [], hash("ssn"): [], hash("nino"): [], hash("aadhaar"): [],
    hash("pan"): ["card"],
    hash("cpf"): [], hash("dni"): [], hash("nif"): [], hash("nie"): [], hash("bsn"): [],
    hash("security"): ["social"], hash("social"): [], hash("insurance"): ["national"],
    hash("ni"): ["number"], hash("sin"): ["number"], hash("licence"): ["driving", "driver", "s"],
    hash("license"): ["driving", "driver", "s"], hash("tax"): ["id", "number"],
    hash("taxpayer"): [], hash("identity"): ["card", "number"], hash("national"): ["id", "number"],
    hash("medicare"): [], hash("nhs"): [], hash("id"): ["card", "national", "tax"],
  ]
  private static let fillers = Set(
    ["number", "no", "nr", "is", "my", "the", "card", "it", "s", "id", "num", "code", "was"].map(
      hash))
  private static let hanLeads = ["身份证", "护照", "社保", "驾驶证", "驾照", "身分證", "護照", "通行证", "军官证"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
}
