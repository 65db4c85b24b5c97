/// How well scores put the positive rows first.
public enum RankingMeasures {
  /// The area under the ROC curve with its 95 % interval by DeLong, DeLong and Clarke-Pearson (Biometrics
  /// 1988), computed in O(n log n) as by Sun and Xu (IEEE SPL 2014). NaN when one class is missing.
  public static func auc(_ scores: [Double], _ labels: [Bool]) -> (
    auc: Double, interval: ClosedRange<Double>?
  ) {
    let parts = components(scores, labels)
    guard let parts else { return (.nan, nil) }
    let error =
      (variance(parts.positive) / Double(parts.positive.count)
      + variance(parts.negative) / Double(parts.negative.count)).squareRoot()
    let low = max(0, parts.auc - 1.959964 * error)
    let high = min(1, parts.auc + 1.959964 * error)
    return (parts.auc, low...max(low, high))
  }

  /// The difference of two areas on the same rows, with its 95 % interval (paired DeLong).
  public static func aucDifference(_ left: [Double], _ right: [Double], _ labels: [Bool]) -> (
    difference: Double, interval: ClosedRange<Double>
  )? {
    guard let a = components(left, labels), let b = components(right, labels) else { return nil }
    let positive = zip(a.positive, b.positive).map { $0 - $1 }
    let negative = zip(a.negative, b.negative).map { $0 - $1 }
    let error =
      (variance(positive) / Double(positive.count)
      + variance(negative) / Double(negative.count)).squareRoot()
    let difference = a.auc - b.auc
    return (difference, difference - 1.959964 * error...difference + 1.959964 * error)
  }

  /// For every positive row the share of negative rows below it, and for every negative row the share of
  /// positive rows above it; ties count half.
  private static func components(_ scores: [Double], _ labels: [Bool]) -> (
    auc: Double, positive: [Double], negative: [Double]
  )? {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    let positives = labels.count { $0 }
    let negatives = labels.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    var above: [Double] = []
    var below: [Double] = []
    above.reserveCapacity(positives)
    below.reserveCapacity(negatives)
    var start = 0
    var positivesBefore = 0
    var negativesBefore = 0
    while start < order.count {
      let (end, tied) = ties(from: start, in: order, scores, labels)
      let tiedNegatives = end - start - tied
      let share = (Double(negativesBefore) + Double(tiedNegatives) / 2) / Double(negatives)
      let rest =
        (Double(positives - positivesBefore - tied) + Double(tied) / 2) / Double(positives)
      for _ in 0..<tied { above.append(share) }
      for _ in 0..<tiedNegatives { below.append(rest) }
      positivesBefore += tied
      negativesBefore += tiedNegatives
      start = end
    }
    // In the order of the rows, so that two models' parts can be paired.
    let places = placed(order, labels, above, below)
    return (above.reduce(0, +) / Double(positives), places.0, places.1)
  }

  /// Where the rows end whose scores are equal, and how many of them are positive.
  private static func ties(
    from start: Int, in order: [Int], _ scores: [Double], _ labels: [Bool]
  ) -> (end: Int, positives: Int) {
    var end = start
    var positives = 0
    while end < order.count, scores[order[end]] == scores[order[start]] {
      if labels[order[end]] { positives += 1 }
      end += 1
    }
    return (end, positives)
  }

  private static func placed(
    _ order: [Int], _ labels: [Bool], _ above: [Double], _ below: [Double]
  ) -> ([Double], [Double]) {
    var rows = [Double](repeating: 0, count: labels.count)
    var (positive, negative) = (0, 0)
    // Tied rows share one value, so the order among them does not matter.
    for row in order {
      if labels[row] {
        rows[row] = above[positive]
        positive += 1
      } else {
        rows[row] = below[negative]
        negative += 1
      }
    }
    return (
      labels.indices.filter { labels[$0] }.map { rows[$0] },
      labels.indices.filter { !labels[$0] }.map { rows[$0] }
    )
  }

  private static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  /// The average precision: the area under the steps of precision over recall.
  public static func averagePrecision(_ scores: [Double], _ labels: [Bool]) -> Double {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    let positives = labels.count { $0 }
    guard positives > 0 else { return .nan }
    var area = 0.0
    var found = 0
    var start = 0
    while start < order.count {
      let (end, tied) = ties(from: start, in: order, scores, labels)
      found += tied
      area += Double(tied) / Double(positives) * Double(found) / Double(end)
      start = end
    }
    return area
  }

  /// How many times more positives than among all stand in the `share` of rows with the highest scores;
  /// and which part of all positives that is. Of equal scores the earlier row comes first.
  public static func top(_ share: Double, _ scores: [Double], _ labels: [Bool]) -> (
    lift: Double, recall: Double
  ) {
    let positives = labels.count { $0 }
    guard positives > 0 else { return (.nan, .nan) }
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    let count = max(1, Int((Double(scores.count) * share).rounded(.toNearestOrEven)))
    let found = order.prefix(count).count { labels[$0] }
    let rate = Double(positives) / Double(labels.count)
    return (Double(found) / Double(count) / rate, Double(found) / Double(positives))
  }
}
