/// Cells that the other cells of their row speak against, by the dependencies that the table itself shows.
///
/// Every column that tells another votes in each row for what stands in the other rows with its value; a
/// value that stands nowhere else speaks for what stands beside it. So one wrong cell is outvoted, and two
/// things that happen to share a value are not.
enum DependencyFaults {
  /// How much a value that stands nowhere else speaks for its row, beside a vote of others.
  private static let single = 1.0
  /// One column that hardly tells another says nothing by itself.
  private static let least = 0.6

  /// The faults of one column.
  static func find(
    _ table: CellTable, _ place: Int, _ dependencies: [DependencySearch.Dependency]
  ) -> [CellFault] {
    guard dependencies.reduce(0, { $0 + $1.strength }) >= least else { return [] }
    let column = table.columns[place]
    var found: [CellFault] = []
    for row in 0..<table.rowCount {
      let own = column.codes[row]
      let isMissing = column.isMissing[Int(own)]
      var vote = Vote()
      for dependency in dependencies {
        let by = table.columns[dependency.by]
        let code = Int(by.codes[row])
        if by.isMissing[code] { continue }
        let group = dependency.groups[code]
        let others = group.rows - (isMissing ? 0 : 1)
        guard others >= 2 else {
          if !isMissing { vote.add(own, dependency.strength * single, dependency.by, 0, 0) }
          continue
        }
        for (value, count) in group.top {
          let count = count - (value == own && !isMissing ? 1 : 0)
          guard count > 0 else { continue }
          vote.add(
            value, dependency.strength * Double(count) / Double(others), dependency.by, count,
            others)
        }
      }
      guard let best = vote.best(column.values), best.code != own else { continue }
      let fault = best.strongest
      guard fault.rows > 0, isMissing || best.weight > vote.weight(of: own) else { continue }
      let kind: CellFault.Kind =
        isMissing
        ? .missing(by: fault.by)
        : .dependency(by: fault.by, rows: fault.rows, of: fault.others)
      found.append(
        CellFault(
          row: row, column: place, kind, likely: column.values[Int(best.code)],
          isSure: fault.rows >= 3 && best.weight >= 0.9 * vote.total))
    }
    return found.isEmpty ? [] : withoutRules(found, table, place)
  }

  /// Without those that a second column explains: where nearly all rows of one country differ from the rest,
  /// the country has its own rule and nobody made a slip.
  private static func withoutRules(
    _ faults: [CellFault], _ table: CellTable, _ place: Int
  ) -> [CellFault] {
    var explained: Set<Int> = []
    for (other, column) in table.columns.enumerated() where other != place {
      guard column.values.count <= 20 else { continue }
      let all = column.counts
      var wrong = [Int](repeating: 0, count: column.values.count)
      for fault in faults { wrong[Int(column.codes[fault.row])] += 1 }
      for fault in faults {
        let code = Int(column.codes[fault.row])
        if all[code] >= 5, wrong[code] * 10 >= all[code] * 8 { explained.insert(fault.row) }
      }
    }
    return faults.filter { !explained.contains($0.row) }
  }

  /// What the columns of one row vote for in one cell.
  private struct Vote {
    struct Entry {
      let code: Int32
      var weight: Double
      var strongest: (by: Int, rows: Int, others: Int, weight: Double)
    }

    private var entries: [Entry] = []
    private(set) var total = 0.0

    mutating func add(_ code: Int32, _ weight: Double, _ by: Int, _ rows: Int, _ others: Int) {
      total += weight
      if let place = entries.firstIndex(where: { $0.code == code }) {
        entries[place].weight += weight
        if weight > entries[place].strongest.weight {
          entries[place].strongest = (by, rows, others, weight)
        }
      } else {
        entries.append(Entry(code: code, weight: weight, strongest: (by, rows, others, weight)))
      }
    }

    func weight(of code: Int32) -> Double { entries.first { $0.code == code }?.weight ?? 0 }

    /// The value most is spoken for; of two alike the one that comes first as text.
    func best(_ values: [String]) -> Entry? {
      entries.max {
        ($0.weight, values[Int($1.code)]) < ($1.weight, values[Int($0.code)])
      }
    }
  }
}
