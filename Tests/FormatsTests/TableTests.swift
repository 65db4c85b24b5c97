import Diagnostics
import Formats
import Testing

@Suite struct TableTests {
  static func records(_ text: String, _ separator: Character = ",", lenient: Bool = false) throws
    -> [[String]]
  {
    var reader = DelimitedReader(
      Array(text.utf8), separator: separator.asciiValue ?? 0x2C, file: "t")
    var fields: [DelimitedReader.Field] = []
    var records: [[String]] = []
    while try reader.next(into: &fields, lenient: lenient) { records.append(fields.map(\.text)) }
    return records
  }

  @Test("Quotes may hold separators, quotes and line breaks; blanks before a quote fall away")
  func quotes() throws {
    #expect(
      try Self.records("a,\"b, \"\"c\"\"\nd\"\r\n1, \"2\",\n") == [
        ["a", "b, \"c\"\nd"], ["1", "2", ""],
      ])
    #expect(try Self.records("a;b\n\n,\n", ";") == [["a", "b"], [","]])
  }

  @Test(
    "A quote that never closes or ends amid a field is told with its place",
    arguments: [
      ("a,b\n1,\"x\n", "t:2:3: a quote opens here"),
      ("a,\"b\"c\n", "t:1:3: a quoted field must end"),
    ])
  func brokenQuotes(text: String, fault: String) throws {
    let error = #expect(throws: Fault.self) { try Self.records(text) }
    #expect(error?.description.hasPrefix(fault) == true)
    #expect(
      try Self.records(text, lenient: true).count == 1 + text.split(separator: "\n").count - 1)
  }

  @Test(
    "The separator is found, and whether there is a header",
    arguments: [
      ("text,intent\nhi,greet\n", ",", true), ("text;intent\nhello, there;greet\n", ";", true),
      ("text\tintent\na, b\tgreet\n", "\t", true), ("a|b\n1|2\n", "|", true),
      ("sep=;\na;b\n1;2\n", ";", true), ("A2X,13,5\nA3X,13,4\n", ",", false),
      ("hello there,greet\nbye now,bye\n", ",", false),
    ])
  func layouts(text: String, separator: Character, hasHeader: Bool) {
    let layout = TableLayout.detect(Array(text.utf8)[...]) { ["text", "intent"].contains($0) }
    #expect(layout.separator == separator.asciiValue)
    #expect(layout.hasHeader { ["text", "intent"].contains($0) } == hasHeader)
  }

  @Test("Written records read again; formulas and controls are defused for spreadsheets")
  func writes() throws {
    let fields = ["a,b", "say \"hi\"", "two\nlines", "=1+1"]
    #expect(try Self.records(CSV.plain(fields)) == [fields])
    #expect(
      CSV.record(["=1+1", "-3.5", "＝A1", "x\n=2", "\u{1B}[31m"]) == "'=1+1,-3.5,'＝A1,x '=2,␛[31m")
  }

  @Test("The most specific of several names wins")
  func names() {
    #expect(ColumnNames.column(.conversation, in: ["id", "Session ID", "Conversation-Id"]) == 2)
    #expect(ColumnNames.column(.text, in: ["content", "message_text"]) == 1)
    #expect(ColumnNames.column(.text, in: ["会话ID", "消息内容"]) == 1)
  }
}
