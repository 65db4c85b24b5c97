import Quantities
import Text
import TimeExpressions

/// Finds numbers and what they count: money, percentages, ordinals, quantities.
struct NumberRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    let traits: Traits = [.digits, .numberWords, .han, .money]
    guard !text.traits.isDisjoint(with: traits) else { return [] }
    let grammar = NumberGrammar(text)
    let money = MoneyGrammar(text, grammar)
    let percents = PercentGrammar(text, grammar)
    let ordinals = EnglishOrdinals(grammar.english)
    var found: [Entity] = []
    var index = 0
    while index < text.count {
      let lexeme = text[index]
      // What begins no number begins no amount either.
      if !Self.canBegin(lexeme), Currencies.table.longest(in: text, at: index) == nil {
        index += 1
        continue
      }
      if let match = percents.match(at: index), let value = match.value {
        found.append(
          Entity(
            kind: .percent, range: text.range(match.range),
            value: .percent(Percent(value: value))))
        index = match.range.upperBound
      } else if let match = money.match(at: index, lonely: false), let amount = Self.money(match) {
        found.append(Entity(kind: .money, range: text.range(match.range), value: .money(amount)))
        index = match.range.upperBound
      } else if let match = ordinals.absolute(at: index)
        ?? HanOrdinals(grammar.chinese).match(at: index),
        !isUnitOfTime(text, match)
      {
        found.append(
          Entity(kind: .ordinal, range: text.range(match.range), value: .number(match.value)))
        index = match.range.upperBound
      } else if let match = grammar.number(at: index), !grammar.isOther(match), match.value.isFinite
      {
        found.append(counted(text, match, grammar))
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private static func canBegin(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .digits: return true
    case .word:
      if lexeme.word == .none { return false }
      if lexeme.word.cardinal >= 0 || lexeme.word.ordinal >= 0 { return true }
      switch lexeme.word {
      case .a, .an, .half, .quarter, .minus, .percent, .per, .x: return true
      default: return false
      }
    case .han:
      return HanNumbers.digit(lexeme.code).value >= 0 || HanNumbers.unit(lexeme.code) > 0
        || HanNumbers.negative.contains(lexeme.code) || lexeme.code == 0x7B2C
        || lexeme.code == 0x534A || lexeme.code == 0x5BF9
    case .symbol:
      return lexeme.code == 0x2D || lexeme.code == 0x2E || lexeme.code == 0x2212
        || VulgarFraction.value(lexeme) != nil
    }
  }

  /// `a second`, `wait a second` count nothing in order.
  private func isUnitOfTime(_ text: Reading, _ match: NumberMatch) -> Bool {
    text.word(match.range.lowerBound) == .second && match.range.count == 1
      && (text.word(match.range.lowerBound - 1) == .a
        || text.word(match.range.lowerBound - 1).cardinal >= 0
        || text[match.range.lowerBound].isPlural)
  }

  static func money(_ match: MoneyMatch) -> Money? {
    guard let value = match.value else { return nil }
    let hundredths = (value * 100 / match.unit.parts).rounded()
    guard abs(hundredths) < 9e15 else { return nil }
    return Money(hundredths: Int(hundredths), currency: match.unit.usual)
  }

  /// A number, or how many of something: `2 kettles`, 三个, `x3`, `39.90` after `paid`.
  private func counted(_ text: Reading, _ match: NumberMatch, _ grammar: NumberGrammar) -> Entity {
    let range = match.range
    if let amount = priced(text, match) {
      return Entity(kind: .money, range: text.range(range), value: .money(amount))
    }
    let isCount =
      match.form == .integer && match.value >= 1 && match.value < 1000 && !match.isSigned
    if isCount, range.upperBound < text.count {
      let next = text[range.upperBound]
      if next.kind == .han, Self.classifiers.contains(next.code),
        !(next.code == 0x4E2A && text.has("月", at: range.upperBound + 1)),
        !(text.has("个", at: range.upperBound)
          && (text.has("小", at: range.upperBound + 1) || text.has("星", at: range.upperBound + 1)))
      {
        return Entity(
          kind: .quantity, range: text.range(range.lowerBound..<range.upperBound + 1),
          value: .number(match.value))
      }
      let isNamed =
        text.isWord(range.upperBound) && next.code > 2 && next.word == .none
        || next.word == .pieces
        || next.word == .of && match.range.count >= 1 || next.word == .more
        || next.word == .x && !text.isWord(range.upperBound + 1)
      if isNamed, next.hasBlankBefore || next.word == .x, !isCode(text, range) {
        let end = next.word == .pieces || next.word == .x ? range.upperBound + 1 : range.upperBound
        return Entity(
          kind: .quantity, range: text.range(range.lowerBound..<end), value: .number(match.value))
      }
    }
    if isCount, text.word(range.lowerBound - 1) == .x, text.isAttached(range.lowerBound) {
      return Entity(
        kind: .quantity, range: text.range(range.lowerBound - 1..<range.upperBound),
        value: .number(match.value))
    }
    if isCount, text.word(range.upperBound - 1) == .dozen || text.has("打", at: range.upperBound - 1)
    {
      return Entity(kind: .quantity, range: text.range(range), value: .number(match.value))
    }
    return Entity(kind: .number, range: text.range(range), value: .number(match.value))
  }

  /// `step 2 …`, `number 4`: a name, no amount.
  private func isCode(_ text: Reading, _ range: Range<Int>) -> Bool {
    let before = text.word(range.lowerBound - 1)
    return before == .number || before == .no || text.has("#", at: range.lowerBound - 1)
  }

  /// Two decimals after `paid`, a round sum after `under`: money, though nobody said which.
  private func priced(_ text: Reading, _ match: NumberMatch) -> Money? {
    guard match.isPlainDigits, match.value > 0, match.value < 1e9 else { return nil }
    let before = match.range.lowerBound - 1
    guard before >= 0 else { return nil }
    let next = match.range.upperBound < text.count ? text[match.range.upperBound] : nil
    let isOpen =
      next == nil || next?.kind == .symbol || next?.word == .for || next?.word == .and
      || next?.word == .on || next?.word == .or
    let spelling = text.isWord(before) ? text[before].hash : 0
    let paid = Self.paying.contains(spelling)
    let limit =
      Self.limits.contains(spelling)
      || Self.hanLimits.contains { text.hasHan($0, at: before - $0.count + 1) }
    let decimals = match.form == .decimal
    guard paid && (decimals || isOpen && match.value >= 5) || limit && isOpen && match.value >= 5
    else { return nil }
    let hundredths = (match.value * 100).rounded()
    return Money(hundredths: Int(hundredths), currency: "")
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let paying = hashes("paid pay cost costs price charged spent spend costing")
  private static let limits = hashes("under below budget underneath max maximum")
  private static let hanLimits = ["不超过", "低于", "预算", "少于", "花了", "付了", "价格"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
  private static let classifiers: Set<UInt32> = Set(
    "个件只把套双条张台本盒包瓶箱袋支枝根顶副块杯罐听份样款组对串卷桶"
      .unicodeScalars.map { HanFold.fold($0.value) })
}
