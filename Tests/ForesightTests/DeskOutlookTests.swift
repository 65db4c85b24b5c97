import Foresight
import Testing

/// What an agent is told of a customer who writes.
@Suite struct DeskOutlookTests {
  private static let today = 500

  private static func order(
    _ number: String, of customer: String, placed: Int, due: Int, delivered: Int? = nil,
    worth: Double = 50
  ) -> ShopHistory.Order {
    var order = ShopHistory.Order(
      number: number, customer: customer, status: delivered == nil ? "shipped" : "delivered",
      country: "US", placed: placed, worth: worth)
    order.carrier = "Heron"
    order.shipped = placed + 1
    order.due = due
    order.delivered = delivered
    return order
  }

  /// Deliveries that take 3 to 12 days.
  private static var shop: ShopHistory {
    var shop = ShopHistory(today: today)
    for place in 0..<200 {
      let placed = 200 + place
      shop.orders.append(
        order(
          "\(place)", of: "c\(place)", placed: placed, due: placed + 6,
          delivered: placed + 4 + place * 7 % 10))
    }
    return shop
  }

  @Test("A promise that is past is no promise; one that may hold is left in peace")
  func late() throws {
    var shop = Self.shop
    let overdue = Self.order("late", of: "a", placed: 490, due: 496)
    let young = Self.order("young", of: "a", placed: 499, due: 520)
    shop.orders += [overdue, young]
    let outlook = DeskOutlook(shop, threshold: 0.98, days: 30)
    #expect(outlook.delivery.backtest.speaks)
    let expected = try #require(outlook.late(overdue))
    #expect(expected.late == 1)
    #expect(expected.day > Self.today && expected.latest > expected.day)
    #expect(outlook.late(young) == nil)
  }

  @Test("What arrived, was cancelled or was never promised is not late")
  func notLate() {
    let outlook = DeskOutlook(Self.shop, threshold: 0.98, days: 30)
    var order = Self.order("x", of: "a", placed: 480, due: 486)
    #expect(outlook.late(order) != nil)
    order.status = "cancelled"
    #expect(outlook.late(order) == nil)
    order.status = "shipped"
    order.delivered = 490
    #expect(outlook.late(order) == nil)
    order.delivered = nil
    order.due = nil
    #expect(outlook.late(order) == nil)
  }

  @Test("With no deliveries known nothing is said")
  func silent() {
    let order = Self.order("x", of: "a", placed: 480, due: 486)
    var shop = ShopHistory(today: Self.today)
    shop.orders = [order]
    let outlook = DeskOutlook(shop, threshold: 0.98, days: 30)
    #expect(outlook.late(order) == nil)
    #expect(outlook.offers(to: "a", limit: 3) { _ in true }.isEmpty)
  }

  @Test("A flag is open for some days, and its reasons weigh as much as it surprises")
  func flags() throws {
    var shop = Self.shop
    shop.orders.append(Self.order("dear", of: "a", placed: 495, due: 501, worth: 5_000))
    let open = try #require(DeskOutlook(shop, threshold: 0.98, days: 30).flags["a"]?.first)
    #expect(open.order.number == "dear")
    #expect(open.reasons.count == open.weights.count && open.weights.allSatisfy { $0 > 0 })
    #expect(open.weights == open.weights.sorted(by: >))
    shop.today = 540
    #expect(DeskOutlook(shop, threshold: 0.98, days: 30).flags["a"] == nil)
  }
}
