public import Diagnostics
public import Formats

/// Questions with their answers as others keep them, to be made articles: tables, JSON, Markdown.
public enum QuestionFile {
  /// A question and its answer.
  public struct Entry: Hashable, Sendable {
    /// The question.
    public let question: String
    /// The answer.
    public let answer: String
    /// Other ways to ask it.
    public var others: [String] = []
    /// Where it stands.
    public let place: Place
  }

  private static let known =
    "known are tables and JSON with a question and an answer, QnA Maker, schema.org's FAQPage, and "
    + "Markdown with a heading a question"

  /// Reads a file. Throws a `Fault` when it holds no question with an answer.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> [Entry] {
    let text = TextEncoding.decoded(bytes).text
    let kind = DocumentKind.detect(text[...])
    let entries: [Entry]
    switch kind {
    case .json, .jsonLines: entries = try json(text, file, kind)
    case .text:
      let markdown = markdown(text)
      entries = markdown.isEmpty ? try table(text, file) : markdown
    default: entries = []
    }
    guard !entries.isEmpty else {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "looks like \(kind.name) without questions and answers; \(known)")
    }
    return joined(entries)
  }

  /// Questions with the same answer are ways to ask one.
  private static func joined(_ entries: [Entry]) -> [Entry] {
    var all: [Entry] = []
    var places: [String: Int] = [:]
    for entry in entries {
      if let place = places[entry.answer] {
        all[place].others += [entry.question] + entry.others
      } else {
        places[entry.answer] = all.count
        all.append(entry)
      }
    }
    return all
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

extension QuestionFile {
  private static let questionNames = [
    "question", "questions", "q", "faq", "title", "name", "prompt", "问题", "提问", "标题", "问",
  ]
  private static let answerNames = [
    "answer", "acceptedanswer", "a", "response", "reply", "answertext", "content", "body", "text",
    "答案",
    "回答", "回复", "内容", "答",
  ]

  private static func table(_ text: [UInt8], _ file: String) throws(Fault) -> [Entry] {
    let all = questionNames + answerNames
    let layout = TableLayout.detect(text[...]) { all.contains(ColumnNames.plain($0)) }
    let header = (layout.rows.first ?? []).map { ColumnNames.plain($0) }
    let question = questionNames.lazy.compactMap { header.firstIndex(of: $0) }.first
    let answer = answerNames.lazy.compactMap { header.firstIndex(of: $0) }.first
    guard let question, let answer, question != answer else {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "no columns are named question and answer, found: "
          + (layout.rows.first ?? []).prefix(12).joined(separator: ", ") + "; \(known)")
    }
    var reader = DelimitedReader(text, separator: layout.separator, file: file)
    for _ in 0..<layout.skippedLines { reader.skipLine() }
    var fields: [DelimitedReader.Field] = []
    var entries: [Entry] = []
    _ = try reader.next(into: &fields, lenient: true)
    while try reader.next(into: &fields, lenient: true) {
      guard fields.count > max(question, answer) else { continue }
      let asked = trimmed(fields[question].text)
      let said = trimmed(Markup.text(of: fields[answer].text))
      guard !asked.isEmpty, !said.isEmpty else { continue }
      entries.append(Entry(question: asked, answer: said, place: fields[question].place))
    }
    return entries
  }

  private static func json(
    _ text: [UInt8], _ file: String, _ kind: DocumentKind
  ) throws(Fault) -> [Entry] {
    var entries: [Entry] = []
    let lines = text.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }
    if kind == .jsonLines, lines.count > 1 {
      for (index, line) in lines.enumerated() {
        let node = try JSONReader.read(Array(line), file: "\(file):\(index + 1)")
        visit(node, &entries)
      }
    } else {
      visit(try JSONReader.read(text, file: file), &entries)
    }
    return entries
  }

  private static func visit(_ node: JSONNode, _ entries: inout [Entry]) {
    switch node.content {
    case .array(let elements): for element in elements { visit(element, &entries) }
    case .object(let members):
      if let entry = entry(members, node) {
        entries.append(entry)
      } else {
        for member in members { visit(member.value, &entries) }
      }
    default: return
    }
  }

  private static func entry(_ members: [JSONNode.Member], _ node: JSONNode) -> Entry? {
    func value(_ names: [String]) -> JSONNode? {
      names.lazy.compactMap { name in
        members.first { ColumnNames.plain($0.key) == name }?.value
      }.first
    }
    guard let asked = value(questionNames), let said = value(answerNames),
      let answer = text(said).map({ trimmed(Markup.text(of: $0)) }), !answer.isEmpty
    else { return nil }
    var questions: [String] = []
    switch asked.content {
    case .string(let question): questions = [question]
    case .array(let several): questions = several.compactMap(text)
    default: return nil
    }
    questions = questions.map { trimmed($0) }.filter { !$0.isEmpty }
    guard let first = questions.first else { return nil }
    return Entry(
      question: first, answer: answer, others: Array(questions.dropFirst()), place: node.place)
  }

  private static func text(_ node: JSONNode) -> String? {
    if case .string(let text) = node.content { return text }
    return node["text"].flatMap { if case .string(let text) = $0.content { text } else { nil } }
  }

  /// A heading a question, what stands below its answer; `Q:` and `A:` too.
  private static func markdown(_ text: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    var question: (text: String, place: Place)?
    var answer: [String] = []
    func flush() {
      let said = trimmed(answer.joined(separator: "\n"))
      if let question, !said.isEmpty {
        entries.append(Entry(question: question.text, answer: said, place: question.place))
      }
      question = nil
      answer = []
    }
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let line = trimmed(String(decoding: line, as: UTF8.self))
      let place = Place(line: number + 1, column: 1)
      if line.hasPrefix("#") {
        flush()
        question = (trimmed(line.drop { $0 == "#" }), place)
      } else if let asked = marked(line, ["q", "question", "问", "问题"]) {
        flush()
        question = (asked, place)
      } else if let said = marked(line, ["a", "answer", "答", "回答"]) {
        answer = [said]
      } else if question != nil {
        answer.append(line)
      }
    }
    flush()
    return entries
  }

  /// What stands behind `Q:`, `**Q:**`, `问：`.
  private static func marked(_ line: String, _ words: [String]) -> String? {
    let plain = line.filter { $0 != "*" }
    guard let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    guard words.contains(trimmed(plain[..<colon]).lowercased()) else { return nil }
    return trimmed(plain[plain.index(after: colon)...])
  }
}

extension QuestionFile {
  /// The articles as a file of `knowledge-base/<language>/`; their ids come from the questions' words.
  public static func articles(_ entries: [Entry]) -> JSON {
    var ids: Set<String> = []
    return .array(
      entries.enumerated().map { index, entry in
        let words = entry.question.lowercased().split {
          !($0.isASCII && ($0.isLetter || $0.isNumber))
        }
        var id = words.prefix(6).joined(separator: "-")
        if id.isEmpty || ids.contains(id) { id += (id.isEmpty ? "faq-" : "-") + "\(index + 1)" }
        ids.insert(id)
        var members: [(key: String, value: JSON)] = [
          ("id", .string(id)), ("title", .string(entry.question)),
        ]
        if !entry.others.isEmpty {
          members.append(("keywords", .array(entry.others.map { .string($0) })))
        }
        // Braces would be placeholders.
        members.append(("answer", .string(entry.answer.replacing("{{", with: "{ {"))))
        return .object(members)
      })
  }
}
