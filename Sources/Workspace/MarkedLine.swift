import Diagnostics
import Dialogue
import Formats
public import Text

/// A line that an agent marked as read wrong, with what it should have been read as: a row of the file that
/// `/wrong` writes.
public struct MarkedLine: Hashable, Sendable {
  /// What was read wrong.
  public enum Kind: String, Hashable, Sendable, CaseIterable { case intent, act, slot, article }

  /// The customer's words, masked.
  public let text: String
  /// The language they are in.
  public let language: Language
  /// What was read wrong.
  public let kind: Kind
  /// What it should have been: an intent, an act, a slot with its value, an article or a fact.
  public let value: String
  /// What the desk had asked before, by the name that `after` has in the files of acts.
  public let after: String?

  /// Creates a marked line.
  public init(text: String, language: Language, kind: Kind, value: String, after: String? = nil) {
    self.text = text
    self.language = language
    self.kind = kind
    self.value = value
    self.after = after
  }

  /// Reads a row; `nil` for a line that is none.
  public init?(row: String) {
    guard row.hasPrefix("{"),
      let node = try? JSONReader.read(Array(row.utf8), file: "marked lines"),
      let text = try? node["text"]?.string(), !text.isEmpty,
      let language = (try? node["language"]?.string()).flatMap({ Language(rawValue: $0) })
    else { return nil }
    for kind in Kind.allCases {
      guard let value = try? node[kind.rawValue]?.string(), !value.isEmpty else { continue }
      self.init(
        text: text, language: language, kind: kind, value: value,
        after: try? node["after"]?.string())
      return
    }
    return nil
  }

  /// Whether all of its words were masked: `[POSTCODE]`.
  var isOnlyMasked: Bool {
    var isInside = false
    return text.allSatisfy { character in
      if character == "[" { isInside = true }
      defer { if character == "]" { isInside = false } }
      return isInside || !character.isLetter && !character.isNumber
    }
  }

  /// The row as it is kept.
  public var row: String {
    var members: [(key: String, value: JSON)] = [
      ("text", .string(text)), (kind.rawValue, .string(value)),
      ("language", .string(language.rawValue)),
    ]
    if let after { members.append(("after", .string(after))) }
    return JSON.object(members).text
  }
}
