internal import Computing
internal import Text

/// Rows that stand for one and the same thing: a customer entered twice, a line copied.
public struct DoubleRecords: Sendable {
  /// Rows that are one thing, the earliest first.
  public struct Group: Sendable {
    /// The rows, from 0.
    public let rows: [Int]
    /// How probable it is, by the least probable link that holds them together.
    public let chance: Double
    /// Whether all cells are the same.
    public let isExact: Bool
    /// The columns in which they differ.
    public let differing: [Int]
    /// The lines of the others are the first's, byte for byte in every cell.
    var copies: ArraySlice<Int> { isExact ? rows.dropFirst() : [] }
  }

  /// The groups, by their first row.
  public let groups: [Group]

  /// Looks for them in a table, without labels.
  public init(_ table: CellTable) {
    var exact = Self.exact(table)
    let likely = Self.likely(table).filter { !$0.differing.isEmpty }
    let known = Set(likely.flatMap(\.rows))
    exact.removeAll { $0.rows.contains(where: known.contains) }
    groups = (likely + exact).sorted { $0.rows[0] < $1.rows[0] }
  }

  /// Lines that were copied: the same in every cell, a number of their own left aside.
  private static func exact(_ table: CellTable) -> [Group] {
    let columns = table.columns
    var known: [[Int32]: [Int]] = [:]
    for row in 0..<table.rowCount
    where !columns.allSatisfy({ $0.isMissing[Int($0.codes[row])] }) {
      known[columns.map { $0.codes[row] }, default: []].append(row)
    }
    let groups = known.values.filter { $0.count > 1 }
    let copies = groups.reduce(0) { $0 + $1.count - 1 }
    // Without a column that names each row, as in a list of purchases, rows may well be the same.
    let hasKey = columns.contains { column in
      (column.counts.count { $0 > 0 } + copies) * 100 >= table.rowCount * 98
    }
    guard hasKey else { return [] }
    return groups.map { Group(rows: $0, chance: 1, isExact: true, differing: []) }
  }

  private static func likely(_ table: CellTable) -> [Group] {
    let places = compared(table)
    guard table.rowCount >= 10, places.count >= 3 else { return [] }
    let columns = places.map { table.columns[$0] }
    let texts = columns.map { column in column.values.map { Array($0.lowercased().utf8) } }
    let pairs = LinkageBlocks.pairs(columns, rows: table.rowCount)
    guard !pairs.isEmpty, pairs.count < 20_000_000 else { return [] }
    let told = told(table, places)
    let compared = compare(pairs, columns, texts)
    let agreements = compared.map { without(told, $0) }
    var random = SeededGenerator(seed: 1)
    let others = (0..<20_000).map { _ in
      (Int32(random.below(table.rowCount)), Int32(random.below(table.rowCount)))
    }.filter { $0 != $1 }
    let model = LinkageModel(
      agreements, others: compare(others, columns, texts).map { without(told, $0) },
      rows: table.rowCount)
    let sizes = columns.map(\.counts)
    // A column in which hardly two rows are the same names what it holds: an e-mail address.
    let names = zip(columns, sizes).map { column, counts in
      let known = counts.indices.filter { counts[$0] > 0 && !column.isMissing[$0] }
      return known.count * 5 >= known.reduce(0) { $0 + counts[$1] } * 4
    }
    var links: [(one: Int, other: Int, chance: Double)] = []
    for (place, pair) in pairs.enumerated() {
      let agreement = agreements[place]
      // Two that differ in much of what they say are two, however rare what they share.
      let said = agreement.count { $0 != .unknown }
      let same = agreement.count { $0 == .same }
      guard said >= 3, same * 5 >= said * 2 else { continue }
      let chance = model.chance(agreement)
      if chance > 0.999, isHeld(pair, agreement, model, columns, sizes),
        compared[place].count(where: { $0 != .unknown }) >= 5 || isNamed(agreement, names)
      {
        links.append((Int(pair.0), Int(pair.1), chance))
      }
    }
    return grouped(links, table)
  }

  /// Which columns tell each of the compared ones without exception, as a customer tells the town.
  private static func told(_ table: CellTable, _ places: [Int]) -> [[Int]] {
    let search = DependencySearch(table)
    return places.map { place in
      search.dependencies[place].filter { $0.strength >= 0.97 }
        .compactMap { places.firstIndex(of: $0.by) }
    }
  }

  /// What agrees only because what tells it agrees says nothing more.
  private static func without(
    _ told: [[Int]], _ agreement: [LinkageModel.Agreement]
  ) -> [LinkageModel.Agreement] {
    var left = agreement
    for column in agreement.indices where agreement[column] == .same {
      let isTold = told[column].contains { by in
        agreement[by] == .same && !(told[by].contains(column) && column < by)
      }
      if isTold { left[column] = .unknown }
    }
    return left
  }

  /// Whether a pair holds without the column that speaks most for it: a customer's orders have the customer in
  /// common, and among so many rows something else will agree too; one in fifty is taken to be a double.
  private static func isHeld(
    _ pair: (Int32, Int32), _ agreement: [LinkageModel.Agreement], _ model: LinkageModel,
    _ columns: [CellTable.Column], _ sizes: [[Int]]
  ) -> Bool {
    guard let strongest = model.strongest(agreement) else { return true }
    let code = columns[strongest.column].codes[Int(pair.0)]
    let rows = Double(sizes[strongest.column][Int(code)])
    return strongest.others >= Mathematics.log(50 * rows)
  }

  /// Whether a column that names its rows is the same: where little is known it takes that to tell a double
  /// from two purchases of one person.
  private static func isNamed(
    _ agreement: [LinkageModel.Agreement], _ names: [Bool]
  ) -> Bool {
    agreement.indices.contains { names[$0] && agreement[$0] == .same }
  }

  /// The columns that are compared: not numbers of rows, not columns of a single value, and of several days
  /// only the first: orders of one day go out and arrive together.
  private static func compared(_ table: CellTable) -> [Int] {
    var hasDay = false
    return table.columns.indices.filter { place in
      let column = table.columns[place]
      let counts = column.counts
      let distinct = column.values.indices.count { counts[$0] > 0 && !column.isMissing[$0] }
      guard distinct > 1, distinct < table.rowCount else { return false }
      guard DayFaults.order(column) != nil else { return true }
      defer { hasDay = true }
      return !hasDay
    }
  }

  private static func compare(
    _ pairs: [(Int32, Int32)], _ columns: [CellTable.Column], _ texts: [[[UInt8]]]
  ) -> [[LinkageModel.Agreement]] {
    let chunk = 4096
    let chunks = (pairs.count + chunk - 1) / chunk
    let made = parallelMap(chunks) { piece -> [[LinkageModel.Agreement]] in
      var similarity = StringSimilarity()
      let part = pairs[piece * chunk..<min(pairs.count, (piece + 1) * chunk)]
      return part.map { pair in
        var agreements: [LinkageModel.Agreement] = []
        agreements.reserveCapacity(columns.count)
        for (place, column) in columns.enumerated() {
          let (left, right) = (Int(column.codes[Int(pair.0)]), Int(column.codes[Int(pair.1)]))
          if column.isMissing[left] || column.isMissing[right] {
            agreements.append(.unknown)
          } else if left == right {
            agreements.append(.same)
          } else {
            agreements.append(agreement(texts[place][left], texts[place][right], &similarity))
          }
        }
        return agreements
      }
    }
    return made.flatMap { $0 }
  }

  private static func agreement(
    _ left: [UInt8], _ right: [UInt8], _ similarity: inout StringSimilarity
  ) -> LinkageModel.Agreement {
    if left == right { return .same }
    // Numbers have no prefix that counts more; a slip in one is a digit changed or two swapped.
    if left.allSatisfy(CellForm.isDigit), right.allSatisfy(CellForm.isDigit) {
      guard left.count >= 3, right.count >= 3 else { return .other }
      let limit = left.count >= 8 ? 2 : 1
      return SpellingDistance.edits(left, right, limit: limit) == nil ? .other : .alike
    }
    return similarity(left, right) >= 0.85 ? .alike : .other
  }

  private static func grouped(
    _ links: [(one: Int, other: Int, chance: Double)], _ table: CellTable
  ) -> [Group] {
    var parent = Array(0..<table.rowCount)
    func root(_ row: Int) -> Int {
      var row = row
      while parent[row] != row {
        parent[row] = parent[parent[row]]
        row = parent[row]
      }
      return row
    }
    for link in links {
      let (one, other) = (root(link.one), root(link.other))
      parent[max(one, other)] = min(one, other)
    }
    var members: [Int: [Int]] = [:]
    for row in 0..<table.rowCount { members[root(row), default: []].append(row) }
    var chances: [Int: Double] = [:]
    for link in links { chances[root(link.one)] = min(link.chance, chances[root(link.one)] ?? 1) }
    let groups = members.filter { $0.value.count > 1 }
    // Where a thing has many rows the table is one of events, and rows that look alike are not the same.
    let rows = groups.values.reduce(0) { $0 + $1.count }
    let pairs = groups.values.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    guard pairs <= 4 * rows else { return [] }
    return groups.map { first, rows in
      let differing = table.columns.indices.filter { column in
        Set(rows.map { table.columns[column].codes[$0] }).count > 1
      }
      // Rows that have no number of their own may be alike and yet two: they are shown, not left out.
      return Group(
        rows: rows, chance: chances[first] ?? 1, isExact: false, differing: differing)
    }
  }
}
