import Formats
import Testing

@Suite struct DocumentTests {
  @Test(
    "A document is known by its beginning",
    arguments: [
      ("{\"a\":1}\n{\"a\":2}\n", DocumentKind.jsonLines), ("{\n  \"a\": 1\n}\n", .json),
      ("[{\"a\":1}]", .json), ("{\"a\":1}", .jsonLines), ("[09:12] Mia: hi\n", .text),
      ("[SPEAKER_01]: hi\n", .text), ("{\"a\":[\n{\"b\":1},\n{\"b\":2}]}\n", .json),
      ("{\"text\":\"cut\n{\"text\":\"b\"}\n", .jsonLines), ("nlu:\n- intent: a\n", .yaml),
      ("---\na: 1\nb: 2\n", .yaml), ("a:\n  b: 1\n", .yaml), ("Agent:\nhello\n", .text),
      ("<html><body></body></html>", .markup), ("<Mia> hello\n<Bo> hi\n", .text),
      ("WEBVTT\n", .captions), ("1\n00:00:01,000 --> 00:00:02,000\nhi\n", .captions),
      ("click here --> there\n", .text), ("name,text\n", .text), ("", .text),
      ("\u{1}\u{2}ab\u{3}\u{4}cd\n", .binary("no text")), ("hi\u{1}, what is in this line?", .text),
    ])
  func kinds(text: String, kind: DocumentKind) {
    #expect(DocumentKind.detect(Array(text.utf8)[...]) == kind)
  }

  @Test("Encodings are told by marks and by what stands in the bytes")
  func encodings() {
    #expect(TextEncoding.detect([0x63, 0xE9, 0x20]).encoding == .latin1)
    #expect(TextEncoding.detect((Array("é é".utf8) + [0xFF])[...]).encoding == .utf8)
    #expect(
      TextEncoding.detect([0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0, 0x0A, 0]).encoding == .utf16Little)
    let gb: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3, 0xA3, 0xAC, 0xCB, 0xAE, 0xBA, 0xF8]
    let (text, detection) = TextEncoding.decoded(gb)
    #expect(String(decoding: text, as: UTF8.self) == "你好，水壶" && detection.isGuess)
    let windows = TextEncoding.decoded([0x93, 0x68, 0x69, 0x94, 0x20, 0xE9]).text
    #expect(String(decoding: windows, as: UTF8.self) == "“hi” é")
  }

  @Test("Half a character at the end of a piece waits for its other half", arguments: [1, 2, 3, 5])
  func pieces(size: Int) {
    let gb: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3, 0x41, 0x90, 0x30, 0x81, 0x30]
    let wide: [UInt8] = [0x42, 0x6C, 0x3D, 0xD8, 0x00, 0xDE]
    for (encoding, bytes, wanted) in [
      (TextEncoding.gb18030, gb, "你好A𐀀"), (.utf16Little, wide, "求😀"),
    ] {
      var decoder = TextDecoder(encoding)
      var text: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        text += decoder.decode(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(String(decoding: text, as: UTF8.self) == wanted)
    }
  }

  @Test("JSON writes controls beyond ASCII as escapes, and reads them again")
  func escapes() throws {
    let text = "a\u{85}b\u{202E}c\u{1B}é€😀"
    let written = JSON.string(text).text
    #expect(written == "\"a\\u0085b\\u202ec\\u001bé€😀\"")
    #expect(try JSONReader.read(Array(written.utf8), file: "j").string() == text)
  }

  @Test("JUnit has times and unique names")
  func junit() {
    let cases = (0..<2).map { _ in
      JUnit.Case(group: "g", name: "a<b\u{1B}", failure: nil, seconds: 0.25)
    }
    let xml = JUnit.xml(suite: "s", cases)
    #expect(xml.contains("name=\"a&lt;b␛\" time=\"0.25\"/>"))
    #expect(xml.contains("name=\"a&lt;b␛ (2)\" time=\"0.25\"/>"))
  }
}
