import Foundation
import Testing

/// Long runs at the agent's seat: hundreds of turns, thousands of keys.
@Suite(.serialized) struct SeatRunTests {
  /// What customers write in the golden conversations, as short as the narrowest prompt.
  private static func turns() throws -> [String] {
    let folder = Program.root + "/Tests/Conversations"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".convo") }.sorted()
    var turns: [String] = []
    for file in files {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("#me ") {
        let said = line.dropFirst("#me ".count)
        let width = said.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        if !said.hasPrefix("/"), width < 40 { turns.append(String(said)) }
      }
    }
    let step = max(1, turns.count / 200)
    return stride(from: 0, to: turns.count, by: step).prefix(200).map { turns[$0] }
  }

  @Test(
    "No line goes beyond the margin in 200 turns, and marks stand under what they mark",
    arguments: [60, 80, 140, 200])
  func keepsTheMargin(columns: Int) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001"], columns: columns)
    terminal.settle()
    let turns = try Self.turns()
    #expect(turns.count == 200)
    if columns > 100 { terminal.type("/state on\r") }
    for (number, turn) in turns.enumerated() {
      // The seat is held to each language in turn, and left to follow the customer.
      if number % 10 == 0 { terminal.type("/lang \(["en", "zh", "auto"][number / 10 % 3])\r") }
      terminal.type(turn + "\r" + (number % 3 == 0 ? "/why\r" : "") + "/1\r")
      if number % 20 == 0 {
        terminal.type(
          "/state\r/note\r/entities\r/orders\r/kb refund\r/help\r/help set\r/conversations\r"
            + "/talk\r/wrong act nothing\r/set colour red\r/reset\r")
      }
    }
    terminal.type("/policy\r/keys\r/intents\r")
    #expect(terminal.settle(seconds: 240))
    #expect(terminal.screen.wraps == 0)
    #expect(terminal.screen.lines.count > 1_000)
    let (marks, faults) = Self.marks(in: terminal.screen)
    #expect(marks > 50)
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }

  /// The marks of all panels, and those that stand under something that was not found: what is marked must
  /// be among the words that the suggestion's row of names has.
  private static func marks(in screen: ScreenModel) -> (count: Int, faults: [String]) {
    var named = ""
    var isNaming = false
    var text: [String] = []
    var below: [[String]] = []
    var isBare = false
    var count = 0
    var faults: [String] = []
    for row in screen.cellRows {
      let line = row.joined()
      if line.hasPrefix("names ") || line.hasPrefix("提到") {
        (isNaming, named) = (true, "")
      } else if !line.hasPrefix("  ") {
        isNaming = false
      }
      let isMark = line.contains("‾")
      if isNaming, !isMark { named += line.filter { $0 != " " } }
      guard isMark else {
        // What a mark means stands below it where there is no room beside it, in a row or more; behind that
        // the text may go on.
        if isBare, line.hasPrefix("  ") {
          below.append(row)
        } else {
          (text, below, isBare) = (row, [], false)
        }
        continue
      }
      isBare = row.last { $0 != " " && !$0.isEmpty } == "‾"
      count += 1
      let columns = row.indices.filter { row[$0] == "‾" }
      func isNamed(_ text: [String]) -> Bool {
        let marked = columns.map { $0 < text.count ? text[$0] : "?" }.joined()
        // A wide character stands in two cells, the second of them empty.
        let isCut = columns.first.map { $0 < text.count && text[$0].isEmpty } == true
        return !isCut && named.contains(marked.filter { $0 != " " })
      }
      if !isNamed(text) {
        if let next = below.last, isNamed(next) {
          text = next
        } else {
          faults.append("\(text.joined()) has a mark under nothing among \(named)")
        }
      }
      below = []
    }
    return (count, faults)
  }

  /// A key or a few, none of which sends anything: there is no `/take` among them, and Enter alone on an
  /// empty line never stands alone in a burst.
  private static func keys(_ random: inout SeededKeys) -> [UInt8] {
    let kinds = [
      "\r", "\r\r", "\t", "\u{1B}", "\u{7F}", "\u{01}", "\u{05}", "\u{0B}", "\u{15}", "\u{17}",
      "\u{19}",
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}b", "\u{1B}f", "\u{1B}n",
      "\u{07}",
      "\u{14}", "\u{1F}", "\u{12}", "\u{12}", "\u{12}", "\u{13}", "\u{0F}", "\u{10}", "\u{0E}",
      "\u{1B}\r", "\u{1B}#", "\u{1B}p", "\u{1B}<", "\u{1B}>", "\u{1B}[5~", "\u{18}\u{15}",
      "\u{18}(",
      "\u{18})", "\u{18}e", "\u{16}", "\u{1D}", "\u{1B}.", "y\r", "n\r", "1\r", "2\r", "e", "o\r",
      "r\r", "yes\r", "ok\r",
      "好的\r",
      "hello\r", "where is order 10234\r", "我要退货\r", "97205\r", "/why\r", "/state\r", "/edit\r",
      "/set order 10234\r", "/clear item\r", "/customer c0001\r", "/help\r", "/reset\r",
      "\u{1B}[200~/take 1\n\u{1B}[201~\r", "\u{1B}[200~yes\n\nplease\n\u{1B}[201~\r", "🙂",
      "é",
    ]
    let place = random.next(kinds.count + 20)
    if place < kinds.count { return Array(kinds[place].utf8) }
    // A letter, a figure or a sign; a stroke begins a command, which is drawn above.
    let byte = UInt8(0x20 + random.next(0x5F))
    return byte == UInt8(ascii: "/") ? [UInt8(ascii: "-")] : [byte]
  }

  @Test(
    "10,000 random keys send nothing and do nothing", .timeLimit(.minutes(10)),
    arguments: [7, 8] as [UInt64])
  func survivesKeys(seed: UInt64) throws {
    let log = Program.scratch + "/keys-" + UUID().uuidString + ".txt"
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--transcript", log], columns: 80)
    terminal.settle()
    var random = SeededKeys(seed: seed)
    var burst: [UInt8] = []
    for _ in 0..<10_000 { burst += Self.keys(&random) }
    terminal.type(burst + Array("x\r".utf8))
    terminal.type([0x03])
    // What an unfinished sequence left behind, such as a count that is being typed, ends at Ctrl-G.
    var isSettled = terminal.settle(seconds: 240, quiet: 500)
    for _ in 0..<6 where !isSettled {
      terminal.type([0x07, 0x03])
      isSettled = terminal.settle(seconds: 30, quiet: 500)
    }
    #expect(isSettled, "\(terminal.screen.current)")
    func said() throws -> Int {
      try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        .count { $0.hasPrefix("Deskmate: ") }
    }
    #expect(try said() == 0)
    #expect(terminal.screen.lines.count > 3_000)
    // The counterpart: one that is meant does come through.
    terminal.enter("/skip")
    terminal.enter("good morning")
    terminal.pressEnter()
    #expect(try said() == 1)
    let actions = try Program.run(
      ["shop", "show", "actions"], environment: ["XDG_STATE_HOME": terminal.folder])
    #expect(!actions.lines.joined().contains("10234"))
    try? FileManager.default.removeItem(atPath: log)
  }
}

/// The same keys each time.
private struct SeededKeys {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }
}
