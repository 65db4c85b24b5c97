public import Diagnostics
import Formats
import Text

/// Words that call for a person at once, from `knowledge-base/alarms.json`.
public struct Alarms: Sendable {
  private let words: [Handover.Reason: Words]

  /// The words for one reason.
  private struct Words {
    /// Latin ones, word by word, by their first word.
    var latin: [Substring: [[Substring]]] = [:]
    /// Chinese ones.
    var han: [String] = []

    mutating func add(_ text: String) {
      let words = text.split(separator: " ")
      guard let first = words.first else { return }
      if text.utf8.allSatisfy({ $0 < 0x80 }) {
        latin[first, default: []].append(words)
      } else {
        han.append(text)
      }
    }

    func stand(in text: String, _ words: [Substring]) -> Bool {
      if !latin.isEmpty {
        for (place, word) in words.enumerated() {
          guard let phrases = latin[word] else { continue }
          if phrases.contains(where: { words[place...].starts(with: $0) }) { return true }
        }
      }
      return han.contains { text.holds($0) }
    }
  }

  /// What there are words for, the gravest first.
  private static let reasons: [Handover.Reason] = [.safety, .legal, .asked]

  /// No alarms.
  public static let none = Alarms(words: [:])

  private init(words: [Handover.Reason: Words]) { self.words = words }

  /// Reads `{"safety": {"en": […], "zh": […]}, "legal": {…}, "asked": {…}}`.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> Alarms {
    let root = try JSONReader.read(bytes, file: file)
    var words: [Handover.Reason: Words] = [:]
    for member in try root.object() {
      guard let reason = Handover.Reason(rawValue: member.key),
        Self.reasons.contains(reason)
      else {
        throw Fault(
          file: file, place: member.place,
          "alarms are of \"safety\", \"legal\" or \"asked\", not \"\(member.key)\"")
      }
      for language in try member.value.object(member.key) {
        for text in try language.value.strings(language.key) {
          words[reason, default: Words()].add(text.lowercased())
        }
      }
    }
    return Alarms(words: words)
  }

  /// The alarm a text raises, or `nil`. Words in Latin letters stand alone; Chinese ones anywhere.
  func raised(by utterance: Utterance) -> Handover.Reason? {
    let text = utterance.text.lowercased()
    let parts = text.split { !($0.isLetter || $0.isNumber || $0 == "'") }
    return Self.reasons.first { words[$0]?.stand(in: text, parts) ?? false }
  }
}
