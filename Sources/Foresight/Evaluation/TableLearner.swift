/// Learns models of a table's label and keeps what is best on the validation rows: on small tables that is
/// often the plain one.
public struct TableLearner: Sendable {
  /// The rows that are learned from and those that choose.
  let train: BoostedTrees.Rows
  let validation: BoostedTrees.Rows
  let schema: FeatureSchema
  let objective: Objective
  let seed: UInt64
  private let prepared: BoostedTrees.Prepared
  private let levels: [Int?]

  /// Prepares learning; targets are 0 and 1, class numbers, or numbers.
  public init(
    train: BoostedTrees.Rows, validation: BoostedTrees.Rows, schema: FeatureSchema,
    objective: Objective, seed: UInt64
  ) {
    self.train = train
    self.validation = validation
    self.schema = schema
    self.objective = objective
    self.seed = seed
    levels = schema.features.map { $0.levels?.count }
    prepared = BoostedTrees.Prepared(train, levels: levels)
  }

  /// The model of a kind that is best on the validation rows.
  public func model(_ kind: TableModel.Kind) -> TableModel {
    switch kind {
    case .logistic: return calibrated(linear())
    case .boosted: return calibrated(boosted())
    case .tree: return calibrated(tree())
    case .auto: return auto()
    }
  }

  private func loss(_ scores: [Double]) -> Double { objective.loss(scores, validation.targets) }

  private func wrapped(_ name: String, _ learned: TableModel.Learned) -> TableModel {
    TableModel(
      schema: schema, objective: objective, name: name, learned: learned, calibration: .none)
  }

  private func auto() -> TableModel {
    let (linear, boosted, tree) = (linear(), boosted(), tree())
    let mixed = mixed(boosted, linear)
    guard objective.outputs == 1 else {
      let isBoosted =
        loss(boosted.scores(validation.matrix)) < loss(linear.scores(validation.matrix))
      return isBoosted ? boosted : linear
    }
    let best = [mixed ?? linear, boosted, linear].min {
      loss($0.scores(validation.matrix)) < loss($1.scores(validation.matrix))
    }
    let kept = mixed ?? best ?? linear
    // Eight groups that are as good can be said in words.
    return calibrated(
      loss(tree.scores(validation.matrix)) <= loss(kept.scores(validation.matrix)) ? tree : kept)
  }

  /// The mean of trees and a linear model in log odds, or one of both alone. Of the shares that validation
  /// cannot tell from the best by one standard error the most even one is taken: when times change, two
  /// models are seldom wrong together.
  private func mixed(_ boosted: TableModel, _ linear: TableModel) -> TableModel? {
    guard objective == .binary, case .boosted(let trees) = boosted.learned,
      case .logistic(let line) = linear.learned
    else { return nil }
    let (left, right) = (boosted.scores(validation.matrix), linear.scores(validation.matrix))
    let shares = [0.5, 0.25, 0.75, 0, 1]
    let losses = shares.map { share in
      validation.targets.indices.map { row in
        let score = share * left[row] + (1 - share) * right[row]
        return Mathematics.softplus(score) - (validation.targets[row] > 0.5 ? score : 0)
      }
    }
    let means = losses.map { $0.reduce(0, +) / Double($0.count) }
    guard let best = means.indices.min(by: { means[$0] < means[$1] }) else { return nil }
    for (place, share) in shares.enumerated() {
      let differences = zip(losses[place], losses[best]).map { $0 - $1 }
      let mean = differences.reduce(0, +) / Double(differences.count)
      let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = variance.squareRoot() / Double(max(1, differences.count))
      guard mean <= error else { continue }
      switch share {
      case 0: return linear
      case 1: return boosted
      default:
        let percent = Int(share * 100)
        return wrapped(
          "\(percent) % \(boosted.name), \(100 - percent) % \(linear.name)",
          .both(trees, line, share: share))
      }
    }
    return nil
  }

  private func calibrated(_ model: TableModel) -> TableModel {
    guard objective == .binary else { return model }
    var copy = model
    copy.calibration = Calibration.chosen(
      model.scores(validation.matrix), validation.targets.map { $0 > 0.5 })
    return copy
  }

  private func linear() -> TableModel {
    var best: (loss: Double, model: TableModel)?
    for shape in LinearDesign.Shape.allCases {
      let design = LinearDesign(train.matrix, levels: levels, shape: shape)
      let rows = design.encode(train.matrix)
      var last: LogisticRegression?
      for strength in [0.01, 0.1, 1] {
        let name = "\(shape.rawValue), C=\(strength)"
        let model: TableModel
        switch objective {
        case .squares, .quantile:
          model = wrapped(
            "linear (\(name))",
            .linear(LinearRegression(design, rows, train.targets, strength: strength)))
        case .binary, .classes:
          let fitted = LogisticRegression(
            design, rows, train.targets, classes: max(2, objective.outputs), strength: strength,
            start: last)
          last = fitted
          model = wrapped("logistic (\(name))", .logistic(fitted))
        }
        let found = loss(model.scores(validation.matrix))
        if best.map({ found < $0.loss }) ?? true { best = (found, model) }
      }
    }
    return best?.model
      ?? wrapped("tree", .tree(DecisionTree(prepared, objective: objective, leaves: 1)))
  }

  private func boosted() -> TableModel {
    var best: BoostedTrees?
    var leaves = 0
    for size in [4, 8, 16, 31] {
      let model = BoostedTrees(
        prepared, validation: validation, objective: objective,
        settings: settings(leaves: size, seed: seed))
      if best.map({ model.validationLoss < $0.validationLoss }) ?? true {
        (best, leaves) = (model, size)
      }
    }
    guard let best else { return linear() }
    let count = best.trees.roots.count / objective.outputs
    return wrapped("boosted (\(count) trees of \(leaves) leaves)", .boosted(best))
  }

  private func settings(leaves: Int, seed: UInt64) -> BoostedTrees.Settings {
    var settings = BoostedTrees.Settings()
    settings.leaves = leaves
    settings.featureShare = 0.8
    settings.rowShare = 0.8
    settings.seed = seed
    settings.leafRows = max(2, min(20, train.targets.count / 50))
    return settings
  }

  private func tree() -> TableModel {
    let leafRows = max(2, min(20, train.targets.count / 20))
    return wrapped(
      "tree",
      .tree(DecisionTree(prepared, objective: objective, leaves: 8, leafRows: leafRows)))
  }
}
