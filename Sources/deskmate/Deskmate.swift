import ArgumentParser
import Diagnostics
import Text

#if canImport(Glibc)
  import Glibc
#endif

/// Runs the program: a fault in a file is one line each on stderr and status 2; what ArgumentParser
/// throws keeps its own ways.
@main
enum Main {
  static func main() async {
    // A limit on the size of files is told like a full disk, by the call that failed.
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      var command = try Deskmate.parseAsRoot(
        LeadingOptions.moved(arguments, root: Deskmate.self))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let fault as Fault {
      Console.error("deskmate: \(fault)")
      Deskmate.exit(withError: ExitCode(2))
    } catch let faults as Faults {
      Console.error(lines(of: faults))
      Deskmate.exit(withError: ExitCode(2))
    } catch {
      Deskmate.exit(withError: shown(error))
    }
  }

  /// What ArgumentParser says of an error quotes arguments: their controls are made visible.
  private static func shown(_ error: any Error) -> any Error {
    let message = Deskmate.fullMessage(for: error)
    let code = Deskmate.exitCode(for: error)
    guard code != .success, message.visible(keepingLines: true) != message else { return error }
    Console.error(message)
    return code
  }

  /// One line a fault, and at most a screenful: the first are the ones to mend.
  private static func lines(of faults: Faults) -> String {
    let shown = faults.all.prefix(20).map { "deskmate: \($0)" }
    let rest = faults.all.count - shown.count
    return (shown + (rest > 0 ? ["deskmate: … and \(rest) more"] : [])).joined(separator: "\n")
  }
}

/// The program: `deskmate` alone is `deskmate chat`.
struct Deskmate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deskmate",
    abstract: "A customer-service chatbot for the terminal, in English and Chinese.",
    version: Version.current,
    subcommands: [
      ChatCommand.self, AskCommand.self, InboxCommand.self, ReplayCommand.self, IntentsCommand.self,
      EntitiesCommand.self, SentimentCommand.self, RecommendCommand.self,
      KnowledgeCommand.self, ShopCommand.self, ForeseeCommand.self,
    ], defaultSubcommand: ChatCommand.self)
}
