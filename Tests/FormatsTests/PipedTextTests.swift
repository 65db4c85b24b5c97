import Formats
import Testing

@Suite struct PipedTextTests {
  /// 退货 and Käse in the encodings people have.
  @Test(
    "Text that arrives in pieces is read in the encoding that its first bytes beyond ASCII show",
    arguments: [
      ([0xCD, 0xCB, 0xBB, 0xF5, 0x0A] as [UInt8], "退货\n", "GB18030"),
      ([0x4B, 0xE4, 0x73, 0x65, 0x0A], "Käse\n", "Latin-1"),
    ])
  func readsLateGuess(bytes: [UInt8], text: String, encoding: String) {
    var pipe = PipedText()
    #expect(pipe.decode(Array("hello\n".utf8)) == Array("hello\n".utf8))
    #expect(pipe.note == nil)
    #expect(String(decoding: pipe.decode(bytes), as: UTF8.self) == text)
    #expect(pipe.note == "not UTF-8; read as \(encoding)")
    // Half a character waits for its other half.
    let halves = pipe.decode([bytes[0]]) + pipe.decode(Array(bytes[1...]))
    #expect(String(decoding: halves, as: UTF8.self) == text)
  }

  @Test("A mark tells the encoding and is no text")
  func readsMark() {
    var pipe = PipedText()
    let wide: [UInt8] = [0xFF, 0xFE, 0x00, 0x90, 0x27, 0x8D, 0x0A, 0x00]
    #expect(String(decoding: pipe.decode(wide), as: UTF8.self) == "退货\n")
    #expect(pipe.note == nil)
  }

  @Test("A piece that ends within a character of UTF-8 is UTF-8")
  func keepsUTF8() {
    var pipe = PipedText()
    let bytes = Array("où est ma commande ? 退".utf8)
    let read =
      pipe.decode(Array(bytes[..<(bytes.count - 1)])) + pipe.decode([bytes[bytes.count - 1]])
    #expect(read == bytes)
    #expect(pipe.note == nil)
  }
}
