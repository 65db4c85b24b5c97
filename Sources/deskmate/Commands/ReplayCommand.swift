import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import FoundationEssentials
import Knowledge
import Reports
import Workspace

/// `deskmate replay`: golden conversations on a fresh shop in memory.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run golden conversations and say what went otherwise.",
    discussion: """
      Each .convo file runs on a fresh shop in memory, as of the day it names.
      Examples:
        deskmate replay Tests/Conversations
        deskmate replay --coverage Tests/Conversations
        deskmate replay --update returns.convo
      """)

  @OptionGroup var workspace: WorkspaceOptions

  @Flag(help: "Say which intents, policies and articles no conversation touches.")
  var coverage = false

  @Flag(help: "Rewrite #bot lines that no longer hold with the replies as they came.")
  var update = false

  @Flag(help: "Print one JSON object for each conversation.")
  var json = false

  @Option(help: ArgumentHelp("Write the outcome as JUnit XML here.", valueName: "file"))
  var junit: String?

  @Argument(help: "Files that end in .convo, or folders of them.")
  var paths: [String]

  func run() async throws {
    let loaded = try workspace.load()
    let runner = GoldenRunner(workspace: loaded)
    var covered = loaded.coverage
    var cases: [JUnit.Case] = []
    for file in try files() {
      let bytes = try Files.unpacked(file)
      let script = try GoldenConversation.read(bytes, file: file)
      let start = ContinuousClock.now
      let outcome = try runner.run(script)
      let seconds = (ContinuousClock.now - start).seconds
      covered.add(outcome.turns)
      report(file, outcome)
      cases.append(
        JUnit.Case(
          group: "replay", name: file,
          failure: outcome.faults.isEmpty
            ? nil : outcome.faults.map(\.description).joined(separator: "\n"), seconds: seconds))
      if update { try rewrite(file, String(decoding: bytes, as: UTF8.self), script, outcome) }
    }
    let failed = cases.count { $0.failure != nil }
    if !json { Console.line("\(cases.count - failed) passed, \(failed) failed") }
    if coverage { Console.line(json ? covered.json.text : covered.text) }
    if let junit {
      try Files.replace(junit, with: Array(JUnit.xml(suite: "deskmate replay", cases).utf8))
    }
    if failed > 0 { throw ExitCode(1) }
  }

  private func files() throws -> [String] {
    try paths.flatMap { path in
      guard let below = try Files.filesBelow(path) else { return [path] }
      let inside = below.filter { $0.hasSuffix(".convo") }
      if inside.isEmpty { throw Fault(file: path, "is a folder without .convo files") }
      return inside
    }
  }

  private func report(_ file: String, _ outcome: Replay.Outcome) {
    if json {
      let line: JSON = [
        "file": .string(file), "turns": .integer(outcome.turns.count),
        "passed": .bool(outcome.faults.isEmpty),
        "faults": .array(outcome.faults.map { .string($0.description) }),
      ]
      Console.line(line.text)
    } else {
      for fault in outcome.faults { Console.line(fault.description) }
    }
  }

  private func rewrite(
    _ file: String, _ text: String, _ script: GoldenConversation, _ outcome: Replay.Outcome
  ) throws {
    guard let updated = ScriptUpdate.updated(text, script, turns: outcome.turns) else { return }
    try Files.replace(file, with: Array(updated.utf8))
    Console.error("\(file): rewritten")
  }
}

extension LoadedWorkspace {
  /// What conversations could touch.
  var coverage: Coverage {
    Coverage(
      intents: intentNames, policies: Agent.policies.map(\.name),
      articles: knowledge.articles.map(\.id))
  }
}
