import Formats
import ArgumentParser
import Diagnostics
import Dialogue
import Foundation
import Quantities
import Workspace

/// `benchmarks conversations`: customers' conversations, every reply judged by its facts.
struct ConversationsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversations",
    abstract: "Turns right, goals reached, wrong actions and repeats in customers' conversations.",
    discussion: "A line a language and kind, a line a language, and one for all.")

  @Option(help: "The folder of public data; the conversations lie in ../conversations beside it.")
  var data = "../shared/data"
  @Option(help: "A file of conversations, instead; may be given several times.")
  var file: [String] = []
  @Option(help: "The workspace.") var workspace = "."
  @Option(help: "The day they are played on, such as 2026-11-21; today, unless it is named.")
  var day: String?
  @Option(help: "Only the conversation of this id.") var only: String?
  @Flag(help: "Print every line and its reply.") var verbose = false
  @Option(help: "Print so many of the slowest turns too.") var slowest = 0

  func run() throws {
    let today = try dayPlayed()
    let cache = StatePaths(environment: ProcessInfo.processInfo.environment).cache
    let loaded = try LoadedWorkspace.load(
      from: WorkspaceFolder(path: workspace), cache: cache, today: today)
    let player = try ConversationPlayer(workspace: loaded, today: today)
    var outcomes: [ConversationPlayer.Outcome] = []
    for file in try files() {
      for conversation in try JudgedConversation.read(file)
      where only == nil || conversation.id == only {
        let outcome = try player.play(conversation)
        outcomes.append(outcome)
        if verbose { show(outcome) }
      }
    }
    ConversationFigures.lines(of: outcomes).forEach(Figures.line)
    let turns = outcomes.flatMap { zip($0.milliseconds, $0.exchanges) }
    for (time, exchange) in turns.sorted(by: { $0.0 > $1.0 }).prefix(slowest) {
      Figures.line([
        "milliseconds": .number(time, digits: 3), "line": .string(exchange.line),
        "action": .optional(exchange.reply.action),
      ])
    }
  }

  private func files() throws -> [String] {
    if !file.isEmpty { return file }
    let folder = data + "/../conversations"
    let found = Files.list(folder, ending: ".jsonl")
    guard !found.isEmpty else { throw Fault(file: folder, "holds no .jsonl of conversations") }
    return found
  }

  private func dayPlayed() throws -> Day {
    if let day {
      guard let day = Day(iso: day) else { throw Fault(file: "--day", "\"\(day)\" is no day") }
      return day
    }
    let parts = Calendar.current.dateComponents([.year, .month, .day], from: Date())
    return Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
      ?? Day(number: 20_000)
  }

  private func show(_ outcome: ConversationPlayer.Outcome) {
    Figures.line(ConversationFigures.line(of: outcome))
    for exchange in outcome.exchanges {
      let mark = exchange.isRight.map { $0 ? "✓" : "✗" } ?? "·"
      let action = exchange.reply.action.map { " [\($0)]" } ?? ""
      print("   \(mark) me: \(exchange.line)")
      print("     bot: \(JSON.string(exchange.reply.text).text)\(action)")
    }
  }
}

/// The figures of conversations that were played.
enum ConversationFigures {
  /// A conversation by itself.
  static func line(of outcome: ConversationPlayer.Outcome) -> JSON {
    [
      "id": .string(outcome.conversation.id), "kind": .string(outcome.conversation.kind),
      "language": .string(outcome.conversation.language), "turns": .integer(outcome.judged),
      "right": .integer(outcome.right), "reached": .bool(outcome.isReached),
      "wrong_actions": .array(outcome.wrong.map { .string($0) }),
      "missing_actions": .array(outcome.missing.map { .string($0) }),
      "repeats": .integer(outcome.repeats), "crashed": .bool(outcome.hasCrashed),
    ]
  }

  /// A line a language and kind, a line a language, and one for all.
  static func lines(of outcomes: [ConversationPlayer.Outcome]) -> [JSON] {
    let kinds = Dictionary(grouping: outcomes) { [$0.conversation.language, $0.conversation.kind] }
    let languages = Dictionary(grouping: outcomes) { [$0.conversation.language] }
    var lines: [JSON] = []
    for groups in [kinds, languages] {
      for (key, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        lines.append(total(key.joined(separator: " "), group))
      }
    }
    return lines + [total("all", outcomes)]
  }

  private static func total(_ name: String, _ group: [ConversationPlayer.Outcome]) -> JSON {
    let turns = max(1, group.reduce(0) { $0 + $1.judged })
    let right = group.reduce(0) { $0 + $1.right }
    let reached = group.count { $0.isReached }
    let times = group.flatMap(\.milliseconds)
    return [
      "kind": .string(name), "conversations": .integer(group.count), "turns": .integer(turns),
      "right": .number(Double(right) / Double(turns), digits: 4),
      "reached": .number(Double(reached) / Double(max(1, group.count)), digits: 4),
      "wrong_actions": .integer(group.reduce(0) { $0 + $1.wrong.count }),
      "repeats": .integer(group.reduce(0) { $0 + $1.repeats }),
      "crashed": .integer(group.count { $0.hasCrashed }),
      "turn_median_ms": .number(Figures.quantile(times, 0.5), digits: 3),
      "turn_p99_ms": .number(Figures.quantile(times, 0.99), digits: 3),
    ]
  }
}
