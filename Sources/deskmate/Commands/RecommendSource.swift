import ArgumentParser
import Diagnostics
import Recommendations
import Workspace

/// Where advice comes from: a trained model, a file of interactions, a shop's database, or what the
/// workspace's shop sold.
struct RecommendSource: ParsableArguments {
  @Option(help: ArgumentHelp("A model made by `recommend train`.", valueName: "file"))
  var model: String?

  @Option(
    help: ArgumentHelp("Interactions to learn from at once by item neighbours.", valueName: "csv"))
  var interactions: String?

  @OptionGroup(title: "Reading interactions") var reading: InteractionOptions
  @OptionGroup var workspace: WorkspaceOptions

  /// The model; where none is named, item neighbours of the interactions, by default the workspace's.
  func open() throws -> TrainedModel {
    if let model { return try TrainedModel(Files.map(model), file: model) }
    let isOwn = reading.shop == nil && interactions == nil
    let path =
      try isOwn ? workspace.folder().path("knowledge-base/shop/interactions.csv") : interactions
    // Whoever asks for advice did not ask how the workspace's own file was cleaned.
    return try TrainedModel(
      reading.readSource(path, tellsCleaning: !isOwn).interactions,
      recipe: .itemNeighbours(.cosine, count: 50))
  }
}

/// Model files on the disk.
enum ModelFiles {
  /// Writes a file beside its place and moves it there whole.
  static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
    try write(to: path) { sink in try bytes.withUnsafeBytes(sink) }
  }

  /// Writes a file of many pieces in the same way.
  static func write(
    to path: String, _ pieces: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws(Fault) {
    try Files.replace(path) { sink in
      try pieces { piece in
        for start in stride(from: 0, to: piece.count, by: pieceBytes) {
          try sink(Array(piece[start..<min(start + pieceBytes, piece.count)]))
        }
      }
    }
  }

  /// How much of a model is copied at a time.
  private static let pieceBytes = 4 << 20
}
