import Foresight
import Testing

/// Learning without the rates of groups.
@Suite struct GroupBalanceTests {
  /// Rows in which a group's rate is all there is to learn.
  private static var rows: [UInt8] {
    var lines = ["group,noise,label"]
    for row in 0..<2_000 {
      let group = row % 2 == 0 ? "a" : "b"
      let isPositive = row % 2 == 0 ? row % 10 < 6 : row % 10 < 3
      lines.append("\(group),\(row * 7 % 13),\(isPositive ? 1 : 0)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func gap(balances: Bool) throws -> Double {
    let table = try TableReader.read(rows, file: "rows.csv").table
    var options = TableEvaluation.Options(label: "label")
    options.by = "group"
    options.model = .logistic
    options.balancesGroups = balances
    let found = try TableEvaluation(
      .init(train: .init(table, file: "rows.csv")), options: options, clock: { 0 })
    return try #require(found.groups).parityGap
  }

  @Test("A model that would flag one group only flags both alike when it is balanced")
  func evens() throws {
    #expect(try Self.gap(balances: false) > 0.5)
    #expect(try Self.gap(balances: true) < 0.2)
  }

  @Test("A column that is not there is said")
  func needsColumn() throws {
    let table = try TableReader.read(Self.rows, file: "rows.csv").table
    var options = TableEvaluation.Options(label: "label")
    options.by = "nothing"
    options.balancesGroups = true
    do {
      _ = try TableEvaluation(
        .init(train: .init(table, file: "rows.csv")), options: options, clock: { 0 })
      Issue.record("read")
    } catch {
      #expect("\(error)".contains("no column \"nothing\""))
    }
  }
}
