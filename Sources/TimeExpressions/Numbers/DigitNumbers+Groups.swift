import Text

/// Thousands in groups, and where the decimals begin.
extension DigitNumbers {
  /// What stands between thousands where no blank does: Switzerland writes an apostrophe.
  static let groupMarks: [Unicode.Scalar] = [",", "'", "\u{2019}"]

  /// `12,34,567`: groups of two before the last three, as India counts lakhs and crores.
  func indian(from index: Int, _ value: inout Double) -> Int {
    guard reading[index].code <= 2 else { return index + 1 }
    var total = value
    var at = index + 1
    while let group = group(at: at, by: ","), group.code == 2 {
      total = total * 100 + group.value
      at += 2
    }
    guard at > index + 1, let last = group(at: at, by: ","), last.code == 3,
      group(at: at + 2, by: ",") == nil
    else { return index + 1 }
    value = total * 1000 + last.value
    return at + 2
  }

  /// The digits after a mark, when neither stands apart from what is before it.
  func group(at index: Int, by mark: Unicode.Scalar) -> Lexeme? {
    guard reading.has(mark, at: index), reading.isAttached(index), reading.isDigits(index + 1),
      reading.isAttached(index + 1)
    else { return nil }
    return reading[index + 1]
  }

  func grouped(from index: Int, by mark: Unicode.Scalar, _ value: inout Double) -> Int {
    var end = index + 1
    // A full-width comma groups full-width digits; after others it ends a clause.
    if mark == ",", end < reading.count, reading[end].end - reading[end].start > 1,
      reading[index].end - reading[index].start == Int(reading[index].code)
    {
      return end
    }
    var total = value
    while reading.has(mark, at: end), reading.isAttached(end), reading.isDigits(end + 1),
      reading.isAttached(end + 1), reading[end + 1].code == 3
    {
      total = total * 1000 + reading[end + 1].value
      end += 2
    }
    // `1,234,5` is a list, not a number in groups.
    if reading.has(mark, at: end), reading.isAttached(end), reading.isDigits(end + 1),
      reading.isAttached(end + 1)
    {
      return index + 1
    }
    if end > index + 1 { value = total }
    return end
  }

  /// `1.234,56`, as much of Europe writes it.
  func continental(_ index: Int) -> Plain? {
    guard reading[index].code <= 3 else { return nil }
    var total = reading[index].value
    var end = index + 1
    while reading.has(".", at: end), reading.isAttached(end), reading.isDigits(end + 1),
      reading.isAttached(end + 1), reading[end + 1].code == 3
    {
      total = total * 1000 + reading[end + 1].value
      end += 2
    }
    guard end > index + 1 else { return nil }
    if let decimal = decimalComma(end, total) { return decimal }
    // Two groups or more are thousands: `1.234.567`.
    guard end > index + 3, total >= 1e6, group(at: end, by: ".") == nil,
      group(at: end, by: ",") == nil, !reading[index].isPlural
    else { return nil }
    return Plain(end: end, value: total, isDecimal: false)
  }

  /// The decimals of `1 299,00` and `1'299,00`, where blanks or apostrophes group the thousands.
  func decimalComma(_ end: Int, _ whole: Double) -> Plain? {
    guard let decimals = group(at: end, by: ","), decimals.code == 2,
      !(reading.isAttached(end + 2) && (reading.isDigits(end + 2) || reading.isWord(end + 2)))
    else { return nil }
    let value = reading.decimal(
      whole: String(Int(exactly: whole) ?? 0), fraction: reading.digits(end + 1))
    return Plain(end: end + 2, value: value, isDecimal: true)
  }

  func spaced(from index: Int, _ value: inout Double) -> Int {
    var end = index + 1
    var total = value
    guard !reading[index].isPlural else { return end }
    while reading.isDigits(end), reading[end].code == 3, reading[end].hasBlankBefore,
      reading[end].start - reading[end - 1].end <= 3
    {
      total = total * 1000 + reading[end].value
      end += 1
    }
    if end > index + 1, reading.isDigits(end) { return index + 1 }
    if end > index + 1 { value = total }
    return end
  }

  /// `1.2.3` and `24.12.2016` are no decimals.
  func isVersion(_ point: Int) -> Bool {
    reading.has(".", at: point + 2) && reading.isAttached(point + 2)
      && reading.isDigits(point + 3) && reading.isAttached(point + 3)
  }

  /// `39,90` and `1,3` are decimals; `22,24,26` is a list.
  func isDecimalComma(_ index: Int, _ comma: Int) -> Bool {
    guard reading[comma + 1].code <= 2 else { return false }
    if reading.has(",", at: comma + 2), reading.isAttached(comma + 2) {
      if reading.isDigits(comma + 3), reading.isAttached(comma + 3) { return false }
    }
    if reading.has(",", at: index - 1), reading.isAttached(index), reading.isAttached(index - 1),
      reading.isDigits(index - 2)
    {
      return false
    }
    return true
  }
}
