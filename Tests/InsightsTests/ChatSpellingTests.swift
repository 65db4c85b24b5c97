import Diagnostics
import Formats
import Insights
import Testing

/// The spellings of chat exports as combinations: what stands around a name, how a time is written, what a
/// table's columns are called and how they are parted.
@Suite struct ChatSpellingTests {
  static let people = [("Customer", "Agent"), ("顾客", "客服"), ("Mia Hart", "Dana Lee")]
  static let said = ["hello, how can I help?", "my pot leaks", "so sorry", "thanks"]

  /// What is read, as side and text.
  static func read(_ text: String) throws -> [String] {
    try TranscriptFormTests.said(TranscriptFormTests.source(Array(text.utf8))).map { line in
      let side = line.prefix { $0 != " " }
      return String(side) + line[(line.firstRange(of: ": ")?.lowerBound ?? line.startIndex)...]
    }
  }

  static func expected() -> [String] {
    zip(["agent", "customer", "agent", "customer"], said).map { "\($0): \($1)" }
  }

  @Test(
    "A name before the text, whatever stands around it",
    arguments: [
      "{n}: ", "[10:05] {n}: ", "[10:05:11] {n}: ", "({n}) ", "{n} [10:05]: ", "{n} (10:05 AM): ",
      "10:05 {n}: ", "10:05 AM {n}: ", "2024-01-05 10:05:00 {n}: ", "2024-01-05T10:05:00Z {n}: ",
      "{n}> ", "<{n}> ", "{n} - ", "**{n}**: ", "**{n}:** ", "- {n}: ", "- **{n}:** ", "[{n}] ",
      "[{n}]: ", "{n} | ", "10:05 - {n}: ", "({n}): ", "{n} (10:05:11) ", "[00:05.120] {n}: ",
      "{n} 00:05: ", "{n} @ 10:05: ", "( 5s ) {n}: ", "{n}：", "【{n}】", "【{n}】：", "{n}:", ">> {n}: ",
      "Jan 5, 2024 10:05 AM {n}: ", "5 Jan 2024 10:05 {n}: ", "Fri Jan 05 10:05:00 2024 {n}: ",
      "{n} :", "[10:05] <{n}> ", "[2024/01/05 10:05] {n}：", "{n}（10:05）：",
      "2024年1月5日 10:05 {n}：", "{n} 10:05 ", "10.05.2024 10.05 {n}: ",
    ])
  func prefixes(template: String) throws {
    for (customer, agent) in Self.people {
      let text = zip([agent, customer, agent, customer], Self.said)
        .map { template.replacing("{n}", with: $0) + $1 + "\n" }.joined()
      #expect(try Self.read(text) == Self.expected())
    }
  }

  @Test(
    "A line of name and time above the text",
    arguments: [
      "{n} 10:05", "10:05 {n}", "{n}  0:05", "{n} [0:05]", "{n} (2024-01-05 10:05:00)",
      "2024-01-05 10:05:00 {n}", "2024-01-05 10:05:00 {n}(12345)", "{n}, 10:05", "{n} - 10:05 AM",
      "{n} | 10:05", "**{n}** 10:05", "{n} • 10:05", "{n}  Jan 5, 2024, 10:05 AM", "[10:05] {n}",
      "{n}:", "2024/1/5 10:05:00 {n}", "{n}（2024-01-05 10:05:00）", "{n} (00:05):",
      "2024年01月05日 10:05:00 {n}", "{n} Today at 10:05 AM", "[05-Jan-24 10:05 AM] {n}",
    ])
  func heads(template: String) throws {
    for (customer, agent) in Self.people {
      for gap in ["", "\n"] {
        let text = zip([agent, customer, agent, customer], Self.said)
          .map { template.replacing("{n}", with: $0) + "\n" + $1 + "\n" }.joined(separator: gap)
        #expect(try Self.read(text) == Self.expected())
      }
    }
  }

  @Test(
    "WhatsApp in the times of many countries",
    arguments: [
      "12/31/23, 10:16 PM - ", "31/12/2023, 22:16 - ", "31.12.23, 22:16 - ",
      "31/12/2023 à 22:16 - ",
      "31/12/23, 10:16 p. m. - ", "31-12-2023 22:16 - ", "2023-12-31, 10:16 p.m. - ",
      "31/12/23, 10:16 pm - ", "31/12/23, 10:16\u{202F}PM - ", "2023/12/31 下午10:16 - ",
      "2023/12/31 晚上10:16 - ", "2023년 12월 31일 오후 10:16, ", "31.12.23 22.16 - ",
      "31.12.2023 klo 22.16 - ", "2023. 12. 31. 22:16 - ", "[12/31/23, 10:16:02 PM] ",
      "[31.12.23, 22:16:02] ", "[2023/12/31 下午10:16:02] ", "[31/12/2023 à 22:16:02] ",
      "\u{200E}[31-12-2023 22:16:02] ", "[31/12/23, 10:16:02 p. m.] ", "[31.12.2023 klo 22.16.02] ",
      "12/31/23, 22:16:02: ",
    ])
  func whatsApp(time: String) throws {
    let text =
      "\(time)Messages and calls are encrypted.\n\(time)+44 7700 900123: my pot leaks\n"
      + "\(time)Tea Store: so sorry\nreally\n\(time)+44 7700 900123: thanks: you\n"
    #expect(
      try Self.read(text) == [
        "customer: my pot leaks", "agent: so sorry really", "customer: thanks: you",
      ])
    let (_, hour) = try #require(try Self.time(of: text))
    #expect(hour == 22 * 60 + 16)
  }

  private static func time(of text: String) throws -> (day: Int?, minute: Int?)? {
    let source = try TranscriptFormTests.source(Array(text.utf8))
    let (messages, _) = source.reader(file: "t").messages(in: source.beginning[...], firstLine: 1)
    return messages.first.flatMap { WrittenTime($0.time, order: source.form.dayOrder) }
      .map { ($0.date?.day, $0.secondOfDay.map { $0 / 60 }) }
  }

  @Test(
    "A table by the words of its columns, whatever parts them",
    arguments: [
      "conversation_id timestamp sender message", "Ticket-ID Created-at Author Comment",
      "session_id ts role content", "ConversationId MessageTime SenderType MessageText",
      "会话ID 时间 角色 消息", "会话编号 发送时间 发送者 内容", "工单号 创建时间 发言人 聊天内容", "对话编号 日期 说话者 话语内容",
      "CallID StartTime Speaker Sentence", "Chat-Id Sent-On Sent-By Message",
      "chat-session message-date message-from message", "sessionId msgTime msgFrom msgContent",
      "id_conversation fecha remitente mensaje", "call_id start_time channel transcript_text",
    ])
  func headers(names: String) throws {
    let header = names.split(separator: " ").map { $0.replacing("-", with: " ") }
    for separator in [",", ";", "\t", "|"] {
      let rows = [
        header, ["17", "2024-01-05 10:05:00", "customer", "my pot leaks"],
        ["17", "2024-01-05 10:06:00", "agent", "so sorry"],
        ["18", "2024-01-05 11:05:00", "customer", "I love it"],
        ["18", "2024-01-05 11:06:00", "agent", "thank you"],
      ]
      let text = rows.map { $0.joined(separator: separator) + "\n" }.joined()
      let source = try TranscriptFormTests.source(Array(text.utf8))
      let (messages, _) = source.reader(file: "t").messages(in: source.beginning[...], firstLine: 1)
      #expect(messages.map(\.conversation) == ["17", "17", "18", "18"])
      #expect(messages.allSatisfy { $0.time.hasPrefix("2024") })
      #expect(
        try Self.read(text) == [
          "customer: my pot leaks", "agent: so sorry", "customer: I love it", "agent: thank you",
        ])
    }
  }

  @Test(
    "What is prose, a list of reviews or a program is taken for no dialogue",
    arguments: [
      ("Great pot! Love it: it works.\nBad. Do not buy: leaks.\nFine, I guess.\n", 3),
      ("Id,UserId,Score,Text\n1,A1,1,my pot leaks\n2,A2,5,I love it\n", 2),
      ("label,review\n1,非常好喝\n0,水壶漏水了\n", 2),
    ])
  func customersOnly(text: String, count: Int) throws {
    let sides = try Self.read(text)
    #expect(sides.count == count)
    #expect(sides.allSatisfy { $0.hasPrefix("customer") })
  }

  @Test(
    "Other texts are refused by their name",
    arguments: [
      ("import os\n\ndef main():\n    print('hi')\n", "a program"), ("[a]\nb=c\nd=e\n", "settings"),
      ("From: a@b.example\nTo: c@d.example\nSubject: x\nDate: y\n\nhi\n", "an e-mail"),
      ("2024-01-05 10:00:00,1 INFO server: up\n2024-01-05 10:00:01,1 WARN disk: full\n", "log"),
      ("my pot leaks\tso sorry about that\nI love it\tthank you\n", "a table without a header"),
    ])
  func refused(text: String, what: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(text) }
    #expect(fault?.message.contains(what) == true)
  }

  @Test(
    "Documents of recognizers, exports of bots and tables in Markdown",
    arguments: [
      #"{"results":{"utterances":[{"transcript":"my pot leaks","speaker":0},{"transcript":"so sorry","speaker":1}]}}"#,
      #"{"recognizedPhrases":[{"speaker":1,"nBest":[{"display":"my pot leaks"}]},{"speaker":2,"nBest":[{"display":"so sorry"}]}]}"#,
      #"{"monologues":[{"speaker":0,"elements":[{"value":"my"},{"value":"pot"},{"value":"leaks"}]},{"speaker":1,"elements":[{"value":"so"},{"value":"sorry"}]}]}"#,
      #"{"segments":[{"start":0,"text":" my pot leaks","speaker":"SPEAKER_00"},{"start":1,"text":" so sorry","speaker":"SPEAKER_01"}]}"#,
      #"{"contents":[{"role":"user","parts":[{"text":"my pot leaks"}]},{"role":"model","parts":[{"text":"so sorry"}]}]}"#,
      #"{"events":[{"event":"action","name":"x"},{"event":"user","text":"my pot leaks"},{"event":"bot","text":"so sorry"},{"event":"slot","name":"x","value":"y"}]}"#,
      #"{"Transcript":[{"Content":"my pot leaks","Items":[{"Content":"my"}],"ParticipantRole":"CUSTOMER"},{"Content":"so sorry","ParticipantRole":"AGENT"}]}"#,
      #"{"SNG1.json":{"log":[{"text":"my pot leaks"},{"text":"so sorry"}]}}"#,
      #"{"id":"1","transcript":"Customer: my pot leaks\nAgent: so sorry"}"#,
      #"{"prompt":"my pot leaks","completion":"so sorry"}"#,
      #"{"customer":"my pot leaks","agent":"so sorry"}"#,
      "| Speaker | Text |\n|---|:--|\n| Customer | my pot leaks |\n| Agent | so sorry |\n",
      "call,transcript\n1,Customer: my pot leaks Agent: so sorry\n",
      "id,dialogue\n1,\"['Customer: my pot leaks', 'Agent: so sorry']\"\n",
      "s1\tu1\t0\t0\tmy pot leaks\ns1\tu1\t1\t0\tso sorry\n",
      "WEBVTT\n\n00:01.000 --> 00:02.000\n(Customer) my pot leaks\n\n00:03.000 --> 00:04.000\n[Agent] so sorry\n",
    ])
  func documents(text: String) throws {
    #expect(try Self.read(text) == ["customer: my pot leaks", "agent: so sorry"])
  }
}
