import Diagnostics
public import Formats

/// The figures of several recommenders on one split, ready to be shown.
public struct RecommenderReport: Sendable {
  /// One model.
  public struct Model: Sendable {
    /// Its name.
    public var name: String
    /// Whether the validation part chose it.
    public var isChosen: Bool
    /// Means over customers by name, in the order they are shown: `ndcg`, `precision`, …
    public var metrics: [(name: String, value: Double)]
    /// The interval of the first metric, with a probability of 95 %.
    public var interval: ClosedRange<Double>
    /// The share of products that were ever recommended.
    public var coverage: Double
    /// The mean surprise of a recommended product, in bits.
    public var novelty: Double
    /// How many times as popular as what customers had.
    public var popularityBias: Double
    /// The first metric by group of customers.
    public var groups: [(name: String, customers: Int, value: Double)]
    /// Of predicted ratings, where there are any.
    public var ratings: (rmse: Double, mae: Double)?
    /// How long it trained.
    public var trainSeconds: Double
    /// The median time of a list.
    public var microsecondsPerList: Double

    /// Creates a model's figures.
    public init(
      name: String, isChosen: Bool, metrics: [(name: String, value: Double)],
      interval: ClosedRange<Double>, coverage: Double, novelty: Double, popularityBias: Double,
      groups: [(name: String, customers: Int, value: Double)],
      ratings: (rmse: Double, mae: Double)?, trainSeconds: Double, microsecondsPerList: Double
    ) {
      self.name = name
      self.isChosen = isChosen
      self.metrics = metrics
      self.interval = interval
      self.coverage = coverage
      self.novelty = novelty
      self.popularityBias = popularityBias
      self.groups = groups
      self.ratings = ratings
      self.trainSeconds = trainSeconds
      self.microsecondsPerList = microsecondsPerList
    }
  }

  /// A customer on the map.
  public struct Point: Sendable {
    /// The place.
    public var x: Double
    /// The place.
    public var y: Double
    /// The segment, from 0.
    public var segment: Int

    /// Creates a point.
    public init(x: Double, y: Double, segment: Int) {
      self.x = x
      self.y = y
      self.segment = segment
    }
  }

  /// What the page is about: the file's name.
  public var title: String
  /// Facts on the data and the split, by name.
  public var facts: [(name: String, value: Int)]
  /// How the split was made, in words.
  public var rule: String
  /// How long the lists are.
  public var k: Int
  /// The models.
  public var models: [Model]
  /// Models that were refused, and why.
  public var refused: [(name: String, reason: String)]
  /// Remarks on the data.
  public var remarks: [String]
  /// What was left out of the file, as JSON.
  public var cleaning: JSON
  /// The customers' map.
  public var points: [Point]
  /// What each segment likes.
  public var segments: [String]

  /// Creates a report.
  public init(
    title: String, facts: [(name: String, value: Int)], rule: String, k: Int, models: [Model],
    refused: [(name: String, reason: String)], remarks: [String], cleaning: JSON,
    points: [Point] = [], segments: [String] = []
  ) {
    self.title = title
    self.facts = facts
    self.rule = rule
    self.k = k
    self.models = models
    self.refused = refused
    self.remarks = remarks
    self.cleaning = cleaning
    self.points = points
    self.segments = segments
  }
}

extension RecommenderReport {
  /// Models that were not refused and make lists, in order; the best by the first metric.
  var best: Model? {
    models.max { ($0.metrics.first?.value ?? 0) < ($1.metrics.first?.value ?? 0) }
  }

  /// A model's row in a table of all; errors of ratings stand in it where any model is rated.
  static func cells(of model: Model, areRated: Bool) -> [String] {
    var cells = model.metrics.map { fixed($0.value, 4) }
    cells += [
      fixed(model.interval.lowerBound, 3) + "–" + fixed(model.interval.upperBound, 3),
      fixed(model.coverage, 3), fixed(model.novelty, 1), fixed(model.popularityBias, 2),
    ]
    if areRated {
      cells += [
        model.ratings.map { fixed($0.rmse, 4) } ?? "", model.ratings.map { fixed($0.mae, 4) } ?? "",
      ]
    }
    return cells + [fixed(model.trainSeconds, 2), fixed(model.microsecondsPerList, 1)]
  }

  /// The figures as one JSON object.
  public var json: JSON {
    .object(
      [(key: "set", value: JSON.string(title))]
        + facts.map { (key: $0.name, value: .integer($0.value)) } + [
          (key: "split", value: .string(rule)), (key: "k", value: .integer(k)),
          (key: "cleaning", value: cleaning),
          (key: "chosen", value: .optional(models.first(where: \.isChosen)?.name)),
          (key: "models", value: .array(models.map { json(of: $0) })),
          (
            key: "refused",
            value: .array(
              refused.map { ["model": .string($0.name), "reason": .string($0.reason)] })
          ),
          (key: "remarks", value: .array(remarks.map { .string($0) })),
        ])
  }

  private func json(of model: Model) -> JSON {
    var members: [(key: String, value: JSON)] = [
      (key: "model", value: .string(model.name)), (key: "chosen", value: .bool(model.isChosen)),
    ]
    if let ratings = model.ratings {
      members += [
        (key: "rmse", value: .number(ratings.rmse)), (key: "mae", value: .number(ratings.mae)),
      ]
    }
    members += model.metrics.map { (key: "\($0.name)@\(k)", value: .number($0.value)) }
    members += [
      (
        key: "interval",
        value: [.number(model.interval.lowerBound), .number(model.interval.upperBound)]
      ),
      (key: "coverage", value: .number(model.coverage)),
      (key: "novelty", value: .number(model.novelty)),
      (key: "popularity_bias", value: .number(model.popularityBias)),
      (
        key: "groups",
        value: .array(
          model.groups.map {
            [
              "group": .string($0.name), "customers": .integer($0.customers),
              "\(model.metrics.first?.name ?? "ndcg")@\(k)": .number($0.value),
            ]
          })
      ),
      (key: "train_seconds", value: .number(model.trainSeconds, digits: 3)),
      (
        key: "microseconds_per_customer",
        value: .number(model.microsecondsPerList, digits: 1)
      ),
    ]
    return .object(members)
  }
}
