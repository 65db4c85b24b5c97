import Foundation
import Testing

@Suite("shop clean, --private and drift, as the program is run")
struct CleaningCommandTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  /// Customers of two towns, one of them with the wrong country, one with blanks.
  private static let customers =
    "id,town,country,code\n"
    + (0..<60).map { row in
      let town = row % 2 == 0 ? "Lyndale" : "临江"
      let country = row == 8 ? "CN" : row % 2 == 0 ? "GB" : "CN"
      return "c\(row),\(row == 11 ? " 临江" : town),\(country),\(row % 2 == 0 ? "GB-07" : "CN-09")\n"
    }.joined()

  @Test("A line a fault, in both languages, and a copy with what is sure") func cleans() throws {
    try Self.withFolder { folder in
      let file = folder + "/customers.csv"
      try Data(Self.customers.utf8).write(to: URL(fileURLWithPath: file))
      let english = try Program.run(["shop", "clean", file, "--fix"])
      #expect(english.status == 0)
      #expect(english.lines.count == 2)
      #expect(
        english.lines[0].hasPrefix(
          "\(file):10:12: \"country\": \"CN\": 29 of 29 other rows with the same \"town\" say otherwise"
        ))
      #expect(english.lines[0].hasSuffix("likely right: \"GB\""))
      let chinese = try Program.run(["shop", "clean", file, "--language", "zh"])
      #expect(chinese.lines[1].hasPrefix("\(file):13:5: \"town\"：\" 临江\"，首尾有空格；应为 \"临江\""))
      // The source stays, the copy is right, and the list says what was changed.
      #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.customers)
      let copy = try String(contentsOfFile: folder + "/customers.clean.csv", encoding: .utf8)
      #expect(
        copy
          == Self.customers.replacing(" 临江", with: "临江").replacing(
            "c8,Lyndale,CN", with: "c8,Lyndale,GB"))
      let changes = try String(contentsOfFile: folder + "/customers.changes.csv", encoding: .utf8)
      #expect(changes.contains("10,country,dependency,CN,GB\n"))
      // A copy that is there is not written over.
      let again = try Program.run(["shop", "clean", file, "--fix"])
      #expect(again.status != 0 && again.errors.contains("is there already"))
    }
  }

  @Test("The shop's own tables are looked at, and GB18030 is read") func reads() throws {
    let own = try Program.run(["shop", "clean", "--json"])
    #expect(own.status == 0)
    #expect(own.lines.count == 4 && own.lines[0].hasPrefix("{\"file\":\"customers\""))
    // 城市 in GB18030.
    let bytes = [0xB3, 0xC7, 0xCA, 0xD0].map { UInt8($0) }
    var table: [UInt8] = Array("id,".utf8) + bytes + [0x0A]
    for row in 0..<30 { table += Array("\(row),".utf8) + bytes + [0x0A] }
    let foreign = try Program.run(["shop", "clean", "-", "--json"], input: Data(table))
    #expect(foreign.status == 0 && foreign.lines[0].contains("\"rows\":30"))
  }

  @Test(
    "What is no table is said with its place",
    arguments: [
      ("", "holds no header"), ("a,a\n1,2\n", "two columns are called"),
      ("a,b\n\"1,2\n", "never closes"),
    ])
  func refuses(text: String, says: String) throws {
    let found = try Program.run(["shop", "clean", "-"], input: Data(text.utf8))
    #expect(found.status == 2 && found.errors.contains(says))
    #expect(try Program.run(["shop", "clean", "no-such.csv"]).status == 2)
  }

  @Test("Private figures name nobody and are written down until the budget is spent") func privacy()
    throws
  {
    try Self.withFolder { folder in
      let state = ["XDG_STATE_HOME": folder]
      let first = try Program.run(
        ["foresee", "groups", "--private", "2.5", "--json"], environment: state)
      #expect(first.status == 0)
      #expect(first.lines[0].contains("\"epsilon\":2.5,\"spent\":2.5,\"left\":"))
      let page = folder + "/day.html"
      let report = try Program.run(
        ["foresee", "report", page, "--private", "1", "--language", "zh"], environment: state)
      #expect(report.status == 0)
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("距上次购买天数") && html.contains("已用 3.5"))
      #expect(html.range(of: "c0[0-9]{3}", options: .regularExpression) == nil)
      let much = try Program.run(
        ["foresee", "value", "--private", "900"], environment: state)
      #expect(much.status == 2 && much.errors.contains("3.5 of 10 is spent"))
      let chinese = try Program.run(
        ["foresee", "value", "--private", "900", "--language", "zh"], environment: state)
      #expect(chinese.errors.contains("未发布任何数据"))
      for wrong in ["0", "-1", "x", "0.00000001"] {
        #expect(
          try Program.run(["foresee", "groups", "--private=\(wrong)"], environment: state).status
            != 0)
      }
    }
  }

  @Test("Drift is said in both languages") func drift() throws {
    let english = try Program.run(["foresee", "train"])
    #expect(english.lines.contains { $0.contains("against the last month") })
    let chinese = try Program.run(["foresee", "train", "--language", "zh"])
    #expect(chinese.lines.contains { $0.contains("与上月相比") })
    #expect(
      try Program.run(["foresee", "train", "--json"]).lines[0].contains("\"drift\":{\"moved\":"))
  }

  @Test("A person who was forgotten is in nothing that is learned next") func forgets() throws {
    try Self.withFolder { folder in
      let state = ["XDG_STATE_HOME": folder]
      #expect(try Program.run(["shop", "reset"], environment: state).status == 0)
      func value() throws -> String {
        try Program.run(
          ["foresee", "value", "--json", "--limit", "100000"], environment: state
        ).lines.joined()
      }
      #expect(try value().contains("\"customer\":\"c0001\""))
      #expect(try Program.run(["shop", "forget", "c0001"], environment: state).status == 0)
      let after = try value()
      #expect(!after.contains("c0001") && after.contains("\"customer\":\"c0002\""))
    }
  }
}
