import Diagnostics
import Formats
import Insights
import Testing

@Suite struct TranscriptFormTests {
  static let cues = try? RoleCues(
    Array("{\"agent\": [\"how can i help\", \"so sorry\"], \"customer\": [\"my pot\"]}".utf8),
    file: "cues")

  static func source(_ bytes: [UInt8], _ options: TranscriptOptions = .init()) throws
    -> TranscriptSource
  {
    try TranscriptSource(
      head: bytes, isWhole: true, file: "t", options: options, roles: Roles(),
      cues: cues ?? RoleCues())
  }

  /// Sides as a report takes them: among strangers who speak first is the customer.
  static func said(_ source: borrowing TranscriptSource) -> [String] {
    let (messages, _) = source.reader(file: "t").messages(in: source.beginning[...], firstLine: 1)
    let roles = source.roles
    let known = messages.map { roles.role(of: $0.speaker, marked: $0.role) }
    return zip(messages, known).map { message, role in
      let side =
        switch role {
        case .customer: "customer"
        case .agent: "agent"
        case .nobody: "nobody"
        case .unknown: known.contains(.agent) ? "customer" : "agent"
        }
      return "\(side) \(message.speaker.isEmpty ? message.role : message.speaker): \(message.text)"
    }
  }

  @Test(
    "Every form is read, with LF, CRLF and a mark of the encoding", arguments: TranscriptForms.all)
  func reads(form: TranscriptForms.Form) throws {
    for text in [form.text, form.text.replacing("\n", with: "\r\n"), "\u{FEFF}" + form.text] {
      #expect(Self.said(try Self.source(Array(text.utf8))) == form.messages)
    }
  }

  @Test(
    "What is no transcript is refused with what it looks like",
    arguments: [
      ("version: \"3.1\"\nnlu:\n- intent: a\n", "YAML"), ("<!DOCTYPE html><html></html>", "HTML"),
      ("PK\u{3}\u{4}abc", "zip"), ("## intent:greet\n- hi\n", "Rasa"),
      ("2024-01-05 10:00:00 INFO up\n2024-01-05 10:00:01 WARN no disk\n", "log"),
      ("order,total\n1,2.5\n2,3.5\n", "no column is named text"),
      ("A2X,1327,5\nA3X,1327,4\n", "a table"),
    ])
  func refuses(text: String, what: String) throws {
    var message = ""
    do {
      let source = try Self.source(Array(text.utf8))
      message = Self.said(source).joined()
    } catch let fault as Fault {
      message = fault.place == nil ? "no place" : fault.message
    }
    #expect(message.contains(what))
  }

  @Test("Encodings are found out and said when guessed")
  func encodings() throws {
    let gb: [UInt8] =
      Array("speaker,text\n".utf8) + [
        0xC2, 0xF2, 0xBC, 0xD2, 0x2C, 0xCB, 0xAE, 0xBA, 0xF8, 0xC2, 0xA9, 0xCB, 0xAE,
      ]
    let source = try Self.source(gb)
    #expect(Self.said(source) == ["customer 买家: 水壶漏水"])
    #expect(source.notes.first?.contains("GB18030") == true)
    let wide = "Mia: caf\u{E9}\nBo: hi\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(Self.said(try Self.source([0xFF, 0xFE] + wide))[0].hasSuffix("café"))
    let returns = "speaker,text\rcustomer,awful\ragent,sorry\r"
    #expect(Self.said(try Self.source(Array(returns.utf8))).count == 2)
  }

  @Test("A column that is named wins, and one that is not there is told")
  func columns() throws {
    let text = Array("who,words,text\nMia,my pot leaks,x\nBo,hello,y\n".utf8)
    var options = TranscriptOptions()
    options.columns = [.text: "words"]
    #expect(Self.said(try Self.source(text, options))[0].hasSuffix("my pot leaks"))
    options.columns = [.text: "nope"]
    #expect(throws: Fault.self) { _ = try Self.source(text, options).notes }
  }

  @Test("Empty lines part conversations only where several speak between them")
  func blankLines() throws {
    func begins(_ text: String) throws -> Int {
      let source = try Self.source(Array(text.utf8))
      let (messages, _) = source.reader(file: "t").messages(in: source.beginning[...], firstLine: 1)
      return messages.count { $0.beginsConversation }
    }
    #expect(try begins("Agent: a\nCustomer: b\n\nAgent: c\nCustomer: d\n") == 1)
    #expect(try begins("Agent: a\n\nCustomer: b\n\nAgent: c\n\nCustomer: d\n") == 0)
    #expect(try begins("Ann: a\nBo Lee: b\n\nAnn: c\nBo Lee: d\n") == 0)
  }

  @Test("Forged counts in a partial summary are refused, and the largest sums hold")
  func forged() throws {
    let text = SentimentSummary().json.text
    for number in ["9223372036854775807", "-1"] {
      let forged = text.replacing("\"bad_rows\":0", with: "\"bad_rows\":\(number)")
        .replacing("\"customer\":[0", with: "\"customer\":[\(number)")
      #expect(throws: Fault.self) { try SentimentSummary.read(Array(forged.utf8), file: "p") }
    }
    let large = text.replacing("\"customer\":[0,0", with: "\"customer\":[1000000000000,9999")
    let part = try SentimentSummary.read(Array(large.utf8), file: "p")
    var sum = SentimentSummary()
    for _ in 0..<64 {
      sum.add(sum)
      sum.add(part)
    }
    #expect(sum.customer.messages > 0)
  }
}
