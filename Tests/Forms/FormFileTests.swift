import Diagnostics
import Formats
import Foundation
import Insights
import Intents
import Knowledge
import Recommendations
import Testing

/// One example file of every form in the README's table, in English and Chinese, as other programs write
/// it; `forms.jsonl` says for each what is right: its rows, or a word of the refusal.
@Suite struct FormFileTests {
  struct Form: CustomTestStringConvertible, Sendable {
    let file: String
    let command: String
    let rows: [String]
    let refusal: String?
    var testDescription: String { file }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let forms: [Form] = (try? readForms()) ?? []

  static func readForms() throws -> [Form] {
    try Array(Data(contentsOf: folder.appending(path: "forms.jsonl"))).split(separator: 0x0A)
      .map { line in
        let node = try JSONReader.read(Array(line), file: "forms.jsonl")
        return Form(
          file: try node.required("file").string(), command: try node.required("command").string(),
          rows: try node["rows"]?.strings() ?? [], refusal: try node["refused"]?.string())
      }
  }

  @Test("The example files are there") func exist() throws {
    let forms = try Self.readForms()
    #expect(forms.count > 150)
    #expect(Set(forms.map(\.command)) == ["transcript", "intents", "interactions", "articles"])
  }

  @Test("An example file is read as its program meant it, or refused by name", arguments: forms)
  func reads(form: Form) throws {
    let path = Self.folder.appending(path: "files/" + form.file)
    let bytes = Array(try Data(contentsOf: path))
    var rows: [String] = []
    var refusal: String?
    do {
      rows = try Self.rows(bytes, form)
    } catch {
      refusal = "\(error)"
    }
    if rows.isEmpty { refusal = refusal ?? "nothing was read" }
    if let wanted = form.refusal {
      #expect(refusal?.contains(wanted) == true, "\(refusal ?? rows.joined(separator: "\n"))")
    } else {
      #expect(rows == form.rows, "\(refusal ?? "")")
    }
  }

  static func rows(_ bytes: [UInt8], _ form: Form) throws -> [String] {
    switch form.command {
    case "transcript": try messages(bytes, form.file)
    case "intents":
      try IntentRows.read(bytes, file: form.file).rows
        .map { "\($0.example.intent.rawValue): \($0.example.text)" }
    case "interactions": ["\(try Interactions.read(bytes, file: form.file).interactions.pairCount)"]
    default:
      try QuestionFile.read(bytes, file: form.file)
        .map { "\($0.question) \($0.answer)".replacing("\n", with: "⏎") }
    }
  }

  /// Sides as a report takes them: beside agents a stranger is the customer, else an agent.
  private static func messages(_ bytes: [UInt8], _ file: String) throws -> [String] {
    let words = folder.appending(path: "../../knowledge-base/transcripts.json")
    let cues = try RoleCues(Array(Data(contentsOf: words)), file: "transcripts.json")
    let source = try TranscriptSource(
      head: bytes, isWhole: true, file: file, options: .init(), roles: Roles(), cues: cues)
    let (messages, _) = source.reader(file: file)
      .messages(in: source.beginning[...], firstLine: 1)
    let roles = source.roles
    let known = messages.map { roles.role(of: $0.speaker, marked: $0.role) }
    return zip(messages, known).map { message, role in
      let side =
        switch role {
        case .customer: "customer"
        case .agent: "agent"
        case .nobody: "nobody"
        case .unknown: known.contains(.agent) ? "customer" : "agent"
        }
      let conversation = message.conversation.isEmpty ? "" : "[\(message.conversation)] "
      let time = message.time.isEmpty ? "" : message.time + " "
      return conversation + time + "\(side) \(message.speaker): "
        + message.text.replacing("\n", with: "⏎")
    }
  }
}
