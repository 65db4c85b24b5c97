import Computing
import FoundationEssentials
import Intents
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Tests again whenever a file is saved, and prints the verdicts that changed.
struct IntentsWatch {
  let workspace: WorkspaceOptions
  let rows: IntentsTestRows

  /// Runs until interrupted.
  func follow(_ first: [IntentsTestRows.Run]) throws {
    var verdicts = verdicts(first)
    var stamp = try stamp()
    Console.error("Watching; Ctrl-C ends it.")
    while true {
      usleep(300_000)
      let now = try self.stamp()
      if now == stamp { continue }
      stamp = now
      do {
        let new = self.verdicts(try rows.runs(workspace))
        for (line, verdict) in new.sorted(by: { $0.key < $1.key })
        where verdicts[line] != verdict {
          Console.line("\(verdicts[line] ?? "new") → \(verdict)  \(line)".visible())
        }
        verdicts = new
        Console.error("Tested again.")
      } catch {
        Console.error("deskmate: \(error)")
      }
    }
  }

  private func verdicts(_ runs: [IntentsTestRows.Run]) -> [String: String] {
    var verdicts: [String: String] = [:]
    for run in runs {
      for outcome in run.figures.evaluation.outcomes {
        let now = outcome.ranking.decided
        verdicts["[\(run.name)] " + outcome.example.text] =
          now == outcome.example.intent ? now.rawValue : now.rawValue + " (wrong)"
      }
    }
    return verdicts
  }

  /// The content of all files watched: saving without a change is no change.
  private func stamp() throws -> String {
    var hash = ContentHash()
    var paths = rows.train + rows.validation + rows.test
    if paths.isEmpty {
      paths = Files.listAll(try workspace.folder().path("intents"), ending: ".json")
    }
    for path in paths { hash.add((try? Files.bytes(path)) ?? []) }
    return hash.text
  }
}
