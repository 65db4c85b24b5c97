public import Diagnostics
import Text

/// Where a message stands in the bytes of its chunk.
struct MessageSpan {
  var speaker: Range<Int>
  var text: Range<Int>
  var conversation: Range<Int>
  var time: Range<Int>
  var line: Int
  var beginsConversation = false
}

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

  /// What cuts the stream into chunks this reader can read.
  public var cutter: LineCutter { LineCutter(format, separator: columns.separator) }

  /// The messages of `bytes`, which begin in `firstLine`; rows that cannot be read become faults.
  public func messages(in bytes: ArraySlice<UInt8>, firstLine: Int) -> (
    messages: [Message], faults: [Fault]
  ) {
    var bytes = Array(bytes)
    let (spans, faults) = spans(in: &bytes, firstLine: firstLine)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let messages = spans.map {
      Message(
        speaker: text($0.speaker), text: text($0.text), conversation: text($0.conversation),
        time: text($0.time), line: $0.line, beginsConversation: $0.beginsConversation)
    }
    return (messages, faults)
  }

  /// Where the messages stand; text that does not stand in `bytes` as it is meant is appended to them.
  func spans(in bytes: inout [UInt8], firstLine: Int) -> ([MessageSpan], [Fault]) {
    var spans: [MessageSpan] = []
    spans.reserveCapacity(bytes.count / 40)
    var faults: [Fault] = []
    let whole = bytes.indices
    switch format {
    case .jsonLines: jsonLines(&bytes, whole, firstLine, &spans, &faults)
    case .csv: csv(&bytes, whole, firstLine, &spans, &faults)
    case .webVTT: cues(bytes.span, whole, firstLine, &spans)
    case .speaker, .bare: plain(&bytes, whole, firstLine, &spans)
    }
    return (spans, faults)
  }

  private func fault(_ line: Int, _ column: Int = 1, _ message: String) -> Fault {
    Fault(
      file: file, place: Place(line: line, column: column), message, severity: .warning)
  }
}

extension MessageReader {
  private func plain(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    var begins = false
    var line = firstLine
    var start = range.lowerBound
    let first = spans.count
    while start < range.upperBound {
      let end = bytes.span.next(0x0A, in: start..<range.upperBound)
      let text = bytes.span.trimmed(start..<end)
      if Self.isRule(bytes.span, text) {
        begins = true
      } else {
        if format != .bare, let parts = SpeakerLine.split(bytes.span, text) {
          spans.append(
            MessageSpan(
              speaker: parts.speaker, text: parts.text, conversation: 0..<0, time: parts.time,
              line: line, beginsConversation: begins))
        } else if format != .bare, !begins, spans.count > first {
          // A line without a speaker continues the last, as if it stood in the same line.
          let last = spans[spans.count - 1].text
          let joined = bytes.count
          bytes.append(contentsOf: bytes[last] + [0x20] + bytes[text])
          spans[spans.count - 1].text = joined..<bytes.count
        } else {
          spans.append(
            MessageSpan(
              speaker: 0..<0, text: text, conversation: 0..<0, time: 0..<0, line: line,
              beginsConversation: begins))
        }
        begins = false
      }
      start = end + 1
      line += 1
    }
  }

  /// Whether a line is empty or a rule of `-`, `=` or `*`.
  private static func isRule(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    for index in line {
      switch bytes[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"): continue
      default: return false
      }
    }
    return true
  }

  private func jsonLines(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan],
    _ faults: inout [Fault]
  ) {
    var scanner = JSONLineScanner()
    var line = firstLine
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes.span.next(0x0A, in: start..<range.upperBound)
      defer {
        start = end + 1
        line += 1
      }
      let row = bytes.span.trimmed(start..<end)
      guard !row.isEmpty else { continue }
      guard let fields = scanner.fields(bytes.span, row) else {
        let column = bytes[start..<min(scanner.index, end)]
          .reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        faults.append(
          fault(line, column, "this line is no JSON object, or is cut short; left out"))
        continue
      }
      func resolved(_ value: JSONLineScanner.Value?, _ bytes: inout [UInt8]) -> Range<Int>? {
        value.map { $0.isEscaped ? JSONEscapes.resolve($0.range, in: &bytes) : $0.range }
      }
      let text = resolved(fields.text, &bytes)
      var id = resolved(fields.conversation, &bytes) ?? 0..<0
      var dialogue = resolved(fields.dialogue, &bytes)
      if dialogue == nil, text == nil, bytes.span.next(0x0A, in: id) < id.upperBound {
        (dialogue, id) = (id, 0..<0)
      }
      var message = MessageSpan(
        speaker: resolved(fields.speaker, &bytes) ?? 0..<0, text: 0..<0, conversation: id,
        time: resolved(fields.time, &bytes) ?? 0..<0, line: line)
      if let whole = dialogue ?? text, appendDialogue(&bytes, whole, message, &spans) {
        continue
      } else if let text = text ?? dialogue {
        message.text = text
        spans.append(message)
      } else {
        faults.append(
          fault(line, 1, "no text in this line; wanted one of text, content, body, message"))
      }
    }
  }

  /// Appends the messages of a dialogue that stands in one field; `false` when it is none.
  private func appendDialogue(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ model: MessageSpan,
    _ spans: inout [MessageSpan]
  ) -> Bool {
    guard bytes.span.next(0x0A, in: range) < range.upperBound else { return false }
    var said: [MessageSpan] = []
    plain(&bytes, range, 1, &said)
    guard said.count > 1, !said.contains(where: \.speaker.isEmpty) else { return false }
    var id = model.conversation
    if id.isEmpty {
      // A line is a conversation of its own.
      let number = Array("\(model.line)".utf8)
      id = bytes.count..<bytes.count + number.count
      bytes += number
    }
    for var message in said {
      message.conversation = id
      message.line = model.line
      message.beginsConversation = false
      if message.time.isEmpty { message.time = model.time }
      spans.append(message)
    }
    return true
  }

  private func csv(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan],
    _ faults: inout [Fault]
  ) {
    var fields: [(range: Range<Int>, isDoubled: Bool)] = []
    var line = firstLine
    var start = range.lowerBound
    while start < range.upperBound {
      fields.removeAll(keepingCapacity: true)
      let rest = start..<range.upperBound
      var next = range.upperBound
      var isWhole = true
      switch CSVRecord.walk(
        bytes.span, rest, separator: columns.separator, use: { fields.append(($0, $1)) })
      {
      case .whole(let end): next = end
      case .open, .broken:
        // Only its own line is lost, not everything the open quote swallowed; a stray quote inside
        // one line loses nothing.
        next = CSVRecord.lineEnd(bytes.span, rest)
        fields.removeAll(keepingCapacity: true)
        let extent = CSVRecord.walk(
          bytes.span, start..<next, separator: columns.separator, lenient: true,
          use: { fields.append(($0, $1)) })
        isWhole = extent == .whole(next) && fields.count == columns.count
      }
      let record = bytes.span.trimmed(start..<next)
      if line == 1 || record.isEmpty {
        // The header, or an empty line.
      } else if !isWhole {
        faults.append(fault(line, 1, "a quote in this record never ends; its line is left out"))
      } else if let text = columns.text, text < fields.count {
        func value(_ column: Int?, _ bytes: inout [UInt8]) -> Range<Int> {
          guard let column, column < fields.count else { return 0..<0 }
          let (range, isDoubled) = fields[column]
          guard isDoubled else { return range }
          let first = bytes.count
          var index = range.lowerBound
          while index < range.upperBound {
            bytes.append(bytes[index])
            let isPair =
              bytes[index] == UInt8(ascii: "\"") && index + 1 < range.upperBound
              && bytes[index + 1] == UInt8(ascii: "\"")
            index += isPair ? 2 : 1
          }
          return first..<bytes.count
        }
        spans.append(
          MessageSpan(
            speaker: value(columns.speaker, &bytes), text: value(text, &bytes),
            conversation: value(columns.conversation, &bytes), time: value(columns.time, &bytes),
            line: line))
      } else {
        faults.append(
          fault(line, 1, "\(fields.count) fields, but the text is field \((columns.text ?? 0) + 1)")
        )
      }
      for index in start..<next where bytes[index] == 0x0A { line += 1 }
      start = next
    }
  }

  private func cues(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    var line = firstLine
    var time: Range<Int>?
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes.next(0x0A, in: start..<range.upperBound)
      defer {
        start = end + 1
        line += 1
      }
      let text = bytes.trimmed(start..<end)
      if text.isEmpty {
        time = nil
      } else if let arrow = Self.arrow(bytes, text) {
        time = bytes.trimmed(text.lowerBound..<arrow)
      } else if let time {
        var message = MessageSpan(
          speaker: 0..<0, text: text, conversation: 0..<0, time: time, line: line)
        // `<v Mia>hello</v>`
        let close = bytes.next(UInt8(ascii: ">"), in: text)
        if text.count > 3, bytes.holds(Array("<v".utf8), in: text.lowerBound..<text.lowerBound + 2),
          close < text.upperBound
        {
          let name = bytes.next(0x20, in: text.lowerBound..<close)
          message.speaker = bytes.trimmed(name..<close)
          message.text = close + 1..<text.upperBound
          if message.text.count >= 4,
            bytes.holds(Array("</v>".utf8), in: text.upperBound - 4..<text.upperBound)
          {
            message.text = message.text.lowerBound..<text.upperBound - 4
          }
        } else if let parts = SpeakerLine.split(bytes, text) {
          message.speaker = parts.speaker
          message.text = parts.text
        }
        spans.append(message)
      }
    }
  }

  private static func arrow(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
    guard line.count > 2 else { return nil }
    return (line.lowerBound..<line.upperBound - 2).first {
      bytes[$0] == 0x2D && bytes[$0 + 1] == 0x2D && bytes[$0 + 2] == UInt8(ascii: ">")
    }
  }
}

/// Which column holds what.
private struct CSVColumns: Sendable {
  var separator: UInt8 = 0x2C
  var count = 0
  var speaker: Int?
  var text: Int?
  var time: Int?
  var conversation: Int?

  init() {}

  init(_ header: ArraySlice<UInt8>, file: String) throws(Fault) {
    separator = CSVRecord.separator(header)
    let names = CSVRecord.header(header, separator: separator).map { $0.trimmed.lowercased() }
    count = names.count
    speaker = names.firstIndex(where: MessageField.speakerNames.contains)
    text = names.firstIndex(where: MessageField.textNames.contains)
    time = names.firstIndex(where: MessageField.timeNames.contains)
    conversation = names.firstIndex(where: MessageField.conversationNames.contains)
    if text == nil {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "no column is named text, content, body or message; found \(names.joined(separator: ", "))")
    }
  }
}
