public import Diagnostics

/// Reads the messages of whole lines of a transcript. It knows nothing of what came before but the
/// header, so that chunks can be read side by side.
public struct MessageReader: Sendable {
  /// How the transcript is written.
  public let format: TranscriptFormat
  private let file: String
  private var columns = CSVColumns()

  /// Creates a reader. For CSV `header` is the first line. Throws a `Fault` when it names no text.
  public init(_ format: TranscriptFormat, file: String, header: ArraySlice<UInt8>) throws(Fault) {
    self.format = format
    self.file = file
    if format == .csv { columns = try CSVColumns(header, file: file) }
  }

  /// The messages of `bytes`, which begin in `firstLine`; rows that cannot be read become faults.
  public func messages(in bytes: ArraySlice<UInt8>, firstLine: Int) -> (
    messages: [Message], faults: [Fault]
  ) {
    switch format {
    case .jsonLines: jsonLines(bytes, firstLine)
    case .csv: csv(bytes, firstLine)
    case .webVTT: cues(bytes, firstLine)
    case .speaker, .bare: plain(bytes, firstLine)
    }
  }

  private func fault(_ line: Int, _ column: Int = 1, _ message: String) -> Fault {
    Fault(
      file: file, place: Place(line: line, column: column), message, severity: .warning)
  }
}

extension MessageReader {
  private func plain(_ bytes: ArraySlice<UInt8>, _ firstLine: Int) -> ([Message], [Fault]) {
    var messages: [Message] = []
    var begins = false
    var line = firstLine
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { line += 1 }
      let text = String(decoding: raw, as: UTF8.self).trimmed
      if text.isEmpty || text.allSatisfy({ $0 == "-" || $0 == "=" || $0 == "*" }) {
        begins = true
        continue
      }
      if format == .speaker, let (speaker, said, time) = SpeakerLine.split(text) {
        messages.append(
          Message(
            speaker: speaker, text: said, time: time, line: line, beginsConversation: begins))
      } else if format == .speaker, !begins, !messages.isEmpty {
        messages[messages.count - 1].text += " " + text
      } else {
        messages.append(Message(speaker: "", text: text, line: line, beginsConversation: begins))
      }
      begins = false
    }
    return (messages, [])
  }

  /// The messages of a dialogue that stands in one field.
  private func dialogue(_ text: String, _ id: String, _ line: Int) -> [Message] {
    guard let reader = try? MessageReader(.speaker, file: file, header: []) else { return [] }
    return reader.plain(Array(text.utf8)[...], 1).0.map {
      var message = $0
      message.conversation = id
      message.line = line
      message.beginsConversation = false
      return message
    }
  }

  private func jsonLines(_ bytes: ArraySlice<UInt8>, _ firstLine: Int) -> ([Message], [Fault]) {
    var messages: [Message] = []
    var faults: [Fault] = []
    var line = firstLine - 1
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard raw.contains(where: { $0 > 0x20 }) else { continue }
      var scanner = JSONLineScanner(raw)
      guard let fields = scanner.fields() else {
        faults.append(
          fault(line, scanner.column, "this line is no JSON object, or is cut short; left out"))
        continue
      }
      if let whole = fields.dialogue ?? fields.text.flatMap({ $0.contains("\n") ? $0 : nil }),
        whole.contains("\n"),
        case let said = dialogue(whole, fields.conversation ?? "\(line)", line),
        said.count > 1, !said.contains(where: \.speaker.isEmpty)
      {
        messages += said
      } else if let text = fields.text ?? fields.dialogue {
        messages.append(
          Message(
            speaker: fields.speaker ?? "", text: text, conversation: fields.conversation ?? "",
            time: fields.time ?? "", line: line))
      } else {
        faults.append(
          fault(line, 1, "no text in this line; wanted one of text, content, body, message"))
      }
    }
    return (messages, faults)
  }

  private func csv(_ bytes: ArraySlice<UInt8>, _ firstLine: Int) -> ([Message], [Fault]) {
    var messages: [Message] = []
    var faults: [Fault] = []
    var line = firstLine
    var records = LineCutter.records(bytes)[...]
    while let record = records.popFirst() {
      defer { line += record.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }
      if line == 1 || !record.contains(where: { $0 > 0x20 }) { continue }
      let body = record.last == 0x0A ? record.dropLast() : record
      let (fields, isOpen) = CSVRecord.fields(body, separator: columns.separator)
      if isOpen {
        // Only its own line is lost, not everything the open quote swallowed.
        faults.append(fault(line, 1, "a quote in this record never ends; its line is left out"))
        if let end = record.firstIndex(of: 0x0A), end + 1 < record.endIndex {
          line += 1
          let (rest, more) = csv(record[(end + 1)...], line)
          messages += rest
          faults += more
          line -= 1
        }
      } else if let text = columns.value(columns.text, fields) {
        messages.append(
          Message(
            speaker: columns.value(columns.speaker, fields) ?? "", text: text,
            conversation: columns.value(columns.conversation, fields) ?? "",
            time: columns.value(columns.time, fields) ?? "", line: line))
      } else {
        faults.append(
          fault(line, 1, "\(fields.count) fields, but the text is field \((columns.text ?? 0) + 1)")
        )
      }
    }
    return (messages, faults)
  }

  private func cues(_ bytes: ArraySlice<UInt8>, _ firstLine: Int) -> ([Message], [Fault]) {
    var messages: [Message] = []
    var line = firstLine
    var time: String?
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { line += 1 }
      let text = String(decoding: raw, as: UTF8.self).trimmed
      if text.isEmpty {
        time = nil
      } else if let arrow = text.range(ofArrow: "-->") {
        time = String(text[..<arrow]).trimmed
      } else if let start = time {
        var speaker = ""
        var said = text
        // `<v Mia>hello</v>`
        if text.hasPrefix("<v "), let end = text.firstIndex(of: ">") {
          speaker = String(text[..<end].dropFirst(3)).trimmed
          said = String(text[text.index(after: end)...])
          if said.hasSuffix("</v>") { said.removeLast(4) }
        } else if let split = SpeakerLine.split(text) {
          (speaker, said) = (split.speaker, split.text)
        }
        messages.append(Message(speaker: speaker, text: said, time: start, line: line))
      }
    }
    return (messages, [])
  }
}

extension String {
  fileprivate func range(ofArrow arrow: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(arrow) }
  }
}

/// Which column holds what.
private struct CSVColumns: Sendable {
  var separator: UInt8 = 0x2C
  var speaker: Int?
  var text: Int?
  var time: Int?
  var conversation: Int?

  init() {}

  init(_ header: ArraySlice<UInt8>, file: String) throws(Fault) {
    separator = CSVRecord.separator(header)
    let names = CSVRecord.fields(header, separator: separator).fields.map {
      $0.trimmed.lowercased()
    }
    speaker = names.firstIndex(where: MessageFields.speaker.contains)
    text = names.firstIndex(where: MessageFields.text.contains)
    time = names.firstIndex(where: MessageFields.time.contains)
    conversation = names.firstIndex(where: MessageFields.conversation.contains)
    if text == nil {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "no column is named text, content, body or message; found \(names.joined(separator: ", "))")
    }
  }

  func value(_ column: Int?, _ fields: [String]) -> String? {
    column.flatMap { $0 < fields.count ? fields[$0] : nil }
  }
}
