import Diagnostics
import Formats
import Insights
import Intents
import Knowledge
import Recommendations
import Workspace

/// What a reader of the program made of a file, in rows that can be compared.
struct FormReading {
  var rows: [String] = []
  var refusal: String?

  init(_ path: String, command: String, cues: RoleCues) {
    do {
      let bytes = try Files.unpacked(path)
      if command.hasPrefix("sentiment") {
        rows = try Self.messages(bytes, path, cues)
      } else if command.hasPrefix("intents") {
        rows = try IntentRows.read(bytes, file: path).rows
          .map { "\($0.example.intent.rawValue): \($0.example.text)" }
      } else if command.hasPrefix("knowledge") {
        rows = try QuestionFile.read(bytes, file: path).map { "\($0.question) \($0.answer)" }
      } else {
        let (interactions, report) = try Interactions.read(bytes, file: path)
        rows = ["\(interactions.pairCount) pairs, \(report.keptCount) of \(report.rowCount) rows"]
      }
    } catch {
      refusal = "\(error)"
    }
    if rows.isEmpty, refusal == nil { refusal = "nothing was read" }
  }

  /// `right` or `wrong` where it is known what is right, else `read` or `refused`.
  func outcome(right: FormReading?) -> String {
    guard let right else { return refusal == nil ? "read" : "refused" }
    if let wanted = right.refusal { return refusal?.contains(wanted) == true ? "right" : "wrong" }
    return rows == right.rows ? "right" : "wrong"
  }

  /// As a line of what is right.
  func line(named name: String) -> JSON {
    refusal.map { ["file": .string(name), "refused": .string($0)] }
      ?? ["file": .string(name), "rows": .array(rows.map { .string($0) })]
  }

  /// What is right by the names of files.
  static func expected(_ path: String) throws -> [String: FormReading] {
    var all: [String: FormReading] = [:]
    for line in try Files.bytes(path).split(separator: 0x0A) {
      let node = try JSONReader.read(Array(line), file: path)
      var reading = FormReading()
      reading.rows = try node["rows"]?.strings("rows") ?? []
      reading.refusal = try node["refused"]?.string("refused")
      all[try node.required("file").string("file")] = reading
    }
    return all
  }

  private init() {}

  private static func messages(
    _ bytes: [UInt8], _ path: String, _ cues: RoleCues
  ) throws -> [String] {
    let source = try TranscriptSource(
      head: bytes, isWhole: true, file: path, options: TranscriptOptions(), roles: Roles(),
      cues: cues)
    let (messages, faults) = source.reader(file: path)
      .messages(in: source.beginning[...], firstLine: 1)
    let roles = source.roles
    return messages.map { message in
      let side = roles.role(of: message.speaker, marked: message.role)
      return "[\(message.conversation)] \(message.time) \(message.speaker) (\(side)): "
        + message.text
    } + faults.map(\.description)
  }
}
