import Computing
import Diagnostics

/// Learning from rows in which the label is as frequent in every group as in all, so that a group's rate is
/// not taken for a reason (reweighing; Kamiran and Calders, 2012). Foreseeing needs no group.
struct GroupBalance {
  private let groups: [String]
  private let labels: [Bool]
  private let seed: UInt64

  init(
    _ rows: TableEvaluation.Divided, _ options: TableEvaluation.Options, _ objective: Objective
  ) throws(Fault) {
    guard objective == .binary else {
      throw Fault(file: rows.train.file, "groups are only balanced for a label of two values")
    }
    guard let by = options.by, let column = rows.train.table.column(by) else {
      throw Fault(
        file: rows.train.file, "has no column \"\(options.by ?? "")\" to balance groups by")
    }
    groups = GroupNames.names(column)
    labels = rows.targets.train.map { $0 > 0.5 }
    seed = options.seed
  }

  /// Training rows, some left out and some taken again by chance, the same for a seed. Every group keeps
  /// its size, and so does every class.
  var rows: [Int] {
    struct Cell: Hashable { let group: String, label: Bool }
    var cells: [Cell: [Int]] = [:]
    for row in labels.indices {
      cells[Cell(group: groups[row], label: labels[row]), default: []].append(row)
    }
    let rate = Double(labels.count { $0 }) / Double(max(1, labels.count))
    var generator = SeededGenerator(seed: seed)
    var chosen: [Int] = []
    for group in Set(groups).sorted() {
      let parts = [false, true].map { cells[Cell(group: group, label: $0)] ?? [] }
      let size = parts[0].count + parts[1].count
      // A group of one class has nothing to be balanced with.
      guard !parts[0].isEmpty, !parts[1].isEmpty else {
        chosen += parts[0] + parts[1]
        continue
      }
      let positive = min(max(1, Int((rate * Double(size)).rounded())), size - 1)
      for (members, count) in zip(parts, [size - positive, positive]) {
        let mixed = shuffled(members, &generator)
        chosen += (0..<count).map { mixed[$0 % mixed.count] }
      }
    }
    return chosen.sorted()
  }

  private func shuffled(_ rows: [Int], _ generator: inout SeededGenerator) -> [Int] {
    var rows = rows
    for place in stride(from: rows.count - 1, to: 0, by: -1) {
      rows.swapAt(place, generator.below(place + 1))
    }
    return rows
  }
}
