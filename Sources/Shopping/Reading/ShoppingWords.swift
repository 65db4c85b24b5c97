import Computing
import Diagnostics
import Formats
public import Text

/// The words of the grammar: what customers say of goods, read from `knowledge-base/shopping/*.json`.
public struct ShoppingWords: Sendable {
  /// What a word of the grammar does.
  enum Meaning: Hashable, Sendable {
    case cue(Cue)
    case attribute(String)
    case feature(String)
    case color(String)
    case audience(String)
    case unit(String)
    /// What goods are to serve.
    case purpose(String)
    case thing
    /// A word that names no goods, though it looks like one that does.
    case common
    /// A word of names that says nothing of goods alone: "down", "long".
    case weak
  }

  /// A colour that people say: the values that are it, and those that are near it.
  struct Color: Sendable {
    var values: [String]
    var near: [String]
  }

  /// A unit: what it measures, and how much of the base unit it is; money has its currency for a dimension.
  struct Unit: Sendable {
    let dimension: String
    let factor: Double
  }

  var trie = PhraseTrie<Meaning>()
  var colors: [String: Color] = [:]
  var units: [String: Unit] = [:]
  /// The property that what is for somebody has: `kids`.
  var audienceFeatures: [String: String] = [:]
  /// The age up to which somebody is of an audience.
  var ages: [String: Double] = [:]
  /// What comes near a property where nothing has it: tea is never "decaf", but may hold no caffeine.
  var nearFeatures: [String: [String]] = [:]
  /// What things are called in English by their names here, for a shop whose goods have English names only.
  var translations: [String: [String]] = [:]
  /// Properties that a thing may have both of, so that asking for one allows the other.
  var alternatives: [Set<String>] = []
  /// How much of a currency one unit of the shop's is, roughly.
  var rates: [String: Double] = [:]
  /// The kinds, names and properties of goods that serve a purpose.
  var purposes: [String: [String]] = [:]
  /// Words that stand by a noun which only says what for, or where.
  var adjuncts = AdjunctWords()
  /// Words that say nothing of what goods are like.
  var ignored: Set<String> = []
  /// The phrases of each property and attribute.
  private var phrases: [String: [String]] = [:]
  /// The words of pieces of phrases, by the hash of the piece, while they are read.
  private var known: [UInt64: [Int32]] = [:]
  /// What properties, attributes and colours are called, by id.
  private var names: [Language: [String: String]] = [:]

  /// No words: nothing is read.
  public init() {}

  /// What an attribute, a property, a colour is called in a language, or its id.
  func name(_ id: String, _ language: Language) -> String {
    names[language]?[id] ?? names[.english]?[id] ?? id
  }

  /// What an attribute is called in a language.
  func attributeName(_ id: String, _ language: Language) -> String {
    names[language]?["attribute." + id] ?? id
  }

  /// The phrases that name a property or an attribute, in all languages.
  func phrases(of id: String) -> [String] { phrases[id] ?? [] }

  /// Whether a word says that what follows is known: "the".
  func isDefinite(_ word: String) -> Bool {
    trie.meanings(of: [word]).contains { if case .cue(.definite) = $0 { true } else { false } }
  }

  /// Whether a word only holds a sentence together.
  func isFiller(_ word: String) -> Bool {
    trie.meanings(of: [word]).contains { if case .cue = $0 { true } else { false } }
  }
}

extension ShoppingWords {
  /// Adds the words of a language. Throws `Faults` with every place that is wrong.
  public mutating func add(_ bytes: [UInt8], file: String, language: Language) throws {
    let root = try JSONReader.read(bytes, file: file)
    var faults: [Fault] = []
    func attempt(_ body: () throws(Fault) -> Void) {
      do throws(Fault) { try body() } catch { faults.append(error) }
    }
    attempt { () throws(Fault) in
      try root.rejectUnknownKeys([
        "note", "cues", "attributes", "features", "colors", "audiences", "units", "things",
        "common", "weak", "rates", "names", "translations", "alternatives", "near_features",
        "ignored", "purposes", "adjuncts",
      ])
      for member in try root.object("cues", in: root) {
        guard let cue = Cue(rawValue: member.key) else {
          faults.append(
            Fault(
              file: file, place: member.place,
              "unknown cue \"\(member.key)\"; known are "
                + Cue.allCases.map(\.rawValue).joined(separator: ", ")))
          continue
        }
        for phrase in try member.value.strings(member.key) { add(phrase, .cue(cue)) }
      }
      try readNamed("attributes", root, language) { .attribute($0) }
      try readNamed("features", root, language) { .feature($0) }
      try readColors(root, language)
      try readAudiences(root, language)
      try readUnits(root)
      try readPurposes(root)
      if let node = root["adjuncts"] { try adjuncts.add(node) }
      for phrase in try root["things"]?.strings("things") ?? [] { add(phrase, .thing) }
      for phrase in try root["common"]?.strings("common") ?? [] { add(phrase, .common) }
      for phrase in try root["weak"]?.strings("weak") ?? [] { add(phrase, .weak) }
      ignored.formUnion(try root["ignored"]?.strings("ignored") ?? [])
      for member in try root["near_features"]?.object("near_features") ?? [] {
        nearFeatures[member.key, default: []] += try member.value.strings(member.key)
      }
      for group in try root["alternatives"]?.array("alternatives") ?? [] {
        alternatives.append(Set(try group.strings("alternatives")))
      }
      for member in try root["translations"]?.object("translations") ?? [] {
        translations[member.key] = try member.value.strings(member.key)
      }
      for member in try root["names"]?.object("names") ?? [] {
        names[language, default: [:]][member.key] = try member.value.string(member.key)
      }
      for member in try root["rates"]?.object("rates") ?? [] {
        rates[member.key] = try member.value.number(member.key)
      }
    }
    known = [:]
    if !faults.isEmpty { throw Faults(faults) }
  }

  private mutating func add(_ phrase: String, _ meaning: Meaning) {
    let places = PhrasePattern.places(of: phrase)
    trie.add(choices: places.map { choices in choices.map { ids(of: $0) } }, meaning)
  }

  /// The numbers of the words of a piece of a phrase. The same few pieces come in thousands of phrases: each is
  /// cut once.
  private mutating func ids(of piece: Substring) -> [Int32] {
    guard !piece.isEmpty else { return [] }
    let hash = StableHash(piece.utf8).value
    if let known = known[hash] { return known }
    let ids = ShoppingLine(String(piece)).pieces.map { trie.newId($0.text) }
    known[hash] = ids
    return ids
  }

  /// Lists of phrases by id, the first of which is the name.
  private mutating func readNamed(
    _ key: String, _ root: JSONNode, _ language: Language, _ meaning: (String) -> Meaning
  ) throws(Fault) {
    for member in try root.object(key, in: root) {
      let phrases = try member.value.strings(member.key)
      // A name in brackets is for replies alone.
      for phrase in phrases where !phrase.hasPrefix("(") || phrase.contains("|") {
        add(phrase, meaning(member.key))
        self.phrases[member.key, default: []].append(phrase)
      }
      if let first = phrases.first {
        let prefix = key == "attributes" ? "attribute." : ""
        names[language, default: [:]][prefix + member.key] = first.filter { $0 != "(" && $0 != ")" }
      }
    }
  }

  private mutating func readColors(_ root: JSONNode, _ language: Language) throws(Fault) {
    for member in try root.object("colors", in: root) {
      let words = try member.value.required("words").strings("words")
      for phrase in words { add(phrase, .color(member.key)) }
      names[language, default: [:]][member.key] = words.first ?? member.key
      var color = colors[member.key] ?? Color(values: [member.key], near: [])
      color.values += try member.value["values"]?.strings("values") ?? []
      color.near += try member.value["near"]?.strings("near") ?? []
      colors[member.key] = color
    }
  }

  private mutating func readAudiences(_ root: JSONNode, _ language: Language) throws(Fault) {
    for member in try root.object("audiences", in: root) {
      for phrase in try member.value.required("words").strings("words") {
        add(phrase, .audience(member.key))
      }
      if let age = member.value["to_age"] { ages[member.key] = try age.number("to_age") }
      if let feature = member.value["feature"] {
        audienceFeatures[member.key] = try feature.string("feature")
      }
    }
  }

  private mutating func readPurposes(_ root: JSONNode) throws(Fault) {
    for member in try root.object("purposes", in: root) {
      for phrase in try member.value.required("words").strings("words") {
        add(phrase, .purpose(member.key))
      }
      let goods = try member.value["goods"]?.strings("goods") ?? []
      purposes[member.key, default: []] += goods
    }
  }

  private mutating func readUnits(_ root: JSONNode) throws(Fault) {
    for member in try root.object("units", in: root) {
      units[member.key] = Unit(
        dimension: try member.value.required("of").string("of"),
        factor: try member.value.required("factor").number("factor"))
      for phrase in try member.value.required("words").strings("words") {
        add(phrase, .unit(member.key))
      }
    }
  }
}

extension JSONNode {
  /// The members under a key; none where it is missing.
  fileprivate func object(_ key: String, in root: JSONNode) throws(Fault) -> [Member] {
    try root[key]?.object(key) ?? []
  }
}

/// What a word or a phrase does in a line about goods.
enum Cue: String, Hashable, Sendable, CaseIterable {
  // What is asked.
  case exists, stock, count, restock, price, amount, total, difference, compare, card, buy, reserve,
    why
  case similar, match, find, request, better
  case askOptions = "options"
  case askColors = "color_options"
  case askSizes = "size_options"
  // What comes first.
  case cheaper, dearer, smaller, bigger, lighter, cheapest, dearest, smallest, biggest, lightest
  case bestRated = "best_rated"
  case mostBought = "most_bought"
  case large, small
  // What is referred to.
  case it, these, first, second, third, fourth, last, both, other, one, owned
  case firstTwo = "first_two"
  case lastTwo = "last_two"
  case all
  /// Asks for one of several: "which one".
  case which
  /// Sets what stands before it against what follows: "than", “比”.
  case than
  case definite, indefinite
  // What is not wanted.
  case not, except
  /// Turns down what stands before it: “茶叶就不要了”.
  case notAfter = "not_after"
  case reject, more, has
  case hasAfter = "has_after"
  // What it may cost.
  case most, least, around, budget
  case mostAfter = "most_after"
  case leastAfter = "least_after"
  case aroundAfter = "around_after"
  case upTo = "up_to"
  // For whom.
  case gift, interest
  // What is no talk of goods.
  case orders, policy
  /// Brings something along that is not asked for: "with milk".
  case along
  /// Where a clause ends.
  case clause
  /// Joins things named: "and", “和”.
  case join
  /// Joins things to choose between: "or", “还是”.
  case either
  /// A question of yes or no: "is it", “能…吗”.
  case can
  /// Says what the thing sought must do or have: "it has to", “得能”.
  case must
  /// Puts the choice off: "let me think about it".
  case later
  /// Asks which size to take.
  case askSize = "size_advice"
  /// Says nothing.
  case filler
}
