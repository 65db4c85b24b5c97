import Computing
import Text

/// Turns text into the terms an index knows: stems of words, characters of Chinese and their pairs, and
/// one term for every group of synonyms that occurs.
struct SearchTerms: Sendable {
  /// A term: by its number alone it is found; the letters of a word are kept to mend its spelling.
  struct Term: Sendable {
    let id: UInt64
    let word: String?

    /// Whether it stands for a group of synonyms.
    var isSynonym: Bool { id < SearchTerms.firstHash }
  }

  /// What a token becomes, before terms are made of it.
  private struct Unit {
    let id: UInt64
    let isHan: Bool
    let word: String?
  }

  private struct Phrase {
    let units: [UInt64]
    let group: UInt64
  }

  private let ignored: Set<UInt64>
  /// The phrases of the groups by their first unit.
  private let phrases: [UInt64: [Phrase]]

  /// Below it ids are numbers of groups, from it on hashes.
  private static let firstHash: UInt64 = 1 << 63
  /// Stands for up to so many units inside a phrase: `send … back`.
  private static let gap: UInt64 = 0
  private static let widestGap = 3
  /// Stands where a symbol parts two units; no phrase reaches over it.
  private static let border: UInt64 = 1

  init(_ lists: Synonyms.Lists) {
    var stems: [String: String] = [:]
    var ignored: Set<UInt64> = []
    for text in lists.ignored {
      ignored.formUnion(Self.units(of: Tokenizer().utterance(text), &stems).map(\.id))
    }
    self.ignored = ignored
    var phrases: [UInt64: [Phrase]] = [:]
    for (index, group) in lists.same.enumerated() {
      for text in group {
        let units = Self.units(of: Tokenizer().utterance(text), &stems)
          .map { $0.id == Self.border ? Self.gap : $0.id }
        guard let first = units.first else { continue }
        phrases[first, default: []].append(Phrase(units: units, group: UInt64(index)))
      }
    }
    self.phrases = phrases
  }

  /// Nothing is passed over, and the phrases are those of `flat`.
  init(phrases flat: [FlatPhrase]) {
    ignored = []
    var phrases: [UInt64: [Phrase]] = [:]
    for phrase in flat {
      guard let first = phrase.units.first else { continue }
      phrases[first, default: []].append(Phrase(units: phrase.units, group: phrase.group))
    }
    self.phrases = phrases
  }

  /// A phrase of a group of synonyms, to be kept.
  struct FlatPhrase {
    let units: [UInt64]
    let group: UInt64
  }

  /// All phrases, in the order of their groups.
  var flatPhrases: [FlatPhrase] {
    phrases.sorted { $0.key < $1.key }.flatMap(\.value)
      .map { FlatPhrase(units: $0.units, group: $0.group) }
      .sorted { ($0.group, $0.units.count) < ($1.group, $1.units.count) }
  }

  /// The id of a stemmed word.
  static func id(ofWord word: String) -> UInt64 { hash(word.utf8) }
}

extension SearchTerms {
  /// The terms of an utterance, a repeated one as often as it occurs. `stems` remembers the stems of words
  /// met before.
  func terms(of utterance: Utterance, _ stems: inout [String: String]) -> [Term] {
    let units = Self.units(of: utterance, &stems)
    var terms: [Term] = []
    terms.reserveCapacity(units.count * 2)
    for (index, unit) in units.enumerated() where unit.id != Self.border {
      addGroups(at: index, of: units, to: &terms)
      let isIgnored = ignored.contains(unit.id)
      if !isIgnored { terms.append(Term(id: unit.id, word: unit.word)) }
      guard unit.isHan, index + 1 < units.count, units[index + 1].isHan else { continue }
      let next = units[index + 1].id
      if !isIgnored || !ignored.contains(next) {
        terms.append(Term(id: (unit.id &* 31 &+ next) | Self.firstHash, word: nil))
      }
    }
    return terms
  }

  private func addGroups(at index: Int, of units: [Unit], to terms: inout [Term]) {
    guard let phrases = phrases[units[index].id] else { return }
    var last: UInt64?
    // Phrases stand in the order of their groups, so one look back keeps a group from counting twice.
    for phrase in phrases where phrase.group != last {
      if Self.stands(phrase.units, from: 0, in: units, at: index) {
        terms.append(Term(id: phrase.group, word: nil))
        last = phrase.group
      }
    }
  }

  private static func stands(
    _ phrase: [UInt64], from start: Int, in units: [Unit], at index: Int
  ) -> Bool {
    guard start < phrase.count else { return true }
    if phrase[start] == gap {
      return (0...widestGap).contains { stands(phrase, from: start + 1, in: units, at: index + $0) }
    }
    guard index < units.count, units[index].id == phrase[start] else { return false }
    return stands(phrase, from: start + 1, in: units, at: index + 1)
  }

  private static func units(of utterance: Utterance, _ stems: inout [String: String]) -> [Unit] {
    utterance.tokens.map { token in
      switch token.kind {
      case .word:
        let stem = stem(Normalizer.fold(String(utterance[token])), &stems)
        return Unit(id: id(ofWord: stem), isHan: false, word: stem)
      case .number, .emoji, .han:
        let text = Normalizer.fold(String(utterance[token]))
        return Unit(id: hash(text.utf8), isHan: token.kind == .han, word: nil)
      case .symbol: return Unit(id: border, isHan: false, word: nil)
      }
    }
  }

  private static func stem(_ word: String, _ stems: inout [String: String]) -> String {
    if let known = stems[word] { return known }
    let stem = EnglishStemmer.stem(word)
    stems[word] = stem
    return stem
  }

  /// A stable hash, its highest bit set to keep clear of the groups.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    StableHash(bytes).value | firstHash
  }
}
