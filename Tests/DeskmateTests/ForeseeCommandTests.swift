import Foundation
import Testing

/// `deskmate foresee` on the sample shop, and on tables with what is wrong in them.
@Suite struct ForeseeCommandTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func object(_ line: String?) throws -> [String: Any] {
    let found = try JSONSerialization.jsonObject(with: Data((line ?? "").utf8))
    return try #require(found as? [String: Any])
  }

  @Test("A campaign names whom to write to, leaves some out, and is the same for a seed")
  func campaign() throws {
    let arguments = ["foresee", "campaign", "win-back", "--budget", "200", "--dry-run"]
    let json = try Program.run(arguments + ["--json"])
    #expect(json.status == 0)
    let found = try Self.object(json.lines.first)
    let written = try #require(found["write"] as? [[String: Any]])
    let control = try #require(found["left_out_by_chance"] as? [[String: Any]])
    #expect(!written.isEmpty && !control.isEmpty)
    #expect(written.allSatisfy { ($0["letter"] as? String)?.isEmpty == false })
    #expect(!written.contains { ($0["letter"] as? String)?.contains("{") == true })
    #expect(try Program.run(arguments + ["--json"]).lines == json.lines)
    let other = try Self.object(try Program.run(arguments + ["--json", "--seed", "2"]).lines.first)
    func names(_ people: [[String: Any]]?) -> [String] {
      (people ?? []).compactMap { $0["customer"] as? String }
    }
    #expect(names(other["left_out_by_chance"] as? [[String: Any]]) != names(control))
    let csv = try Program.run(arguments + ["--csv"])
    #expect(csv.lines.count == written.count + 1)
    #expect(csv.lines.first == "customer,name,email,language,chance,uplift,offer,letter")
    let chinese = try Program.run(arguments + ["--language", "zh"])
    #expect(chinese.lines.joined().contains("随机留出"))
  }

  @Test("What was planned is read afterwards, and what is not there is said")
  func result() throws {
    try Self.withFolder { folder in
      let state = ["XDG_STATE_HOME": folder]
      let none = try Program.run(["foresee", "campaign", "result"], environment: state)
      #expect(none.status == 2 && none.errors.contains("no campaign was kept"))
      let plan = ["foresee", "campaign", "win-back", "--budget", "200"]
      #expect(try Program.run(plan, environment: state).status == 0)
      let result = try Program.run(["foresee", "campaign", "result"], environment: state)
      #expect(result.status == 0 && result.lines.first?.hasPrefix("win-back 2026-11-21") == true)
      let json = try Program.run(["foresee", "campaign", "result", "--json"], environment: state)
      let list = try JSONSerialization.jsonObject(with: Data((json.lines.first ?? "").utf8))
      #expect((list as? [[String: Any]])?.first?["days_left"] as? Int == 45)
      // The record holds nobody's id.
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      let record = try #require(files.first { $0.hasSuffix("win-back-2026-11-21.json") })
      let text = try String(contentsOfFile: folder + "/" + record, encoding: .utf8)
      #expect(!text.contains("\"g") && !text.contains("\"c0001\""))
    }
    let unknown = try Program.run(["foresee", "campaign", "spring", "--budget", "5"])
    #expect(unknown.status == 2 && unknown.errors.contains("it has \"win-back\""))
    #expect(try Program.run(["foresee", "campaign", "win-back", "--budget", "-1"]).status != 0)
  }

  @Test(
    "Every command says something on the sample shop, in both languages",
    arguments: [
      ["today"], ["customer", "c0001"], ["risk"], ["demand"], ["stock"], ["groups"], ["baskets"],
      ["value"], ["train"],
    ])
  func speaks(command: [String]) throws {
    for language in ["en", "zh"] {
      let found = try Program.run(["foresee"] + command + ["--language", language])
      #expect([0, 3].contains(found.status) && found.lines.count > 1)
    }
    let json = try Program.run(["foresee"] + command + ["--json"])
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data((json.lines.first ?? "").utf8))
    }
  }

  @Test("A page is written that needs nothing from elsewhere", arguments: ["en", "zh"])
  func page(language: String) throws {
    try Self.withFolder { folder in
      let path = folder + "/day.html"
      #expect(try Program.run(["foresee", "report", path, "--language", language]).status == 0)
      let page = try String(contentsOfFile: path, encoding: .utf8)
      #expect(page.contains("<html lang=\"\(language)\">") && page.contains("class=\"range\""))
      #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
    }
  }

  @Test(
    "What is wrong in a table is said with its name",
    arguments: [
      ("a,label\n1,yes\n2,yes\n", 2, "holds one value only"),
      ("a,label\n1,0\n2,1\n", 2, "at least 10 are needed"),
      ("a,label\n,0\n", 2, "one value only"), ("", 2, "t.csv"), ("a,label\n", 2, "no rows"),
      ("a,label\n1,0\n1\n", 2, ":3:1:"), ("a,a,label\n1,2,0\n", 2, ":1:2:"),
    ])
  func faults(text: String, status: Int32, message: String) throws {
    try Self.withFolder { folder in
      let path = folder + "/t.csv"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let found = try Program.run(["foresee", "evaluate", path, "--label", "label"])
      #expect(found.status == status && found.errors.contains(message))
    }
  }
}
