import Text

/// Cuts an answer into sentences and counts their words.
package enum Sentences {
  private static let ends: Set<Character> = [".", "!", "?", ":", ";", "。", "！", "？", "：", "；"]

  /// The sentences of a text; a colon or semicolon ends one as well. A point inside a name or number does
  /// not: it must be followed by a blank or the end.
  package static func split(_ text: String) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var inside = false
    for index in text.indices {
      let next = text.index(after: index)
      if text[index] == "{" { inside = true }
      if text[index] == "}" { inside = false }
      guard !inside, ends.contains(text[index]) else { continue }
      guard !text[index].isASCII || next == text.endIndex || text[next] == " " else { continue }
      sentences.append(text[start..<next])
      start = next
    }
    sentences.append(text[start...])
    return sentences.filter { $0.contains { !$0.isWhitespace } }
  }

  /// The sentences of a text as they stand, each with what follows its colon or semicolon.
  package static func whole(_ text: String) -> [String] {
    var whole: [String] = []
    var isOpen = false
    for part in split(text) {
      let sentence = part.trimmingPrefix { $0.isWhitespace }
      if isOpen, !whole.isEmpty {
        whole[whole.count - 1] += part
      } else {
        whole.append(String(sentence))
      }
      isOpen = part.last.map { ":;：；".contains($0) } ?? false
    }
    return whole
  }

  /// The words of a sentence; a placeholder is one, and so are two Chinese characters.
  package static func words(in sentence: Substring) -> Int {
    var outside = ""
    var placeholders = 0
    var rest = sentence
    while let open = rest.pair(of: UInt8(ascii: "{")) {
      outside += rest[..<open.lowerBound] + " "
      placeholders += 1
      let close = rest[open.upperBound...].pair(of: UInt8(ascii: "}"))
      rest = close.map { rest[$0.upperBound...] } ?? ""
    }
    let tokens = Tokenizer().utterance(outside + rest).tokens
    let han = tokens.count { $0.kind == .han }
    return placeholders + (han + 1) / 2 + tokens.count { $0.kind == .word || $0.kind == .number }
  }
}
