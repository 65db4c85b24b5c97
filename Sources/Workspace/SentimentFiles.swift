import Diagnostics
public import Sentiment

/// The lexicons of a workspace and the weights beside them.
public enum SentimentFiles {
  /// The scorer of a workspace. With `lexicon`, that file's feelings stand in place of the workspace's,
  /// and the rules decide alone. Throws `Fault` or `Faults`.
  public static func scorer(
    in folder: WorkspaceFolder, lexicon: String? = nil
  ) throws -> SentimentScorer {
    let relative = "knowledge-base/sentiment"
    func shown(_ path: String) -> String {
      relative + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
    }
    let lexicons = try Files.list(folder.path(relative), ending: ".json").map {
      try Lexicon.read(Files.bytes($0), file: shown($0))
    }
    if let lexicon {
      let other = try Lexicon.read(Files.bytes(lexicon), file: lexicon)
      return SentimentScorer(lexicons: lexicons.map { $0.replacingValences(with: other) })
    }
    let weights = try Files.list(folder.path(relative), ending: ".weights").map {
      try SentimentWeights.read(Files.bytes($0), file: shown($0))
    }
    return SentimentScorer(lexicons: lexicons, weights: weights)
  }
}
