import Diagnostics
import Formats

/// The rows of a table.
extension MessageReader {
  func table(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan],
    _ faults: inout [Fault]
  ) {
    let columns = form.columns
    var fields: [(range: Range<Int>, isDoubled: Bool)] = []
    let sides = Sides(&bytes)
    var line = firstLine
    var start = range.lowerBound
    while start < range.upperBound {
      fields.removeAll(keepingCapacity: true)
      let (next, isWhole) = record(bytes.span, start..<range.upperBound, &fields)
      if line <= form.skippedLines || bytes.span.trimmed(start..<next).isEmpty {
        // The header, or an empty line.
      } else if !isWhole {
        faults.append(fault(line, 1, "a quote in this record never ends; its line is left out"))
      } else if let text = columns.text, text < fields.count {
        append(fields, line, sides, &bytes, &spans)
      } else {
        faults.append(
          fault(
            line, 1,
            "\(fields.count) field\(fields.count == 1 ? "" : "s"), but the text is field "
              + "\((columns.text ?? 0) + 1)"))
      }
      for index in start..<next where bytes[index] == 0x0A { line += 1 }
      start = next
    }
  }

  /// The fields of the record at the start of a range, where it ends, and whether it is whole: of a
  /// quote that never ends only its own line is lost, of a stray one inside a line nothing.
  private func record(
    _ bytes: Span<UInt8>, _ rest: Range<Int>,
    _ fields: inout [(range: Range<Int>, isDoubled: Bool)]
  ) -> (next: Int, isWhole: Bool) {
    let separator = form.columns.separator
    if case .whole(let end) = DelimitedRecord.walk(
      bytes, rest, separator: separator, use: { fields.append(($0, $1)) })
    {
      return (end, true)
    }
    let next = DelimitedRecord.lineEnd(bytes, rest)
    fields.removeAll(keepingCapacity: true)
    let extent = DelimitedRecord.walk(
      bytes, rest.lowerBound..<next, separator: separator, lenient: true,
      use: { fields.append(($0, $1)) })
    return (next, extent == .whole(next) && fields.count == form.columns.count)
  }

  private func append(
    _ fields: [(range: Range<Int>, isDoubled: Bool)], _ line: Int, _ sides: Sides,
    _ bytes: inout [UInt8], _ spans: inout [MessageSpan]
  ) {
    let columns = form.columns
    func value(_ column: Int?, _ bytes: inout [UInt8]) -> Range<Int> {
      guard let column, column < fields.count else { return 0..<0 }
      let (range, isDoubled) = fields[column]
      let field = isDoubled ? undoubled(range, &bytes) : range
      return bytes.span.trimmed(field)
    }
    var message = MessageSpan(
      speaker: value(columns.speaker, &bytes), text: 0..<0,
      conversation: value(columns.conversation, &bytes), time: value(columns.time, &bytes),
      line: line)
    let role = value(columns.role, &bytes)
    message.role = sides.role(role, columns.roleMeaning, bytes.span)
    if let dialogue = columns.dialogue {
      let whole = value(dialogue, &bytes)
      if !whole.isEmpty, appendDialogue(&bytes, whole, message, &spans, isDialogue: true) { return }
    }
    if let customer = columns.customerText, let agent = columns.agentText {
      for (column, role) in [(customer, sides.customer), (agent, sides.agent)] {
        message.text = value(column, &bytes)
        message.role = role
        message.speaker = 0..<0
        if !message.text.isEmpty { spans.append(message) }
      }
      return
    }
    message.text = value(columns.text, &bytes)
    if message.text.count > 16, [0x5B, 0x7B].contains(bytes[message.text.lowerBound]),
      appendDialogue(&bytes, message.text, message, &spans, isDialogue: false)
    {
      return
    }
    // A row without a text, such as an event's, is nobody's message.
    if !message.text.isEmpty { spans.append(message) }
  }

  private func undoubled(_ range: Range<Int>, _ bytes: inout [UInt8]) -> Range<Int> {
    let first = bytes.count
    var index = range.lowerBound
    while index < range.upperBound {
      bytes.append(bytes[index])
      let isPair =
        bytes[index] == 0x22 && index + 1 < range.upperBound && bytes[index + 1] == 0x22
      index += isPair ? 2 : 1
    }
    return first..<bytes.count
  }
}

/// The two sides as bytes of a chunk, for columns that say them otherwise.
struct Sides {
  let customer: Range<Int>
  let agent: Range<Int>

  init(_ bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += Array("customeragent".utf8)
    customer = start..<start + 8
    agent = start + 8..<start + 13
  }

  /// The role that a value of a column tells.
  func role(
    _ value: Range<Int>, _ meaning: ColumnNames.Meaning, _ bytes: Span<UInt8>
  ) -> Range<Int> {
    guard !value.isEmpty else { return value }
    switch meaning {
    case .isCustomer: return Self.isTrue(bytes, value) ? customer : agent
    case .isAgent: return Self.isTrue(bytes, value) ? agent : customer
    case .direction:
      // `in`, `inbound`, `incoming`, `received`; all else goes out.
      let first = bytes[value.lowerBound] | 0x20
      return first == 0x69 || first == 0x72 || first == 0x66 ? customer : agent
    default: return value
    }
  }

  /// `true`, `1`, `yes`, `是`.
  private static func isTrue(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    let first = bytes[value.lowerBound] | 0x20
    return first == 0x74 || first == 0x79 || bytes[value.lowerBound] == 0x31
      || bytes[value.lowerBound] == 0xE6
  }
}
