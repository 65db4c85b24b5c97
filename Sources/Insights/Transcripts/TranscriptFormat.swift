public import Formats

/// How a transcript is written.
public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  /// `Speaker: text` in the spellings of chat exports.
  case speaker
  /// A line with a name and a time, the text in the lines below.
  case headed
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// One JSON document.
  case json
  /// A table with or without a header.
  case csv
  /// Captions: WebVTT, SubRip and others.
  case webVTT = "vtt"
  /// Every line is a customer's.
  case bare

  /// The format by the name of an option; names of products that write it are known, too.
  public init?(option: String) {
    switch option.lowercased() {
    case "srt", "sbv", "captions", "subtitles": self = .webVTT
    case "tsv", "table": self = .csv
    case "ndjson": self = .jsonLines
    case "whatsapp", "zoom", "markdown", "md", "chat": self = .speaker
    case "qq", "otter": self = .headed
    case "slack", "telegram", "intercom", "zendesk", "openai": self = .json
    case let name:
      guard let format = TranscriptFormat(rawValue: name) else { return nil }
      self = format
    }
  }
}

/// What may be said of a transcript by whoever knows it.
public struct TranscriptOptions: Sendable {
  /// How it is written; `nil` looks at it.
  public var format: TranscriptFormat?
  /// The columns that hold what, by their names.
  public var columns: [ColumnNames.Meaning: String] = [:]
  /// Whether an empty line parts conversations; `nil` looks at them.
  public var blankLinesPart: Bool?
  /// Which of two small numbers of a date is the day; `nil` looks at all.
  public var dayOrder: WrittenTime.DayOrder?

  /// Nothing is said.
  public init() {}
}

/// How one transcript is written, in all that its reader must know.
public struct TranscriptForm: Sendable {
  /// How it is written.
  public let format: TranscriptFormat
  /// What was guessed, one sentence each with the option that settles it.
  public var notes: [String] = []
  /// Which of two small numbers of a date is the day.
  public var dayOrder = WrittenTime.DayOrder.dayFirst
  /// Where a table's columns stand.
  var columns = TableColumns()
  /// What the members of a record mean beyond the usual, by their names without capitals and signs.
  var members: [String: ColumnNames.Meaning] = [:]
  /// How many lines stand before the first record of a table.
  var skippedLines = 0
  /// Whether an empty line parts conversations.
  var blankLinesPart = true
  /// Whether every message begins with a time, so that other lines go on.
  var isTimed = false
  /// Whether speakers are named by words such as agent and customer only.
  var areSpeakersTold = false
  /// What parts a name from the text.
  var style = SpeakerStyle.colon
  /// How many lines stand before a table inside a text, such as Markdown's.
  var tableLine: Int?
  /// Whether captions repeat the lines of those before them.
  var isRolling = false
  /// Whether a member or column `id` names the conversation.
  var usesIdentifier = true

  /// What programs write of themselves, which is nobody's message.
  var notices = Notices()

  /// A form that needs nothing to be looked at.
  public init(_ format: TranscriptFormat) { self.format = format }
}
