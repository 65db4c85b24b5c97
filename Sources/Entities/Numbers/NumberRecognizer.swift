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
    var found: [Counted] = []
    func add(_ kind: Entity.Kind, _ range: Range<Int>, _ value: Entity.Value) {
      let entity = Entity(kind: kind, range: text.range(range), value: value)
      found.append(Counted(lexemes: range, entity: entity))
    }
    var index = 0
    while index < text.count {
      let lexeme = text[index]
      // What begins no number begins no amount either.
      if !Self.canBegin(lexeme), Currencies.table.longest(in: text, at: index) == nil {
        index += 1
        continue
      }
      if let (end, count) = times(text, index) {
        add(.quantity, index..<end, .number(count))
        index = end
      } else if let match = percents.match(at: index), let value = match.value {
        add(.percent, match.range, .percent(Percent(value: value)))
        index = match.range.upperBound
      } else if let (end, amount) = pence(text, index) {
        add(.money, index..<end, .money(amount))
        index = end
      } else if let match = money.match(at: index, lonely: false), !isWeight(text, match),
        let amount = Self.money(match, thousands: hasPointedThousands(text, match))
      {
        add(.money, match.range, .money(amount))
        index = match.range.upperBound
      } else if let match = ordinals.absolute(at: index)
        ?? HanOrdinals(grammar.chinese).match(at: index),
        !isUnitOfTime(text, match)
      {
        add(.ordinal, match.range, .number(match.value))
        index = match.range.upperBound
      } else if let match = grammar.number(at: index), !grammar.isOther(match), match.value.isFinite
      {
        if let end = uncounted(text, match) {
          index = end
          continue
        }
        found.append(counted(text, match, grammar))
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return shared(found, text)
  }

  /// An entity and the lexemes it was read from.
  private struct Counted {
    let lexemes: Range<Int>
    var entity: Entity
  }

  /// `20-30 dollars`, `between $20 and 30`, 50到100元: one currency for both ends of a range.
  private func shared(_ found: [Counted], _ text: Reading) -> [Entity] {
    var found = found
    for place in found.indices.dropLast() {
      let (first, second) = (found[place], found[place + 1])
      guard first.lexemes.upperBound + 1 == second.lexemes.lowerBound,
        isJoiner(text, first.lexemes.upperBound, before: first.lexemes.lowerBound)
      else { continue }
      switch (first.entity.value, second.entity.value) {
      case (.number(let value), .money(let money))
      where first.entity.kind == .number && value >= 0
        && !text.has("$", at: second.lexemes.lowerBound):
        found[place].entity = amount(value, money, first.entity)
      case (.money(let money), .number(let value))
      where second.entity.kind == .number && value >= 0 && isClosed(text, second.lexemes.upperBound):
        found[place + 1].entity = amount(value, money, second.entity)
      default: break
      }
    }
    return found.map(\.entity)
  }

  private func amount(_ value: Double, _ money: Money, _ entity: Entity) -> Entity {
    guard value < 1e9 else { return entity }
    let hundredths = Int((value * 100).rounded())
    return Entity(
      kind: .money, range: entity.range,
      value: .money(Money(hundredths: hundredths, currency: money.currency)))
  }

  private func isJoiner(_ text: Reading, _ index: Int, before start: Int) -> Bool {
    switch text.word(index) {
    case .to: return true
    case .and: return text.word(start - 1) == .between
    default: return ["-", "–", "—", "~", "～", "到", "至"].contains { text.has($0, at: index) }
    }
  }

  private func isClosed(_ text: Reading, _ index: Int) -> Bool {
    index >= text.count || text[index].kind == .symbol && !text.has("%", at: index)
  }

  /// `50p`: pence, which no other number has behind it.
  private func pence(_ text: Reading, _ index: Int) -> (end: Int, amount: Money)? {
    guard text.isDigits(index), text[index].code <= 2, text[index].value >= 1,
      text.word(index + 1) == .p, text.isAttached(index + 1),
      !text.isAttached(index + 2)
        || !text.isWord(index + 2) && !text.isDigits(index + 2) && !text.has(".", at: index + 2)
        || text.has(".", at: index + 2) && index + 3 == text.count,
      !text.isAttached(index)
        || !text.isWord(index - 1) && !text.has(":", at: index - 1)
          && !text.has(".", at: index - 1)
    else { return nil }
    return (index + 2, Money(hundredths: Int(text[index].value), currency: "GBP"))
  }

  /// `5 pounds of flour`, not `5 pounds of credit`.
  private func isWeight(_ text: Reading, _ match: MoneyMatch) -> Bool {
    match.unit.name == "Pound" && text.isWord(match.range.upperBound - 1)
      && text.word(match.range.upperBound) == .of
      && !(text.isWord(match.range.upperBound + 1)
        && Self.worth.contains(text[match.range.upperBound + 1].hash))
  }

  /// `€ 1.299`: no shop writes thousandths of a euro.
  private func hasPointedThousands(_ text: Reading, _ match: MoneyMatch) -> Bool {
    guard Self.pointing.contains(match.unit.usual) else { return false }
    let point = match.range.first { text.has(".", at: $0) }
    guard let point, text.isDigits(point - 1), text[point - 1].code <= 3, !text[point - 1].isPlural,
      text.isDigits(point + 1), text[point + 1].code == 3,
      !match.range.contains(where: { text.has(",", at: $0) }),
      !match.range.contains(where: { $0 > point && text.has(".", at: $0) })
    else { return false }
    return true
  }

  private static func canBegin(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .digits: return true
    case .word:
      if lexeme.word == .none { return false }
      if lexeme.word.cardinal >= 0 || lexeme.word.ordinal >= 0 { return true }
      switch lexeme.word {
      case .a, .an, .half, .quarter, .minus, .percent, .per, .x, .couple: return true
      default: return false
      }
    case .han:
      return HanNumbers.digit(lexeme.code).value >= 0 || HanNumbers.unit(lexeme.code) > 0
        || HanNumbers.negative.contains(lexeme.code) || lexeme.code == 0x7B2C
        || lexeme.code == 0x534A || lexeme.code == 0x5BF9 || HanNumbers.tens(lexeme.code) > 0
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

  static func money(_ match: MoneyMatch, thousands: Bool = false) -> Money? {
    guard let amount = match.value else { return nil }
    let value = thousands ? amount * 1000 : amount
    let hundredths = (value * 100 / match.unit.parts).rounded()
    guard abs(hundredths) < 9e15 else { return nil }
    return Money(hundredths: Int(hundredths), currency: match.unit.usual)
  }

  /// A number, or how many of something: `2 kettles`, 三个, `x3`, `39.90` after `paid`.
  private func counted(_ text: Reading, _ match: NumberMatch, _ grammar: NumberGrammar) -> Counted {
    let range = match.range
    if let amount = priced(text, match) {
      return Counted(
        lexemes: range,
        entity: Entity(kind: .money, range: text.range(range), value: .money(amount)))
    }
    let isCount =
      match.form == .integer && match.value >= 1 && match.value < 1000 && !match.isSigned
    let quantity = isCount ? quantity(text, match) : nil
    let lexemes = quantity ?? range
    return Counted(
      lexemes: lexemes,
      entity: Entity(
        kind: quantity == nil ? .number : .quantity, range: text.range(lexemes),
        value: .number(match.value)))
  }

  /// The lexemes of a quantity around a whole number.
  private func quantity(_ text: Reading, _ match: NumberMatch) -> Range<Int>? {
    let (start, end) = (match.range.lowerBound, match.range.upperBound)
    if end < text.count {
      let next = text[end]
      if next.kind == .han, Self.classifiers.contains(next.code) {
        let isTime =
          text.has("个", at: end) && ["月", "小", "星"].contains { text.has($0, at: end + 1) }
        if !isTime { return start..<end + 1 }
      }
      let isNamed =
        text.isWord(end) && next.code > 2 && next.word == .none && !Self.units.contains(next.hash)
        || next.word == .pieces || next.word == .of || next.word == .more
        || next.word == .x && !text.isWord(end + 1)
      if isNamed, next.hasBlankBefore || next.word == .x, !isCode(text, match.range) {
        return start..<(next.word == .pieces || next.word == .x ? end + 1 : end)
      }
    }
    if text.word(start - 1) == .x, text.isAttached(start) { return start - 1..<end }
    if text.word(end - 1) == .dozen || text.has("打", at: end - 1) { return match.range }
    return nil
  }

  /// `2x the kettle`, `kettle x2`: how many, written onto the number; where it ends.
  private func times(_ text: Reading, _ index: Int) -> (end: Int, count: Double)? {
    let end = index + 2
    let digits = text.isDigits(index) ? index : index + 1
    let sign = digits == index ? index + 1 : index
    guard text.isDigits(digits), text.word(sign) == .x, text.isAttached(index + 1),
      !text[sign].isCapital, text[digits].code <= 3, text[digits].value >= 1,
      !(text.isAttached(index) && isPart(text, index - 1)),
      !(text.isAttached(end) && (text.isWord(end) || text.isDigits(end)))
    else { return nil }
    return (end, text[digits].value)
  }

  /// Whether a lexeme makes what follows it directly the tail of a code: `30x40`, `R-2x`.
  private func isPart(_ text: Reading, _ index: Int) -> Bool {
    text.isWord(index) || text.isDigits(index)
      || ["_", "-", ".", "/"].contains { text.has($0, at: index) }
  }

  /// `step 2 …`, `number 4`: a name, no amount.
  private func isCode(_ text: Reading, _ range: Range<Int>) -> Bool {
    let before = text.word(range.lowerBound - 1)
    return before == .number || before == .no || text.has("#", at: range.lowerBound - 1)
      || text.isWord(range.lowerBound - 1)
        && Self.numbered.contains(text[range.lowerBound - 1].hash)
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
  private static let numbered = hashes(
    "step page point chapter room gate section part version level")
  private static let worth = hashes("credit refund discount store money change")
  private static let units = hashes(
    "star stars lbs grams gram kilo kilos kilograms litre litres liter liters inch inches feet "
      + "ounces metres meters miles percent degrees")
  /// Currencies whose countries write a point between thousands.
  private static let pointing: Set<String> = ["EUR", "BRL", "TRY", "DKK", "IDR", "VND", "ARS"]
  private static let paying = hashes("paid pay cost costs price charged spent spend costing")
  private static let limits = hashes("under below budget underneath max maximum")
  private static let hanLimits = ["不超过", "低于", "预算", "少于", "花了", "付了", "价格"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
  static let classifiers: Set<UInt32> = Set(
    "个件只把套双条张台本盒包瓶箱袋支枝根顶副块杯罐听份样款组对串卷桶盏床幅朵粒颗捆壶碗筒盆辆棵株册枚叠"
      .unicodeScalars.map { HanFold.fold($0.value) })
}
