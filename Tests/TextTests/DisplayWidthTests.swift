import Testing
import Text

@Suite struct DisplayWidthTests {
  @Test(
    "Wide characters take two columns, marks none",
    arguments: [("kettle", 6), ("水壶", 4), ("café", 4), ("cafe\u{301}", 4), ("👍🏽!", 3), ("", 0)])
  func measures(text: String, width: Int) { #expect(text.displayWidth == width) }

  @Test("A cut text says so and fits") func cuts() {
    #expect("不锈钢水壶".truncated(toWidth: 6) == "不锈…")
    #expect("kettle".truncated(toWidth: 6) == "kettle")
    #expect("水".padded(toWidth: 4) == "水  ")
  }

  @Test("No control survives being shown") func shows() {
    #expect("a\u{1B}[31mb\u{7}".visible() == "a␛[31mb␇")
    #expect("\u{202E}x".visible() == "<U+202E>x")
    #expect("a\nb".visible(keepingLines: true) == "a\nb")
  }
}
