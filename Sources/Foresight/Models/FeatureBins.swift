/// The bins of one feature: numbers by where they lie between bounds, words by their code.
struct FeatureBins: Sendable {
  /// The highest value of each bin but the last, rising; empty for words.
  let bounds: [Double]
  /// The bin of each word's code; words too rare for one share the last bin with what is missing.
  let bins: [UInt8]
  /// Whether the feature holds words.
  let isWords: Bool
  /// How many bins hold values.
  let count: Int
  /// Whether a bin for missing values follows: always for words.
  let hasMissing: Bool

  /// All bins, that of missing values too.
  var total: Int { count + (hasMissing ? 1 : 0) }

  static let limit = 255
  /// How many rows the bounds are found from.
  private static let sample = 200_000
  private static let smallest = 3

  /// Bins for a column of numbers.
  init(numbers values: UnsafeBufferPointer<Double>, column: Int, width: Int, rows: Int) {
    let step = max(1, rows / Self.sample)
    var known: [Double] = []
    known.reserveCapacity(rows / step + 1)
    var isMissing = false
    for row in 0..<rows {
      let value = values[row * width + column]
      if value.isNaN { isMissing = true } else if row % step == 0 { known.append(value) }
    }
    known.sort()
    bounds = Self.bounds(known)
    count = bounds.count + 1
    bins = []
    isWords = false
    hasMissing = isMissing
  }

  /// Bins for a column of `levels` words: the most frequent first, until 99 % of the rows have one.
  init(words values: UnsafeBufferPointer<Double>, column: Int, width: Int, rows: Int, levels: Int) {
    var counts = [Int](repeating: 0, count: levels)
    var known = 0
    for row in 0..<rows {
      let value = values[row * width + column]
      if value >= 0 {
        counts[Int(value)] += 1
        known += 1
      }
    }
    let order = (0..<levels).filter { counts[$0] > 0 }
      .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    var kept = 0
    var covered = 0
    while kept < order.count, kept < Self.limit - 1, covered * 100 < known * 99 || kept < 2 {
      covered += counts[order[kept]]
      kept += 1
    }
    var bins = [UInt8](repeating: UInt8(kept), count: levels)
    for place in 0..<kept { bins[order[place]] = UInt8(place) }
    self.bins = bins
    bounds = []
    count = kept
    isWords = true
    hasMissing = true
  }

  /// The bin of a value.
  @inline(__always) func bin(_ value: Double) -> UInt8 {
    if isWords {
      return value >= 0 && Int(value) < bins.count ? bins[Int(value)] : UInt8(count)
    }
    if value.isNaN { return UInt8(hasMissing ? count : 0) }
    var low = 0
    var size = bounds.count
    // Without branches: the loop runs as often as the bounds have bits.
    return bounds.withUnsafeBufferPointer { bounds in
      while size > 0 {
        let half = size >> 1
        let isAbove = bounds[low + half] < value
        low = isAbove ? low + half + 1 : low
        size = isAbove ? size - half - 1 : half
      }
      return UInt8(low)
    }
  }

  /// Bounds that share the values out evenly, with bins of their own for frequent values.
  private static func bounds(_ sorted: [Double]) -> [Double] {
    var distinct: [(value: Double, count: Int)] = []
    for value in sorted {
      if let last = distinct.last, last.value == value {
        distinct[distinct.count - 1].count += 1
      } else {
        distinct.append((value, 1))
      }
    }
    func middle(_ place: Int) -> Double {
      let (a, b) = (distinct[place].value, distinct[place + 1].value)
      let half = a + (b - a) / 2
      return half < b ? half : a
    }
    var bounds: [Double] = []
    guard distinct.count > 1 else { return [] }
    if distinct.count <= limit {
      var held = 0
      for place in 0..<distinct.count - 1 {
        held += distinct[place].count
        if held >= smallest {
          bounds.append(middle(place))
          held = 0
        }
      }
      return bounds
    }
    var rest = sorted.count
    var restBins = limit
    var mean = Double(rest) / Double(restBins)
    let isBig = distinct.map { Double($0.count) >= mean }
    for (place, big) in isBig.enumerated() where big {
      restBins -= 1
      rest -= distinct[place].count
    }
    mean = Double(rest) / Double(max(1, restBins))
    var held = 0
    for place in 0..<distinct.count - 1 {
      if !isBig[place] { rest -= distinct[place].count }
      held += distinct[place].count
      let isFull =
        isBig[place] || Double(held) >= mean
        || isBig[place + 1] && Double(held) >= max(1, mean / 2)
      guard isFull else { continue }
      bounds.append(middle(place))
      if bounds.count >= limit - 1 { break }
      held = 0
      if !isBig[place] {
        restBins -= 1
        mean = Double(rest) / Double(max(1, restBins))
      }
    }
    return bounds
  }
}

/// A table in bins, a byte a cell, row by row.
final class BinnedTable: Sendable {
  let features: [FeatureBins]
  let rows: Int
  let width: Int
  /// The bytes from one row to the next: a row never lies across more cache lines than it must.
  let stride: Int
  let bytes: [UInt8]
  /// Where the bins of each feature begin in a histogram.
  let offsets: [Int32]
  /// How many bins there are in all.
  let totalBins: Int

  init(_ matrix: FeatureMatrix, levels: [Int?]) {
    rows = matrix.rows
    width = matrix.width
    let (rows, width) = (matrix.rows, matrix.width)
    let features = matrix.values.withUnsafeBufferPointer { values in
      (0..<width).map { column in
        if let count = levels[column] {
          FeatureBins(words: values, column: column, width: width, rows: rows, levels: count)
        } else {
          FeatureBins(numbers: values, column: column, width: width, rows: rows)
        }
      }
    }
    self.features = features
    var stride = 8
    while stride < width { stride = stride < 64 ? stride * 2 : stride + 64 }
    self.stride = stride
    bytes = [UInt8](unsafeUninitializedCapacity: rows * stride) { target, filled in
      matrix.values.withUnsafeBufferPointer { values in
        for column in 0..<width {
          let bins = features[column]
          for row in 0..<rows {
            target[row * stride + column] = bins.bin(values[row * width + column])
          }
        }
        for column in width..<stride {
          for row in 0..<rows { target[row * stride + column] = 0 }
        }
      }
      filled = rows * stride
    }
    var offsets: [Int32] = []
    var total = 0
    for feature in features {
      offsets.append(Int32(total))
      total += feature.total
    }
    self.offsets = offsets
    totalBins = total
  }
}
