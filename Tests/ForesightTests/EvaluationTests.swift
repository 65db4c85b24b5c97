import Formats
import Computing
import Diagnostics
import Computing
import Testing

import Foresight

@Suite("Evaluation of a table")
struct EvaluationTests {
  private func table(_ rows: Int, label: (Int, Double) -> String) throws -> Table {
    var generator = SeededGenerator(seed: 5)
    var text = "x,词,noise,label\n"
    for row in 0..<rows {
      let x = generator.unit()
      text += "\(row % 9 == 0 ? "" : "\(x)"),\(["红", "蓝", "绿"][row % 3]),\(generator.unit()),"
      text += label(row, x) + "\n"
    }
    return try TableReader.read(Array(text.utf8), file: "t.csv").table
  }

  private func evaluate(
    _ table: Table, _ change: (inout TableEvaluation.Options) -> Void = { _ in }
  ) throws -> TableEvaluation {
    var options = TableEvaluation.Options(label: "label")
    change(&options)
    return try TableEvaluation(
      .init(train: .init(table, file: "t.csv")), options: options, clock: { 0 })
  }

  @Test(
    "Every model finds what there is, and prints the same keys", arguments: TableModel.Kind.allCases
  )
  func models(kind: TableModel.Kind) throws {
    var generator = SeededGenerator(seed: 6)
    let table = try table(2000) { row, x in
      let odds = 6 * (x - 0.5) + (row % 3 == 0 ? 2 : 0)
      return generator.unit() < Mathematics.sigmoid(odds) ? "yes" : "no"
    }
    let found = try evaluate(table) { $0.model = kind }
    guard case .object(let members) = found.json else {
      Issue.record("no object")
      return
    }
    #expect(
      members.map(\.key) == [
        "model", "rows", "auc", "auc_interval", "pr_auc", "log_loss", "brier", "ece", "lift_top5",
        "train_seconds", "microseconds_per_row", "model_bytes",
      ])
    #expect(RankingMeasures.auc(found.answers, found.targets.map { $0 > 0.5 }).auc > 0.75)
    #expect(found.counts.train == 1200 && found.counts.test == 400)
    // The parts of a row's score sum to it.
    let row = Array(found.matrix.row(3))
    let parts = found.model.contributions(row)
    let score = parts.expected + parts.features.reduce(0, +)
    let single = FeatureMatrix(values: row, rows: 1, width: row.count)
    let exact = kind == .tree ? found.model.answers(single)[0] : found.model.scores(single)[0]
    if kind != .tree { #expect(abs(score - exact) < 1e-9) }
  }

  @Test("Numbers are measured as numbers, several words as classes")
  func kinds() throws {
    let numbers = try evaluate(try table(400) { _, x in "\(x * 100)" })
    guard case .object(let members) = numbers.json else { return }
    #expect(members.map(\.key).contains("mae") && !members.map(\.key).contains("auc"))
    // The word alone tells the class, which would be taken for a leak.
    let classes = try evaluate(try table(600) { row, _ in ["a", "b", "c"][row % 3] }) {
      $0.kept = ["词"]
    }
    guard case .object(let others) = classes.json else { return }
    #expect(others.first { $0.key == "accuracy" }?.value.text == "1")
  }

  @Test("Two runs with one seed print the same")
  func deterministic() throws {
    let table = try table(500) { row, x in x > 0.5 ? "1" : "0" }
    #expect(try evaluate(table).json.text == evaluate(table).json.text)
  }

  @Test(
    "What cannot be learned is said",
    arguments: [
      ("x,label\n1,0\n2,1\n3,0\n", "only 3 rows"), ("x,y\n1,2\n", "has no column \"label\""),
      ("x,label\n1,0\n2,0\n", "one value only"),
    ])
  func faults(text: String, expected: String) throws {
    let table = try TableReader.read(Array(text.utf8), file: "t.csv").table
    #expect {
      _ = try evaluate(table)
    } throws: {
      "\($0)".contains(expected)
    }
  }

  @Test("Ten rows are done, with a warning of how little they mean")
  func tenRows() throws {
    let text = "x,label\n" + (0..<10).map { "\($0 * 7 % 10),\($0 % 2)\n" }.joined()
    let found = try evaluate(TableReader.read(Array(text.utf8), file: "t.csv").table)
    #expect(found.notes.contains { $0.message.contains("mean little") })
  }

  @Test("A column of very many words ends soon")
  func manyWords() throws {
    var text = "word,x,label\n"
    for row in 0..<6000 { text += "w\(row / 2),\(row % 10),\(row % 10 > 4 ? 1 : 0)\n" }
    let found = try evaluate(TableReader.read(Array(text.utf8), file: "t.csv").table) {
      $0.kept = ["x"]
    }
    #expect(found.notes.contains { $0.message.contains("words; the rare ones count as one") })
  }

  @Test("Groups are compared as their definitions say")
  func fairness() {
    let figures = GroupFigures(
      [0.9, 0.2, 0.8, 0.7, 0.1, 0.3], [true, false, true, false, true, false],
      groups: ["a", "a", "a", "b", "b", "b"], threshold: 0.5)
    #expect(figures.groups.map(\.name) == ["a", "b"])
    #expect(abs(figures.parityGap - 1.0 / 3) < 1e-12)
    // Hits 2 of 2 against 0 of 1, false alarms 0 of 1 against 1 of 2.
    #expect(figures.oddsGap == 1)
  }
}
