import ArgumentParser
import Diagnostics
import Dialogue
import Foundation
import Quantities
import Text
import Workspace

/// `benchmarks acts`: what lines are read to do, and what it takes to have something done.
struct ActsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acts",
    abstract: "Acts of the phrases kept back; what is carried out at a confirmation, and what not.")

  @Option(help: "The workspace.") var workspace = "."
  @Option(help: "How many random strings are said at a confirmation.") var strings = 1_000
  @Option(help: "The seed of the random strings.") var seed: UInt64 = 15
  @Flag(help: "Print each line that was carried out and must not be, or the other way round.")
  var verbose = false

  func run() throws {
    let today = Day(number: 20_778)
    let cache = StatePaths(environment: ProcessInfo.processInfo.environment).cache
    let loaded = try LoadedWorkspace.load(
      from: WorkspaceFolder(path: workspace), cache: cache, today: today)
    var files: [Language: [ActFile]] = [:]
    for language in Language.allCases {
      files[language] = try Files.list(
        workspace + "/intents/\(language.rawValue)/acts", ending: ".json"
      ).map { try ActFile.read(Files.bytes($0), file: $0) }
    }
    for language in Language.allCases {
      let entries = (files[language] ?? []).flatMap(\.entries)
      Figures.line(
        ActFigures(language: language, entries: entries).line(loaded.interpreter, today: today))
    }
    for language in Language.allCases {
      let entries = (files[language] ?? []).flatMap(\.entries)
      let trial = try ConfirmationTrial(workspace: loaded, language: language, today: today)
      for group in groups(entries) {
        let figure = try trial.figure(group)
        Figures.line(figure.line)
        if verbose { figure.unlike.forEach { Figures.line(["unlike": .string($0)]) } }
      }
    }
  }

  /// What is said at the confirmation: only the last group agrees.
  private func groups(_ entries: [ActFile.Entry]) -> [ConfirmationTrial.Group] {
    let remarks: [DialogueAct.Kind] = [
      .hesitate, .ask, .tell, .complain, .refuse, .chat, .correct,
    ]
    var groups = [
      ConfirmationTrial.Group(
        name: "random strings", lines: RandomStrings(seed: seed).strings(strings), agrees: false),
      ConfirmationTrial.Group(
        name: "other languages", lines: ForeignSentences.all, agrees: false),
    ]
    groups += remarks.map { kind in
      ConfirmationTrial.Group(
        name: kind.rawValue, lines: entries.filter { $0.kind == kind }.flatMap(\.tests),
        agrees: false)
    }
    let assents = entries.filter {
      $0.kind == .assent && ($0.after == nil || $0.after == "confirmation")
    }
    groups.append(
      ConfirmationTrial.Group(
        name: DialogueAct.Kind.assent.rawValue, lines: assents.flatMap(\.tests), agrees: true))
    return groups
  }
}
