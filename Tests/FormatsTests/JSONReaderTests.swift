import Diagnostics
import Formats
import Testing

@Suite struct JSONReaderTests {
  @Test(
    "A fault names line, column, what was found and what would be right",
    arguments: [
      ("{\"a\": 1,}", 1, 9, "remove the comma"),
      ("{\n  \"a\": tru\n}", 2, 8, "did you mean true"),
      ("[1, 2", 1, 6, "the end of the file"),
      ("{\"a\" 1}", 1, 6, "expected \":\""),
      ("[\"你好\", x]", 1, 8, "found \"x\""),
      ("{\"a\":1,\"a\":2}", 1, 8, "twice"),
      ("[01]", 1, 3, "does not begin with 0"),
    ])
  func locatesFaults(text: String, line: Int, column: Int, words: String) throws {
    let fault = #expect(throws: Fault.self) {
      try JSONReader.read(Array(text.utf8), file: "x.json")
    }
    #expect(fault?.place == Place(line: line, column: column))
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test("Strings come out unescaped, surrogate pairs joined, lone ones replaced")
  func unescapes() throws {
    let node = try JSONReader.read(
      Array(#"["a\n\"b\"", "\ud83d\ude00", "\ud83dx"]"#.utf8), file: "")
    #expect(try node.strings() == ["a\n\"b\"", "😀", "\u{FFFD}x"])
  }

  @Test("A wrong type is named with its key")
  func namesTheKey() throws {
    let node = try JSONReader.read(Array(#"{"utterances": 7}"#.utf8), file: "returns.json")
    let value = try #require(node["utterances"])
    let fault = #expect(throws: Fault.self) { try value.strings("utterances") }
    #expect(
      fault?.description
        == "returns.json:1:16: \"utterances\" must be a list of strings, found the number 7")
  }

  @Test("A hundred thousand open brackets are refused, not followed")
  func refusesDepth() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: Fault.self) { try JSONReader.read(deep, file: "") }
  }

  @Test("What is written reads back as it was")
  func writesWhatItReads() throws {
    let json: JSON = ["text": "a\"b\\c\n\u{1}é中", "n": .number(-0.25), "list": [1, true, nil]]
    #expect(
      json.text == #"{"text":"a\"b\\c\n\u0001é中","n":-0.25,"list":[1,true,null]}"#)
    let node = try JSONReader.read(Array(json.text.utf8), file: "")
    #expect(try node.required("text").string() == "a\"b\\c\n\u{1}é中")
  }
}
