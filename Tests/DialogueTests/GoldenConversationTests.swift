import Diagnostics
import Dialogue
import Foundation
import Quantities
import Testing
import Workspace

/// The shipped workspace, loaded once for all tests of the suite.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let workspace = Result {
    try LoadedWorkspace.load(
      from: WorkspaceFolder(path: root),
      cache: FileManager.default.temporaryDirectory.appending(path: "deskmate-tests").path,
      today: Day(iso: "2026-11-21") ?? Day(number: 20_778))
  }

  /// Conversations whose replies are known to be worse than what they assert, one file name a line; each
  /// leaves the list when it goes as written.
  static let knownFaults: Set<String> = {
    let path = root + "/Tests/Conversations/known-faults.txt"
    let lines = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return Set(lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
  }()

  static let conversations = Files.listAll(root + "/Tests/Conversations", ending: ".convo")
    .sorted()
}

@Suite struct GoldenConversationTests {
  @Test("Every golden conversation goes as written", arguments: Shipped.conversations)
  func goesAsWritten(_ file: String) throws {
    let script = try GoldenConversation.read(Files.bytes(file), file: file)
    let outcome = try GoldenRunner(workspace: Shipped.workspace.get()).run(script)
    let faults = outcome.faults.map(\.description).joined(separator: "\n")
    if Shipped.knownFaults.contains(where: { file.hasSuffix("/" + $0) }) {
      withKnownIssue { #expect(outcome.faults.isEmpty, "\(faults)") }
    } else {
      #expect(outcome.faults.isEmpty, "\(faults)")
    }
  }

  @Test("There are golden conversations in both languages") func areThere() {
    #expect(Shipped.conversations.count >= 180)
    #expect(Shipped.conversations.contains { $0.contains("/zh/") })
  }

  @Test("A script without a turn, or with a word that asserts nothing, is a fault at its place")
  func faults() throws {
    let error = #expect(throws: Faults.self) {
      try GoldenConversation.read(Array("day: tomorrow\n#me hi\nMOOD good\n".utf8), file: "a.convo")
    }
    #expect(error?.all.map { $0.place?.line } == [1, 3])
  }
}

@Suite struct RandomConversationTests {
  @Test("Whatever customers type, nothing leaks, nothing hangs and the books balance")
  func staysSound() throws {
    let trial = try ConversationTrial(
      workspace: Shipped.workspace.get(), today: Day(iso: "2026-11-21") ?? Day(number: 20_778))
    let outcome = try trial.run(100, seed: 5)
    #expect(outcome.faults.isEmpty, "\(outcome.faults.prefix(10).joined(separator: "\n"))")
    #expect(outcome.transactions > 50)
  }
}
