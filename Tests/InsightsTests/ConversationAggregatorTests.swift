import Computing
import Diagnostics
import Formats
import Insights
import Quantities
import Sentiment
import Testing

@Suite struct ConversationAggregatorTests {
  static let reading = ConversationAggregator.Reading(
    mask: {
      $0.split(separator: " ").map { $0.contains("@") ? "[EMAIL]" : $0 }.joined(separator: " ")
    },
    topics: { Topics(intent: $0.contains("refund") ? "get_refund" : nil) })

  static func aggregator() -> ConversationAggregator {
    ConversationAggregator(
      roles: Roles(), reading: reading, by: ["agent", "hour", "day", "intent"])
  }

  static func said(
    _ speaker: String, _ text: String, _ units: Int, line: Int = 1, in conversation: String = "",
    begins: Bool = false
  ) -> ScoredMessage {
    ScoredMessage(
      message: Message(
        speaker: speaker, text: text, conversation: conversation, time: "2026-03-01 09:12",
        line: line, beginsConversation: begins), score: FixedScore(units: units))
  }

  /// Many small conversations of a seed, spread over files.
  static func files(_ count: Int) -> [[ScoredMessage]] {
    var random = SeededGenerator(seed: 5)
    return (0..<count).map { _ in
      (0..<200).map { index in
        said(
          index % 2 == 0 ? "customer" : "Agent Bo", "refund to a@b.example please",
          random.below(20_001) - 10_000, line: index + 1, in: "c\(index / 8)")
      }
    }
  }

  static func summary(_ files: [(name: String, messages: [ScoredMessage])]) -> SentimentSummary {
    var aggregator = aggregator()
    for (name, messages) in files {
      aggregator.begin(file: name)
      for message in messages { aggregator.add(message) }
    }
    aggregator.endAll()
    return aggregator.summary
  }

  @Test("Parts added up, in any order, are the bytes of one run") func merges() throws {
    let files = Self.files(6).enumerated().map { (name: "f\($0.offset)", messages: $0.element) }
    let whole = Self.summary(files)
    var sum = SentimentSummary()
    for file in files.reversed() {
      let part = Self.summary([file]).json.text
      sum.add(try SentimentSummary.read(Array(part.utf8), file: "part"))
    }
    #expect(sum.json.text == whole.json.text)
    #expect(whole.conversations.messages == 150)
    #expect(whole.worst.count == SentimentSummary.listLength)
  }

  @Test("A conversation has its start, end, lowest and highest point, and shift") func moments() {
    let summary = Self.summary([
      (
        "f",
        [
          Self.said("Customer", "my refund a@b.example", -8_000, line: 1),
          Self.said("Agent Bo", "I will transfer you", 1_000, line: 2),
          Self.said("Customer", "worse", -9_000, line: 3),
          Self.said("Customer", "better", 2_000, line: 4),
        ]
      )
    ])
    let mood = summary.worst.first
    #expect(mood?.lowest.line == 3 && mood?.highest.line == 4)
    #expect(mood?.mean == FixedScore(units: -5_000) && mood?.shift == 10_000)
    #expect(mood?.outcome == .handedOver)
    #expect(mood?.start.quote == "my refund [EMAIL]")
    #expect(mood?.start.topics.intent == "get_refund")
    #expect(summary.agent.messages == 1)
    #expect(summary.groups["hour"]?["09"]?.messages == 1)
    #expect(summary.groups["day"]?["2026-03-01"]?.messages == 1)
    #expect(summary.groups["agent"]?["Agent Bo"]?.messages == 1)
  }

  @Test(
    "Sides are guessed from names, else the first to speak is the customer",
    arguments: [
      (["Mia", "Support Team"], "Mia"), (["客服小王", "顾客"], "顾客"), (["Mia", "Bo"], "Mia"),
      (["assistant", "user"], "user"), (["system", "Mia", "bot"], "Mia"),
    ])
  func roles(speakers: [String], customer: String) {
    let summary = Self.summary([
      ("f", speakers.map { Self.said($0, "x", $0 == customer ? -5_000 : 9_000) })
    ])
    #expect(summary.customer.messages == 1)
    #expect(summary.worst.first?.customer == customer)
  }

  @Test(
    "A transcript read in small chunks is the same bytes as read whole", arguments: [64, 1_000])
  func chunks(size: Int) throws {
    let lines = (0..<300).map { index in
      "{\"id\":\"c\(index % 7)\",\"role\":\"\(index % 2 == 0 ? "customer" : "agent")\","
        + "\"text\":\"\(index % 5 == 0 ? "this is awful, transfer you" : "great, thanks") \(index)\"}"
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let scorer = SentimentScorer(
      lexicons: [
        Lexicon(
          language: nil, entries: [.init("awful", .valence(-3)), .init("great", .valence(3))])
      ])
    func summary(chunkSize: Int) throws -> SentimentSummary {
      let reader = MessageReader(TranscriptForm(.jsonLines), file: "f")
      var cutter = reader.cutter
      var aggregator = Self.aggregator()
      aggregator.begin(file: "f")
      let work = ChunkScorer(scorer, reader: reader, roles: Roles(), topics: Self.reading.topics)
      for start in stride(from: 0, to: bytes.count, by: chunkSize) {
        let end = min(start + chunkSize, bytes.count)
        if let chunk = cutter.add(Array(bytes[start..<end])) { aggregator.add(work.read(chunk)) }
      }
      if let chunk = cutter.finish() { aggregator.add(work.read(chunk)) }
      aggregator.endAll()
      return aggregator.summary
    }
    let whole = try summary(chunkSize: bytes.count)
    #expect(whole.conversations.messages == 7)
    #expect(whole.customer.messages == 150 && whole.customer.negative == 30)
    #expect(try summary(chunkSize: size).json.text == whole.json.text)
  }

  @Test("A summary that is none is refused with its place") func refuses() {
    #expect(throws: (any Error).self) { try SentimentSummary.read(Array("{}".utf8), file: "p") }
  }
}
