import ArgumentParser
import Entities
import Workspace

/// `deskmate entities`: find and mask what a text names.
struct EntitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Find and mask what a text names.",
    subcommands: [EntitiesExtract.self, EntitiesMask.self])
}

/// What both commands ask for: the texts, and the shop whose names and numbers count.
struct EntitiesOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions

  @Option(
    name: .customLong("order-number"), parsing: .singleValue,
    help: ArgumentHelp(
      "A form of order numbers, in place of the workspace's; may be repeated.",
      valueName: "pattern"))
  var orderNumbers: [String] = []

  @Argument(help: ArgumentHelp("The files to read; - or none is stdin.", valueName: "file"))
  var files: [String] = []

  /// The workspace's extractor, or one without a catalogue where there is no workspace.
  func extractor() throws -> EntityExtractor {
    let isOptional = workspace.workspace == nil
    let folder = isOptional ? try? workspace.folder() : try workspace.folder()
    guard let folder else {
      return try EntityExtractor(catalogue: Catalogue([]), orderNumbers: orderNumbers)
    }
    return try EntitySources(folder: folder).extractor(orderNumbers: orderNumbers)
  }

  /// Gives every line of the files to `take`, very long ones in pieces; throws a `Fault` for a file that cannot
  /// be read.
  func lines(_ take: (TextLines.Line) -> Void) throws {
    try LongLines.read(files, pieces: "read in pieces") { take($0) }
  }
}
