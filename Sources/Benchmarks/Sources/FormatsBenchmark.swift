import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Insights
import Intents
import Quantities
import Recommendations
import Workspace

/// `benchmarks formats`: files as people have them, read by the readers of the program.
///
/// `DIR/files.jsonl` names each file, the command it is for and what is right in words; `DIR/files` holds
/// them. Printed is what was read of each, so that it can be judged, and how many were read, refused by
/// name, or neither.
struct FormatsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Files as people have them: read, refused, or neither.")

  @Option(help: "The folder that holds files.jsonl and files/.") var data = "../shared/faults"
  @Option(help: "The workspace, for the words that tell who serves.") var workspace = "."
  @Flag(help: "Print what was read of each file.") var each = false

  /// What became of a file.
  enum Outcome: String { case read, refused, nothing }

  func run() async throws {
    let list = data + "/files.jsonl"
    let cues = try SentimentFiles.roleCues(in: WorkspaceFolder(path: workspace))
    var counts: [Outcome: Int] = [:]
    for line in try Files.bytes(list).split(separator: 0x0A) {
      let entry = try JSONReader.read(Array(line), file: list)
      let name = try entry.required("file").string("file")
      let command = try entry.required("command").string("command")
      let (outcome, shown) = Self.judged(data + "/files/" + name, command, cues)
      counts[outcome, default: 0] += 1
      guard each || outcome != .read else { continue }
      RecommenderBenchmark.emit([
        "benchmark": "formats", "file": .string(name), "outcome": .string(outcome.rawValue),
        "right": .string(try entry.required("right").string("right")),
        "read": .array(shown.map { .string($0) }),
      ])
    }
    RecommenderBenchmark.emit([
      "benchmark": "formats", "files": .integer(counts.values.reduce(0, +)),
      "read": .integer(counts[.read] ?? 0), "refused": .integer(counts[.refused] ?? 0),
      "nothing": .integer(counts[.nothing] ?? 0),
    ])
  }

  private static func judged(
    _ path: String, _ command: String, _ cues: RoleCues
  ) -> (Outcome, [String]) {
    do {
      let bytes = try Files.unpacked(path)
      let shown: [String]
      if command.hasPrefix("sentiment") {
        shown = try messages(bytes, path, cues)
      } else if command.hasPrefix("intents") {
        let read = try IntentRows.read(bytes, file: path)
        shown = read.rows.map { "\($0.example.intent.rawValue): \($0.example.text)" } + read.notes
      } else {
        let (interactions, report) = try Interactions.read(bytes, file: path)
        shown = ["\(interactions.pairCount) pairs; \(report)"] + report.remarks
      }
      return (shown.isEmpty ? .nothing : .read, shown)
    } catch {
      return (.refused, ["\(error)"])
    }
  }

  private static func messages(
    _ bytes: [UInt8], _ path: String, _ cues: RoleCues
  ) throws -> [String] {
    let source = try TranscriptSource(
      head: bytes, isWhole: true, file: path, options: TranscriptOptions(), roles: Roles(),
      cues: cues)
    let (messages, faults) = source.reader(file: path)
      .messages(in: source.beginning[...], firstLine: 1)
    if messages.isEmpty { return [] }
    let roles = source.roles
    return messages.map { message in
      let side = roles.role(of: message.speaker, marked: message.role)
      return
        "[\(message.conversation)] \(message.time) \(message.speaker) (\(side)): \(message.text)"
    } + faults.map(\.description) + source.notes
  }
}
