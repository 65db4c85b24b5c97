import Diagnostics
import Formats
import Text

/// Tables with a text and an intent in each row, with a header of any names or none.
extension IntentRows.Reading {
  private struct Columns {
    var text: Int
    var intent: Int
    /// How many records stand before the first row.
    var header: Int
  }

  mutating func table(_ text: [UInt8]) throws(Fault) {
    let layout = TableLayout.detect(text[...]) { knows($0) }
    let columns = try columns(layout)
    var reader = DelimitedReader(text, separator: layout.separator, file: file)
    for _ in 0..<layout.skippedLines { reader.skipLine() }
    var fields: [DelimitedReader.Field] = []
    var index = 0
    var answers: [String: String] = [:]
    let answer = isAnswered(layout, columns) ? columns.intent : nil
    while try reader.next(into: &fields, lenient: true) {
      index += 1
      guard index > columns.header else { continue }
      let place = Place(line: fields[0].place.line, column: 1)
      guard fields.count > max(columns.text, columns.intent) else {
        faults.append(
          Fault(
            file: file, place: place,
            "a row must have a text and an intent, found \(fields.count) field"
              + (fields.count == 1 ? "" : "s")))
        continue
      }
      let written = fields[columns.text].text.trimmed
      var label = fields[columns.intent].text.trimmed
      if written.isEmpty || label.isEmpty {
        faults.append(Fault(file: file, place: place, "the text or the intent is empty"))
        continue
      }
      if answer != nil { label = name(ofAnswer: label, askedBy: written, &answers) }
      rows.append(IntentRows.Row(written, label, place))
    }
  }

  private func knows(_ name: String) -> Bool {
    IntentNames.isText(name) != nil || IntentNames.isIntent(name) != nil
      || [.text, .intent].contains(ColumnNames.likely(name))
      || [options.textColumn, options.intentColumn].contains(name)
  }

  private mutating func columns(_ layout: TableLayout) throws(Fault) -> Columns {
    let header = layout.rows.first ?? []
    let isNamed = options.textColumn != nil || options.intentColumn != nil
    if isNamed || layout.hasHeader(knows: { knows($0) }) && header.count > 1 {
      return try columns(of: header, layout)
    }
    guard let guess = guessed(layout.rows[...], header: 0) else {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "looks like \(header.count < 2 ? "plain lines" : "a table without a header") and does not tell "
          + "which text has which intent; a first line text,intent does; \(IntentRows.known)")
    }
    notes.append(
      "no header; column \(guess.text + 1) is taken for the text, column \(guess.intent + 1) for the "
        + "intent (a first line such as text,intent settles it)")
    return guess
  }

  /// The columns that a header names, or those of what stands below where it names but one.
  private mutating func columns(
    of header: [String], _ layout: TableLayout
  ) throws(Fault) -> Columns {
    let line = Place(line: layout.skippedLines + 1, column: 1)
    func place(
      _ named: String?, _ rank: (String) -> Int?
    ) throws(Fault) -> Int? {
      if let named {
        guard
          let place = header.firstIndex(where: { ColumnNames.plain($0) == ColumnNames.plain(named) }
          )
        else {
          throw Fault(
            file: file, place: line,
            "no column is called \"\(named)\"; the header has: "
              + header.prefix(12).joined(separator: ", "))
        }
        return place
      }
      return header.indices.filter { rank(header[$0]) != nil }
        .min { (rank(header[$0]) ?? 0, $0) < (rank(header[$1]) ?? 0, $1) }
    }
    func likely(_ meaning: ColumnNames.Meaning) -> Int? {
      header.firstIndex { ColumnNames.likely($0) == meaning }
    }
    let text = try place(options.textColumn, IntentNames.isText) ?? likely(.text)
    let intent = try place(options.intentColumn, IntentNames.isIntent) ?? likely(.intent)
    if let text, let intent, text != intent {
      return Columns(text: text, intent: intent, header: 1)
    }
    if let text, let answer = ColumnNames.column(.agentText, in: header), answer != text {
      notes.append(
        "questions with answers: each answer is an intent, named by its first question "
          + "(--intent-column NAME says otherwise)")
      return Columns(text: text, intent: answer, header: 1)
    }
    if header.count == 2, let known = text ?? intent {
      let other = 1 - known
      let columns = Columns(text: text ?? other, intent: intent ?? other, header: 1)
      notes.append(said(columns, header))
      return columns
    }
    if let guess = guessed(layout.rows.dropFirst(), header: 1), text == nil || intent == nil,
      text ?? guess.text != intent ?? guess.intent
    {
      let columns = Columns(text: text ?? guess.text, intent: intent ?? guess.intent, header: 1)
      notes.append(said(columns, header))
      return columns
    }
    throw Fault(
      file: file, place: line,
      "looks like a table, but the header names no text and intent; found "
        + header.prefix(12).joined(separator: ", ")
        + "; --text-column and --intent-column say which; \(IntentRows.known)")
  }

  private func said(_ columns: Columns, _ header: [String]) -> String {
    "\"\(header[columns.text])\" is taken for the text, \"\(header[columns.intent])\" for the intent "
      + "(--text-column and --intent-column settle it)"
  }

  /// Intents repeat and are short words; texts have blanks or are Chinese.
  private func guessed(_ rows: ArraySlice<[String]>, header: Int) -> Columns? {
    guard let width = rows.first?.count, width >= 2 else { return nil }
    let even = rows.filter { $0.count == width }
    guard even.count * 2 >= rows.count else { return nil }
    func length(_ column: Int) -> Double {
      Double(even.reduce(0) { $0 + $1[column].utf8.count }) / Double(even.count)
    }
    func isLabel(_ column: Int) -> Bool {
      even.allSatisfy { row in
        let value = row[column]
        return value.utf8.count <= 60 && !value.isEmpty
          && !value.contains { "?!。？！,，".contains($0) }
          && value.split(separator: " ").count <= 4
      }
    }
    func isWords(_ column: Int) -> Bool {
      even.contains { $0[column].contains(" ") || $0[column].utf8.contains { $0 >= 0xE4 } }
        && !even.allSatisfy { Double($0[column]) != nil || WrittenTime($0[column]) != nil }
    }
    let labels = (0..<width).filter(isLabel)
    let texts = (0..<width).filter(isWords)
    guard let text = texts.max(by: { (length($0), -$0) < (length($1), -$1) }) else {
      // Two columns of single words: the text comes first.
      let isWordy = even.contains { $0[0].contains(where: \.isLetter) }
      return width == 2 && labels.contains(1) && isWordy
        ? Columns(text: 0, intent: 1, header: header) : nil
    }
    func repeats(_ column: Int) -> Int { even.count - Set(even.map { $0[column] }).count }
    let others = labels.filter { $0 != text }
    guard let intent = others.max(by: { (repeats($0), -$0) < (repeats($1), -$1) }),
      width == 2 || repeats(intent) > 0
    else { return nil }
    return Columns(text: text, intent: intent, header: header)
  }

  private func isAnswered(_ layout: TableLayout, _ columns: Columns) -> Bool {
    guard columns.header > 0, let header = layout.rows.first, options.intentColumn == nil else {
      return false
    }
    guard ColumnNames.meaning(of: header[columns.intent])?.meaning == .agentText else {
      return false
    }
    // Short words that come again are labels, whatever else their column is called.
    if ColumnNames.plain(header[columns.intent]).hasPrefix("answer") { return true }
    let answers = layout.rows.dropFirst().compactMap {
      columns.intent < $0.count ? $0[columns.intent] : nil
    }
    return answers.contains { $0.contains(" ") || $0.utf8.contains { $0 >= 0xE4 } }
      || Set(answers).count == answers.count
  }

  /// A name for the intent of an answer: the words of the first question that has it.
  private func name(
    ofAnswer answer: String, askedBy question: String, _ known: inout [String: String]
  ) -> String {
    if let name = known[answer] { return name }
    var name = IntentNames.name(ofQuestion: question)
    if known.values.contains(name) { name += "_\(known.count + 1)" }
    known[answer] = name
    return name
  }
}

extension IntentNames {
  /// A name for what a question asks: its first words.
  static func name(ofQuestion question: String) -> String {
    let words = question.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(6)
    return words.isEmpty ? "answer" : words.joined(separator: "_")
  }
}
