import Foundation
import Testing

/// The panels of the agent's seat and the inbox as screens, in both languages.
@Suite(.serialized) struct SeatScreenTests {
  @Test("The panels are the ones recorded", arguments: [80, 140], ["en", "zh"])
  func showsPanels(columns: Int, language: String) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--language", language], columns: columns)
    let line =
      language == "en"
      ? "my kettle arrived broken and I am furious" : "水壶收到的时候是坏的，我非常生气"
    for command in [
      "/help", "/keys", "/orders", line, "/entities", "/intents", "/note", "/note markdown",
      "/note json", "/skip", "/kb return-policy", "/policy returns", "/help set", "/reset",
    ] { terminal.enter(command) }
    try GoldenScreen.check(terminal, "panels-\(language)-\(columns)")
  }

  @Test("The inbox is the one recorded", arguments: [80, 140], ["en", "zh"])
  func showsTheInbox(columns: Int, language: String) throws {
    let folder = Program.scratch + "/inbox-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sent = folder + "/sent.jsonl"
    let terminal = try PseudoTerminal(
      [
        "inbox", "Tests/DeskmateTests/Screens/waiting-\(language).jsonl", "--sent", sent,
        "--language", language,
      ], columns: columns)
    let own = language == "en" ? "I am very sorry. Are you hurt?" : "非常抱歉，您还好吗？"
    for line in ["/inbox", "/say " + own, "/talk", "/1", "/skip"] { terminal.enter(line) }
    // Behind the last command stands where the answers are: another folder each time.
    let shown = terminal.screen.lines
    let last = try #require(shown.lastIndex { $0.hasSuffix("> /skip") })
    let lines = Array(shown[...last])
    #expect(terminal.end() == 0)
    try GoldenScreen.check(lines, wraps: terminal.screen.wraps, "inbox-\(language)-\(columns)")
    let rows = try String(contentsOfFile: sent, encoding: .utf8).split(separator: "\n")
    #expect(rows.count == 2)
    #expect(rows[0].contains(own))
  }

  @Test(
    "What goes wrong is told in the language of the seat",
    arguments: [
      ("/wront", "是不是 /wrong"), ("/s", "请再多打几个字母"), ("/take", "编号"), ("/9", "没有待回复"),
      ("/set", "栏目"), ("/set 颜色 红", "栏目"), ("/clear 天气", "栏目"), ("/customer x1", "没有顾客"),
      ("/open 99", "没有对话"), ("/open", "编号"), ("/kb", "后面写问题"), ("/policy nothing", "没有字段"),
      ("/state maybe", "on、off"), ("/lang fr", "没有“fr”"), ("/wrong track_ordr", "还没有人说话"),
      ("/help nothing", "没有命令"), ("/undo", "撤"), ("/why", "还没有人说话"), ("/next", "没有未完成"),
      ("/inbox", "待回复"), ("/save", "文件名"), ("/change", "没有待回复"), ("/orders", "还不知道"),
    ])
  func speaksChinese(command: String, answer: String) throws {
    let terminal = try PseudoTerminal(["chat", "--assist", "--language", "zh"], columns: 100)
    terminal.enter(command)
    let shown = terminal.screen.lines.joined()
    #expect(shown.contains(answer), "\(terminal.screen.lines.suffix(4))")
  }

  @Test("A Chinese locale makes the seat Chinese; the customer's line does not change it")
  func followsTheLocale() throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist"], columns: 100, environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": ""])
    terminal.enter("where is my order")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("意图") })
    #expect(terminal.screen.lines.contains { $0.contains("回车发送 1") })
    terminal.enter("/lang en")
    terminal.enter("/state")
    #expect(terminal.screen.lines.contains { $0.contains("What the desk believes") })
  }

  @Test("Slots are named in either language") func namesSlots() throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--language", "zh"], columns: 100)
    terminal.enter("我要退订单 10234 的东西")
    terminal.enter("/set 商品 杯")
    terminal.enter("/set quantity 1")
    terminal.enter("/state")
    let last = terminal.screen.lines.suffix(20)
    #expect(last.contains { $0.hasPrefix("商品") && $0.contains("马克杯") })
  }
}
