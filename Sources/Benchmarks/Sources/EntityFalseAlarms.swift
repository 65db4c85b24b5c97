import Formats
import Diagnostics
import Entities
import Foundation
import Quantities
import Text

/// Entities found where a treebank's annotation says that none is: sentences without a numeral.
struct EntityFalseAlarms {
  let extractor: EntityExtractor

  private struct Token {
    let form: String
    let part: String
  }

  /// One line of figures for a treebank file, alarms by kind; `show` prints each to stderr.
  func score(file: String, language: Language, show: Bool) throws -> JSON {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    var words = 0
    var alarms: [String: Int] = [:]
    for sentence in Self.sentences(text) {
      words += sentence.tokens.count { $0.part != "PUNCT" }
      let utterance = Tokenizer().utterance(sentence.text)
      for entity in extractor.entities(in: utterance, today: EntityFormRun.now.day)
      where isFalse(entity, utterance, sentence.tokens) {
        alarms[entity.kind.rawValue, default: 0] += 1
        guard show else { continue }
        let line = "FALSE \(entity.kind.rawValue) \(utterance[entity.range]): \(sentence.text)\n"
        FileHandle.standardError.write(Data(line.utf8))
      }
    }
    let total = alarms.values.reduce(0, +)
    return [
      "benchmark": "entities", "part": "false", "language": .string(language.rawValue),
      "words": .integer(words), "false": .integer(total),
      "per_10000_words": .number(Double(total) * 10_000 / Double(max(1, words)), digits: 1),
      "kinds": .string(
        alarms.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
    ]
  }

  /// Names of days and times are entities without a numeral: they count when their words are verbs,
  /// articles and the like. Answers count unless a word is an interjection.
  private func isFalse(_ entity: Entity, _ utterance: Utterance, _ tokens: [Token]) -> Bool {
    let text = String(utterance[entity.range])
    let parts = tokens.filter { text.contains($0.form) }.map(\.part)
    switch entity.kind {
    case .date, .dateRange, .time, .duration:
      return !parts.contains { ["NOUN", "PROPN", "ADV", "NUM"].contains($0) }
    case .yesNo: return !parts.contains("INTJ") && !parts.contains("ADV")
    // Addresses and colours are in the treebank as they are in the world, and so are names.
    case .url, .email, .color: return false
    case .person: return !parts.contains("PROPN")
    default: return true
    }
  }

  /// The sentences of a CoNLL-U file that hold no numeral, neither as a word nor as a feature.
  private static func sentences(_ text: String) -> [(text: String, tokens: [Token])] {
    var found: [(text: String, tokens: [Token])] = []
    for block in text.split(separator: "\n\n") {
      var tokens: [Token] = []
      var sentence = ""
      var hasNumeral = false
      for line in block.split(separator: "\n") {
        if line.hasPrefix("# text = ") { sentence = String(line.dropFirst(9)) }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 10, !fields[0].contains("-"), !fields[0].contains(".") else {
          continue
        }
        hasNumeral =
          hasNumeral || fields[3] == "NUM" || fields[5].contains("NumType")
          || fields[1].contains { $0.isNumber }
        tokens.append(Token(form: String(fields[1]), part: String(fields[3])))
      }
      if !hasNumeral, !sentence.isEmpty { found.append((sentence, tokens)) }
    }
    return found
  }
}
