import ArgumentParser
import Diagnostics
import Dialogue
import FoundationEssentials
import Workspace

/// `deskmate replay`: golden conversations on a fresh shop in memory.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run golden conversations and say what went otherwise.",
    discussion: """
      Each .convo file runs on a fresh shop in memory, as of the day it names.
      Example:
        deskmate replay Tests/Conversations
      """)

  @OptionGroup var workspace: WorkspaceOptions

  @Argument(help: "Files that end in .convo, or folders of them.")
  var paths: [String]

  func run() async throws {
    let loaded = try workspace.load()
    var files: [String] = []
    for path in paths {
      let inside = Files.listAll(path, ending: ".convo")
      files += inside.isEmpty ? [path] : inside
    }
    var failed = 0
    for file in files {
      let script = try GoldenConversation.read(Files.bytes(file), file: file)
      let shop = try ShopOpening.inMemory(loaded, today: script.day)
      let agent = Agent(interpreter: loaded.interpreter, desk: loaded.desk(shop: shop))
      let outcome = try Replay(agent: agent).run(script)
      for fault in outcome.faults { Console.line(fault.description) }
      if !outcome.faults.isEmpty { failed += 1 }
    }
    Console.line("\(files.count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }
}
