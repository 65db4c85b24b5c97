import Formats
import Insights
import Testing

@Suite struct MessageTests {
  static func read(_ text: String, _ format: TranscriptFormat? = nil) throws -> (
    messages: [Message], faults: [String]
  ) {
    let bytes = Array(text.utf8)
    var options = TranscriptOptions()
    options.format = format
    let reader = MessageReader(
      try TranscriptForm.detect(bytes, file: "t", options: options), file: "t")
    let (messages, faults) = reader.messages(in: bytes[...], firstLine: 1)
    return (messages, faults.map { "\($0)" })
  }

  @Test(
    "The form is detected",
    arguments: [
      ("Mia: hello\nAgent: hi there, how are you\n", TranscriptFormat.speaker),
      ("{\"text\":\"x\"}\n{\"text\":\"y\"}\n", .jsonLines),
      ("{\"text\":\"x\"}\n", .json),
      ("time,speaker,text\n1,a,b\n", .csv),
      ("WEBVTT\n\n00:01 --> 00:02\nhi\n", .webVTT), ("just a line\nanother one\n", .bare),
      ("", .bare), ("顾客：你好\n客服：您好\n", .speaker), ("http://a.example\n10:30 it came\n", .bare),
    ])
  func detects(text: String, format: TranscriptFormat) throws {
    #expect(try TranscriptForm.detect(Array(text.utf8), file: "t").format == format)
  }

  @Test("What a record says somebody wrote is theirs whole, whatever its lines look like")
  func keepsOnesLines() throws {
    let (messages, faults) = try Self.read(
      #"{"conversation":"a","speaker":"customer","text":"Please cancel it.\nOrder: 10234\nThanks"}"#
        + "\n"
        + #"{"conversation":"b","role":"user","text":"**姓名：** 林晓雨\n**电话：** 没有"}"# + "\n", .jsonLines
    )
    #expect(faults == [])
    #expect(messages.map(\.speaker).count == 2)
    #expect(messages.first?.text.contains("Order: 10234") == true)
    #expect(messages.last?.text.contains("林晓雨") == true)
  }

  @Test("A line without a speaker continues the last; an empty line parts conversations")
  func speakers() throws {
    let (messages, _) = try Self.read(
      "Mia: hello\nand more\nBo: yes\n\n[09:12] Eve: hi\nBo: hello\n", .speaker)
    #expect(messages.map(\.text) == ["hello and more", "yes", "hi", "hello"])
    #expect(messages.map(\.speaker) == ["Mia", "Bo", "Eve", "Bo"])
    #expect(messages.map(\.beginsConversation) == [false, false, true, false])
    #expect(messages.map(\.line) == [1, 3, 5, 6])
    #expect(messages[2].time == "09:12")
  }

  @Test("JSON Lines by many names, whole dialogues too; a cut line is a fault with its place")
  func jsonLines() throws {
    let (messages, faults) = try Self.read(
      """
      {"role":"user","content":"caf\\u00e9 \\ud83d\\ude00","id":7,"timestamp":"2026-03-01T09:00:00Z"}
      {"text":"cut
      {"n":1}
      {"id":"d","dialogue":"Customer: hello\\nAgent: hi"}
      """)
    #expect(messages.map(\.text) == ["café 😀", "hello", "hi"])
    #expect(messages.map(\.conversation) == ["7", "d", "d"])
    #expect(
      faults == [
        "t:2:13: warning: this line is no JSON object, or is cut short; left out",
        "t:3:1: warning: no text in this line; wanted one of text, content, body, message",
      ])
  }

  @Test("CSV with quotes and line breaks; an open quote loses one line only") func csv() throws {
    let (messages, faults) = try Self.read(
      "speaker,text\nMia,\"a, \"\"b\"\"\nc\"\nBo,\"never ends\nMia,after\n")
    #expect(messages.map(\.text) == ["a, \"b\"\nc", "after"])
    #expect(messages.map(\.line) == [2, 5])
    #expect(
      faults == ["t:4:1: warning: a quote in this record never ends; its line is left out"])
    #expect(throws: (any Error).self) { try Self.read("a,b\n1,2\n", .csv) }
  }

  @Test("A quote that never ends swallows no quoted row after it; a stray quote loses nothing")
  func brokenQuotes() throws {
    let (messages, faults) = try Self.read(
      "speaker,text\nBo,\"never ends\nMia,\"lost, or not\"\nEve,\"she said \"hi\" to me\"\n")
    #expect(messages.map(\.text) == ["lost, or not", "she said \"hi\" to me"])
    #expect(messages.map(\.line) == [3, 4])
    #expect(
      faults == ["t:2:1: warning: a quote in this record never ends; its line is left out"])
  }

  @Test(
    "A time may stand before the name",
    arguments: [
      "[09:12] Mia: hi", "(09:12) Mia: hi", "2026-03-01 09:12:00 Mia: hi", "09:12 Mia: hi",
    ])
  func timedSpeakers(line: String) throws {
    let (messages, _) = try Self.read(line, .speaker)
    #expect(messages.map(\.speaker) == ["Mia"])
    #expect(messages.map(\.text) == ["hi"])
    #expect(messages[0].time.hasSuffix("09:12") || messages[0].time == "2026-03-01 09:12:00")
  }

  @Test("WebVTT cues with and without voices") func cues() throws {
    let (messages, _) = try Self.read(
      "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Mia>hello</v>\n\n00:03.000 --> 00:04.000\nBo: hi\n")
    #expect(messages.map(\.speaker) == ["Mia", "Bo"])
    #expect(messages.map(\.text) == ["hello", "hi"])
  }

  @Test("Chunks cut anywhere give the same messages", arguments: [1, 7, 64, 4096])
  func chunks(size: Int) throws {
    let text = (0..<40).map { "a\($0),\"x\ny\($0)\"\n" }.joined()
    let bytes = Array(("speaker,text\n" + text).utf8)
    let reader = MessageReader(try TranscriptForm.detect(bytes, file: "t"), file: "t")
    var cutter = reader.cutter
    var read: [Message] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      if let chunk = cutter.add(Array(bytes[start..<min(start + size, bytes.count)])) {
        read += reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine).messages
      }
    }
    if let chunk = cutter.finish() {
      read += reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine).messages
    }
    #expect(read == reader.messages(in: bytes[...], firstLine: 1).messages)
    #expect(read.count == 40)
  }
}
