public import Diagnostics
public import Insights
public import Sentiment

/// The lexicons of a workspace and the weights beside them.
public enum SentimentFiles {
  private static let relative = "knowledge-base/sentiment"

  /// The scorer of a workspace. With `lexicon`, that file's feelings stand in place of the workspace's,
  /// and the rules decide alone. Compiled lexicons are kept in the folder `cache`. Throws `Fault` or
  /// `Faults`.
  public static func scorer(
    in folder: WorkspaceFolder, lexicon: String? = nil, cache: String? = nil
  ) throws -> SentimentScorer {
    let files = try read(folder, ".json")
    if let lexicon {
      let other = try Lexicon.read(Files.unpacked(lexicon), file: lexicon)
      return SentimentScorer(
        lexicons: try lexicons(files).map { $0.replacingValences(with: other) })
    }
    let fitted = try read(folder, ".weights")
    let weights = try fitted.map { try SentimentWeights.read($0.bytes, file: $0.name) }
    let compiled = CompiledFile(
      folder: cache, kind: "sentiment", version: SentimentScorer.compiledVersion,
      content: (files + fitted).map(\.bytes))
    if let bytes = compiled?.read(),
      let scorer = SentimentScorer(compiledLexicons: bytes, weights: weights)
    {
      return scorer
    }
    let scorer = SentimentScorer(lexicons: try lexicons(files), weights: weights)
    // A cache that cannot be written makes the next start slower, nothing else.
    try? compiled?.write(scorer.compiledLexicons)
    return scorer
  }

  /// The words that tell who serves in a transcript; none without the workspace's file. Throws a `Fault`.
  public static func roleCues(in folder: WorkspaceFolder) throws(Fault) -> RoleCues {
    let path = folder.path("knowledge-base/transcripts.json")
    guard Files.exists(path) else { return RoleCues() }
    return try RoleCues(Files.bytes(path), file: path)
  }

  private static func lexicons(_ files: [(name: String, bytes: [UInt8])]) throws -> [Lexicon] {
    try files.map { try Lexicon.read($0.bytes, file: $0.name) }
  }

  private static func read(
    _ folder: WorkspaceFolder, _ ending: String
  ) throws -> [(name: String, bytes: [UInt8])] {
    try Files.list(folder.path(relative), ending: ending).map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return (relative + "/" + name, try Files.bytes(path))
    }
  }
}
