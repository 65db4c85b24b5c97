import Testing
import Text

@Suite struct WrappedTextTests {
  @Test(
    "Lines break between words, between Han characters, and never begin with a comma",
    arguments: [
      ("the kettle is late again", 12, "the kettle\nis late\nagain"),
      ("退货后三天内到账，请放心", 12, "退货后三天内\n到账，请放心"),
      ("short", 12, "short"), ("a\nb", 12, "a\nb"),
      ("supercalifragilistic", 12, "supercalifra\ngilistic"),
    ])
  func wraps(text: String, width: Int, lines: String) {
    let wrapped = text.wrapped(toWidth: width)
    #expect(wrapped.split(separator: "\n").allSatisfy { $0.displayWidth <= width })
    #expect(wrapped == lines)
  }

  @Test("A line that goes on is indented") func indents() {
    #expect("– one two three four".wrapped(toWidth: 10, indent: 2) == "– one two\n  three\n  four")
  }
}
