import Knowledge
import Text

/// The sentences of a text that say most of what was asked.
enum Excerpt {
  /// At most `most` sentences of a text, those that share most words with a line, in their order; `nil`
  /// where the text has hardly more than that anyway.
  static func sentences(of text: String, like line: Utterance, most: Int) -> String? {
    let sentences = whole(text)
    guard sentences.count > most, text.displayWidth > 160 else { return nil }
    let asked = words(of: line)
    let scores = sentences.map { words(of: Tokenizer().utterance($0, fallback: line.language)) }
      .map { Double($0.intersection(asked).count) }
    // The first sentence mostly answers, and the next goes on from it.
    let ranked = sentences.indices.sorted {
      (scores[$1] + ($1 == 0 ? 0.5 : 0), $0) < (scores[$0] + ($0 == 0 ? 0.5 : 0), $1)
    }
    let kept = ranked.prefix(most).sorted().map { sentences[$0].trimmed }
      .joined(separator: line.language == .chinese ? "" : " ")
    // Where little is left out, the whole says it better.
    return 4 * kept.displayWidth < 3 * text.displayWidth ? kept : nil
  }

  /// Sentences as a reader sees them: what ends with a colon or semicolon goes on.
  private static func whole(_ text: String) -> [String] {
    var sentences: [String] = []
    for piece in text.split(separator: "\n").flatMap({ Sentences.split(String($0)) }) {
      if let last = sentences.last, let end = last.trimmed.last, ":;：；".contains(end) {
        sentences[sentences.count - 1] = last + piece
      } else {
        sentences.append(String(piece))
      }
    }
    return sentences
  }

  private static func words(of line: Utterance) -> Set<String> {
    let tokens = line.tokens.filter { $0.kind == .word || $0.kind == .han || $0.kind == .number }
    let words = tokens.map { Normalizer.fold(String(line[$0])) }
    // Two Han characters make a word; a Latin word of three letters says little.
    let pairs = zip(tokens, tokens.dropFirst()).filter { $0.kind == .han && $1.kind == .han }
      .map { Normalizer.fold(String(line[$0]) + String(line[$1])) }
    return Set(words.filter { $0.utf8.count > 3 && $0.first?.isASCII == true } + pairs)
  }
}
