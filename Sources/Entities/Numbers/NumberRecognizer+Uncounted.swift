import Text
import TimeExpressions

/// What is written with a numeral and yet is no number of anything.
extension NumberRecognizer {
  /// Where such a numeral ends.
  func uncounted(_ text: Reading, _ match: NumberMatch) -> Int? {
    measured(text, match) ?? pointedAt(text, match) ?? guessed(text, match) ?? named(text, match)
  }

  /// 三两茶叶: a weight of fifty grams each, which no quantity of goods is; where it ends.
  private func measured(_ text: Reading, _ match: NumberMatch) -> Int? {
    let end = match.range.upperBound
    guard match.range.count == 1, text.isHan(match.range.lowerBound), text.has("两", at: end),
      match.value >= 1, match.value <= 10, text.isHan(end + 1),
      !Self.classifiers.contains(text[end + 1].code),
      HanNumbers.unit(text[end + 1].code) == 0, HanNumbers.digit(text[end + 1].code).value < 0,
      !["天", "年", "周", "次", "月", "点", "人", "位", "种", "分", "块", "元"]
        .contains(where: { text.has($0, at: end + 1) })
    else { return nil }
    return end + 1
  }

  /// 最后一个, 另一个 say which one, and not how many; where they end.
  private func pointedAt(_ text: Reading, _ match: NumberMatch) -> Int? {
    let (start, end) = (match.range.lowerBound, match.range.upperBound)
    guard match.value == 1, match.range.count == 1, text.isHan(end),
      Self.classifiers.contains(text[end].code),
      ["后", "上", "另", "这", "那", "哪", "每", "同"].contains(where: { text.has($0, at: start - 1) })
    else { return nil }
    return end + 1
  }

  /// 五六个, 三五天: a guess between two numbers, which is neither; where it ends.
  private func guessed(_ text: Reading, _ match: NumberMatch) -> Int? {
    let end = match.range.upperBound
    guard match.range.count == 1, text.isHan(end - 1), text.isHan(end), text.isHan(end + 1),
      Self.classifiers.contains(text[end + 1].code)
    else { return nil }
    let higher = Double(HanNumbers.digit(text[end].code).value)
    guard higher == match.value + 1 || match.value == 3 && higher == 5 else { return nil }
    return end + 1
  }

  /// `IMG_2026`: a part of a name; where it ends.
  private func named(_ text: Reading, _ match: NumberMatch) -> Int? {
    let start = match.range.lowerBound
    guard text.isDigits(start), text.has("_", at: start - 1), text.isAttached(start) else {
      return nil
    }
    return match.range.upperBound
  }
}
