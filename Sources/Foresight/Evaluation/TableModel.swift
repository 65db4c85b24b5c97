/// A model of a table's label: what was chosen, how it is calibrated, and how a row is read.
public struct TableModel: Sendable {
  /// What can be asked for.
  public enum Kind: String, CaseIterable, Sendable {
    case auto, logistic, tree, boosted
  }

  /// What was learned.
  enum Learned: Sendable {
    case logistic(LogisticRegression)
    case linear(LinearRegression)
    case boosted(BoostedTrees)
    case tree(DecisionTree)
    /// Trees and a linear model, the first with this share of the log odds.
    case both(BoostedTrees, LogisticRegression, share: Double)
  }

  /// How columns are read.
  public let schema: FeatureSchema
  /// What is foreseen.
  public let objective: Objective
  /// The model's own name, with its settings.
  public internal(set) var name: String
  var learned: Learned
  var calibration: Calibration

  /// Probabilities (of the positive class, or of all classes) or numbers for every row.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    guard objective == .binary else { return raw(matrix) }
    if case .none = calibration { return raw(matrix) }
    return scores(matrix).map(calibration.probability)
  }

  private func raw(_ matrix: FeatureMatrix) -> [Double] {
    switch learned {
    case .logistic(let model): model.answers(matrix)
    case .linear(let model): model.answers(matrix)
    case .boosted(let model): model.answers(matrix)
    case .tree(let model): model.answers(matrix)
    case .both: objective.answers(scores(matrix))
    }
  }

  /// Log odds or scores before calibration.
  package func scores(_ matrix: FeatureMatrix) -> [Double] {
    switch learned {
    case .logistic(let model): return model.scores(matrix)
    case .linear(let model): return model.answers(matrix)
    case .boosted(let model): return model.trees.scores(matrix)
    case .tree(let model): return model.answers(matrix).map(Mathematics.logit)
    case .both(let trees, let linear, let share):
      let (left, right) = (trees.trees.scores(matrix), linear.scores(matrix))
      return zip(left, right).map { share * $0 + (1 - share) * $1 }
    }
  }

  /// How many bytes the model takes.
  public var byteCount: Int {
    switch learned {
    case .logistic(let model): model.byteCount
    case .linear(let model): model.weights.count * 8
    case .boosted(let model): model.trees.byteCount
    case .tree(let model): model.tree.byteCount
    case .both(let trees, let linear, _): trees.trees.byteCount + linear.byteCount
    }
  }

  /// The groups of a decision tree, or none.
  public var groups: [DecisionTree.Group] {
    if case .tree(let tree) = learned { tree.groups } else { [] }
  }
}

extension TableModel {
  /// What each feature adds to a row's score (log odds, or the number itself): exactly for trees and
  /// linear models, so that the parts and the expected score sum to the score.
  public func contributions(_ row: [Double], output: Int = 0) -> (
    expected: Double, features: [Double]
  ) {
    switch learned {
    case .logistic(let model): return model.contributions(row, output: output)
    case .linear(let model): return model.contributions(row)
    case .boosted(let model):
      return TreeContributions(model.trees, width: row.count).contributions(row, output: output)
    case .tree(let model):
      return TreeContributions(model.tree, width: row.count).contributions(row)
    case .both(let trees, let linear, let share):
      let left = TreeContributions(trees.trees, width: row.count).contributions(row)
      let right = linear.contributions(row)
      return (
        share * left.expected + (1 - share) * right.expected,
        zip(left.features, right.features).map { share * $0 + (1 - share) * $1 }
      )
    }
  }

  /// How much each feature moves the score in the mean of some rows, the most first.
  public func influences(_ matrix: FeatureMatrix, rows: Int = 500) -> [(
    feature: String, influence: Double
  )] {
    let step = max(1, matrix.rows / rows)
    var sums = [Double](repeating: 0, count: matrix.width)
    for row in stride(from: 0, to: matrix.rows, by: step) {
      let parts = contributions(Array(matrix.row(row))).features
      for place in parts.indices { sums[place] += abs(parts[place]) }
    }
    let count = Double(max(1, (matrix.rows + step - 1) / step))
    return sums.indices.map { (schema.features[$0].name, sums[$0] / count) }
      .sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
  }
}

/// Linear regression with a ridge, over the same design as logistic regression.
struct LinearRegression: Sendable {
  let design: LinearDesign
  let weights: [Double]
  let constant: Double

  init(
    _ design: LinearDesign, _ rows: (numbers: [Double], words: [Int32]), _ targets: [Double],
    strength: Double
  ) {
    let width = design.terms.count
    let (dense, chosen) = (design.numberTerms, design.wordCount)
    let mean = targets.reduce(0, +) / Double(max(1, targets.count))
    let scale = max(
      1e-12,
      (targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, targets.count)))
        .squareRoot())
    let goals = targets.map { ($0 - mean) / scale }
    let share = 1 / Double(max(1, targets.count))
    let found = QuasiNewton.minimise([Double](repeating: 0, count: width + 1)) { point, slope in
      var loss = 0.0
      for place in slope.indices { slope[place] = 0 }
      for row in goals.indices {
        var error = point[width] - goals[row]
        for place in 0..<dense { error += point[place] * rows.numbers[row * dense + place] }
        for word in 0..<chosen {
          let place = Int(rows.words[row * chosen + word])
          if place >= 0 { error += point[place] }
        }
        loss += error * error / 2
        slope[width] += error
        for place in 0..<dense { slope[place] += error * rows.numbers[row * dense + place] }
        for word in 0..<chosen {
          let place = Int(rows.words[row * chosen + word])
          if place >= 0 { slope[place] += error }
        }
      }
      loss *= share
      for place in slope.indices { slope[place] *= share }
      for place in 0..<width {
        slope[place] += share / strength * point[place]
        loss += share / strength * point[place] * point[place] / 2
      }
      return loss
    }
    self.design = design
    weights = found.point.prefix(width).map { $0 * scale }
    constant = found.point[width] * scale + mean
  }

  func answers(_ matrix: FeatureMatrix) -> [Double] {
    let rows = design.encode(matrix)
    let (dense, chosen) = (design.numberTerms, design.wordCount)
    return (0..<matrix.rows).map { row in
      var sum = constant
      for place in 0..<dense { sum += weights[place] * rows.numbers[row * dense + place] }
      for word in 0..<chosen {
        let place = Int(rows.words[row * chosen + word])
        if place >= 0 { sum += weights[place] }
      }
      return sum
    }
  }

  func contributions(_ row: [Double]) -> (expected: Double, features: [Double]) {
    let rows = design.encode(FeatureMatrix(values: row, rows: 1, width: row.count))
    var features = [Double](repeating: 0, count: row.count)
    for (place, term) in design.terms.prefix(design.numberTerms).enumerated() {
      features[term.feature] += weights[place] * rows.numbers[place]
    }
    for place in rows.words.prefix(design.wordCount) where place >= 0 {
      features[design.terms[Int(place)].feature] += weights[Int(place)]
    }
    return (constant, features)
  }
}
