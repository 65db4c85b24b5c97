import Computing
import Diagnostics
import Testing

import Foresight

@Suite("Cleaning of a table")
struct CleaningTests {
  private func table(_ text: String) throws -> CellTable {
    try CellTable(Array(text.utf8), file: "t.csv")
  }

  private func found(_ table: CellTable) -> [String] {
    TableFaults(table).faults.map {
      let value = table.columns[$0.column].text($0.row)
      return "\($0.row):\($0.column) \($0.kind.name) \(value)→\($0.likely ?? "?")"
    }
  }

  /// Towns with their country and a code, four rows each, and a cell changed here and there.
  private func towns(_ change: (Int, inout [String]) -> Void = { _, _ in }) -> String {
    let towns = ["Lyndale,GB,GB-07", "Marburg,DE,DE-11", "Sainte-Lune,FR,FR-03", "临江,CN,CN-09"]
    var lines = ["id,town,country,code,amount"]
    for row in 0..<120 {
      var cells =
        ["\(row + 1)"] + towns[row % 4].split(separator: ",").map(String.init) + ["\(row % 17 + 3)"]
      change(row, &cells)
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("A table without faults has none") func clean() throws {
    #expect(found(try table(towns())) == [])
    #expect(DoubleRecords(try table(towns())).groups.isEmpty)
  }

  @Test("A cell that the other rows contradict is told with what they have") func dependency()
    throws
  {
    let text = towns { row, cells in
      if row == 9 { cells[2] = "FR" }
      if row == 14 { cells[3] = "FR-08" }
      if row == 22 { cells[2] = "" }
      if row == 31 { cells[1] = "临河" }
    }
    #expect(
      found(try table(text)) == [
        "9:2 dependency FR→DE", "14:3 dependency FR-08→FR-03", "22:2 missing →FR",
        "31:1 dependency 临河→临江",
      ])
  }

  @Test("One country's own rule is no slip, a single other value is") func rules() throws {
    var text = "id,product,country,code\n"
    for row in 0..<400 {
      let country = row % 23 == 7 ? "CN" : "GB"
      let code = row == 100 ? "A9" : country == "CN" ? "K\(row % 20)" : "A\(row % 20)"
      text += "\(row),p\(row % 20),\(country),\(code)\n"
    }
    // Product and code speak against each other: either may be wrong, so neither is sure.
    let table = try table(text)
    #expect(found(table) == ["100:1 dependency p0→p9", "100:3 dependency A9→A0"])
    #expect(TableFaults(table).faults.allSatisfy { !$0.isSure })
  }

  @Test("What only goes with another is no rule") func tendency() throws {
    var random = SeededGenerator(seed: 3)
    var text = "household,income,kids,pays\n"
    for row in 0..<2000 {
      let rich = random.unit() < 0.5
      let pays = random.unit() < 0.85 ? (rich ? "card" : "cash") : (rich ? "cash" : "card")
      text += "h\(row % 150),\(rich ? "high" : "low"),\(random.below(4)),\(pays)\n"
    }
    #expect(found(try table(text)) == [])
  }

  @Test("A word a letter away from a frequent one is misspelt, a code with another digit is not")
  func spelling() throws {
    let text = towns { row, cells in
      if row == 5 { cells[1] = "Marbrug" }
      if row == 16 { cells[1] = "Lyndalee" }
    }
    #expect(
      found(try table(text)).map { $0.split(separator: " ").last ?? "" } == [
        "Marbrug→Marburg", "Lyndalee→Lyndale",
      ])
  }

  @Test("Units, words for nothing, blanks and odd forms are told with what is meant") func forms()
    throws
  {
    var text = "id,weight,share,when\n"
    for row in 0..<60 {
      let number = row / 3 % 9 + 1
      let weight = ["\(number).0 kg", "\(number) Kg", "\(number) kgs."][row % 3]
      let share = row == 4 ? "N/A" : row == 5 ? "0.25%" : row == 6 ? " 0.5" : "0.\(row % 5 + 1)5"
      text += "\(row),\(weight),\(share),\(row == 7 ? "7h30" : "\(row % 12 + 1):30 p.m.")\n"
    }
    let faults = found(try table(text))
    #expect(faults.filter { $0.contains(" unit ") && $0.contains(":1 ") }.count == 60)
    #expect(faults.contains("0:1 unit 1.0 kg→1") && faults.contains("2:1 unit 1 kgs.→1"))
    #expect(faults.contains("4:2 stand_in N/A→") && faults.contains("6:2 blanks  0.5→0.5"))
    #expect(faults.contains("5:2 unit 0.25%→0.25") && faults.contains("7:3 form 7h30→?"))
    #expect(faults.count == 64)
  }

  @Test("Two values in one cell are put into their columns") func merged() throws {
    let text = towns { row, cells in
      if [8, 21, 34, 51].contains(row) {
        cells[1] += " " + cells[2]
        cells[2] = ""
      }
    }
    let faults = found(try table(text))
    #expect(faults.count == 8)
    #expect(faults.contains("8:1 merged Lyndale GB→Lyndale") && faults.contains("8:2 split →GB"))
    #expect(faults.contains("51:1 merged 临江 CN→临江"))
  }

  @Test("Days that cannot be, and numbers far from all others") func days() throws {
    var text = "order,placed,shipped,worth\n"
    for row in 0..<120 {
      let day = row % 27 + 1
      let two = { (day: Int) in day < 10 ? "0\(day)" : "\(day)" }
      let placed = row == 11 ? "2026-02-30" : row == 12 ? "1026-03-05" : "2026-03-\(two(day))"
      let shipped = row == 20 ? "2026-02-11" : "2026-03-\(two(day + 2))"
      let worth = row == 33 ? "98000" : row == 34 ? "-12" : "\(20 + row % 31)"
      text += "\(row),\(placed),\(shipped),\(worth)\n"
    }
    #expect(
      found(try table(text)).map { $0.split(separator: "→")[0] } == [
        "11:1 no_day 2026-02-30", "12:1 odd 1026-03-05", "20:2 day_order 2026-02-11",
        "33:3 odd 98000", "34:3 negative -12",
      ])
  }

  @Test("What is sure is put right, all else stays byte for byte, and every change is listed")
  func repair() throws {
    let text =
      "\u{FEFF}name;town\r\n"
      + (0..<30).map { "\"n; \($0)\";\($0 == 3 ? " Marburg" : "Marburg")\r\n" }.joined()
      + "\"n; 29\";Marburg\r\n"
    let table = try table(text)
    let repair = CellRepair(table, TableFaults(table).faults, DoubleRecords(table).groups)
    #expect(repair.changes.map(\.kind) == ["blanks", "double"])
    #expect(repair.changes.map(\.line) == [5, 32])
    #expect(repair.changes[1].before == "\"n; 29\";Marburg\r\n")
    let expected = text.replacing("; Marburg", with: ";Marburg")
      .dropLast("\"n; 29\";Marburg\r\n".count)
    #expect(String(decoding: repair.bytes, as: UTF8.self) == String(expected))
  }

  @Test("People entered twice are found without labels, others are not") func doubles() throws {
    var random = SeededGenerator(seed: 8)
    let (first, last) = (
      ["Nell", "Ivo", "Mara", "Tomas", "小红", "志强"], ["Okoro", "Lindqvist", "陈", "Adeyemi"]
    )
    var rows: [[String]] = []
    for person in 0..<300 {
      rows.append([
        first[random.below(6)], last[random.below(4)] + "-\(person % 90)",
        "\(random.below(90)) \(["Wren", "Elm", "Quay"][random.below(3)]) Street",
        "\(10_000 + random.below(80_000))", "u\(person)\(random.below(99))@example.com",
      ])
    }
    for person in 0..<40 {
      var again = rows[person]
      switch person % 4 {
      case 0: again[1] = String(again[1].dropLast())
      case 1: again[4] = ""
      case 2: again[3] = String(again[3].reversed())
      default: again[2] += "."
      }
      rows.append(again)
    }
    let text =
      "first,last,street,postcode,email\n"
      + rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
    let groups = DoubleRecords(try table(text)).groups
    #expect(groups.map(\.rows) == (0..<40).map { [$0, 300 + $0] })
    #expect(groups.allSatisfy { $0.chance > 0.5 && !$0.differing.isEmpty && !$0.isExact })
  }

  @Test("Two doubles among many rows are found, and towns full of people are not") func few() throws
  {
    var random = SeededGenerator(seed: 9)
    let towns = ["杭州,浙江,310000", "成都,四川,610000", "广州,广东,510000", "南京,江苏,210000"]
    var rows = (0..<200).map { row in
      "K\(row),\(["王伟", "李娜", "张敏", "刘芳"][random.below(4)])\(row % 50),\(towns[random.below(4)]),"
        + "138\(10_000_000 + random.below(89_999_999)),\(20 + random.below(380))"
    }
    rows.append("K200" + rows[60].drop { $0 != "," })
    rows.append("K201" + rows[70].drop { $0 != "," }.replacing(",138", with: ",139"))
    let text = "编号,姓名,城市,省,邮编,电话,金额\n" + rows.joined(separator: "\n")
    let groups = DoubleRecords(try table(text)).groups
    #expect(groups.map(\.rows) == [[60, 200], [70, 201]])
  }

  @Test("Purchases that are the same line are no doubles, and empty lines neither") func events()
    throws
  {
    var random = SeededGenerator(seed: 10)
    var text = "customer,product,quantity\n"
    for _ in 0..<400 { text += "c\(random.below(20)),p\(random.below(9)),1\n" }
    #expect(DoubleRecords(try table(text)).groups.isEmpty)
    #expect(DoubleRecords(try table("a,b\n" + String(repeating: ",\n", count: 40))).groups.isEmpty)
  }

  @Test("A column counts characters, over quoted line breaks too") func places() throws {
    let table = try table("名,b\n\"陈\n红\",\"x, y\"\n李,z\n")
    #expect(table.place(row: 0, column: 1) == Place(line: 3, column: 4))
    #expect(table.place(row: 1, column: 1) == Place(line: 4, column: 3))
    #expect(table.columns[1].text(0) == "x, y")
  }

  @Test(
    "What is no table is told with its place",
    arguments: [
      ("", "holds no header"), ("a,b\n", "holds a header but no rows"),
      ("a,a\n1,2\n", "two columns are called \"a\""), ("a,b\n\"1,2\n", "never closes"),
      ("a\u{0}b\n1\n", "NUL bytes"),
    ])
  func noTable(text: String, says: String) {
    #expect {
      try CellTable(Array(text.utf8), file: "t.csv")
    } throws: {
      "\($0)".contains(says) && "\($0)".hasPrefix("t.csv")
    }
  }

  @Test("A row with too many cells is told and left aside") func ragged() throws {
    let table = try table("a,b\n1,2\n1,2,3\n4,5\n")
    #expect(table.rowCount == 2 && table.ragged.map(\.line) == [3])
    let words = FaultWords(table, isChinese: false)
    #expect(words.line(table.ragged[0]).hasPrefix("has 3 cells where the header names 2 columns"))
    #expect(FaultWords(table, isChinese: true).line(table.ragged[0]).hasPrefix("有 3 个单元格，而表头有 2 列"))
  }

  @Test("Every kind of fault has its words in both languages") func words() throws {
    let table = try table(towns())
    let kinds: [CellFault.Kind] = [
      .blanks, .unit("kg"), .standIn, .form(usual: "x"), .merged(into: 2), .split(from: 1),
      .missing(by: 1), .dependency(by: 1, rows: 3, of: 4), .misspelt(times: 9), .noDay, .before(1),
      .odd(low: "1", high: "2"), .negative,
    ]
    #expect(Set(kinds.map(\.name)).count == kinds.count)
    for kind in kinds {
      let fault = CellFault(row: 0, column: 1, kind, likely: "y")
      let english = FaultWords(table, isChinese: false).line(fault, value: "v\u{1B}[2J")
      let chinese = FaultWords(table, isChinese: true).line(fault, value: "v")
      #expect(english.hasPrefix("\"town\": \"v") && english.hasSuffix("likely right: \"y\""))
      #expect(!english.contains("\u{1B}"))
      #expect(chinese.hasPrefix("\"town\"：") && chinese.hasSuffix("应为 \"y\""))
      #expect(chinese.unicodeScalars.contains { $0.properties.isIdeographic })
    }
  }

  @Test("Enormous, empty and strange tables come to an end") func bounds() throws {
    for text in [
      "a\n\n", "a,b,c\n,,\n,,\n", "a,b\n" + String(repeating: "x,x\n", count: 5000),
      "a,b\n" + (0..<3000).map { "\($0),\(String(repeating: "长", count: $0 % 50))\n" }.joined(),
    ] {
      guard let table = try? table(text) else { continue }
      let faults = TableFaults(table).faults
      #expect(faults.count <= table.rowCount * table.columns.count)
      _ = DoubleRecords(table).groups
    }
  }
}
