import ArgumentParser
import Diagnostics
import Foresight
import FoundationEssentials
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `deskmate foresee`: what is coming, from the orders the shop already has or from any table.
struct ForeseeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foresee",
    abstract: "What is coming: who will write, buy or leave, what sells out, and how sure that is.",
    subcommands: [
      ForeseeToday.self, ForeseeCustomer.self, ForeseeRisk.self, ForeseeDelivery.self,
      ForeseeDemand.self, ForeseeStock.self, ForeseeGroups.self, ForeseeBaskets.self,
      ForeseeValue.self, ForeseeCampaign.self, ForeseeUplift.self, ForeseeTrain.self,
      ForeseeEvaluate.self, ForeseeReport.self,
    ])
}

/// Reading tables for `foresee`, and saying what was odd in them.
enum ForeseeFiles {
  /// All bytes of a file or of standard input; gzip is unpacked. Throws a `Fault`.
  static func bytes(_ path: String) throws(Fault) -> [UInt8] {
    var stream = try ByteStream(path: path)
    var all: [UInt8] = []
    while true {
      let piece = try stream.next()
      if piece.isEmpty { return all }
      all += piece
    }
  }

  /// A table; notes go to stderr.
  static func table(_ path: String, words: Set<String> = []) throws(Fault) -> Table {
    let read = try TableReader.read(
      InputText.decoded(bytes(path), of: path), file: path, words: words)
    warn(read.notes)
    return read.table
  }

  /// Notes on stderr, the first of each table's many.
  static func warn(_ notes: [Fault]) {
    for note in notes.prefix(20) { Console.error("deskmate: \(note)") }
    if notes.count > 20 { Console.error("deskmate: … and \(notes.count - 20) more") }
  }

  /// Seconds of this process's own work.
  static func seconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
