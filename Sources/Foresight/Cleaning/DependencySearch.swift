/// Which columns tell another: found from the table, although some cells are wrong.
///
/// The strength is μ⁺ of Parciak et al., "Measuring approximate functional dependencies" (ICDE 2024), after
/// Piatetsky-Shapiro and Matheus (1993): how much better than by chance two rows agree in the one column
/// once they agree in the other.
struct DependencySearch {
  /// One dependency: the values of `by` tell those of `of`.
  struct Dependency {
    let by: Int
    let of: Int
    let strength: Double
    /// Whether it holds but for slips: what breaks it is strewn over groups that are otherwise clear, and is
    /// not the same other value again and again, as it would be where the one only goes with the other.
    let isRule: Bool
    /// For every value of `by` the most frequent values of `of` with their counts, and how many rows in all.
    let groups: [Group]
  }

  struct Group {
    var top: [(code: Int32, count: Int)] = []
    var rows = 0
  }

  /// The dependencies, by the column that they tell.
  private(set) var dependencies: [[Dependency]]
  private var things: Set<Int> = []

  /// Weaker ones say nothing of a single cell.
  private static let least = 0.3
  /// How many values of a group are remembered.
  private static let kept = 12

  init(_ table: CellTable) {
    dependencies = Array(repeating: [], count: table.columns.count)
    let missing = table.columns.map { column in column.isMissing }
    let sizes = table.columns.map { $0.counts }
    let distinct = table.columns.indices.map { column in
      sizes[column].indices.count { sizes[column][$0] > 0 && !missing[column][$0] }
    }
    for by in table.columns.indices {
      let known = sizes[by].indices.reduce(0) { $0 + (missing[by][$1] ? 0 : sizes[by][$1]) }
      // What names things has more rows than things; an amount of money names nothing.
      guard known >= 20, distinct[by] > 1, distinct[by] * 3 <= known * 2,
        !Self.isAmount(table.columns[by])
      else { continue }
      let rows = Self.sorted(table.columns[by], missing[by])
      for of in table.columns.indices where of != by && distinct[of] > 1 {
        if let found = Self.dependency(table, by, of, rows, missing[of], known: known) {
          dependencies[of].append(found)
        }
      }
    }
    things = Self.things(table, dependencies)
  }

  /// The dependencies that may speak for or against the cells of a column.
  func voters(_ table: CellTable, _ column: Int) -> [Dependency] {
    let all = dependencies[column]
    if all.contains(where: { $0.isRule }) && !isToldBySources(table, column) {
      return all.filter { $0.isRule }
    }
    return isToldBySources(table, column) ? all : []
  }

  /// Whether a column says something of things of which several sources tell, each once: no two rows have
  /// the same thing and the same source, though by chance many would. Then one of two that differ is wrong,
  /// even where they differ often; numbers and days, which change from time to time, left aside.
  private func isToldBySources(_ table: CellTable, _ column: Int) -> Bool {
    let counts = table.columns[column].counts
    var (known, exact, squares) = (0, 0, 0.0)
    for (code, text) in table.columns[column].values.enumerated()
    where !table.columns[column].isMissing[code] {
      known += counts[code]
      let isExact =
        CellForm.number(text) != nil
        || DayScanner.Order.allCases.contains { CellForm.day(text, $0) != nil }
      if isExact { exact += counts[code] }
      squares += Double(counts[code]) * Double(counts[code])
    }
    // Of a few words, two that agree may well agree by chance.
    return exact * 10 < known && squares * 20 < Double(known) * Double(known)
      && dependencies[column].contains { things.contains($0.by) && $0.by != column }
  }

  /// The columns that name things with rules of their own, of which several sources tell.
  private static func things(_ table: CellTable, _ dependencies: [[Dependency]]) -> Set<Int> {
    let named = Set(dependencies.joined().filter(\.isRule).map(\.by))
    return named.filter { thing in
      table.columns.indices.contains { source in
        source != thing && !dependencies[source].contains { $0.by == thing }
          && !dependencies[thing].contains { $0.by == source }
          && isKey(table.columns[thing], table.columns[source])
      }
    }
  }

  /// Whether two columns name a row together although neither does alone.
  private static func isKey(_ one: CellTable.Column, _ other: CellTable.Column) -> Bool {
    let rows = one.codes.count
    func meeting(_ column: CellTable.Column) -> Double {
      let total = Double(rows) * Double(rows)
      return column.counts.reduce(0) { $0 + Double($1) * Double($1) / total }
    }
    let sources = other.counts.count { $0 > 0 }
    let things = one.counts.count { $0 > 0 }
    guard sources >= 3, sources * 5 <= rows, things * 3 <= rows else { return false }
    let expected = meeting(one) * meeting(other) * Double(rows) * Double(rows - 1) / 2
    guard expected >= 20 else { return false }
    var seen: [UInt64: Int] = [:]
    var met = 0
    for (row, code) in one.codes.enumerated() {
      let key =
        UInt64(UInt32(bitPattern: code)) << 32 | UInt64(UInt32(bitPattern: other.codes[row]))
      met += seen[key, default: 0]
      seen[key, default: 0] += 1
      if Double(met) > 0.02 * expected { return false }
    }
    return true
  }

  private static func isAmount(_ column: CellTable.Column) -> Bool {
    let counts = column.counts
    var (known, broken) = (0, 0)
    for (code, text) in column.values.enumerated() where !column.isMissing[code] {
      known += counts[code]
      if let number = CellForm.number(text), number != number.rounded() { broken += counts[code] }
    }
    return broken * 10 > known
  }

  /// The rows whose value is known, those of one value together.
  private static func sorted(_ column: CellTable.Column, _ missing: [Bool]) -> [Int32] {
    var starts = [Int](repeating: 0, count: column.values.count + 1)
    for code in column.codes where !missing[Int(code)] { starts[Int(code) + 1] += 1 }
    for code in column.values.indices { starts[code + 1] += starts[code] }
    var rows = [Int32](repeating: 0, count: starts[column.values.count])
    for (row, code) in column.codes.enumerated() where !missing[Int(code)] {
      rows[starts[Int(code)]] = Int32(row)
      starts[Int(code)] += 1
    }
    return rows
  }

  private static func dependency(
    _ table: CellTable, _ by: Int, _ of: Int, _ rows: [Int32], _ missing: [Bool], known: Int
  ) -> Dependency? {
    let (left, right) = (table.columns[by].codes, table.columns[of].codes)
    var groups = [Group](repeating: Group(), count: table.columns[by].values.count)
    var counts = [Int](repeating: 0, count: table.columns[of].values.count)
    var totals = counts
    var seen: [Int32] = []
    var (within, all, filled) = (0.0, 0, 0)
    var slips = Slips()
    var start = 0
    while start < rows.count {
      let code = left[Int(rows[start])]
      var end = start
      seen.removeAll(keepingCapacity: true)
      while end < rows.count, left[Int(rows[end])] == code {
        let value = right[Int(rows[end])]
        end += 1
        guard !missing[Int(value)] else { continue }
        if counts[Int(value)] == 0 { seen.append(value) }
        counts[Int(value)] += 1
        totals[Int(value)] += 1
      }
      start = end
      var group = Group()
      var squares = 0
      for value in seen {
        group.rows += counts[Int(value)]
        squares += counts[Int(value)] * counts[Int(value)]
      }
      guard group.rows > 0 else { continue }
      seen.sort { (counts[Int($1)], $0) < (counts[Int($0)], $1) }
      group.top = seen.prefix(kept).map { ($0, counts[Int($0)]) }
      slips.add(group, seen.map { counts[Int($0)] })
      for value in seen { counts[Int(value)] = 0 }
      groups[Int(code)] = group
      within += Double(squares) / Double(group.rows)
      all += group.rows
      filled += 1
    }
    guard all >= 20, Double(filled) <= 0.6 * Double(all) else { return nil }
    let rowsInAll = Double(all)
    let chance = totals.reduce(0.0) { $0 + Double($1) * Double($1) } / (rowsInAll * rowsInAll)
    guard chance < 1 else { return nil }
    let strength =
      1 - (1 - within / rowsInAll) / (1 - chance) * (rowsInAll - 1) / (rowsInAll - Double(filled))
    guard strength >= least else { return nil }
    // Two names of hardly more than one row each, as a customer's cards, go together by and by.
    // Of two or three values, two rows agree by chance so often that a habit looks like a rule.
    let firmness = chance > 0.2 ? 0.85 : 0.5
    let isNamed = filled * 3 <= all && totals.count { $0 > 0 } * 3 <= all
    return Dependency(
      by: by, of: of, strength: strength,
      isRule: strength >= firmness && isNamed && slips.areStrewn, groups: groups)
  }

  /// Where the rows stand that break a dependency.
  private struct Slips {
    private var rows = 0
    private var all = 0
    private var inClear = 0
    private var alone = 0

    mutating func add(_ group: Group, _ counts: [Int]) {
      guard group.rows >= 3, let top = group.top.first?.count else { return }
      rows += group.rows
      all += group.rows - top
      guard top * 4 >= group.rows * 3 else { return }
      inClear += group.rows - top
      alone += counts.count { $0 == 1 }
    }

    var areStrewn: Bool {
      inClear * 2 >= all && inClear * 100 <= rows * 15 && alone * 100 >= inClear * 15
    }
  }
}
