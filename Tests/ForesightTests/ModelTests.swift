import Computing
import Testing

import Foresight

/// Rows made up from a seed.
enum Made {
  /// `width` numbers a row, and a class drawn from `odds`.
  static func rows(
    _ count: Int, width: Int, seed: UInt64 = 1, odds: ([Double]) -> Double
  ) -> (matrix: FeatureMatrix, targets: [Double]) {
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    var targets: [Double] = []
    for _ in 0..<count {
      let row = (0..<width).map { _ in generator.unit() * 2 - 1 }
      values += row
      targets.append(generator.unit() < Mathematics.sigmoid(odds(row)) ? 1 : 0)
    }
    return (FeatureMatrix(values: values, rows: count, width: width), targets)
  }
}

@Suite("Models")
struct ModelTests {
  private func boosted(
    _ matrix: FeatureMatrix, _ targets: [Double], levels: [Int?]? = nil,
    objective: Objective = .binary, trees: Int = 60, leaves: Int = 8
  ) -> BoostedTrees {
    var settings = BoostedTrees.Settings()
    settings.trees = trees
    settings.leaves = leaves
    settings.rate = 0.1
    return BoostedTrees(
      .init(
        .init(matrix, targets: targets),
        levels: levels ?? [Int?](repeating: nil, count: matrix.width)),
      validation: nil, objective: objective, settings: settings)
  }

  @Test("Logistic regression finds the weights that rows were drawn from")
  func logistic() {
    let (matrix, targets) = Made.rows(20_000, width: 2) { 1.5 * $0[0] - $0[1] + 0.5 }
    let model = LogisticRegression(matrix, targets: targets, levels: [nil, nil], strength: 100)
    // Numbers are standardised: a uniform one of width 2 has the spread 1/√3.
    #expect(abs(model.weights[0][0] - 1.5 / 3.0.squareRoot()) < 0.05)
    #expect(abs(model.weights[0][1] + 1 / 3.0.squareRoot()) < 0.05)
    #expect(abs(model.constants[0] - 0.5) < 0.05)
  }

  @Test("The odds of a word are those of the table")
  func words() {
    // 30 of 40 against 10 of 40: odds 3 and 1/3.
    let codes = (0..<80).map { $0 < 40 ? 0.0 : 1 }
    let targets = (0..<80).map { $0 < 30 || $0 >= 70 ? 1.0 : 0 }
    let matrix = FeatureMatrix(values: codes, rows: 80, width: 1)
    let model = LogisticRegression(matrix, targets: targets, levels: [2], strength: 1e6)
    let answers = model.answers(FeatureMatrix(values: [0, 1], rows: 2, width: 1))
    #expect(abs(answers[0] - 0.75) < 1e-3 && abs(answers[1] - 0.25) < 1e-3)
  }

  @Test("Several classes get probabilities that sum to one")
  func classes() {
    let values = (0..<300).map { Double($0 % 3) * 2 + Double($0 % 7) / 10 }
    let targets = (0..<300).map { Double($0 % 3) }
    let matrix = FeatureMatrix(values: values, rows: 300, width: 1)
    for answers in [
      LogisticRegression(matrix, targets: targets, classes: 3, levels: [nil], strength: 10)
        .answers(matrix),
      boosted(matrix, targets, objective: .classes(3), trees: 20).answers(matrix),
    ] {
      #expect(abs(answers[0..<3].reduce(0, +) - 1) < 1e-9)
      let right = targets.indices.count { row in
        let own = answers[row * 3..<row * 3 + 3]
        return own.firstIndex(of: own.max() ?? 0) == row * 3 + Int(targets[row])
      }
      #expect(right == 300)
    }
  }

  @Test("Trees learn what no line can: one or the other but not both")
  func exclusive() {
    let (matrix, targets) = Made.rows(4000, width: 3) { $0[0] * $0[1] > 0 ? 4 : -4 }
    let (fresh, truth) = Made.rows(2000, width: 3, seed: 2) { $0[0] * $0[1] > 0 ? 4 : -4 }
    let area = RankingMeasures.auc(
      boosted(matrix, targets).answers(fresh), truth.map { $0 > 0.5 }
    ).auc
    #expect(area > 0.95)
  }

  @Test("What is missing may itself tell something")
  func missing() {
    var (matrix, _) = Made.rows(1000, width: 1) { _ in 0 }
    let targets = (0..<1000).map { $0 % 3 == 0 ? 1.0 : 0 }
    for row in 0..<1000 where targets[row] == 1 { matrix.values[row] = .nan }
    let answers = boosted(matrix, targets).answers(matrix)
    #expect(answers[0] > 0.9 && answers[1] < 0.1)
  }

  @Test("Sets of words are split whatever their order, and unseen words do no harm")
  func sets() {
    let codes = (0..<2000).map { Double($0 * 7 % 20) }
    let targets = codes.map { [1, 4, 9, 16].contains($0) ? 1.0 : 0 }
    let matrix = FeatureMatrix(values: codes, rows: 2000, width: 1)
    let model = boosted(matrix, targets, levels: [20])
    let answers = model.answers(FeatureMatrix(values: [1, 2, 16, -1, .nan, 70], rows: 6, width: 1))
    #expect(answers[0] > 0.9 && answers[1] < 0.1 && answers[2] > 0.9)
    #expect(answers[3...].allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("Numbers and their quantiles are foreseen")
  func numbers() {
    let (matrix, _) = Made.rows(4000, width: 1) { _ in 0 }
    var generator = SeededGenerator(seed: 9)
    let targets = matrix.values.map { $0 * 10 + generator.unit() * 4 }
    let mean = boosted(matrix, targets, objective: .squares, trees: 100).answers(matrix)
    #expect(ProbabilityMeasures.errors(mean, targets).mae < 1.1)
    let high = boosted(matrix, targets, objective: .quantile(0.9), trees: 100).answers(matrix)
    let below = zip(targets, high).count { $0.0 <= $0.1 }
    #expect(abs(Double(below) / 4000 - 0.9) < 0.03)
  }

  @Test("Two courses with one seed give the same trees")
  func deterministic() {
    let (matrix, targets) = Made.rows(500, width: 4) { $0[0] * 2 }
    var settings = BoostedTrees.Settings()
    settings.trees = 20
    settings.rowShare = 0.7
    settings.featureShare = 0.5
    let prepared = BoostedTrees.Prepared(
      .init(matrix, targets: targets), levels: [nil, nil, nil, nil])
    let models = (0..<2).map { _ in
      BoostedTrees(prepared, validation: nil, objective: .binary, settings: settings)
    }
    #expect(models[0].trees.leaves == models[1].trees.leaves)
    #expect(models[0].trees.nodes.map(\.threshold) == models[1].trees.nodes.map(\.threshold))
  }

  @Test("Validation rows stop the trees where they serve best")
  func stopping() {
    let (matrix, targets) = Made.rows(300, width: 5) { $0[0] }
    let (other, truth) = Made.rows(300, width: 5, seed: 8) { $0[0] }
    var settings = BoostedTrees.Settings()
    settings.rate = 0.3
    let model = BoostedTrees(
      .init(.init(matrix, targets: targets), levels: [Int?](repeating: nil, count: 5)),
      validation: .init(other, targets: truth), objective: .binary, settings: settings)
    #expect(model.trees.roots.count < 50)
    let loss = Objective.binary.loss(model.trees.scores(other), truth)
    #expect(abs(loss - model.validationLoss) < 1e-9)
  }

  @Test("A tree of eight groups says its conditions, and every row is in one group")
  func groups() {
    let (matrix, targets) = Made.rows(2000, width: 3) { $0[0] > 0.2 ? 3 : $0[1] > 0 ? 0 : -3 }
    let tree = DecisionTree(
      .init(.init(matrix, targets: targets), levels: [nil, nil, nil]), objective: .binary)
    #expect(tree.groups.count <= 8 && tree.groups.count > 2)
    #expect(tree.groups.reduce(0) { $0 + $1.rows } == 2000)
    #expect(tree.groups.allSatisfy { !$0.conditions.isEmpty })
    for (row, group) in tree.groups(matrix).enumerated().prefix(50) {
      for condition in tree.groups[group].conditions {
        switch condition {
        case .atMost(let feature, let limit, _): #expect(matrix.values[row * 3 + feature] <= limit)
        case .above(let feature, let limit, _): #expect(matrix.values[row * 3 + feature] > limit)
        default: Issue.record("no words were learned")
        }
      }
    }
  }

  @Test("Isotonic steps are pooled means, and lines undo what is too sure")
  func calibration() {
    guard
      case .steps(let scores, let probabilities) = Calibration.isotonic(
        [1, 2, 3, 4], [false, true, false, true])
    else {
      Issue.record("no steps")
      return
    }
    #expect(scores == [1, 2.5, 4])
    #expect(probabilities == [0.25, 0.5, 0.75])
    let (matrix, targets) = Made.rows(5000, width: 1) { $0[0] }
    let labels = targets.map { $0 > 0.5 }
    guard case .line(let slope, _) = Calibration.chosen(matrix.values.map { $0 * 4 }, labels)
    else {
      Issue.record("no line")
      return
    }
    #expect(abs(slope - 0.25) < 0.05)
  }
}

@Suite("Contributions")
struct ContributionTests {
  /// Shapley values by their definition, over all sets of features.
  private func byDefinition(_ trees: TreeEnsemble, _ row: [Double]) -> [Double] {
    func value(_ known: Set<Int>) -> Double {
      func walk(_ place: Int32) -> Double {
        guard place >= 0 else { return trees.leaves[Int(~place)] }
        let node = trees.nodes[Int(place)]
        if known.contains(Int(node.feature)) {
          return trees.sets.withUnsafeBufferPointer {
            walk(
              TreeEnsemble.goesLeft(node, row[Int(node.feature)], $0) ? node.left : node.right)
          }
        }
        func rows(_ place: Int32) -> Double {
          Double(place >= 0 ? trees.nodes[Int(place)].rows : trees.leafRows[Int(~place)])
        }
        let (left, right) = (rows(node.left), rows(node.right))
        return (left * walk(node.left) + right * walk(node.right)) / (left + right)
      }
      return trees.roots.reduce(0) { $0 + walk($1) }
    }
    let width = row.count
    func factorial(_ n: Int) -> Double { (0..<n).reduce(1) { $0 * Double($1 + 1) } }
    return (0..<width).map { feature in
      var sum = 0.0
      for bits in 0..<1 << width where bits >> feature & 1 == 0 {
        let set = Set((0..<width).filter { bits >> $0 & 1 == 1 })
        let weight =
          factorial(set.count) * factorial(width - set.count - 1) / factorial(width)
        sum += weight * (value(set.union([feature])) - value(set))
      }
      return sum
    }
  }

  @Test("They are the Shapley values, and sum to the score")
  func shapley() {
    let (matrix, targets) = Made.rows(800, width: 4) { $0[0] * $0[1] * 4 + $0[2] }
    var settings = BoostedTrees.Settings()
    settings.trees = 10
    settings.leaves = 12
    let model = BoostedTrees(
      .init(.init(matrix, targets: targets), levels: [nil, nil, nil, nil]), validation: nil,
      objective: .binary, settings: settings)
    let contributions = TreeContributions(model.trees, width: 4)
    for place in 0..<20 {
      let row = Array(matrix.row(place))
      let found = contributions.contributions(row)
      for (own, exact) in zip(found.features, byDefinition(model.trees, row)) {
        #expect(abs(own - exact) < 1e-9)
      }
      let sum = found.expected + found.features.reduce(0, +)
      #expect(abs(sum - model.trees.score(row)[0]) < 1e-9)
    }
  }
}
