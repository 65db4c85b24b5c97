import Formats

/// What the members of chat exports are called.
enum DocumentNames {
  private static let lists: Set<String> = [
    "messages", "message", "conversation", "conversations", "conversationparts", "turns",
    "utterances", "dialogue", "dialogues", "dialog", "dialogs", "transcript", "transcripts",
    "events",
    "log", "logs", "entries", "comments", "parts", "items", "threads", "tickets", "chats", "chat",
    "history", "data", "results", "segments", "records", "calls", "sessions", "posts", "replies",
    "source", "monologues", "phrases", "mapping", "list", "rows", "会话", "消息", "对话",
  ]
  private static let dialogues: Set<String> = [
    "dialogue", "dialog", "conversation", "turns", "messages", "chat", "transcript", "history",
    "对话", "会话",
  ]

  /// Whether a member of this name may hold messages.
  static func isList(_ name: String) -> Bool { lists.contains(ColumnNames.plain(name)) }

  /// Whether a list of this name holds the pieces of one text.
  static func isPieces(_ name: String) -> Bool {
    ["parts", "sentences", "elements"].contains(ColumnNames.plain(name))
  }

  /// Whether the objects in a list of this name take turns.
  static func isTurns(_ name: String) -> Bool {
    ["dialogue", "dialog", "turns", "utterances", "conversation", "log", "对话"]
      .contains(ColumnNames.plain(name))
  }

  /// Whether a member of this name holds what was said to a message.
  static func isAnswers(_ name: String) -> Bool {
    ["comments", "replies", "messages", "conversationparts", "notes", "responses", "thread"]
      .contains(ColumnNames.plain(name))
  }

  /// Whether a list of strings under this name is a dialogue.
  static func isDialogue(_ name: String) -> Bool { dialogues.contains(ColumnNames.plain(name)) }

  /// Whether a member of this name describes who wrote.
  static func isPerson(_ name: String) -> Bool {
    ["createdby", "sentby", "postedby", "writtenby", "commenter", "submitter"]
      .contains(ColumnNames.plain(name))
  }

  /// Whether a member describes something else than what was said.
  static func isAside(_ name: String) -> Bool {
    [
      "participants", "users", "members", "customfields", "tags", "attachments", "reactions",
      "metadata", "statistics", "customattributes", "contacts", "links", "intents", "patterns",
      "words", "tokens", "wordsegments",
    ]
    .contains(ColumnNames.plain(name))
  }
}

extension JSONNode {
  /// Whether this is more than null.
  var isSaid: Bool {
    switch content {
    case .string(let text): !text.isEmpty
    case .null: false
    default: true
    }
  }

  /// The text of a string or a number.
  var plainText: String? {
    switch content {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }
}

extension WrittenTime {
  /// A number that grows with time.
  var sortKey: Int64? {
    if let epoch { return epoch }
    guard let date else { return secondOfDay.map(Int64.init) }
    return Int64(date.year * 372 + date.month * 31 + date.day) * 86_400 + Int64(secondOfDay ?? 0)
  }
}

/// Text whose bytes were taken for Latin-1 on the way, as some exports write it.
enum Mojibake {
  /// The text as it was meant.
  static func mended(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xC3 }) else { return text }
    var bytes: [UInt8] = []
    var isHigh = false
    for scalar in text.unicodeScalars {
      guard scalar.value <= 0xFF else { return text }
      if scalar.value >= 0x80 { isHigh = true }
      bytes.append(UInt8(scalar.value))
    }
    return isHigh ? String(validating: bytes, as: UTF8.self) ?? text : text
  }
}
