/// What a model was learned from: the columns with their kinds and words, so that any other table can be
/// read the same way.
public struct FeatureSchema: Sendable {
  /// A feature.
  public struct Feature: Sendable {
    /// The name of the column.
    public let name: String
    /// The words by code, or `nil` for numbers.
    public let levels: [String]?
    /// How its cells were understood.
    var reading = Column.Reading.number
    /// How its days are written; `nil` for other cells, and for days written as numbers.
    var dayOrder: DayScanner.Order?
  }

  /// The features, in order.
  public let features: [Feature]

  /// Creates a schema from the columns of a table that is learned from.
  public init(_ table: Table) {
    features = table.columns.map { column in
      switch column.values {
      case .numbers:
        Feature(
          name: column.name, levels: nil, reading: column.reading, dayOrder: column.dayOrder)
      case .words(_, let levels): Feature(name: column.name, levels: levels, reading: .word)
      }
    }
  }

  /// Features as they are.
  public init(features: [Feature]) { self.features = features }

  /// The table as numbers, row by row: a missing cell is NaN, a word its code, an unseen word −1.
  public func matrix(_ table: Table) -> FeatureMatrix {
    let rows = table.rowCount
    let width = features.count
    var values = [Double](repeating: .nan, count: rows * width)
    for (place, feature) in features.enumerated() {
      guard let column = table.column(feature.name) else { continue }
      fill(&values, place, column, feature)
    }
    return FeatureMatrix(values: values, rows: rows, width: width)
  }

  private func fill(
    _ values: inout [Double], _ place: Int, _ column: Column, _ feature: Feature
  ) {
    let width = features.count
    switch (column.values, feature.levels) {
    case (.numbers(let numbers), nil):
      for row in numbers.indices { values[row * width + place] = numbers[row] }
    case (.words(let codes, let words), let levels?):
      let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
      let map = words.map { Double(places[$0] ?? -1) }
      for row in codes.indices where codes[row] >= 0 {
        values[row * width + place] = map[Int(codes[row])]
      }
    case (.numbers(let numbers), let levels?):
      let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
      for row in numbers.indices where !numbers[row].isNaN {
        values[row * width + place] = Double(places[column.text(row)] ?? -1)
      }
    case (.words(let codes, let words), nil):
      let map = words.map { Double($0) ?? .nan }
      for row in codes.indices where codes[row] >= 0 {
        values[row * width + place] = map[Int(codes[row])]
      }
    }
  }
}

extension FeatureSchema.Feature {
  /// A feature of words, whose codes are their places in `levels`, or of numbers without.
  public init(_ name: String, levels: [String]? = nil) {
    self.init(name: name, levels: levels)
  }
}

/// Numbers, row by row.
public struct FeatureMatrix: Sendable {
  /// All values, a row after the other.
  public var values: [Double]
  /// How many rows.
  public let rows: Int
  /// How many features.
  public let width: Int

  /// Creates a matrix; `values` must hold `rows` × `width` numbers.
  public init(values: [Double], rows: Int, width: Int) {
    self.values = values
    self.rows = rows
    self.width = width
  }

  /// One row.
  public func row(_ row: Int) -> ArraySlice<Double> { values[row * width..<(row + 1) * width] }

  /// Some rows.
  public func rows(_ chosen: [Int]) -> FeatureMatrix {
    var picked: [Double] = []
    picked.reserveCapacity(chosen.count * width)
    for row in chosen { picked.append(contentsOf: self.row(row)) }
    return FeatureMatrix(values: picked, rows: chosen.count, width: width)
  }
}
