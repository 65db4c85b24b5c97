import ArgumentParser
import Diagnostics
import Formats
import Recommendations
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `deskmate recommend train`: a model file from interactions.
struct RecommendTrain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learn from interactions and write a model file.",
    discussion: """
      Without --kind, models are tried on a validation part and the best is trained on all.

      Examples:
        deskmate recommend train sales.csv -o shop.model
        deskmate recommend train sales.csv -o shop.model --kind ease
        deskmate recommend train u.data -o films.model --kind als
        deskmate recommend train --shop shop.sqlite -o shop.model
        deskmate recommend train --factors exported/ -o shop.model
      """)

  /// Models that a file can hold.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case best, popularity, items, users, ease, als, segments, content

    var recipe: ModelRecipe? {
      switch self {
      case .best: nil
      case .popularity: .popularity(halfLife: 90)
      case .items: .itemNeighbours(.cosine, count: 50)
      case .users: .userNeighbours(.pearson, count: 100)
      case .ease: .ease(penalty: 500)
      case .als: .als(.init())
      case .segments: .segments(count: 12)
      case .content: .content(.cosine)
      }
    }
  }

  @Argument(
    help: "The interactions: customer,product,timestamp[,quantity][,rating], or - for stdin.")
  var file: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the model goes.", valueName: "model"))
  var output: String

  @Option(help: "Which model.")
  var kind: Kind = .best

  @Option(
    help: ArgumentHelp(
      "A folder with userFactors and itemFactors (CSV or JSON Lines) as Spark's ALS exports them.",
      valueName: "dir"))
  var factors: String?

  @OptionGroup(title: "Reading interactions") var reading: InteractionOptions

  func validate() throws {
    guard file != nil || factors != nil || reading.shop != nil else {
      throw ValidationError("Name a file of interactions, or a database with --shop.")
    }
  }

  func run() async throws {
    let progress = RecommendProgress()
    let trained: TrainedModel
    if let factors {
      trained = try FactorFolder(path: factors).model()
    } else {
      let interactions = try reading.readSource(file).interactions
      let recipe = kind.recipe ?? choose(interactions, progress)
      trained = try TrainedModel(
        interactions, recipe: recipe, facts: try reading.facts(),
        memoryLimit: reading.memoryLimit)
    }
    progress.end()
    var byteCount = 0
    try ModelFiles.write(to: output) { sink in
      try trained.write {
        byteCount += $0.count
        try sink($0)
      }
    }
    Console.error(
      "\(output): \(trained.recipe.name), \(trained.customers.count) customers, "
        + "\(trained.products.count) products, \(byteCount) bytes")
  }

  private func choose(_ interactions: Interactions, _ progress: RecommendProgress) -> ModelRecipe {
    let choice = ModelChoice(
      interactions, by: interactions.usualRule, memoryLimit: reading.memoryLimit
    ) { progress.note($0.recipe.name + ": NDCG@10 " + JSON.number($0.ndcg, digits: 4).text) }
    // The reader has said it of equal ratings already.
    if let remark = choice.remark, !interactions.isRatedAlike { Console.error(remark) }
    return choice.best
  }
}

/// Says what is being tried, on one line that is written over, when a person watches stderr.
struct RecommendProgress {
  private let isWatched = isatty(STDERR_FILENO) == 1

  func note(_ text: String) {
    guard isWatched else { return }
    let line = "\r\u{1B}[K" + text.visible().truncated(toWidth: 78)
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }

  func end() {
    if isWatched { _ = "\r\u{1B}[K".withCString { write(STDERR_FILENO, $0, strlen($0)) } }
  }
}

extension Interactions {
  /// The latest baskets where times are known, else a random fifth.
  var usualRule: Split.Rule {
    firstTimes.contains { $0 != Self.noTime }
      ? .latest(share: 0.2) : .random(share: 0.2, seed: 42)
  }
}
