/// How a row becomes what a linear model weighs: numbers standardised, with the median for what is missing
/// and a mark that it was; a place for every word that is frequent enough, one for all others.
public struct LinearDesign: Sendable {
  /// How numbers enter.
  public enum Shape: String, Sendable, CaseIterable {
    /// As they are.
    case plain
    /// As they are, and by rank among the training rows: bends without outliers.
    case ranked
  }

  /// What one weight belongs to.
  public enum Term: Hashable, Sendable {
    case number(feature: Int)
    case rank(feature: Int)
    case missing(feature: Int)
    /// A word by its code; −1 stands for the rare ones, −2 for what is missing.
    case word(feature: Int, code: Int)
  }

  /// The terms, in the order of the weights: those of numbers first.
  public private(set) var terms: [Term] = []
  let numberTerms: Int
  private var numbers: [NumberRule] = []
  private var words: [WordRule] = []

  private struct NumberRule: Sendable {
    let feature: Int
    let median: Double
    let mean: Double
    let scale: Double
    let ranks: [Double]
    let rankMean: Double
    let rankScale: Double
    let missingMean: Double
    let missingScale: Double
    var place: Int
  }

  private struct WordRule: Sendable {
    let feature: Int
    /// The place of each code; −1 for none.
    let places: [Int32]
    let rare: Int32
    let missing: Int32
  }

  /// How often a word must stand to have a place of its own.
  static let frequency = 10

  /// Learns the rules from training rows.
  public init(_ matrix: FeatureMatrix, levels: [Int?], shape: Shape) {
    for feature in 0..<matrix.width where levels[feature] == nil {
      if let rule = Self.rule(matrix, feature, shape, place: terms.count) {
        numbers.append(rule)
        terms.append(.number(feature: feature))
        if !rule.ranks.isEmpty { terms.append(.rank(feature: feature)) }
        if rule.missingScale > 0 { terms.append(.missing(feature: feature)) }
      }
    }
    numberTerms = terms.count
    for feature in 0..<matrix.width {
      if let count = levels[feature] { addWords(matrix, feature, count) }
    }
  }

  private static func rule(
    _ matrix: FeatureMatrix, _ feature: Int, _ shape: Shape, place: Int
  ) -> NumberRule? {
    var values = (0..<matrix.rows).map { matrix.values[$0 * matrix.width + feature] }
    let known = values.filter { !$0.isNaN }.sorted()
    guard !known.isEmpty else { return nil }
    let median = Mathematics.quantile(known, 0.5)
    for row in values.indices where values[row].isNaN { values[row] = median }
    let (mean, scale) = moments(values)
    let missing = Double(matrix.rows - known.count) / Double(matrix.rows)
    let missingScale = (missing * (1 - missing)).squareRoot()
    guard scale > 0 || missingScale > 0 else { return nil }
    var ranks: [Double] = []
    var (rankMean, rankScale) = (0.0, 0.0)
    if shape == .ranked, scale > 0, let first = known.first, let last = known.last, first < last {
      ranks = (0...64).map { Mathematics.quantile(known, Double($0) / 64) }
      (rankMean, rankScale) = moments(values.map { rank($0, ranks) })
      if rankScale == 0 { ranks = [] }
    }
    return NumberRule(
      feature: feature, median: median, mean: mean, scale: scale > 0 ? scale : 1, ranks: ranks,
      rankMean: rankMean, rankScale: rankScale, missingMean: missing,
      missingScale: missingScale, place: place)
  }

  /// The share of training rows at or below a value, between marks by line.
  private static func rank(_ value: Double, _ marks: [Double]) -> Double {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle] < value { low = middle + 1 } else { high = middle }
    }
    // A value that many rows share lies in the middle of them.
    var top = low
    while top < marks.count, marks[top] == value { top += 1 }
    if top > low { return Double(low + top - 1) / 2 }
    guard low > 0 else { return 0 }
    guard low < marks.count else { return Double(marks.count - 1) }
    return Double(low - 1) + (value - marks[low - 1]) / (marks[low] - marks[low - 1])
  }

  private static func moments(_ values: [Double]) -> (Double, Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let scale = variance.squareRoot()
    return (mean, scale > 1e-12 * max(1, abs(mean)) ? scale : 0)
  }

  private mutating func addWords(_ matrix: FeatureMatrix, _ feature: Int, _ levels: Int) {
    var counts = [Int](repeating: 0, count: levels)
    var missing = 0
    for row in 0..<matrix.rows {
      let value = matrix.values[row * matrix.width + feature]
      if value >= 0 { counts[Int(value)] += 1 } else { missing += 1 }
    }
    var places = [Int32](repeating: -1, count: levels)
    for code in 0..<levels where counts[code] >= Self.frequency {
      places[code] = Int32(terms.count)
      terms.append(.word(feature: feature, code: code))
    }
    var rare: Int32 = -1
    if counts.contains(where: { $0 > 0 && $0 < Self.frequency }) {
      rare = Int32(terms.count)
      terms.append(.word(feature: feature, code: -1))
      for code in 0..<levels where counts[code] < Self.frequency { places[code] = rare }
    }
    var missingPlace: Int32 = -1
    if missing > 0 {
      missingPlace = Int32(terms.count)
      terms.append(.word(feature: feature, code: -2))
    }
    words.append(
      WordRule(feature: feature, places: places, rare: rare, missing: missingPlace))
  }

  /// How many words a row names.
  var wordCount: Int { words.count }

  /// Writes a row's numbers and the places of its words (−1 for none).
  @inline(__always)
  func encode(
    _ row: UnsafePointer<Double>, numbers dense: UnsafeMutablePointer<Double>,
    words chosen: UnsafeMutablePointer<Int32>
  ) {
    for rule in numbers {
      let raw = row[rule.feature]
      let isMissing = raw.isNaN
      let value = isMissing ? rule.median : raw
      var place = rule.place
      dense[place] = (value - rule.mean) / rule.scale
      place += 1
      if !rule.ranks.isEmpty {
        dense[place] = (Self.rank(value, rule.ranks) - rule.rankMean) / rule.rankScale
        place += 1
      }
      if rule.missingScale > 0 {
        dense[place] = ((isMissing ? 1 : 0) - rule.missingMean) / rule.missingScale
      }
    }
    for (place, rule) in words.enumerated() {
      let value = row[rule.feature]
      chosen[place] =
        value.isNaN
        ? rule.missing
        : value >= 0 && Int(value) < rule.places.count ? rule.places[Int(value)] : rule.rare
    }
  }

  /// All rows, encoded.
  func encode(_ matrix: FeatureMatrix) -> (numbers: [Double], words: [Int32]) {
    var numbers = [Double](repeating: 0, count: matrix.rows * max(1, numberTerms))
    var words = [Int32](repeating: -1, count: matrix.rows * max(1, wordCount))
    numbers.withUnsafeMutableBufferPointer { dense in
      words.withUnsafeMutableBufferPointer { chosen in
        matrix.values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress, let dense = dense.baseAddress,
            let chosen = chosen.baseAddress
          else { return }
          for row in 0..<matrix.rows {
            encode(
              values + row * matrix.width, numbers: dense + row * numberTerms,
              words: chosen + row * wordCount)
          }
        }
      }
    }
    return (numbers, words)
  }
}
