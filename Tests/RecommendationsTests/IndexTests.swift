import Recommendations
import Testing

@Suite struct IndexTests {
  @Test("Indices order by place") func orders() { #expect(ProductIndex(1) < ProductIndex(2)) }
}
