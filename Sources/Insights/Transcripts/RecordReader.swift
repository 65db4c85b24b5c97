import Diagnostics
import Formats

/// JSON Lines: a message, a dialogue or a whole conversation a line.
extension MessageReader {
  func jsonLines(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan],
    _ faults: inout [Fault]
  ) {
    var scanner = JSONLineScanner(members: form.members)
    let names = NameMemory(members: form.members)
    let sides = Sides(&bytes)
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
      if fields.isDeep, appendDocument(&bytes, row, line, names, &spans) { continue }
      if !append(fields, line, sides, &bytes, &spans),
        !appendDocument(&bytes, row, line, names, &spans)
      {
        faults.append(
          fault(line, 1, "no text in this line; wanted one of text, content, body, message"))
      }
    }
  }

  private func append(
    _ fields: JSONLineScanner.Fields, _ line: Int, _ sides: Sides, _ bytes: inout [UInt8],
    _ spans: inout [MessageSpan]
  ) -> Bool {
    func resolved(_ field: JSONLineScanner.Field?, _ bytes: inout [UInt8]) -> Range<Int>? {
      field.map {
        $0.value.isEscaped ? JSONEscapes.resolve($0.value.range, in: &bytes) : $0.value.range
      }
    }
    let text = resolved(fields.text, &bytes)
    var id =
      resolved(fields.conversation ?? (form.usesIdentifier ? fields.identifier : nil), &bytes)
      ?? 0..<0
    var dialogue = resolved(fields.dialogue, &bytes)
    if dialogue == nil, text == nil, bytes.span.next(0x0A, in: id) < id.upperBound {
      (dialogue, id) = (id, 0..<0)
    }
    var message = MessageSpan(
      speaker: resolved(fields.speaker, &bytes) ?? 0..<0, text: 0..<0, conversation: id,
      time: resolved(fields.time, &bytes) ?? 0..<0, line: line)
    let role = resolved(fields.role, &bytes) ?? 0..<0
    message.role = sides.role(role, fields.roleMeaning, bytes.span)
    // What a record says somebody wrote is theirs whole, though a line of it looks like a name and words.
    let isOnes = dialogue == nil && (!message.speaker.isEmpty || !role.isEmpty)
    if let whole = dialogue ?? text, !isOnes || DialogueField.mayBeList(bytes[whole]),
      appendDialogue(&bytes, whole, message, &spans, isDialogue: dialogue != nil)
    {
      return true
    }
    if text == nil, let customer = resolved(fields.customerText, &bytes),
      let agent = resolved(fields.agentText, &bytes)
    {
      for (said, role) in [(customer, sides.customer), (agent, sides.agent)] where !said.isEmpty {
        message.text = said
        message.role = role
        message.speaker = 0..<0
        spans.append(message)
      }
      return true
    }
    guard let text = text ?? dialogue ?? resolved(fields.customerText, &bytes) else { return false }
    message.text = text
    // A record without words, such as a joining's, is nobody's message.
    if !bytes.span.trimmed(text).isEmpty { spans.append(message) }
    return true
  }

  /// Reads a line in full: the messages of lists and objects in it. `false` when it holds none.
  private func appendDocument(
    _ bytes: inout [UInt8], _ row: Range<Int>, _ line: Int, _ names: NameMemory,
    _ spans: inout [MessageSpan]
  ) -> Bool {
    guard let node = try? JSONReader.read(Array(bytes[row]), file: file) else { return false }
    var document = DocumentReader(names: names, usesIdentifier: form.usesIdentifier)
    document.read(node, fallbackConversation: "\(line)")
    guard !document.messages.isEmpty else { return false }
    append(document.messages, lines: { _ in line }, &bytes, &spans)
    return true
  }

  /// A document's messages as ranges of the chunk.
  func append(
    _ messages: [Message], lines: (Message) -> Int, _ bytes: inout [UInt8],
    _ spans: inout [MessageSpan]
  ) {
    func put(_ text: String, _ bytes: inout [UInt8]) -> Range<Int> {
      let start = bytes.count
      bytes += text.utf8
      return start..<bytes.count
    }
    for message in messages {
      spans.append(
        MessageSpan(
          speaker: put(message.speaker, &bytes), role: put(message.role, &bytes),
          text: put(message.text, &bytes), conversation: put(message.conversation, &bytes),
          time: put(message.time, &bytes), line: lines(message),
          beginsConversation: message.beginsConversation))
    }
  }

  /// One JSON document.
  func document(
    _ bytes: inout [UInt8], _ firstLine: Int, _ spans: inout [MessageSpan],
    _ faults: inout [Fault]
  ) {
    do throws(Fault) {
      let node = try JSONReader.read(bytes, file: file)
      var document = DocumentReader(
        names: NameMemory(members: form.members), usesIdentifier: form.usesIdentifier)
      document.read(node, fallbackConversation: "")
      append(document.messages, lines: { $0.line }, &bytes, &spans)
    } catch {
      faults.append(
        Fault(file: file, place: error.place, error.message, severity: .warning))
    }
  }
}
