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
      for group in groups(entries, language) {
        let figure = try trial.figure(group)
        Figures.line(figure.line)
        if verbose { figure.unlike.forEach(Figures.line) }
      }
    }
  }

  /// What is said at the confirmation: only the last group agrees. Phrases with a mark such as `{product}`
  /// are left out: nobody says them.
  private func groups(
    _ entries: [ActFile.Entry], _ language: Language
  ) -> [ConfirmationTrial.Group] {
    let remarks: [DialogueAct.Kind] = [
      .hesitate, .ask, .tell, .complain, .refuse, .chat, .correct,
    ]
    func lines(_ wanted: (ActFile.Entry) -> Bool) -> [String] {
      entries.filter(wanted).flatMap(\.tests).filter { !$0.contains("{") }
    }
    let random = RandomStrings(seed: seed).strings(strings)
    let agreeing = lines { entry in
      entry.kind == .assent && (entry.after == nil || entry.after == "confirmation")
    }
    return [
      ConfirmationTrial.Group(name: "random strings", lines: random, isSaidEverywhere: false),
      ConfirmationTrial.Group(
        name: "other languages", lines: ForeignSentences.all, isSaidEverywhere: false),
      ConfirmationTrial.Group(
        name: "yes to something else", lines: OtherAgreements.lines(language)),
    ]
      + remarks.map { kind in
        ConfirmationTrial.Group(name: kind.rawValue, lines: lines { $0.kind == kind })
      } + [
        ConfirmationTrial.Group(
          name: DialogueAct.Kind.assent.rawValue, lines: agreeing, agrees: true)
      ]
  }
}
