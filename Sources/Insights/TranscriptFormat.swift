/// How a transcript is written.
public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  /// `Speaker: text`, an empty line between conversations.
  case speaker
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// Comma-separated values with headers.
  case csv
  /// WebVTT cues.
  case webVTT = "vtt"
  /// Every line is a customer's.
  case bare

  /// The form of a file by its first bytes.
  public static func detect(_ head: some Collection<UInt8>) -> TranscriptFormat {
    let lines = head.prefix(1 << 16).split(separator: 0x0A).prefix(40)
      .map { String(decoding: $0, as: UTF8.self).trimmed }.filter { !$0.isEmpty }
    guard let first = lines.first else { return .bare }
    if first.hasPrefix("WEBVTT") { return .webVTT }
    if first.hasPrefix("{") { return .jsonLines }
    let header = CSVRecord.fields(Array(first.utf8)[...]).fields.map { $0.trimmed.lowercased() }
    if header.count > 1, header.contains(where: MessageFields.text.contains) { return .csv }
    let spoken = lines.filter { SpeakerLine.split($0) != nil }.count
    return spoken * 2 >= lines.count ? .speaker : .bare
  }
}

/// The names fields go by.
enum MessageFields {
  static let speaker: Set = [
    "speaker", "role", "author", "from", "sender", "name", "发言人", "角色", "说话人",
  ]
  static let text: Set = [
    "text", "content", "body", "message", "utterance", "msg", "内容", "消息", "文本",
  ]
  static let time: Set = ["time", "timestamp", "date", "created_at", "sent_at", "时间", "日期"]
  static let conversation: Set = [
    "conversation", "conversation_id", "id", "session", "session_id", "thread", "ticket",
    "会话", "会话id",
  ]
  static let dialogue: Set = ["dialogue", "dialog", "transcript", "chat", "对话"]
}

/// `Mia: hello`: a short name before a colon.
enum SpeakerLine {
  static func split(_ line: String) -> (speaker: String, text: String, time: String)? {
    var rest = line[...]
    var time = ""
    // `[09:12] Mia: hello`
    if rest.first == "[", let end = rest.firstIndex(of: "]"),
      rest[rest.startIndex..<end].contains(where: \.isNumber)
    {
      time = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    var scanned = 0
    for index in rest.utf8.indices {
      scanned += 1
      guard scanned <= 60 else { return nil }
      let byte = rest.utf8[index]
      let isWide = byte == 0xEF && rest[index...].hasPrefix("：")
      guard byte == 0x3A || isWide else {
        if byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0x2C { return nil }
        continue
      }
      let speaker = String(rest[..<index]).trimmed
      let text = String(rest[index...].dropFirst())
      // `http://…` and `10:30` name nobody.
      guard !speaker.isEmpty, speaker.split(separator: " ").count <= 4, !text.hasPrefix("//"),
        speaker.contains(where: \.isLetter), isWide || text.isEmpty || text.first == " "
      else { return nil }
      return (speaker, text.trimmed, time)
    }
    return nil
  }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
  /// Without blanks around.
  var trimmed: String {
    let utf8 = utf8
    var start = utf8.startIndex
    var end = utf8.endIndex
    while start < end, utf8[start] <= 0x20 { start = utf8.index(after: start) }
    while start < end, utf8[utf8.index(before: end)] <= 0x20 { end = utf8.index(before: end) }
    return String(self[start..<end])
  }
}
