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
    case .markup: entries = markdown(text)
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

  static func trimmed(_ text: some StringProtocol) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

extension QuestionFile {
  private static let questionNames = [
    "question", "questions", "q", "faq", "patterns", "title", "name", "prompt", "问题", "提问", "标准问题",
    "标准问", "标题", "问",
  ]
  private static let answerNames = [
    "answer", "acceptedanswer", "a", "response", "responses", "reply", "answertext", "content",
    "body",
    "text", "答案", "标准答案", "回答", "回复", "回复内容", "内容", "答",
  ]

  private static func table(_ text: [UInt8], _ file: String) throws(Fault) -> [Entry] {
    let all = questionNames + answerNames
    let layout = TableLayout.detect(text[...]) { all.contains(ColumnNames.plain($0)) }
    let header = (layout.rows.first ?? []).map { ColumnNames.plain($0) }
    var question = questionNames.lazy.compactMap { header.firstIndex(of: $0) }.first
    var answer = answerNames.lazy.compactMap { header.firstIndex(of: $0) }.first
    // `Question EN`, `Answer (html)`.
    question = question ?? header.firstIndex { $0.hasPrefix("question") || $0.hasSuffix("问题") }
    answer = answer ?? header.firstIndex { $0.hasPrefix("answer") || $0.hasSuffix("答案") }
    let isBare = question == nil && answer == nil && asks(layout)
    if isBare { (question, answer) = (0, 1) }
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
    let isHeaded = !isBare || !asks(layout.rows.first ?? [])
    if isHeaded { _ = try reader.next(into: &fields, lenient: true) }
    while try reader.next(into: &fields, lenient: true) {
      guard fields.count > max(question, answer) else { continue }
      let asked = trimmed(fields[question].text)
      let said = trimmed(Markup.text(of: fields[answer].text))
      guard !asked.isEmpty, !said.isEmpty else { continue }
      entries.append(Entry(question: asked, answer: said, place: fields[question].place))
    }
    return entries
  }

  /// Whether a table without a header has a question before an answer in most rows.
  private static func asks(_ layout: TableLayout) -> Bool {
    guard layout.rows.first?.count == 2, layout.evenness > 0.8 else { return false }
    return layout.rows.count(where: asks) * 2 > layout.rows.count
  }

  private static func asks(_ row: [String]) -> Bool {
    row.first.map { $0.hasSuffix("?") || $0.hasSuffix("？") } == true
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
      let root = try JSONReader.read(text, file: file)
      visit(root, &entries)
      if entries.isEmpty { entries = keyed(root) }
    }
    return entries
  }

  /// `{"How do I return it?": "Send it back.", …}`
  private static func keyed(_ root: JSONNode) -> [Entry] {
    guard case .object(let members) = root.content else { return [] }
    let entries = members.compactMap { member -> Entry? in
      guard case .string(let answer) = member.value.content,
        member.key.contains(" ")
          || member.key.hasSuffix("？") || member.key.hasSuffix("?")
      else { return nil }
      return Entry(question: member.key, answer: trimmed(answer), place: member.value.place)
    }
    return entries.count == members.count ? entries : []
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
    // Of several answers the first is as good as the others.
    if case .array(let several) = node.content { return several.first.flatMap { text($0) } }
    return node["text"].flatMap { if case .string(let text) = $0.content { text } else { nil } }
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
