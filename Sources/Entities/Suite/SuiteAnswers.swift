import Quantities
import Text
import TimeExpressions

/// What each model answers, in the suite's own spellings.
struct SuiteAnswers {
  let reading: Reading
  let language: Language
  let now: Moment

  typealias Result = RecognizerModel.Result

  private func result(_ range: Range<Int>, _ kind: String, _ values: [[String: String]]) -> Result {
    Result(range: reading.range(range), kind: kind, values: values)
  }

  private var grammar: NumberGrammar { NumberGrammar(reading) }

  private func number(at index: Int, _ grammar: NumberGrammar) -> NumberMatch? {
    language == .english ? grammar.english.number(at: index) : grammar.number(at: index)
  }

  func numbers() -> [Result] {
    let grammar = grammar
    var found: [Result] = []
    var index = 0
    while index < reading.count {
      if language == .chinese, let end = skipped(index, grammar) {
        index = end
        continue
      }
      if language == .english,
        EnglishOrdinals(grammar.english).spoken(at: index).map({ ordinal in
          (number(at: index, grammar)?.range.upperBound ?? 0) < ordinal.range.upperBound
        }) ?? false, let match = EnglishOrdinals(grammar.english).spoken(at: index)
      {
        index = match.range.upperBound
        continue
      }
      guard let match = number(at: index, grammar), !grammar.isOther(match) else {
        index += 1
        continue
      }
      found.append(result(match.range, "number", [["value": Self.text(match.value)]]))
      index = match.range.upperBound
    }
    return found
  }

  /// A Chinese number before a currency is money's, and a percentage's head is no number.
  private func skipped(_ index: Int, _ grammar: NumberGrammar) -> Int? {
    if HanNumbers.unit(reading[index].code) >= 100, reading.isHan(index) {
      var at = index + 1
      while at < reading.count, HanNumbers.unit(reading[at].code) >= 1e4 { at += 1 }
      if reading.has("分", at: at), reading.has("之", at: at + 1) { return at + 2 }
    }
    guard reading.isHan(index), let match = grammar.number(at: index), match.range.count == 1,
      let (_, unit) = Currencies.table.longest(in: reading, at: match.range.upperBound),
      unit.parts == 1
    else { return nil }
    return reading.isHan(match.range.upperBound) ? match.range.upperBound : nil
  }

  func ordinals() -> [Result] {
    var found: [Result] = []
    var index = 0
    let english = EnglishOrdinals(reading)
    let chinese = HanOrdinals(HanNumbers(reading))
    while index < reading.count {
      if let match = language == .chinese ? chinese.match(at: index) : english.absolute(at: index) {
        found.append(result(match.range, "ordinal", [["value": Self.text(match.value)]]))
        index = match.range.upperBound
      } else if language == .english,
        let (end, value) = RelativeOrdinals(reading: reading).match(at: index)
      {
        found.append(result(index..<end, "ordinal.relative", [["value": value]]))
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  func percents() -> [Result] {
    let percents = PercentGrammar(reading, grammar)
    let web = WebAddresses(reading: reading)
    var found: [Result] = []
    var index = 0
    while index < reading.count {
      if let url = web.url(at: index) {
        index = url.upperBound
      } else if let match = percents.match(at: index) {
        found.append(
          result(
            match.range, "percentage",
            [["value": match.value.map { Self.text($0) + "%" } ?? "null"]]))
        index = match.range.upperBound
      } else if reading.has("%", at: index), reading[index].hasBlankBefore,
        !reading.isAttached(index + 1) || index + 1 >= reading.count, !reading.isDigits(index - 1)
      {
        found.append(result(index..<index + 1, "percentage", [["value": "null"]]))
        index += 1
      } else {
        index += 1
      }
    }
    return found
  }

  func currencies() -> [Result] {
    MoneyGrammar(reading, grammar).matches(lonely: true).map { match in
      var values = ["unit": match.unit.name, "value": match.value.map(Self.text) ?? "null"]
      if match.unit.iso != nil || match.unit.parts == 1 { values["isoCurrency"] = match.unit.iso }
      return result(match.range, "currency", [values])
    }
  }

  func dimensions() -> [Result] {
    DimensionGrammar(reading, grammar).matches().map { match in
      result(
        match.range, "dimension",
        [["unit": match.unit, "value": match.value.map(Self.text) ?? "null"]])
    }
  }

  func spans(_ ranges: [Range<Int>], _ kind: String) -> [Result] {
    ranges.map { range in
      result(range, kind, [["value": reading.text(reading.range(range))]])
    }
  }

  func urls() -> [Result] {
    let web = WebAddresses(reading: reading)
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let range = web.url(at: index), !isTime(range) {
        found.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return spans(found, "url")
  }

  /// `7.am` without a scheme is a time.
  private func isTime(_ range: Range<Int>) -> Bool {
    range.count == 3 && reading.isDigits(range.lowerBound) && reading[range.lowerBound].value <= 12
      && (reading.word(range.lowerBound + 2) == .am || reading.word(range.lowerBound + 2) == .pm)
  }

  func emails() -> [Result] {
    let web = WebAddresses(reading: reading)
    return spans((0..<reading.count).compactMap { web.email(at: $0, strict: true) }, "email")
  }

  /// The first answer in the text, wherever it stands.
  func boolean() -> [Result] {
    for index in 0..<reading.count {
      guard let (end, value) = AnswerRecognizer.table.longest(in: reading, at: index) else {
        continue
      }
      if reading.isHan(index), end == index + 1, reading.isHan(index - 1) { continue }
      if isQuestion(index, end) || isGoingOn(index, end) { continue }
      var last = end
      // A skin tone belongs to the hand.
      while last < reading.count, (0x1F3FB...0x1F3FF).contains(reading[last].code) { last += 1 }
      return [result(index..<last, "boolean", [["value": value ? "true" : "false"]])]
    }
    return []
  }

  /// 好不好, 可不可以: both answers in one ask for one.
  private func isQuestion(_ index: Int, _ end: Int) -> Bool {
    guard reading.isHan(index) else { return false }
    func asks(_ place: Int) -> Bool {
      (reading.has("不", at: place) || reading.has("没", at: place)) && reading.isHan(place + 1)
        && reading.isHan(place - 1) && reading[place + 1].code == reading[place - 1].code
    }
    return asks(index) || asks(index - 1) || (index..<end).contains { asks($0 + 1) }
  }

  /// The `not` of `not sure` and the `don't` of `I don't know` answer nothing.
  private func isGoingOn(_ index: Int, _ end: Int) -> Bool {
    let last = reading.spelling(end - 1)
    if reading.spelling(index - 1) == "not" { return true }
    return (last == "not" || last == "t" || last == "never") && reading.isWord(end)
      && reading.spelling(index) != "please"
      && !["please", "thanks", "thank"].contains(reading.spelling(end))
  }

  func dates() -> [Result] {
    let found =
      language == .english
      ? EnglishTemporal(reading, now: now).matches() : ChineseTemporal(reading, now: now).matches()
    return found.map { match in
      result(match.range, "datetimeV2." + match.kind.rawValue, match.readings.map(Self.fields))
    }
  }

  private static func fields(_ reading: Temporal.Reading) -> [String: String] {
    var fields = ["timex": reading.timex]
    func clock(_ seconds: Int) -> String { String(Timex.clock(seconds: seconds).dropFirst()) }
    func moment(_ moment: Moment) -> String { moment.day.iso + " " + clock(moment.second) }
    switch reading.value {
    case .unresolved: fields["value"] = "not resolved"
    case .day(let day): fields["value"] = day.iso
    case .time(let seconds): fields["value"] = clock(seconds)
    case .moment(let value): fields["value"] = moment(value)
    case .seconds(let seconds): fields["value"] = String(seconds)
    case .days(let from, let to):
      fields["start"] = from?.iso
      fields["end"] = to?.iso
    case .times(let from, let to):
      fields["start"] = from.map(clock)
      fields["end"] = to.map(clock)
    case .moments(let from, let to):
      fields["start"] = from.map(moment)
      fields["end"] = to.map(moment)
    }
    return fields
  }

  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
