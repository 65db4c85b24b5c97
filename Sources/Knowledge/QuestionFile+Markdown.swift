import Diagnostics
import Formats

/// Questions in Markdown: headings, bold or numbered lines, `Q:` and `A:`.
extension QuestionFile {
  static func markdown(_ text: [UInt8]) -> [Entry] {
    var reading = MarkdownReading()
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { trimmed(String(decoding: $0, as: UTF8.self)) }
    for (number, line) in lines.enumerated() {
      let place = Place(line: number + 1, column: 1)
      let below = number + 1 < lines.count ? lines[number + 1] : ""
      if isRule(line), number > 0, !lines[number - 1].isEmpty { continue }
      if isRule(below), !line.isEmpty {
        reading.ask(line, place)
      } else if line.hasPrefix("#") {
        reading.ask(trimmed(line.drop { $0 == "#" }), place)
      } else if let asked = marked(line, ["q", "question", "问", "问题"]) {
        reading.ask(asked, place)
      } else if let said = marked(line, ["a", "answer", "答", "回答"]) {
        reading.answer = [said]
      } else if let asked = questionLine(line) {
        reading.ask(asked, place)
      } else if reading.question != nil {
        reading.answer.append(line)
      }
    }
    reading.flush()
    return reading.entries
  }

  /// What was read of a file so far.
  private struct MarkdownReading {
    var entries: [Entry] = []
    var question: (text: String, place: Place)?
    var answer: [String] = []

    mutating func ask(_ text: String, _ place: Place) {
      flush()
      question = (text, place)
    }

    mutating func flush() {
      // `</details>` ends what folds an answer away.
      let said = trimmed(
        answer.filter { !$0.hasPrefix("</") || !$0.hasSuffix(">") }.joined(separator: "\n"))
      if let question, !said.isEmpty, !question.text.isEmpty {
        entries.append(Entry(question: question.text, answer: said, place: question.place))
      }
      question = nil
      answer = []
    }
  }

  /// A line of `=` or `-`, which makes a heading of the line above.
  private static func isRule(_ line: String) -> Bool {
    line.utf8.count >= 3 && (line.allSatisfy { $0 == "=" } || line.allSatisfy { $0 == "-" })
  }

  /// A bold or numbered line that asks: `**How long?**`, `1. How long?`, `<summary>How long?</summary>`.
  private static func questionLine(_ line: String) -> String? {
    if line.hasPrefix("<summary>"), line.hasSuffix("</summary>") {
      return trimmed(Markup.text(of: line))
    }
    guard line.hasSuffix("?") || line.hasSuffix("？") || line.hasSuffix("**") else { return nil }
    let isBold = line.hasPrefix("**") && line.hasSuffix("**")
    let digits = line.prefix { $0.isNumber }
    let isNumbered =
      !digits.isEmpty && line.dropFirst(digits.count).first.map { ".、)".contains($0) } == true
    guard isBold || isNumbered else { return nil }
    let text = isBold ? line.filter { $0 != "*" } : String(line.dropFirst(digits.count + 1))
    let asked = trimmed(text)
    return asked.hasSuffix("?") || asked.hasSuffix("？") ? asked : nil
  }

  /// What stands behind `Q:`, `**Q:**`, `问：`.
  private static func marked(_ line: String, _ words: [String]) -> String? {
    let plain = line.filter { $0 != "*" }
    guard let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    guard words.contains(trimmed(plain[..<colon]).lowercased()) else { return nil }
    return trimmed(plain[plain.index(after: colon)...])
  }
}
