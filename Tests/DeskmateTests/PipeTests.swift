import Foundation
import Testing

/// The commands that are steps for pipes: a line in, a line out, in order, whatever the number of jobs.
@Suite struct PipeTests {
  private static let lines = [
    "where is my order 10234", "如何退货", "", "my e-mail is ada@example.com, call 503-555-0143",
    "Anna Smith: I paid 39,90 for the blue ketle", "我的电话是13800138000，张伟",
    #"{"conversation":"c1","speaker":"Mia","text":"I am Mia Hartwell, card 4242 4242 4242 4242"}"#,
    #"{"conversation":"c2","speaker":"王思远","text":"我叫王思远，住在上海市青桐路 1 号"}"#,
    "Anna said it again", "cancel it please\r", "what is your return policy?", "\u{1F600}\u{1F600}",
  ]

  /// Some hundred kilobytes, so that there are more pieces than jobs.
  private static func text() -> Data {
    var text = ""
    for round in 0..<600 {
      for (place, line) in lines.enumerated() where (round + place) % 7 != 0 {
        text += line + (line.isEmpty || line.hasSuffix("}") ? "" : " \(round)") + "\n"
      }
    }
    return Data((text + "the last line has no end").utf8)
  }

  @Test(
    "Any number of jobs gives the same bytes, a line for each",
    arguments: [["intents", "classify"], ["entities", "mask"], ["entities", "extract"]])
  func keepsOrder(command: [String]) throws {
    let input = Self.text()
    let one = try Program.run(command + ["--jobs", "1"], input: input)
    #expect(one.status == 0)
    #expect(one.lines.count == input.count { $0 == UInt8(ascii: "\n") } + 1)
    for jobs in ["2", "5", "16"] {
      let many = try Program.run(command + ["--jobs", jobs], input: input)
      #expect(many.lines == one.lines)
    }
    #expect(try Program.run(command, input: input).lines == one.lines)
  }

  /// 我想退货。 in GB18030, and a table of a question and its answer in Latin-1.
  @Test(
    "A pipe is read in its encoding, and a guess is said",
    arguments: [
      (
        ["chat"], [0xCE, 0xD2, 0xCF, 0xEB, 0xCD, 0xCB, 0xBB, 0xF5, 0xA1, 0xA3, 0x0A] as [UInt8],
        "我想退货。\n", "GB18030"
      ),
      (
        ["ask", "-"], [0xCE, 0xD2, 0xCF, 0xEB, 0xCD, 0xCB, 0xBB, 0xF5, 0xA1, 0xA3],
        "我想退货。", "GB18030"
      ),
      (
        ["knowledge", "import", "-"],
        Array("question,answer\nK".utf8) + [0xE4] + Array("se?,Ja.\n".utf8),
        "question,answer\nKäse?,Ja.\n", "Latin-1"
      ),
      (
        ["shop", "clean", "-"], Array("name,city\nK".utf8) + [0xE4] + Array("se,Ulm\n".utf8),
        "name,city\nKäse,Ulm\n", "Latin-1"
      ),
    ])
  func readsEncodings(command: [String], bytes: [UInt8], text: String, encoding: String) throws {
    let read = try Program.run(command, input: Data(bytes))
    let plain = try Program.run(command, input: Data(text.utf8))
    #expect(read.lines == plain.lines)
    #expect(read.errors.contains("standard input: not UTF-8; read as \(encoding)"))
    #expect(!plain.errors.contains("not UTF-8"))
  }

  /// A table with numbers, days, words, quotes over two lines, and cells that are missing.
  private static func table(_ rows: Int, from first: Int, isLabelled: Bool) -> String {
    var text = "placed,price,colour,note,big\(isLabelled ? ",returned" : "")\n"
    for row in first..<first + rows {
      let price = row * 37 % 100
      let colour = ["blue", "red", "绿色", ""][row * 7 % 4]
      let note = row % 5 == 0 ? "\"two\nlines, \"\"quoted\"\" \(row % 3)\"" : "plain \(row % 3)"
      text += "2026-\(String(format: "%02d-%02d", row % 12 + 1, row % 28 + 1)),"
      text += "\(row % 11 == 0 ? "NA" : "\(price).50"),\(colour),\(note),\(row % 2 == 0)"
      let isReturned = price > 60 && colour != "red" || row % 13 == 0
      text += (isLabelled ? ",\(isReturned ? "yes" : "no")" : "") + "\n"
    }
    return text
  }

  private static func withTable(_ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".csv")
    try Data(table(600, from: 0, isLabelled: true).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }

  @Test("Rows are foreseen in order, the same for any number of jobs and from any source")
  func foreseesRows() throws {
    try Self.withTable { file in
      let command = ["foresee", "evaluate", file, "--label", "returned", "--model", "boosted"]
      let rows = Data(Self.table(9_000, from: 1_000, isLabelled: false).utf8)
      for more in [[], ["--explain"], ["--json"]] {
        let one = try Program.run(command + ["--predict", "-", "--jobs", "1"] + more, input: rows)
        #expect(one.status == 0)
        #expect(one.lines.count == 9_001)
        #expect(one.lines.last?.contains("9000") == true)
        let many = try Program.run(
          command + ["--predict", "-", "--jobs", "6"] + more, input: rows)
        // The first line of JSON says how long it took.
        #expect(many.lines.dropFirst() == one.lines.dropFirst())
      }
      let single = try Program.run(
        command + ["--predict", "-"],
        input: Data(Self.table(1, from: 1_004, isLabelled: false).utf8))
      let all = try Program.run(command + ["--predict", "-"], input: rows)
      // A row's answer depends on no other row.
      #expect(single.lines.last?.dropFirst(2) == all.lines[5].dropFirst(2))
    }
  }

  @Test("A row that is no row is named with its line, when those before it are answered")
  func namesBadRows() throws {
    try Self.withTable { file in
      let command = [
        "foresee", "evaluate", file, "--label", "returned", "--model", "tree", "--predict", "-",
      ]
      let good = Self.table(3, from: 4, isLabelled: false)
      let bad = try Program.run(command, input: Data((good + "1,2\n" + "3,4\n").utf8))
      #expect(bad.status == 2)
      #expect(bad.lines.count == 4)
      // One of the three rows goes over two lines.
      #expect(bad.errors.contains("-:6:1: has 2 cells where the header names 5 columns"))
      let odd = try Program.run(
        command, input: Data((good + "2026-01-01,cheap,violet,plain 1,true\n").utf8))
      #expect(odd.status == 0 && odd.lines.count == 5)
      #expect(odd.errors.contains("\"price\" holds words where training saw a number in 1 rows"))
      #expect(odd.errors.contains("first \"violet\" in row 4: they count as rare"))
      let none = try Program.run(command, input: Data())
      #expect(none.status == 2 && none.errors.contains("holds no header"))
    }
  }

  @Test(
    "A pipe that is fed slowly is answered line by line",
    arguments: [["intents", "classify"], ["entities", "mask"], ["entities", "extract"]])
  func answersAtOnce(command: [String]) throws {
    let step = try RunningProgram(command + ["--jobs", "3"])
    for line in ["如何退货", "a", "where is my order 10234", "Anna Smith: hello"] {
      step.say(line)
      #expect(!step.hear().isEmpty)
    }
    step.end()
  }

  @Test("Rows that come slowly are foreseen one by one")
  func foreseesAtOnce() throws {
    try Self.withTable { file in
      let step = try RunningProgram([
        "foresee", "evaluate", file, "--label", "returned", "--model", "tree", "--predict", "-",
        "--jobs", "3",
      ])
      let lines = Self.table(3, from: 1, isLabelled: false).split(separator: "\n").map(String.init)
      step.say(lines[0])
      #expect(step.hear() == "row,probability")
      for (row, line) in lines.dropFirst().enumerated() {
        step.say(line)
        #expect(step.hear().hasPrefix("\(row + 1),"))
      }
      step.end()
    }
  }

  @Test("A number of jobs that is none is refused")
  func refusesJobs() throws {
    let refused = try Program.run(["intents", "classify", "--jobs", "0"])
    #expect(refused.status != 0 && refused.errors.contains("--jobs must be 1 to 256, found 0"))
  }
}
