import Foundation
import Quantities
import Shop
import Text

/// Finds the fact or the sentence of a product that answers a question, and says so when none does.
struct FactSearch {
  let text: ProductFactsText
  private var answering: Answering { text.answering }
  private var product: Product { text.product }
  private var language: Language { answering.language }
  private var words: ShoppingWords { answering.desk.words }

  private func say(_ phrase: ShoppingPhrase, _ values: [String: String] = [:]) -> String {
    let name = product.name[language] + (answering.isOwn ? text.optionText : "")
    return answering.text(phrase, ["product": name].merging(values) { _, given in given })
  }

  /// Nobody wrote it down: said, with who can find out.
  func unknown() -> String { say(.unknown) }

  /// What is known under a name, or else what its sentence says of it; `nil` where nothing does.
  func attribute(_ id: String) -> String? {
    switch id {
    case "rating":
      return product.rating.map { say(.rating, ["rating": "\(($0 * 10).rounded() / 10)"]) }
    case "brand": return product.brand.map { say(.brand, ["brand": $0]) }
    default: break
    }
    let label = words.attributeName(id, language)
    if var fact = product.details.facts[id]?[language] {
      if id == "dimensions" { fact = withCapacity(fact) }
      return say(isEstimate(id) ? .factCheck : .fact, ["name": label, "fact": fact])
    }
    for property in [id] + [Self.properties[id]].compactMap(\.self)
    where product.details.features?.contains(property) == true {
      return feature(property)
    }
    // A size is one of the options where there are such.
    if id == "dimensions" || id == "capacity" || id == "servings" || id == "contents"
      || id == "weight",
      let sizes = sizes(id)
    {
      return say(.fact, ["name": label, "fact": sizes])
    }
    // "Which smells are there" asks for an option by another name.
    if let option = Self.options[id], product.variants.first?.option(option) != nil {
      return text.text(.options(option))
    }
    for related in Self.related[id] ?? [] {
      if let fact = product.details.facts[related]?[language] {
        return say(.fact, ["name": words.attributeName(related, language), "fact": fact])
      }
    }
    if id == "duration", let lasting { return lasting }
    return naming(id) ?? sentence(of: questionWords)
  }

  /// The sentence that has the attribute's own name: “双绑带隔层，海关锁” of a lock.
  private func naming(_ id: String) -> String? {
    var name = words.attributeName(id, .chinese)
    if name.count == 2, name.hasSuffix("子") { name.removeLast() }
    guard !name.isEmpty, name != id else { return nil }
    let facts = product.details.facts.sorted { $0.key < $1.key }.map(\.value)
    let found = ([product.description] + facts).first { $0.chinese.contains(name) }
    return found.map { say(.sentence, ["fact": ended($0[language])]) }
  }

  /// What is known of an amount that is none of the options: “两公分厚” of “1–3 厘米厚的屏幕”, 180 kilos of what
  /// holds 160. `isOption` says that the thing comes in sizes measured alike.
  func measured(_ measure: ProductQuery.Measure, isOption: Bool) -> String? {
    guard measure.dimension != nil, measure.value > 0 else { return nil }
    var best: (distance: Double, fact: String)?
    for (key, fact) in product.details.facts.sorted(by: { $0.key < $1.key })
    where !["weight", "dimensions"].contains(key) {
      let values = MeasureReader(words).all(ShoppingLine(fact.english)).map(\.measure)
      let own = values.filter { $0.dimension == measure.dimension && $0.value > 0 }.map(\.value)
      guard let most = own.max() else { continue }
      let least = range(of: fact.english, to: most, values) ?? own.min() ?? most
      let isInside = least < most && least <= measure.value && measure.value <= most
      if isOption, !isInside { continue }
      let distance = isInside ? 0 : abs(log(most / measure.value))
      if distance <= Self.farthest, distance < best?.distance ?? .infinity {
        best = (distance, fact[language])
      }
    }
    return best.map { say(.sentence, ["fact": ended($0.fact)]) }
  }

  /// The lower end of "1 to 3 cm", where only the upper has the unit.
  private func range(
    of fact: String, to most: Double, _ values: [ProductQuery.Measure]
  ) -> Double? {
    let plain = values.filter { $0.dimension == nil }.map(\.number)
    guard let last = values.last(where: { $0.value == most && $0.dimension != nil }),
      let first = plain.first, first < last.number
    else { return nil }
    return most * first / last.number
  }

  /// An amount four times as large is of something else.
  private static let farthest = 1.4

  /// How long a thing runs may stand with what it runs on.
  private var lasting: String? {
    guard let power = product.details.facts["power"]?[language],
      MeasureReader(words).all(ShoppingLine(power)).contains(where: {
        $0.measure.dimension == "time"
      })
    else { return nil }
    return say(.fact, ["name": words.attributeName("power", language), "fact": power])
  }

  /// What answers nearly as well.
  private static let related = [
    "duration": ["burn", "battery", "brew", "storage"],
    "dimensions": ["capacity"], "capacity": ["laptop", "dimensions"], "laptop": ["dimensions"],
    "noise": ["use"], "assembly": ["setup"], "setup": ["assembly"], "authenticity": ["material"],
    "brightness": ["power"],
  ]

  /// Properties that answer for an attribute.
  private static let properties = [
    "age": "kids", "noise": "noise_cancelling", "connection": "bluetooth",
  ]

  /// Options that answer for an attribute.
  private static let options = ["smell": "scent", "taste": "scent", "grind": "grind"]

  /// "How big" asks how much it holds as well.
  private func withCapacity(_ fact: String) -> String {
    guard let capacity = product.details.facts["capacity"]?[language] ?? sizes("capacity") else {
      return fact
    }
    return fact + (language == .chinese ? "；" : "; ") + capacity
  }

  /// Weights, measures and ways of care are the shop's own notes: whoever needs them exact may ask.
  private func isEstimate(_ id: String) -> Bool {
    ["weight", "dimensions", "care", "filling"].contains(id)
      && !(product.description[language].contains(product.details.facts[id]?[language] ?? "–"))
  }

  private func sizes(_ id: String) -> String? {
    let dimension =
      ["capacity": "volume", "servings": "volume", "dimensions": "length", "weight": "mass"][id]
      ?? "count"
    var labels: [String] = []
    for variant in text.variants {
      for option in variant.options {
        let measure = answering.index.measures[.init(option: option.name, value: option.value)]
        guard let measure else { continue }
        guard measure.dimension == dimension || id == "dimensions" else {
          continue
        }
        let label = answering.assortment.name(of: option.value, option: option.name, language)
        if !labels.contains(label) { labels.append(label) }
      }
    }
    return labels.isEmpty ? nil : answering.list(labels, or: true)
  }

  /// Whether it has a property, with the words that say so.
  func feature(_ id: String) -> String {
    let sentence = sentence(of: words.phrases(of: id).filter { !$0.isEmpty })
    guard let features = product.details.features else { return sentence ?? unknown() }
    if features.contains(id) {
      return say(
        .factYes, ["fact": sentence ?? say(.sentence, ["fact": product.description[language]])])
    }
    if let sentence { return sentence }
    if answering.index.isMaterial(id), let material = product.details.facts["material"]?[language] {
      return say(
        .factNo,
        ["fact": say(.fact, ["name": words.attributeName("material", language), "fact": material])])
    }
    return say(.factNotKnown, ["name": words.name(id, language)])
  }

  /// The sentence with most words of the question.
  func open() -> String { sentence(of: questionWords) ?? unknown() }

  /// Words of the line that say what is asked: those of the product's names and of its options say nothing.
  private var questionWords: [String] {
    let name = Set(
      ShoppingLine(product.name.english + " " + product.name.chinese).pieces.map(\.stem))
    return answering.query.words.filter { word in
      word.unicodeScalars.first.map { $0.value >= 0x2E80 } == true
        || word.utf8.count > 2 && !words.ignored.contains(word) && !name.contains(Stem.of(word))
          && !words.isFiller(word)
    }
  }

  /// The description or the fact that shares most with some words; `nil` where none shares any.
  private func sentence(of wanted: [String]) -> String? {
    let keys = Self.keys(wanted)
    guard !keys.isEmpty else { return nil }
    let facts = product.details.facts.sorted { $0.key < $1.key }.map(\.value)
    let sentences = [product.description] + facts
    var best: (score: Int, text: String)?
    for sentence in sentences {
      // The question may be in the other language of the two.
      let own = Self.keys(ShoppingLine(sentence[language]).pieces.map(\.text))
      let score = keys.count(where: own.contains)
      if score > best?.score ?? 0 { best = (score, sentence[language]) }
    }
    return best.map { say(.sentence, ["fact": ended($0.text)]) }
  }

  /// A fact as a sentence.
  func ended(_ text: String) -> String {
    guard let last = text.last, !".。!！".contains(last) else { return text }
    return text + (language == .chinese ? "。" : ".")
  }

  /// Stems of words and pairs of Han characters.
  private static func keys(_ words: [String]) -> Set<String> {
    var keys: Set<String> = []
    let pieces = words.flatMap { ShoppingLine($0).pieces }
    for (number, piece) in pieces.enumerated() {
      if piece.kind == .word { keys.insert(ContentKeys.root(piece.text)) }
      guard piece.kind == .han, number + 1 < pieces.count, pieces[number + 1].kind == .han else {
        continue
      }
      keys.insert(piece.text + pieces[number + 1].text)
    }
    return keys
  }
}
