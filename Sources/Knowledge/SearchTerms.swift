import Text

/// Turns text into the terms an index knows: stems of words, characters of Chinese and their pairs, and
/// one term for every group of synonyms that occurs.
struct SearchTerms: Sendable {
  private let language: Language
  private let ignored: Set<String>
  /// Groups by the first unit of a phrase; the longest phrase first.
  private let phrases: [String: [(units: [String], group: String)]]

  init(_ lists: Synonyms.Lists, language: Language) {
    self.language = language
    let tokenizer = Tokenizer()
    func units(_ text: String) -> [String] {
      Self.units(tokenizer.utterance(text)).compactMap(\.self)
    }
    ignored = Set(lists.ignored.flatMap(units))
    var phrases: [String: [(units: [String], group: String)]] = [:]
    for (index, group) in lists.same.enumerated() {
      for phrase in group.map(units) {
        guard let first = phrase.first else { continue }
        phrases[first, default: []].append((phrase, "≈\(index)"))
      }
    }
    self.phrases = phrases.mapValues { $0.sorted { $0.units.count > $1.units.count } }
  }

  /// The terms of a text, a repeated one as often as it occurs.
  func terms(of text: String) -> [String] { terms(of: Tokenizer().utterance(text)) }

  /// The terms of an utterance.
  func terms(of utterance: Utterance) -> [String] {
    let units = Self.units(utterance)
    var terms: [String] = []
    for (index, unit) in units.enumerated() {
      guard let unit else { continue }
      if let phrase = phrases[unit]?.first(where: { Self.stands($0.units, in: units, at: index) }) {
        terms.append(phrase.group)
      }
      guard !ignored.contains(unit) else { continue }
      terms.append(unit)
      if Self.isHan(unit), index + 1 < units.count, let next = units[index + 1], Self.isHan(next) {
        terms.append(unit + next)
      }
    }
    return terms
  }

  private static func stands(_ phrase: [String], in units: [String?], at index: Int) -> Bool {
    guard index + phrase.count <= units.count else { return false }
    return phrase.indices.allSatisfy { units[index + $0] == phrase[$0] }
  }

  private static func isHan(_ unit: String) -> Bool {
    guard let scalar = unit.unicodeScalars.first else { return false }
    return scalar.value >= 0x3400 && unit.unicodeScalars.count == 1
  }

  /// Stems and characters in order; `nil` where punctuation parts them.
  private static func units(_ utterance: Utterance) -> [String?] {
    utterance.tokens.map { token in
      switch token.kind {
      case .word: Stemmer.stem(utterance[token].lowercased().filter { $0 != "’" })
      case .number, .han, .emoji: String(utterance[token])
      case .symbol: nil
      }
    }
  }
}
