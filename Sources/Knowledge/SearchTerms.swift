import Text

/// Turns text into the terms an index knows: stems of words, characters of Chinese and their pairs, and
/// one term for every group of synonyms that occurs.
struct SearchTerms: Sendable {
  private struct Phrase {
    let units: [String]
    let group: String
  }

  private let ignored: Set<String>
  /// The phrases of the groups by their first unit.
  private let phrases: [String: [Phrase]]

  private static let synonymMark = "≈"
  /// Stands for up to so many units inside a phrase: `send … back`.
  private static let gap = "…"
  private static let widestGap = 3

  init(_ lists: Synonyms.Lists) {
    ignored = Set(lists.ignored.flatMap { Self.units(of: $0).compactMap(\.self) })
    var phrases: [String: [Phrase]] = [:]
    for (index, group) in lists.same.enumerated() {
      for text in group {
        let units = Self.units(of: text).map { $0 ?? Self.gap }
        guard let first = units.first else { continue }
        phrases[first, default: []].append(
          Phrase(units: units, group: Self.synonymMark + "\(index)"))
      }
    }
    self.phrases = phrases
  }

  /// Whether a term stands for a group of synonyms.
  static func isSynonym(_ term: String) -> Bool { term.hasPrefix(synonymMark) }

  /// The terms of a text, a repeated one as often as it occurs.
  func terms(of text: String) -> [String] { terms(of: Tokenizer().utterance(text)) }

  /// The terms of an utterance.
  func terms(of utterance: Utterance) -> [String] {
    let units = Self.units(of: utterance)
    var terms: [String] = []
    for (index, unit) in units.enumerated() {
      guard let unit else { continue }
      var groups: Set<String> = []
      for phrase in phrases[unit] ?? [] where Self.stands(phrase.units[...], in: units[index...]) {
        if groups.insert(phrase.group).inserted { terms.append(phrase.group) }
      }
      if !ignored.contains(unit) { terms.append(unit) }
      if Self.isHan(unit), index + 1 < units.count, let next = units[index + 1], Self.isHan(next),
        !ignored.contains(unit) || !ignored.contains(next)
      {
        terms.append(unit + next)
      }
    }
    return terms
  }

  private static func stands(
    _ phrase: ArraySlice<String>, in units: ArraySlice<String?>
  ) -> Bool {
    guard let wanted = phrase.first else { return true }
    if wanted == gap {
      return (0...min(widestGap, units.count)).contains {
        stands(phrase.dropFirst(), in: units.dropFirst($0))
      }
    }
    guard let unit = units.first, unit == wanted else { return false }
    return stands(phrase.dropFirst(), in: units.dropFirst())
  }

  private static func isHan(_ unit: String) -> Bool {
    guard let scalar = unit.unicodeScalars.first else { return false }
    return scalar.value >= 0x3400 && unit.unicodeScalars.count == 1
  }

  private static func units(of text: String) -> [String?] { units(of: Tokenizer().utterance(text)) }

  /// Stems and characters in order; `nil` where a symbol parts them.
  private static func units(of utterance: Utterance) -> [String?] {
    utterance.tokens.map { token in
      switch token.kind {
      case .word: Stemmer.stem(utterance[token].lowercased().replacing("’", with: "'"))
      case .number, .han, .emoji: String(utterance[token])
      case .symbol: nil
      }
    }
  }
}
