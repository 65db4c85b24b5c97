import Computing
import Diagnostics
import Formats
import Insights
import Intents
import Knowledge
import Quantities
import Recommendations
import Testing

/// Files that nobody meant well with: every reader gives rows or a fault, at once, and never ends the
/// program. The seeds are small files of every form, broken at random.
@Suite struct HostileFileTests {
  static let seeds = [
    "Agent: hello\nMia: my pot leaks\n\n[09:12] Bo: hi\n**Eve** (10:00): so\n",
    "12/31/23, 10:16 PM - +44 7700 900123: leaks\n31.12.23, 22:17 - Bo: sorry\n",
    "WEBVTT\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Mia>a &amp; <i>b</i></v>\n- c\n- d\n",
    "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}hi\n",
    "sep=;\nid;speaker;text\n1;Mia;\"a; \"\"b\"\"\nc\"\n2;Bo;d\n",
    "会话ID,发送时间,发送人,消息内容\n1,2024-01-05 10:00:00,买家,水壶漏水了\n",
    "{\"id\":1,\"role\":\"user\",\"text\":\"a\\u00e9\\ud83d\\ude00\"}\n{\"messages\":[{\"content\":[\"x\"]}]}\n",
    "[{\"tag\":\"a\",\"patterns\":[\"b\",{\"text\":\"c\"}]},{\"data\":[{\"text\":\"d\"}]}]",
    "version: \"3.1\"\nnlu:\n- intent: a\n  examples: |\n    - b [c](d) {e}\n    # f\n",
    "## intent:a\n- b [c]{\"entity\": \"d\"}\n+ e\n", "__label__a b c\n",
    "user,item,rating,timestamp\nu1,i1,5,2024-01-05T10:00:00+08:00\nu2,i2,x,12/1/2010 8:26\n",
    "1::2::5::978300760\n2::3::4::978300761\n", "# Q?\n\nA.\n\n**Q:** B\n**A:** C\n",
  ].map { Array($0.utf8) }

  /// Bytes that mean something to one form or another.
  static let marks =
    [
      "\"", ",", ";", "\t", "\n", "\r", "[", "]", "{", "}", "<", ">", "-->", ":", "::", "\\u", "\\",
      "\u{0}", "&#x110000;",
      "9223372036854775808", "-1", "1e999", "\u{FEFF}", "\u{200E}", "\u{202E}", "：", "\u{1B}[2J",
      "- ", "|", "&", "*a", "!!", "? ",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0x1F, 0x8B]]

  static func broken(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = seed
    for _ in 0..<(1 + random.below(6)) {
      let place = random.below(bytes.count + 1)
      switch random.below(6) {
      case 0: bytes.insert(contentsOf: marks[random.below(marks.count)], at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8(random.below(256))
      case 2 where place < bytes.count:
        bytes.removeSubrange(place..<min(place + 1 + random.below(9), bytes.count))
      case 3: bytes.insert(contentsOf: bytes.suffix(random.below(bytes.count + 1)), at: place)
      case 4: bytes = Array(bytes.prefix(place))
      default:
        let mark = marks[random.below(marks.count)]
        for _ in 0..<random.below(200) {
          bytes.insert(contentsOf: mark, at: min(place, bytes.count))
        }
      }
    }
    return bytes
  }

  static func readAll(_ bytes: [UInt8]) {
    if let source = try? TranscriptSource(
      head: bytes, isWhole: true, file: "h", options: .init(), roles: Roles(), cues: RoleCues())
    {
      let reader = source.reader(file: "h")
      _ = reader.messages(in: source.beginning[...], firstLine: 1)
    }
    for format in TranscriptFormat.allCases {
      var options = TranscriptOptions()
      options.format = format
      guard let form = try? TranscriptForm.detect(bytes, file: "h", options: options) else {
        continue
      }
      let reader = MessageReader(form, file: "h")
      var cutter = reader.cutter
      let size = max(97, bytes.count / 20)
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        if let chunk = cutter.add(piece) {
          _ = reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine)
        }
      }
      if let chunk = cutter.finish() {
        _ = reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine)
      }
    }
    for name in ["h", "h.csv", "h.yml", "h_usersays_en.json"] {
      _ = try? IntentRows.read(bytes, file: name)
    }
    _ = try? Interactions.read(bytes, file: "h")
    _ = try? QuestionFile.read(bytes, file: "h")
    _ = try? SentimentSummary.read(bytes, file: "h")
    _ = try? ProductFacts.read(bytes, file: "h") { Set($0.split(separator: " ").map(String.init)) }
  }

  @Test("Broken files of every form end in rows or faults", arguments: seeds.indices)
  func broken(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed + 1))
    for _ in 0..<40 { Self.readAll(Self.broken(Self.seeds[seed], &random)) }
  }

  @Test(
    "Time grows with the file, not with its square",
    arguments: [
      "[", "[a](", "\"", "{", "Mia: ", "<", "&", "- ", "a\tb\t", "kettle ", "水壶", "1::", "<v a>",
    ])
  func long(unit: String) {
    let bytes = Array(String(repeating: unit, count: 20_000 / unit.utf8.count).utf8)
    let time = ContinuousClock().measure {
      Self.readAll(bytes)
      Self.readAll(Array("Agent: ".utf8) + bytes + Array("\nMia: hi\n".utf8))
      Self.readAll(Array("nlu:\n- intent: a\n  examples: |\n    - ".utf8) + bytes)
    }
    // A square of 20,000 steps would take minutes without optimisation.
    #expect(time < .seconds(60))
  }

  @Test("A model file with any byte changed is refused, not used", arguments: [1, 2, 3])
  func models(seed: Int) throws {
    let rows = (0..<60).map { Interaction(customer: "c\($0 % 7)", product: "p\($0 % 11)") }
    let whole = try TrainedModel(Interactions(rows), recipe: .itemNeighbours(.cosine, count: 5))
      .bytes()
    #expect(throws: Never.self) { try TrainedModel(ModelMemory(copying: whole)) }
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      var changed = whole
      changed[random.below(changed.count)] ^= UInt8(1 + random.below(255))
      #expect(throws: (any Error).self) { try TrainedModel(ModelMemory(copying: changed)) }
      let cut = Array(whole.prefix(random.below(whole.count)))
      #expect(throws: (any Error).self) { try TrainedModel(ModelMemory(copying: cut)) }
    }
  }

  @Test(
    "No fault passes a control character of a file or of its name",
    arguments: ["a\u{1B}[31m,b\n1,2\n", "{\"\u{9B}31m\":1}", "\u{202E}x\ty\n1\t2\n"])
  func controls(text: String) {
    func check(_ body: () throws -> Void) {
      do {
        try body()
      } catch {
        #expect(
          !"\(error)".unicodeScalars.contains {
            $0.value < 0x20 && $0 != "\n" || VisibleText.hides($0.value)
          })
      }
    }
    let bytes = Array(text.utf8)
    check { _ = try IntentRows.read(bytes, file: "n\u{1B}]0;t\u{7}") }
    check { _ = try Interactions.read(bytes, file: "n\u{1B}") }
    check {
      _ = try TranscriptSource(
        head: bytes, isWhole: true, file: "n\u{9B}", options: .init(), roles: Roles(),
        cues: RoleCues()
      ).notes
    }
  }
}
