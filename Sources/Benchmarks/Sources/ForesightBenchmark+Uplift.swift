import Computing
import Foresight
import Formats
import Foundation

/// Whom a campaign moves, on invented trials: no public one is at hand, so this shows that the parts work
/// and how they compare, not how a shop's own trial would come out.
extension ForesightBenchmark {
  func uplift() throws {
    for world in InventedTrial.allCases {
      let trial = world.made(rows: 42_600, seed: 11)
      if let keep { try trial.write(to: keep, world.rawValue) }
      let parts = trial.parts()
      let schema = FeatureSchema(features: InventedTrial.features)
      let asked: [(name: String, model: TableModel.Kind, only: UpliftModel.Kind?)] = [
        ("two models, boosted", .boosted, .twoModels),
        ("two models, logistic", .logistic, .twoModels), ("two models", .auto, .twoModels),
        ("X-learner", .auto, .crossed), ("transformed label", .auto, .transformed),
        ("chosen", .auto, nil),
      ]
      for (name, model, only) in asked {
        let started = seconds()
        guard
          let learned = UpliftModel(
            train: parts[0].rows, validation: parts[1].rows, schema: schema, model: model,
            only: only)
        else { continue }
        let spent = seconds() - started
        let curve = QiniCurve(
          learned.answers(parts[2].matrix), treated: parts[2].treated, acted: parts[2].acted)
        let best = QiniCurve(parts[2].truth, treated: parts[2].treated, acted: parts[2].acted)
        let interval = curve.interval(seed: 1)
        say(
          "uplift", "invented, \(world.rawValue)",
          [
            ("model", .string(name)),
            ("kept", .string(learned.kinds.map(\.rawValue).joined(separator: " + "))),
            ("qini", .number(curve.coefficient, digits: 4)),
            (
              "qini_interval",
              [.number(interval.lowerBound, digits: 3), .number(interval.upperBound, digits: 3)]
            ), ("qini_of_truth", .number(best.coefficient, digits: 4)),
            ("uplift_top30", .number(curve.top(0.3).difference, digits: 4)),
            ("uplift_all", .number(curve.effect.difference, digits: 4)),
            ("train_seconds", .number(spent, digits: 3)),
          ])
      }
    }
  }
}

/// A trial in which chance decided who got a letter.
private enum InventedTrial: String, CaseIterable {
  /// The letter moves those who once bought of one department, and lately.
  case simple
  /// The letter moves some by what several columns say together.
  case tangled

  static let features: [FeatureSchema.Feature] = [
    .init("recency"), .init("history"),
    .init("department_a"), .init("department_b"),
    .init("area", levels: ["rural", "suburban", "urban"]), .init("is_new"),
    .init("channel", levels: ["phone", "web", "both"]),
  ]

  struct Part {
    var matrix: FeatureMatrix
    var treated: [Bool]
    var acted: [Bool]
    var truth: [Double]

    var rows: UpliftModel.Rows { .init(matrix, treated: treated, acted: acted) }

    /// A fifth chooses, a fifth measures.
    func parts() -> [Part] {
      let sizes = [matrix.rows * 3 / 5, matrix.rows / 5]
      let cuts = [0, sizes[0], sizes[0] + sizes[1], matrix.rows]
      return (0..<3).map { place in
        let rows = Array(cuts[place]..<cuts[place + 1])
        return Part(
          matrix: matrix.rows(rows), treated: rows.map { treated[$0] },
          acted: rows.map { acted[$0] }, truth: rows.map { truth[$0] })
      }
    }

    /// For peers on the same rows: `foresight_peers.py`.
    func write(to folder: String, _ name: String) throws {
      for (part, rows) in zip(["train", "val", "test"], parts()) {
        var lines = [
          InventedTrial.features.map(\.name).joined(separator: ",") + ",treated,label"
        ]
        for row in 0..<rows.matrix.rows {
          let cells = zip(InventedTrial.features, rows.matrix.row(row)).map { feature, value in
            feature.levels.map { $0[Int(value)] } ?? "\(value)"
          }
          lines.append(
            cells.joined(separator: ",")
              + ",\(rows.treated[row] ? 1 : 0),\(rows.acted[row] ? 1 : 0)")
        }
        try (lines.joined(separator: "\n") + "\n").write(
          toFile: "\(folder)/uplift-\(name)-\(part).csv", atomically: true, encoding: .utf8)
      }
    }
  }

  func made(rows: Int, seed: UInt64) -> Part {
    var generator = SeededGenerator(seed: seed)
    var part = Part(
      matrix: FeatureMatrix(values: [], rows: rows, width: Self.features.count), treated: [],
      acted: [], truth: [])
    for _ in 0..<rows {
      let recency = Double(1 + generator.below(12))
      let history = exp(
        4.5 + 1.1 * (-2 * log(1 - generator.unit())).squareRoot()
          * cos(2 * Double.pi * generator.unit()))
      let isA = generator.unit() < 0.55
      let isB = isA ? generator.unit() < 0.2 : true
      let area = Double(generator.below(3))
      let isNew = generator.unit() < 0.5
      let channel = Double(generator.unit() < 0.12 ? 2 : generator.below(2))
      part.matrix.values += [
        recency, (history * 100).rounded() / 100, isA ? 1 : 0, isB ? 1 : 0, area, isNew ? 1 : 0,
        channel,
      ]
      let base =
        -2.1 - 0.06 * recency + 0.15 * log(history / 90) + (isNew ? -0.35 : 0.15)
        + (area == 0 ? 0.4 : 0) + (isA && isB ? 0.5 : 0) + (channel == 0 ? -0.2 : 0)
      let push: Double
      switch self {
      case .simple: push = (isA ? 0.62 : 0.02) + (recency < 6 ? 0.1 : 0)
      case .tangled:
        push =
          isA != (area == 2) ? (recency < 7 ? 0.8 : 0.1) : (channel == 1 ? -0.2 : 0.3)
      }
      func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
      let (without, with) = (sigmoid(base), sigmoid(base + push))
      let isTreated = generator.unit() < 0.5
      part.treated.append(isTreated)
      part.acted.append(generator.unit() < (isTreated ? with : without))
      part.truth.append(with - without)
    }
    return part
  }
}
