public import Diagnostics
import Formats
import Text

/// Words that call for a person at once, from `knowledge-base/alarms.json`.
public struct Alarms: Sendable {
  private let words: [Handover.Reason: [String]]

  /// What there are words for, the gravest first.
  private static let reasons: [Handover.Reason] = [.safety, .legal, .asked]

  /// No alarms.
  public static let none = Alarms(words: [:])

  private init(words: [Handover.Reason: [String]]) { self.words = words }

  /// Reads `{"safety": {"en": […], "zh": […]}, "legal": {…}, "asked": {…}}`.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> Alarms {
    let root = try JSONReader.read(bytes, file: file)
    var words: [Handover.Reason: [String]] = [:]
    for member in try root.object() {
      guard let reason = Handover.Reason(rawValue: member.key),
        Self.reasons.contains(reason)
      else {
        throw Fault(
          file: file, place: member.place,
          "alarms are of \"safety\", \"legal\" or \"asked\", not \"\(member.key)\"")
      }
      for language in try member.value.object(member.key) {
        let texts = try language.value.strings(language.key)
        words[reason, default: []] += texts.map { $0.lowercased() }
      }
    }
    return Alarms(words: words)
  }

  /// The alarm a text raises, or `nil`. Words in Latin letters stand alone; Chinese ones anywhere.
  func raised(by utterance: Utterance) -> Handover.Reason? {
    let text = utterance.text.lowercased()
    let spaced =
      " "
      + text.map { $0.isLetter || $0.isNumber || $0 == "'" ? String($0) : " " }.joined()
      .split(separator: " ").joined(separator: " ") + " "
    for reason in Self.reasons {
      for word in words[reason] ?? [] {
        let isLatin = word.utf8.allSatisfy { $0 < 0x80 }
        if isLatin ? spaced.holds(" \(word) ") : text.holds(word) { return reason }
      }
    }
    return nil
  }
}
