import Entities
import Text

/// Which of some things a customer means: by place ("the second one"), by number, by name or part of it.
enum Choosing {
  /// What was chosen.
  enum Outcome: Hashable {
    /// The places of what was chosen, in order.
    case chosen([Int])
    /// Words that fit several equally well.
    case unclear([Int])
    case none
  }

  /// The choice among `labels`; `several` allows more than one ("both", "the mug and the lamp").
  static func choose(
    _ interpretation: Interpretation, among labels: [[String]], several: Bool = false
  ) -> Outcome {
    guard !labels.isEmpty else { return .none }
    let text = normalized(interpretation.utterance.text)
    if several, all.contains(where: { contains(text, $0) }) {
      return .chosen(Array(labels.indices))
    }
    let scores = labels.map { names in names.map { score(text, normalized($0)) }.max() ?? 0 }
    let best = scores.max() ?? 0
    if best > 0 {
      if several {
        // Each thing named with words that no other shares counts for itself.
        let named = scores.indices.filter { scores[$0] >= 0.5 || scores[$0] == best }
        let tied = named.filter { scores[$0] == best }
        if named.count > 1, best < 1, tied.count == named.count, !several { return .unclear(tied) }
        if tied.count > 1, best < 0.75, !joins(text) { return .unclear(tied) }
        return .chosen(joins(text) ? named : tied.count == 1 ? tied : named)
      }
      let tied = scores.indices.filter { scores[$0] == best }
      return tied.count == 1 ? .chosen(tied) : .unclear(tied)
    }
    if let place = place(interpretation, text, count: labels.count) { return .chosen([place]) }
    return .none
  }

  /// Whether a line holds a name whole.
  static func names(_ line: Interpretation, _ name: String) -> Bool {
    names(line.utterance.text, name)
  }

  /// Whether a text holds a name whole.
  static func names(_ text: String, _ name: String) -> Bool { SearchedText(text).holds(name) }

  private static let all = ["all", "both", "everything", "all of them", "全部", "都", "所有", "两个都"]

  private static func joins(_ text: String) -> Bool {
    [" and ", ",", "&", "和", "、", "以及", "还有", "跟"].contains { text.holds($0) }
  }

  private static func contains(_ text: String, _ word: String) -> Bool {
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return text.holds(word) }
    return " \(spaced(text)) ".contains(" \(word) ")
  }

  /// A text with blanks in place of the marks that stand around words.
  static func spaced(_ text: String) -> String {
    var spaced = ""
    spaced.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case ",", ";", ":", "!", "?", "(", ")", "\"", "，", "。", "；", "：", "！", "？": spaced.append(" ")
      default: spaced.unicodeScalars.append(scalar)
      }
    }
    return spaced
  }

  /// The place named: "the second one", "第二个", "the last", "2".
  private static func place(
    _ interpretation: Interpretation, _ text: String, count: Int
  ) -> Int? {
    if contains(text, "last") || text.holds("最后") { return count - 1 }
    for entity in interpretation.entities
    where entity.kind == .ordinal || entity.kind == .number
      || entity.kind == .quantity
    {
      if case .number(let value) = entity.value, value >= 1, value <= Double(count) {
        return Int(value) - 1
      }
    }
    let words = [
      ("first", 0), ("former", 0), ("second", 1), ("latter", 1), ("third", 2), ("fourth", 3),
      ("第一", 0), ("前者", 0), ("第二", 1), ("后者", 1), ("第三", 2), ("第四", 3),
    ]
    for (word, place) in words where place < count && contains(text, word) { return place }
    if count == 2, contains(text, "other") || text.holds("另一") { return 1 }
    if let number = Int(text), number >= 1, number <= count { return number - 1 }
    return nil
  }

  /// How much of a name a text holds, 0…1: the share of its words, or of its Chinese character pairs.
  static func score(_ text: String, _ name: String) -> Double {
    guard !name.isEmpty else { return 0 }
    if contains(text, name) { return 1 }
    let wanted = parts(name)
    guard !wanted.isEmpty else { return 0 }
    let given = parts(text)
    let hits = wanted.filter { given.contains($0) }.count
    return Double(hits) / Double(wanted.count)
  }

  /// Words of Latin letters without plural s and the smallest ones; pairs of Han characters.
  static func parts(_ text: String) -> Set<String> {
    var parts: Set<String> = []
    var han: [Character] = []
    func flush() {
      for (first, second) in zip(han, han.dropFirst()) { parts.insert("\(first)\(second)") }
      if han.count == 1 { parts.insert(String(han)) }
      han = []
    }
    var word = ""
    func end() {
      if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { word.removeLast() }
      if !word.isEmpty, !small.contains(word) { parts.insert(word) }
      word = ""
    }
    for character in text {
      if (character.unicodeScalars.first?.value ?? 0) >= 0x2E80 {
        end()
        if character.isLetter { han.append(character) } else { flush() }
      } else {
        flush()
        if character.isLetter || character.isNumber { word.append(character) } else { end() }
      }
    }
    end()
    flush()
    return parts
  }

  private static let small: Set<String> = [
    "the", "a", "an", "of", "to", "my", "your", "it", "is", "in", "on", "for", "by", "with", "i",
    "you", "and", "or", "one", "was", "that", "this", "no", "me", "we", "do", "please",
  ]

  static func normalized(_ text: String) -> String {
    if isPlain(text) { return text.lowercased() }
    return text.lowercased().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
      .trimmingPunctuation
  }

  /// Whether a text is ASCII words with single blanks between and a letter or digit at each end: nearly
  /// all names are, and need nothing but small letters.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, isLetter(first), isLetter(last)
    else { return false }
    var before = first
    for byte in text.utf8 {
      if byte < 0x20 || byte > 0x7E || byte == 0x20 && before == 0x20 { return false }
      before = byte
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

/// A text made ready to be asked for many names: a shop has hundreds.
struct SearchedText {
  private let text: String
  /// The same with blanks around it and in place of marks, for names that must stand as words.
  private let spaced: String

  init(_ text: String) {
    self.text = Choosing.normalized(text)
    spaced = " \(Choosing.spaced(self.text)) "
  }

  /// Whether the text holds a name whole.
  func holds(_ name: String) -> Bool {
    // Nothing longer than the text stands in it, but for marks and blanks around the name.
    guard name.utf8.count <= text.utf8.count + 8 else { return false }
    let name = Choosing.normalized(name)
    return name.utf8.allSatisfy { $0 < 0x80 } ? spaced.holds(" \(name) ") : text.holds(name)
  }
}

extension String {
  fileprivate var trimmingPunctuation: String {
    guard let first = firstIndex(where: { $0.isLetter || $0.isNumber }),
      let last = lastIndex(where: { $0.isLetter || $0.isNumber })
    else { return "" }
    return String(self[first...last])
  }
}
