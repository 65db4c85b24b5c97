import Computing

/// All that is wrong or odd in the cells of a table.
public struct TableFaults: Sendable {
  /// One fault a cell, by row, then by column.
  public let faults: [CellFault]

  /// Looks at a table.
  public init(_ table: CellTable) {
    let columns = table.columns.count
    var all = MergedCells.find(table)
    all += parallelMap(columns) { FormFaults.find(table, $0) }.flatMap { $0 }
    all += DayFaults(table).faults
    // What is only written otherwise must not look like another value to the rest.
    let plain = table.repaired(all)
    let search = DependencySearch(plain)
    let found = parallelMap(columns) { place in
      DependencyFaults.find(plain, place, search.voters(plain, place))
        + SpellingFaults.find(plain, place) + NumberFaults.find(plain, place)
    }
    all += found.flatMap { $0 }
    var seen: Set<Int> = []
    var kept: [CellFault] = []
    for fault in all where seen.insert(fault.row * columns + fault.column).inserted {
      kept.append(fault)
    }
    faults = Self.settled(kept, columns).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// Two cells of a row that each speak against the other: one is wrong, and nothing tells which, so neither is
  /// sure.
  private static func settled(_ faults: [CellFault], _ columns: Int) -> [CellFault] {
    var by: [Int: Int] = [:]
    for fault in faults {
      if case .dependency(let other, _, _) = fault.kind {
        by[fault.row * columns + fault.column] = other
      }
    }
    return faults.map { fault in
      guard case .dependency(let other, _, _) = fault.kind,
        by[fault.row * columns + other] == fault.column
      else { return fault }
      return CellFault(row: fault.row, column: fault.column, fault.kind, likely: fault.likely)
    }
  }
}
