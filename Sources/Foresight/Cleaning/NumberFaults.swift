/// Numbers that lie far from all others of their column.
enum NumberFaults {
  /// The faults of one column.
  static func find(_ table: CellTable, _ place: Int) -> [CellFault] {
    let column = table.columns[place]
    let values = column.values.map { CellForm.number($0) }
    let counts = column.counts
    var (known, numbers, negative) = (0, 0, 0)
    for code in column.values.indices where !column.isMissing[code] {
      known += counts[code]
      guard let value = values[code] else { continue }
      numbers += counts[code]
      if value < 0 { negative += counts[code] }
    }
    guard numbers >= 20, numbers * 20 >= known * 19 else { return [] }
    let rows = column.codes.map { values[Int($0)] ?? .nan }
    var faults: [CellFault] = []
    if negative > 0, negative * 100 <= numbers {
      for (row, value) in rows.enumerated() where value < 0 {
        faults.append(CellFault(row: row, column: place, .negative))
      }
    }
    guard let range = usual(rows) else { return faults }
    for (row, value) in rows.enumerated() where value < range.low || value > range.high {
      if value < 0, negative * 100 <= numbers { continue }
      let (low, high) = (CellForm.shortest("\(range.least)"), CellForm.shortest("\(range.most)"))
      faults.append(CellFault(row: row, column: place, .odd(low: low, high: high)))
    }
    return faults
  }

  /// The numbers beyond which one is odd, and the least and most of the others; `nil` where none is odd, or
  /// so many that the column is simply wide.
  ///
  /// Tukey's fences, set far out, both of the numbers and of their logarithms: money and counts are skewed.
  static func usual(
    _ numbers: [Double]
  ) -> (low: Double, high: Double, least: Double, most: Double)? {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    guard sorted.count >= 20, var (low, high) = fences(sorted) else { return nil }
    if sorted[0] > 0, let logs = fences(sorted.map { Mathematics.log($0) }) {
      low = min(low, Mathematics.exp(logs.low))
      high = max(high, Mathematics.exp(logs.high))
    } else if let first = sorted.firstIndex(where: { $0 > 0 }), sorted[0] >= 0,
      let logs = fences(sorted[first...].map { Mathematics.log($0) })
    {
      high = max(high, Mathematics.exp(logs.high))
    }
    let usual = sorted.filter { $0 >= low && $0 <= high }
    let odd = sorted.count - usual.count
    guard odd > 0, odd * 200 <= sorted.count || odd == 1, let least = usual.first,
      let most = usual.last
    else { return nil }
    return (low, high, least, most)
  }

  private static func fences(_ sorted: [Double]) -> (low: Double, high: Double)? {
    var (first, third) = (Mathematics.quantile(sorted, 0.25), Mathematics.quantile(sorted, 0.75))
    if first == third {
      (first, third) = (Mathematics.quantile(sorted, 0.05), Mathematics.quantile(sorted, 0.95))
    }
    guard first < third else { return nil }
    return (first - 5 * (third - first), third + 5 * (third - first))
  }
}
