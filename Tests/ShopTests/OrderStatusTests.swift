import Shop
import Testing

@Suite struct OrderStatusTests {
  @Test("Statuses are spelled as in the seed") func spells() {
    #expect(OrderStatus(rawValue: "return_requested") == .returnRequested)
  }
}
