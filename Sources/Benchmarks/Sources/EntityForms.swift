import Formats
import Computing
import Diagnostics
import Entities
import Quantities
import Text

/// One way to write one kind of entity: makes mentions at random, each with its right value.
struct EntityForm: Sendable {
  /// What a mention means.
  enum Meaning: Sendable {
    /// One occurrence of a model whose fields must be among the values found.
    case fields(RecognizerModel, kind: String?, [String: String])
    /// A number, compared as one.
    case number(RecognizerModel, Double)
    case measure(Double, unit: String)
    case money(Double, currency: String)
    /// An entity of a conversation: its kind and its value as JSON.
    case entity(Entity.Kind, String)
    /// No entity of the kinds, in the whole text.
    case none([Entity.Kind])
  }

  /// A mention within a text that needs no carrier when `carriers` is empty.
  struct Mention {
    var text: String
    var meaning: Meaning
    /// What is to be found when only a part of the text is.
    var span: String?
  }

  let language: Language
  let name: String
  let carriers: [String]
  let make: @Sendable (inout SeededGenerator) -> Mention

  init(
    _ language: Language, _ name: String, carriers: [String]? = nil,
    make: @escaping @Sendable (inout SeededGenerator) -> Mention
  ) {
    self.language = language
    self.name = name
    self.carriers = carriers ?? (language == .english ? Self.english : Self.chinese)
    self.make = make
  }

  static let english = [
    "_", "_.", "it says _ here", "I think it is _, thanks", "(_)", "so: _", "well, _!",
  ]
  static let chinese = ["_", "_。", "上面写着_", "应该是_，谢谢", "（_）", "是_吧", "写的是 _ ！"]
}

/// Runs forms and counts how many of their mentions are read right.
struct EntityFormRun {
  let extractor: EntityExtractor
  static let now = (day: Day(iso: "2026-11-25") ?? Day(number: 0), second: 10 * 3600)

  struct Failure {
    let form: String
    let text: String
    let wanted: String
    let found: String
  }

  /// How many of `count` mentions are right, and those that are not.
  func run(_ form: EntityForm, count: Int, seed: UInt64) -> (right: Int, failures: [Failure]) {
    var generator = SeededGenerator(seed: seed)
    var right = 0
    var failures: [Failure] = []
    for place in 0..<count {
      let mention = form.make(&generator)
      let carrier =
        form.carriers.isEmpty ? "_" : form.carriers[place % form.carriers.count]
      let parts = carrier.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
      let text = parts[0] + mention.text + (parts.count > 1 ? parts[1] : "")
      let span = mention.span ?? mention.text
      let (isRight, found) = check(String(text), span, mention.meaning, form.language)
      if isRight {
        right += 1
      } else {
        failures.append(
          Failure(
            form: form.name, text: String(text), wanted: "\(span) \(mention.meaning)", found: found)
        )
      }
    }
    return (right, failures)
  }

  private func check(
    _ text: String, _ span: String, _ meaning: EntityForm.Meaning, _ language: Language
  ) -> (Bool, String) {
    switch meaning {
    case .fields(let model, let kind, let fields):
      return model_(model, text, span, language) { result in
        (kind == nil || result.kind == kind)
          && result.values.contains { values in fields.allSatisfy { values[$0.key] == $0.value } }
      }
    case .number(let model, let value):
      return model_(model, text, span, language) { result in
        guard var found = result.values.first?["value"] else { return false }
        if found.hasSuffix("%") { found.removeLast() }
        return Self.same(Double(found), value)
      }
    case .measure(let value, let unit):
      return model_(.dimension, text, span, language) { result in
        Self.same(result.values.first?["value"].flatMap(Double.init), value)
          && result.values.first?["unit"] == unit
      }
    case .money(let value, let currency):
      let (isRight, found) = model_(.currency, text, span, language) { result in
        Self.same(result.values.first?["value"].flatMap(Double.init), value)
      }
      guard isRight else { return (false, found) }
      let amount = Money(hundredths: Int((value * 100).rounded()), currency: currency)
      return entity(.money, Entity.Value.money(amount).json.text, text, span)
    case .entity(let kind, let value): return entity(kind, value, text, span)
    case .none(let kinds):
      let found = extractor.entities(in: Tokenizer().utterance(text), today: Self.now.day).filter {
        kinds.contains($0.kind)
      }
      return (found.isEmpty, describe(found, text))
    }
  }

  private func model_(
    _ model: RecognizerModel, _ text: String, _ span: String, _ language: Language,
    _ agrees: (RecognizerModel.Result) -> Bool
  ) -> (Bool, String) {
    let bytes = Array(text.utf8)
    let results = model.results(in: text, language: language, reference: Self.now)
    let shown = results.map {
      String(decoding: bytes[$0.range], as: UTF8.self) + " \($0.kind) \($0.values)"
    }
    .joined(separator: "; ")
    guard results.count == 1, let result = results.first,
      String(decoding: bytes[result.range], as: UTF8.self) == span
    else { return (false, shown) }
    return (agrees(result), shown)
  }

  private func entity(
    _ kind: Entity.Kind, _ value: String, _ text: String, _ span: String
  ) -> (Bool, String) {
    let found = extractor.entities(in: Tokenizer().utterance(text), today: Self.now.day)
    let bytes = Array(text.utf8)
    let isRight = found.contains {
      // `by Friday` may take its preposition along.
      $0.kind == kind && $0.value.json.text == value
        && String(decoding: bytes[$0.range], as: UTF8.self).hasSuffix(span)
    }
    return (isRight, describe(found, text))
  }

  private func describe(_ entities: [Entity], _ text: String) -> String {
    let bytes = Array(text.utf8)
    return entities.map {
      "\($0.kind.rawValue) \(String(decoding: bytes[$0.range], as: UTF8.self)) \($0.value.json.text)"
    }
    .joined(separator: "; ")
  }

  private static func same(_ found: Double?, _ wanted: Double) -> Bool {
    guard let found else { return false }
    return abs(found - wanted) <= 1e-9 * max(1, abs(wanted))
  }
}

extension EntityForm {
  /// Every form, in both languages.
  static let all: [EntityForm] =
    englishNumbers + englishMoney + englishMeasures + englishDates + englishContacts
    + chineseNumbers + chineseMoney + chineseMeasures + chineseDates + chineseContacts

  /// Half of the forms stay out of sight while the grammars are written: `b`.
  var half: String { Self.halves[name] ?? "a" }

  private static let halves: [String: String] = {
    var generator = SeededGenerator(seed: 17)
    var halves: [String: String] = [:]
    for form in all { halves[form.name] = generator.below(2) == 0 ? "a" : "b" }
    return halves
  }()
}
