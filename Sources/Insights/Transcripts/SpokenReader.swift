import Formats

/// Lines of `Speaker: text`, and dialogues that stand in one field.
extension MessageReader {
  /// A line without a name goes on with the speaker; what stands before the first speaker, or alone
  /// between two conversations, is a title and nobody's.
  func spoken(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    let first = spans.count
    var state = SpokenState()
    var names = ToldNames()
    let notices = form.notices.lines(in: bytes.span, range)
    var line = firstLine
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes.span.next(0x0A, in: start..<range.upperBound)
      let text = bytes.span.trimmed(start..<end)
      defer {
        start = end + 1
        line += 1
      }
      if notices.contains(start) { continue }
      if bytes.span.isRule(text) {
        if form.blankLinesPart || !text.isEmpty { state.begins = true }
        state.afterGap = true
        continue
      }
      if let parts = speaker(bytes.span, text, &names) {
        // `Date: …` above the first speaker says something of the chat.
        if !state.isOpen, parts.time.isEmpty, Self.isAbout(bytes.span, parts.speaker) { continue }
        flush(&bytes, &spans, &state, first)
        spans.append(
          MessageSpan(
            speaker: parts.speaker, text: parts.text, conversation: 0..<0, time: parts.time,
            line: line, beginsConversation: state.begins))
        state = SpokenState(isOpen: true)
      } else if isTitle(bytes.span, text, after: end, range.upperBound, state) {
        flush(&bytes, &spans, &state, first)
        state.isOpen = false
        if bytes[text.lowerBound] == 0x23 { state.begins = spans.count > first }
      } else if state.isOpen {
        state.pieces.append(text)
        // A gap inside a message parts nothing.
        state.begins = false
      }
      state.afterGap = false
    }
    flush(&bytes, &spans, &state, first)
    spans.removeAll { $0.text.isEmpty }
  }

  private func speaker(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ names: inout ToldNames
  ) -> SpeakerLine.Parts? {
    guard let parts = SpeakerLine.split(bytes, text, style: form.style),
      !form.isTimed || !parts.time.isEmpty,
      !form.areSpeakersTold || names.isTold(parts.speaker, bytes)
    else { return nil }
    return parts
  }

  /// Whether a name before a colon describes the chat: `Date`, `Call ID`, `Subject`.
  private static func isAbout(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    let text = String(decoding: name.map { bytes[$0] }, as: UTF8.self)
    let known = [
      "subject", "duration", "channel", "language", "participants", "location", "queue", "status",
      "title", "tags", "priority", "rating", "note", "notes", "summary", "主题", "时长", "渠道",
      "状态", "参与者",
    ]
    switch ColumnNames.meaning(of: text)?.meaning {
    case .time, .conversation, .identifier, .direction, .intent: return true
    default: return known.contains(ColumnNames.plain(text))
    }
  }

  /// Which names tell a side; the few names of a chunk are looked up once.
  private struct ToldNames {
    private var known: [(name: [UInt8], isTold: Bool)] = []

    mutating func isTold(_ name: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
      for one in known where bytes.holds(one.name, in: name) { return one.isTold }
      let spelled = name.map { bytes[$0] }
      let text = String(decoding: spelled, as: UTF8.self).lowercased()
      let isTold = Roles.told(by: text, isMark: false) != nil
      if known.count < 64 { known.append((spelled, isTold)) }
      return isTold
    }
  }

  /// What is known between two lines.
  private struct SpokenState {
    /// Whether somebody speaks, so that a line without a name is theirs.
    var isOpen = false
    var begins = false
    var afterGap = false
    /// The lines that go on with the last message.
    var pieces: [Range<Int>] = []
  }

  /// Joins what goes on to its message, as if it stood in the same line.
  private func flush(
    _ bytes: inout [UInt8], _ spans: inout [MessageSpan], _ state: inout SpokenState, _ first: Int
  ) {
    guard !state.pieces.isEmpty, spans.count > first else { return }
    let begin = bytes.count
    bytes.append(contentsOf: bytes[spans[spans.count - 1].text])
    for piece in state.pieces {
      if bytes.count > begin { bytes.append(0x20) }
      // Markdown quotes with `> `.
      let isQuoted =
        piece.count > 2 && bytes[piece.lowerBound] == 0x3E && bytes[piece.lowerBound + 1] == 0x20
      bytes.append(contentsOf: bytes[isQuoted ? piece.lowerBound + 2..<piece.upperBound : piece])
    }
    spans[spans.count - 1].text = begin..<bytes.count
    state.pieces = []
  }

  /// A note of the system in a chat with times, a heading, or a line alone above another conversation.
  private func isTitle(
    _ bytes: Span<UInt8>, _ text: Range<Int>, after end: Int, _ limit: Int, _ state: SpokenState
  ) -> Bool {
    if form.isTimed, SpeakerLine.isTimed(bytes, text) { return true }
    if bytes[text.lowerBound] == 0x23 {
      var index = text.lowerBound
      while index < text.upperBound, bytes[index] == 0x23 { index += 1 }
      return index < text.upperBound && bytes[index] == 0x20
    }
    guard state.begins, state.afterGap else { return false }
    // The next line tells: a speaker stands below a title, anything else goes on.
    guard end + 1 < limit else { return false }
    let line = bytes.trimmed(end + 1..<bytes.next(0x0A, in: end + 1..<limit))
    return SpeakerLine.split(bytes, line, style: form.style) != nil
  }

  /// Appends the messages of a dialogue that stands in one field; `false` when it is none.
  func appendDialogue(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ model: MessageSpan,
    _ spans: inout [MessageSpan], isDialogue: Bool
  ) -> Bool {
    var range = range
    if appendList(&bytes, range, model, &spans) { return true }
    if bytes.span.next(0x0A, in: range) == range.upperBound {
      // In a field of dialogues line ends may be written as `\n` or `<br>`.
      guard model.text.isEmpty, isDialogue, let split = splitLines(&bytes, range) else {
        return false
      }
      range = split
    }
    var said: [MessageSpan] = []
    let plain = MessageReader(TranscriptForm(.speaker), file: file)
    plain.spoken(&bytes, range, 1, &said)
    guard said.count > 1 || said.count == 1 && model.text.isEmpty else { return false }
    let id = conversation(of: model, &bytes)
    for var message in said {
      message.conversation = id
      message.line = model.line
      message.beginsConversation = false
      if message.time.isEmpty { message.time = model.time }
      spans.append(message)
    }
    return true
  }

  private func splitLines(_ bytes: inout [UInt8], _ range: Range<Int>) -> Range<Int>? {
    let text = String(decoding: bytes[range], as: UTF8.self)
    for mark in ["\\n", "<br>", "<br/>", "<br />", " | ", "||"] where text.contains(mark) {
      let lines = text.split(separator: mark)
      guard lines.count > 1, lines.allSatisfy({ SpeakerLine.isSpoken(String($0)) }) else {
        continue
      }
      let start = bytes.count
      bytes += lines.joined(separator: "\n").utf8
      return start..<bytes.count
    }
    guard let lines = DialogueField.turns(text) else { return nil }
    let start = bytes.count
    bytes += lines.joined(separator: "\n").utf8
    return start..<bytes.count
  }

  /// The conversation of a dialogue in one field: a row is one of its own when it names none.
  private func conversation(of model: MessageSpan, _ bytes: inout [UInt8]) -> Range<Int> {
    guard model.conversation.isEmpty else { return model.conversation }
    let number = Array("\(model.line)".utf8)
    bytes += number
    return bytes.count - number.count..<bytes.count
  }

  /// Appends the messages of a JSON or Python list in a field; `false` when it holds none.
  private func appendList(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ model: MessageSpan,
    _ spans: inout [MessageSpan]
  ) -> Bool {
    guard range.count > 8, DialogueField.mayBeList(bytes[range]),
      let node = DialogueField.list(bytes[range])
    else { return false }
    var document = DocumentReader()
    document.read(node, fallbackConversation: "", name: "dialogue")
    guard document.messages.count > 1 else { return false }
    let id = conversation(of: model, &bytes)
    let first = spans.count
    append(document.messages, lines: { _ in model.line }, &bytes, &spans)
    for index in first..<spans.count {
      spans[index].conversation = id
      if spans[index].time.isEmpty { spans[index].time = model.time }
    }
    return true
  }
}
