import Diagnostics
import Testing

import Foresight

@Suite("Tables")
struct TableTests {
  private func read(_ text: String, words: Set<String> = []) throws -> Table {
    try TableReader.read(Array(text.utf8), file: "t.csv", words: words).table
  }

  @Test("Types are guessed and what is missing stays missing")
  func types() throws {
    let table = try read(
      """
      amount,paid,day,city,note
      1.5,true,2026-11-30,北京,
      -2e3,false,2026-12-01,"New, York",
      ,TRUE,NA,null,
      """)
    #expect(table.columns.map(\.reading) == [.number, .truth, .day, .word, .empty])
    #expect(table.columns.map(\.missing) == [1, 0, 1, 1, 3])
    #expect(table.column("city")?.text(1) == "New, York")
    #expect(table.column("city")?.text(0) == "北京")
    #expect(table.column("amount")?.text(1) == "-2000")
  }

  @Test(
    "Semicolons, tabs, carriage returns, a byte order mark and doubled quotes are read",
    arguments: [
      "\u{FEFF}a;b\r\n1;x\r\n2;\"y \"\"z\"\"\"\r\n", "a\tb\n1\tx\n2\t\"y \"\"z\"\"\"",
    ])
  func forms(text: String) throws {
    let table = try read(text)
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(table.column("b")?.text(1) == "y \"z\"")
    #expect(table.rowCount == 2)
  }

  @Test(
    "Days in other orders are days",
    arguments: [
      ("31.12.2025", "01.01.2026"), ("12/31/2025", "01/01/2026"),
      ("2025-12-31 10:00", "2026-01-01 10:00:00"),
    ])
  func days(first: String, second: String) throws {
    let column = try #require(read("d,x\n\(first),1\n\(second),2\n").column("d"))
    guard case .numbers(let numbers) = column.values else {
      Issue.record("no numbers")
      return
    }
    #expect(column.reading == .day && abs(numbers[1] - numbers[0] - 1) < 1e-9)
  }

  @Test(
    "What is no table is said with its line",
    arguments: [
      ("", "no header"), ("a,b\n", "no rows"), ("a,b\n1,2\n3\n", "t.csv:3:1: has 1 cells"),
      ("a,b\n1,\"2\n", "t.csv:2:1: a quote is never closed"),
      ("a,a\n1,2\n", "t.csv:1:2: two columns are called \"a\""), ("a\0b\n1\n", "NUL"),
    ])
  func faults(text: String, expected: String) {
    do {
      _ = try read(text)
      Issue.record("no fault")
    } catch {
      #expect("\(error)".contains(expected))
    }
  }

  @Test("A slip in a column of numbers counts as missing and is told with its line")
  func slips() throws {
    let text = "x\n" + (0..<400).map { $0 == 7 ? "seven" : "\($0)" }.joined(separator: "\n")
    let read = try TableReader.read(Array(text.utf8), file: "t.csv")
    #expect(read.table.columns[0].isNumeric && read.table.columns[0].missing == 1)
    #expect("\(try #require(read.notes.first))".hasPrefix("t.csv:9:1: warning"))
  }

  @Test("Ids, constants, empty columns, leaks and days as numbers are found")
  func preparation() throws {
    var lines = ["id,mail,same,none,leak,day,x,label"]
    for row in 0..<400 {
      let label = row * 7 % 3 == 0 ? 1 : 0
      lines.append(
        "\(9000 + row),p\(row)@x.org,1,,\(label * 5 + row % 5),\(20_260_100 + row % 28 + 1),"
          + "\(row * 31 % 17),\(label)")
    }
    let table = try read(lines.joined(separator: "\n"))
    let label = try TableLabel(try #require(table.column("label")), file: "t.csv")
    let preparation = TablePreparation(table, label: label, file: "t.csv")
    #expect(preparation.leftOut == ["id", "mail", "same", "none", "leak"])
    #expect(preparation.features(table, label: "label").columns.map(\.name) == ["day", "x"])
    #expect(preparation.notes.contains { $0.message.contains("days written as numbers") })
    let kept = TablePreparation(table, label: label, file: "t.csv", kept: ["leak"])
    #expect(!kept.leftOut.contains("leak"))
  }

  @Test(
    "A label must hold two values",
    arguments: [
      ("label\n1\n1\n", "one value only"), ("label,x\n,1\n,2\n", "missing in every row"),
    ])
  func labels(text: String, expected: String) throws {
    let table = try read(text)
    #expect {
      _ = try TableLabel(table.columns[0], file: "t.csv")
    } throws: {
      "\($0)".contains(expected)
    }
  }

  @Test("A split is the same for a seed, and each row is in one part")
  func split() {
    let strata = (0..<100).map { $0 % 4 == 0 ? 1 : 0 }
    let split = RowSplit(rows: 100, strata: strata, seed: 3)
    let again = RowSplit(rows: 100, strata: strata, seed: 3)
    #expect(split.train == again.train && split.test == again.test)
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<100))
    #expect(split.train.count == 60 && split.test.count == 20)
    #expect(split.test.count { strata[$0] == 1 } == 5)
  }

  @Test("Words that training never saw and columns that are gone are told")
  func differences() throws {
    let train = try read("a,b,label\nx,1,0\ny,2,1\n")
    let label = try TableLabel(try #require(train.column("label")), file: "t.csv")
    let preparation = TablePreparation(train, label: label, file: "t.csv", kept: ["a", "b"])
    let schema = FeatureSchema(preparation.features(train, label: "label"))
    let test = try read("a,label\nx,0\nz,1\n")
    let notes = preparation.differences(test, from: schema, file: "u.csv").map(\.message)
    #expect(notes.contains { $0.contains("never saw in 1 rows, first \"z\" in row 2") })
    #expect(notes.contains { $0.contains("no column \"b\"") })
    let matrix = schema.matrix(test)
    #expect(matrix.values[0] == 0 && matrix.values[2] == -1 && matrix.values[1].isNaN)
  }
}
