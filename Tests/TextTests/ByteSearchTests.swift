import Testing
import Text

@Suite struct ByteSearchTests {
  @Test(
    "A text holds what stands in it, byte for byte",
    arguments: [
      ("where is my order", "order", true), ("where is my order", "where is my order", true),
      ("where is my order", "orders", false), ("order", "where is my order", false),
      ("aaab", "aab", true), ("我的订单呢", "订单", true), ("我的订单呢", "订呢", false),
      ("", "a", false), ("abc", "", true), ("", "", true), ("ORDER", "order", false),
    ] as [(String, String, Bool)])
  func holds(_ text: String, _ part: String, _ expected: Bool) {
    #expect(text.holds(part) == expected)
    #expect(text[...].holds(part[...]) == expected)
  }
}
