import ArgumentParser
import Diagnostics
import Entities
import FoundationEssentials
import Intents
import Workspace

/// `deskmate intents lint`: what is wrong with intent files.
struct IntentsLintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check intent files and say what is wrong, one line each.",
    discussion: """
      Without a path the workspace's intents/ are checked. A path may also be an nlp.js corpus, JSON \
      Lines, CSV or a Rasa file.
      Exit status 1 when there are errors, with --strict also when there are warnings; 2 when a file \
      cannot be read at all.
      """)

  @Argument(help: "Files, workspaces, or their intents/ folders.")
  var paths: [String] = []

  @OptionGroup var workspace: WorkspaceOptions

  @OptionGroup var output: LintOutput

  func run() async throws {
    var faults: [Fault] = []
    if paths.isEmpty { faults += lint(try workspace.folder()) }
    for path in paths {
      if let folder = Self.workspace(at: path) {
        faults += lint(folder)
      } else {
        faults += try lint(file: path)
      }
    }
    try output.write(faults)
  }

  /// The workspace that a path names by its own folder or by its `intents/`.
  private static func workspace(at path: String) -> WorkspaceFolder? {
    if Files.exists(path + "/intents") { return WorkspaceFolder(path: path) }
    let whole = URL(fileURLWithPath: path).standardizedFileURL
    guard whole.lastPathComponent == "intents", whole.hasDirectoryPath else { return nil }
    return WorkspaceFolder(path: whole.deletingLastPathComponent().path)
  }

  private func lint(_ folder: WorkspaceFolder) -> [Fault] {
    let read = IntentFolder(folder)
    let extraKinds = (try? folder.entityKinds()) ?? []
    return read.faults
      + IntentLint(read.files, kinds: Set(Entity.Kind.known.map(\.rawValue) + extraKinds)).faults()
  }

  private func lint(file path: String) throws -> [Fault] {
    let read = try IntentRows.read(try IntentsSources.bytes(path), file: path)
    let file = IntentFile(rows: read)
    return read.faults + IntentLint([file.language: [file]]).faults()
  }
}

extension Entity.Kind {
  /// The kinds every shop has.
  static let known: [Entity.Kind] = [
    .orderNumber, .trackingNumber, .product, .brand, .category, .color, .size, .quantity, .money,
    .percent, .ordinal, .number, .date, .time, .dateRange, .duration, .email, .phone, .url,
    .postcode, .card, .person, .yesNo,
  ]
}
