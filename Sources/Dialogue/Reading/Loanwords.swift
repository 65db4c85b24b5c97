public import Diagnostics
import Formats
import Text

/// English words that stand in Chinese lines, and the Chinese ones they stand for, from
/// `knowledge-base/dialogue/loanwords.json`: “我想return那个mug” is understood as a return.
public struct Loanwords: Sendable {
  private let words: [String: String]
  /// Those that open a question of a language's own.
  private let asking: Set<String> = ["where", "when", "how"]

  /// No loanwords.
  public static let none = Loanwords(words: [:])

  private init(words: [String: String]) { self.words = words }

  /// Reads `{"zh": {"return": "退货"}}`. Throws a `Fault`.
  public init(_ bytes: [UInt8], file: String) throws(Fault) {
    var words: [String: String] = [:]
    for member in try JSONReader.read(bytes, file: file).required("zh").object("zh") {
      words[member.key.lowercased()] = try member.value.string(member.key)
    }
    self.init(words: words)
  }

  /// Whether words are all borrowed, and none of them asks.
  func areAll(_ spoken: [Substring]) -> Bool {
    spoken.allSatisfy { words[$0.lowercased()] != nil && !asking.contains($0.lowercased()) }
  }

  /// A Chinese line in Chinese words alone, for its intent to be read from; `nil` where it holds no
  /// loanword.
  func translated(_ utterance: Utterance) -> String? {
    guard utterance.language == .chinese else { return nil }
    var text = ""
    var end = 0
    var isChanged = false
    for token in utterance.tokens where token.kind == .word {
      guard let meant = words[utterance[token].lowercased()] else { continue }
      text += utterance[end..<token.range.lowerBound] + meant
      end = token.range.upperBound
      isChanged = true
    }
    guard isChanged else { return nil }
    return text + utterance[end..<utterance.text.utf8.count]
  }
}
