public import Diagnostics
import Formats

/// Finds out how a transcript is written. What looks like a form that nobody reads here is refused, with
/// what it looks like and what is read: lines are taken for prose only when nothing else fits.
extension TranscriptForm {
  /// What is read, for messages.
  public static let known =
    "known are Speaker: text lines and chat exports, JSON Lines, JSON documents with messages, tables "
    + "with a text column (CSV, TSV), WebVTT and SRT; --format bare takes every line for a customer's"

  /// The form of a file that begins with `head` in UTF-8. Throws a `Fault` for what is no transcript.
  public static func detect(
    _ head: [UInt8], file: String, options: TranscriptOptions = TranscriptOptions()
  ) throws(Fault) -> TranscriptForm {
    let sample = Sample(head)
    var form = TranscriptForm(.bare)
    if let format = options.format {
      form = TranscriptForm(format)
    } else {
      form = try recognized(sample, file, options)
      // One record alone is a document, whose places and names say more.
      if form.format == .jsonLines, !head.reversed().drop(while: { $0 <= 0x20 }).contains(0x0A) {
        form = TranscriptForm(.json)
      }
    }
    for (meaning, name) in options.columns { form.members[ColumnNames.plain(name)] = meaning }
    switch form.format {
    case .csv: try form.readColumns(sample, file, options)
    case .speaker: form.readLines(sample, options)
    case .webVTT: form.isRolling = sample.isRolling
    default: break
    }
    form.settleIdentifier(sample, file, options)
    form.settleTimes(sample, file, options)
    return form
  }

  private static func recognized(
    _ sample: Sample, _ file: String, _ options: TranscriptOptions
  ) throws(Fault) -> TranscriptForm {
    func refused(_ what: String, _ place: Place = Place(line: 1, column: 1)) -> Fault {
      Fault(file: file, place: place, "looks like \(what), which is no transcript; \(known)")
    }
    switch DocumentKind.detect(sample.bytes) {
    case .binary(let what): throw refused(what)
    case .markup: throw refused("HTML or XML")
    case .yaml, .code, .settings, .mail, .log:
      throw refused(DocumentKind.detect(sample.bytes).name)
    case .captions: return TranscriptForm(.webVTT)
    case .jsonLines: return TranscriptForm(.jsonLines)
    case .json: return TranscriptForm(.json)
    case .text: break
    }
    if let what = sample.foreign { throw refused(what) }
    if sample.areFields {
      throw refused("records of named fields", Place(line: sample.firstLine, column: 1))
    }
    let table = TableLayout.detect(sample.bytes) { options.knows($0) }
    let isNamed = sample.hasEnding(file, ["csv", "tsv"])
    if let line = sample.markdownTable {
      var form = TranscriptForm(.csv)
      form.tableLine = line
      return form
    }
    if table.hasTextHeader(options) { return TranscriptForm(.csv) }
    return try told(byLinesOf: sample, table, isNamed: isNamed, options, refused)
  }

  /// The form by how many of the lines name a speaker, begin with a time or stand below a head.
  private static func told(
    byLinesOf sample: Sample, _ table: TableLayout, isNamed: Bool, _ options: TranscriptOptions,
    _ refused: (String, Place) -> Fault
  ) throws(Fault) -> TranscriptForm {
    let counts = sample.lineCounts
    let first = Place(line: sample.firstLine, column: 1)
    if counts.heads >= 2, counts.texts * 2 >= counts.heads,
      counts.heads > counts.spokenUnderHeads, counts.timed * 4 <= counts.heads
    {
      return TranscriptForm(.headed)
    }
    if counts.levels * 2 > counts.spoken, counts.levels >= 2 || counts.stamped >= counts.all {
      throw refused("a program's log", first)
    }
    // Names that tell nothing and never come again may be words of a text.
    let isNameless = !counts.isTold && !counts.repeated && counts.timed == 0
    let isSpoken =
      counts.spoken >= 1
      && counts.spoken * 2 >= counts.all - (isNameless ? 0 : counts.continued)
      || counts.timed >= 2
    let isTabbed =
      table.isCertain && table.separator == 0x09
      && (counts.timed == 0 || (table.rows.first?.count ?? 0) > 3
        || table.hasHeader { options.knows($0) })
    if isSpoken, !isTabbed { return TranscriptForm(.speaker) }
    if !isNamed, !isTabbed, let style = sample.looseStyle {
      var form = TranscriptForm(.speaker)
      form.style = style
      return form
    }
    if isNamed || table.isCertain { return TranscriptForm(.csv) }
    if counts.stamped * 2 > counts.all {
      throw refused("a chat or log whose lines begin with a time but name no speaker", first)
    }
    if counts.spoken >= 2, counts.speakers >= 2 || counts.repeated {
      return TranscriptForm(.speaker)
    }
    guard sample.isProse else { throw refused("lines that are no prose", first) }
    return TranscriptForm(.bare)
  }

  /// Finds the columns, by the header or by what stands in them.
  private mutating func readColumns(
    _ sample: Sample, _ file: String, _ options: TranscriptOptions
  ) throws(Fault) {
    let layout =
      tableLine.map { line in
        TableLayout.detect(sample.dropping(lines: line), separator: 0x7C) { options.knows($0) }
      } ?? TableLayout.detect(sample.bytes) { options.knows($0) }
    let header = layout.rows.first ?? []
    let named = try options.named(in: header, file: file, line: layout.skippedLines + 1)
    skippedLines = layout.skippedLines
    if !named.isEmpty || tableLine != nil || layout.hasHeader(knows: { options.knows($0) }) {
      // Markdown has a rule below the header.
      skippedLines += 1 + (tableLine.map { $0 + 1 } ?? 0)
      columns = TableColumns(
        header: header, separator: layout.separator, named: named, usesIdentifier: true)
      if columns.text == nil, let near = ColumnNames.columnLikeText(in: header) {
        columns.text = near
        notes.append(
          "\"\(header[near])\" is taken for the text (--text-column NAME says otherwise)")
      }
      if columns.text == nil { columns.findSides(header, rows: layout.rows.dropFirst()) }
      guard columns.text != nil else {
        throw Fault(
          file: file, place: Place(line: layout.skippedLines + 1, column: 1),
          "looks like a table, but no column is named text, content, body or message; found "
            + "\(header.prefix(12).joined(separator: ", ")); --text-column NAME says which")
      }
      if named.isEmpty { notes += columns.complete(header: header, rows: layout.rows.dropFirst()) }
      return
    }
    guard let guess = TableColumns(guessing: layout.rows, separator: layout.separator) else {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "looks like a table without a header, and what stands in it does not tell who says what; add a "
          + "line with the names of the columns, such as speaker,text; \(Self.known)")
    }
    columns = guess
    var parts = ["the text is column \((guess.text ?? 0) + 1)"]
    if let role = guess.role { parts.append("the role column \(role + 1)") }
    if let speaker = guess.speaker { parts.append("the speaker column \(speaker + 1)") }
    if let role = guess.role, layout.rows.contains(where: { role < $0.count && $0[role] == "0" }) {
      parts.append("0 the customer, 1 the agent")
    }
    notes.append(
      "no header; taken by what stands in it: \(parts.joined(separator: ", ")) (a first line such as "
        + "speaker,text settles it)")
  }

  /// Finds out what an empty line means and whether every message has its time.
  private mutating func readLines(_ sample: Sample, _ options: TranscriptOptions) {
    let counts = sample.lineCounts
    isTimed = style == .colon && counts.timed >= 1 && counts.timed * 2 > counts.spoken
    areSpeakersTold = style == .colon && !isTimed && sample.areSpeakersTold
    if let said = options.blankLinesPart {
      blankLinesPart = said
      return
    }
    blankLinesPart = sample.blankLinesPart(isTimed: isTimed, style: style)
    if !blankLinesPart, sample.hasBlankLines {
      notes.append(
        "empty lines stand between messages, not conversations (--blank-lines part settles it)")
    }
  }

  /// An `id` that no two messages share, where several sides speak, is the messages' own.
  private mutating func settleIdentifier(
    _ sample: Sample, _ file: String, _ options: TranscriptOptions
  ) {
    guard format == .csv || format == .jsonLines, options.columns[.conversation] == nil else {
      return
    }
    if format == .csv, columns.conversation == nil { return }
    let messages = sampleMessages(sample, file)
    var isOwn = messages.count > 1
    var bare = self
    bare.usesIdentifier = false
    if format == .csv {
      let header = TableLayout.detect(sample.bytes) { options.knows($0) }.rows.first ?? []
      guard tableLine == nil, ColumnNames.column(.conversation, in: header) == nil,
        skippedLines > 0
      else { return }
      bare.columns.conversation = nil
    }
    let ids = messages.map(\.conversation)
    let others = bare.sampleMessages(sample, file)
    if ids == others.map(\.conversation) { return }
    let sides = Set(messages.map { $0.speaker + "\u{0}" + $0.role })
    isOwn = isOwn && Set(ids).count == ids.count && sides.count > 1
    guard isOwn else { return }
    self = bare
    notes.append(
      "no two messages have the same id: taken for theirs, the file for one conversation "
        + "(--conversation-column id settles it)")
  }

  /// Which of two small numbers of a date is the day.
  private mutating func settleTimes(_ sample: Sample, _ file: String, _ options: TranscriptOptions)
  {
    if let order = options.dayOrder {
      dayOrder = order
      return
    }
    let times = sampleMessages(sample, file).prefix(200).map(\.time).filter { !$0.isEmpty }
    let (order, isGuess) = WrittenTime.order(of: times)
    dayOrder = order
    if isGuess {
      let other = order == .dayFirst ? "month-first" : "day-first"
      notes.append(
        "dates are read with the \(order == .dayFirst ? "day" : "month") first (--day-order \(other) "
          + "turns it)")
    }
  }

  /// The messages of the file's beginning.
  private func sampleMessages(_ sample: Sample, _ file: String) -> [Message] {
    guard format != .json else { return [] }
    return MessageReader(self, file: file).messages(in: sample.bytes, firstLine: 1).messages
  }
}

extension TranscriptOptions {
  /// Whether a column's name says something here.
  func knows(_ name: String) -> Bool {
    (ColumnNames.meaning(of: name)?.meaning ?? ColumnNames.likely(name)).map { $0 != .intent }
      == true
      || columns.values.contains { ColumnNames.plain($0) == ColumnNames.plain(name) }
  }

  /// Where the columns stand that were named. Throws a `Fault` for one that is not there.
  func named(
    in header: [String], file: String, line: Int
  ) throws(Fault) -> [ColumnNames.Meaning: Int] {
    var places: [ColumnNames.Meaning: Int] = [:]
    for (meaning, name) in columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard
        let place = header.firstIndex(of: name)
          ?? header.firstIndex(where: { ColumnNames.plain($0) == ColumnNames.plain(name) })
      else {
        throw Fault(
          file: file, place: Place(line: line, column: 1),
          "no column is called \"\(name)\"; the header has: "
            + header.prefix(12).joined(separator: ", "))
      }
      places[meaning] = place
    }
    return places
  }
}

extension TableLayout {
  /// Whether the first record is a header that names a text, or the column that was named.
  fileprivate func hasTextHeader(_ options: TranscriptOptions) -> Bool {
    guard let header = rows.first, hasHeader(knows: { options.knows($0) }) else { return false }
    if header.count == 1 {
      return ColumnNames.meaning(of: header[0])?.meaning == .text && !header[0].contains(" ")
    }
    let meanings = header.compactMap { ColumnNames.meaning(of: $0)?.meaning }
    return !options.columns.isEmpty
      || meanings.contains { [.text, .dialogue, .customerText].contains($0) }
  }

  /// Whether the lines are surely a table's: parted alike by tabs, or by other signs without prose.
  fileprivate var isCertain: Bool {
    guard rows.count >= 2, evenness >= 0.9, let first = rows.first else { return false }
    if separator == 0x09 { return true }
    // Commas stand in prose, too: there no column holds numbers, times or sides only.
    guard evenness == 1 else { return false }
    if TableColumns(guessing: rows, separator: separator)?.role != nil { return true }
    return first.count >= 3 && separator != 0x2C
      || first.indices.contains { column in
        rows.dropFirst().allSatisfy { Double($0[column]) != nil || WrittenTime($0[column]) != nil }
      }
  }
}
