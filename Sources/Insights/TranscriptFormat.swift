import Text

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
    let bytes = Array(first.utf8)[...]
    let header = CSVRecord.header(bytes, separator: CSVRecord.separator(bytes))
      .map { $0.trimmed.lowercased() }
    if header.count > 1, header.contains(where: MessageField.textNames.contains) { return .csv }
    let spoken = lines.filter { SpeakerLine.isSpoken($0) }.count
    return spoken * 2 >= lines.count ? .speaker : .bare
  }
}

/// What a field of a message is, by its name.
enum MessageField: Sendable {
  /// Who speaks; `role` and `speaker` say more than a name does.
  case speaker(isRole: Bool)
  case text, time
  /// Which conversation; a name that says so says more than `id`.
  case conversation(isNamed: Bool)
  /// A whole dialogue.
  case dialogue
  case other

  /// Reads a name, capitals aside.
  init(_ name: String) {
    let name = name.lowercased()
    if Self.textNames.contains(name) {
      self = .text
    } else if Self.speakerNames.contains(name) {
      self = .speaker(isRole: name == "role" || name == "speaker")
    } else if Self.timeNames.contains(name) {
      self = .time
    } else if Self.conversationNames.contains(name) {
      self = .conversation(isNamed: name.hasPrefix("conversation"))
    } else if Self.dialogueNames.contains(name) {
      self = .dialogue
    } else {
      self = .other
    }
  }

  static let speakerNames: Set = [
    "speaker", "role", "author", "from", "sender", "name", "发言人", "角色", "说话人",
  ]
  static let textNames: Set = [
    "text", "content", "body", "message", "utterance", "msg", "内容", "消息", "文本",
  ]
  static let timeNames: Set = ["time", "timestamp", "date", "created_at", "sent_at", "时间", "日期"]
  static let conversationNames: Set = [
    "conversation", "conversation_id", "id", "session", "session_id", "thread", "ticket",
    "会话", "会话id",
  ]
  static let dialogueNames: Set = ["dialogue", "dialog", "transcript", "chat", "对话"]
}
