import Computing
import Testing

import Foresight

@Suite("The shop ahead")
struct ShopTests {
  private func order(
    _ number: Int, customer: String = "c1", placed: Int, worth: Double = 50
  ) -> ShopHistory.Order {
    ShopHistory.Order(
      number: "\(number)", customer: customer, status: "shipped", country: "US", placed: placed,
      worth: worth)
  }

  private func delivered(_ count: Int) -> [ShopHistory.Order] {
    (0..<count).map { place in
      var found = order(place, placed: place)
      found.shipped = place + 1
      found.due = place + 6
      found.delivered = place + 1 + [3, 4, 4, 5, 5, 5, 6, 6, 7, 9][place % 10]
      return found
    }
  }

  @Test("An order arrives as others did, later ones given that they are late")
  func delivery() throws {
    let model = DeliveryForecast(delivered(200))
    #expect(model.backtest.speaks)
    var fresh = order(999, placed: 300)
    fresh.shipped = 301
    fresh.due = 306
    let early = try #require(model.expected(fresh, on: 301))
    #expect(early.day == 306 && early.latest >= 308)
    #expect(abs(try #require(early.late) - 0.4) < 0.02)
    let late = try #require(model.expected(fresh, on: 307))
    #expect(late.day > 307 && late.late == 1)
    let lost = try #require(model.expected(fresh, on: 340))
    #expect(lost.day > 340 && lost.latest >= lost.day)
  }

  @Test("A shop without deliveries says nothing of days")
  func noDelivery() {
    let model = DeliveryForecast([order(1, placed: 3)])
    #expect(!model.backtest.speaks && model.expected(order(2, placed: 4), on: 5) == nil)
  }

  @Test("What sells out is ordered, what does not is left; negative stock counts as nothing")
  func stock() throws {
    var shop = ShopHistory(today: 1000)
    for week in 0..<60 {
      for (product, count) in [("kettle", 10.0), ("rare", week % 20 == 0 ? 1 : 0)] where count > 0 {
        shop.purchases.append(
          .init(
            customer: "c\(week)", product: product, day: 1000 - week * 7, quantity: count,
            amount: 10))
      }
    }
    shop.stock = ["kettle": 12, "rare": 40, "never": -3]
    let items = StockForecast(shop).items
    let kettle = try #require(items.first { $0.product == "kettle" })
    #expect(abs(kettle.weeksLeft - 1.2) < 0.3 && kettle.order > 40 && kettle.chanceOut > 0.9)
    #expect(items.first { $0.product == "rare" }?.order == 0)
    #expect(items.allSatisfy { $0.stock >= 0 && $0.mean.allSatisfy { $0 >= 0 } })
  }

  @Test("Many returns in a short time stand out, one return does not")
  func returns() throws {
    var shop = ShopHistory(today: 500)
    for place in 0..<100 {
      var found = order(place, customer: "c\(place)", placed: 400 + place % 90)
      if place < 10 {
        found.returnOpened = 490
        found.returnReason = "too_small"
      }
      shop.orders.append(found)
    }
    for place in 100..<104 {
      var found = order(place, customer: "bad", placed: 440 + (place - 100) * 8)
      found.returnOpened = 460 + (place - 100) * 8
      found.returnReason = "not_received"
      shop.orders.append(found)
    }
    let flags = RiskFlags(shop).flags.filter(\.isReturn)
    let first = try #require(flags.first)
    #expect(first.order.customer == "bad" && first.score > 0.9)
    #expect(first.reasons.contains(.saidBefore("not_received", times: 3)))
    #expect(!flags.contains { $0.order.customer == "c1" })
  }

  @Test("Customers whose parcel is late write; the model finds it and the reasons say so")
  func writing() throws {
    var shop = ShopHistory(today: 400)
    var generator = SeededGenerator(seed: 3)
    for place in 0..<700 {
      var found = order(place, customer: "c\(place)", placed: 150 + place * 250 / 700)
      found.shipped = found.placed + 1
      found.due = found.placed + 5
      found.delivered = place % 3 == 0 ? found.placed + 12 : found.placed + 4
      if found.placed + 12 > 400 { found.delivered = nil }
      for day in found.placed..<400 where found.delivered.map({ day < $0 }) ?? true {
        if day - found.placed > 5, generator.unit() < 0.3 {
          shop.contacts.append(.init(order: found.number, day: day + 1, intent: "track_order"))
        }
      }
      shop.orders.append(found)
    }
    let found = try #require(WritingForecast(shop))
    #expect(found.backtest.speaks)
    let first = try #require(found.expected.first)
    #expect(400 - first.order.placed > 5 && first.chance > 0.15)
    #expect(first.reasons.contains { ["overdue", "placed", "shipped"].contains($0.feature) })
    shop.contacts = []
    #expect(WritingForecast(shop) == nil)
  }

  @Test("Who buys every month buys again, who bought once long ago does not")
  func rebuy() throws {
    var shop = ShopHistory(today: 700)
    for place in 0..<150 {
      let isRegular = place % 2 == 0
      let days = isRegular ? Array(stride(from: place, to: 700, by: 30)) : [place * 3]
      for day in days {
        shop.purchases.append(
          .init(
            customer: "c\(place)", product: "p\(place % 7)", day: day, quantity: 1, amount: 20))
      }
      shop.languages["c\(place)"] = place % 3 == 0 ? "zh" : "en"
    }
    let found = try #require(RebuyForecast(shop))
    #expect(found.backtest.speaks && found.groups.count <= 8)
    #expect(found.expected.first.map { Int($0.customer.dropFirst()).map { $0 % 2 } } == 0)
    #expect(found.groups.reduce(0) { $0 + $1.size } == found.expected.count)
    #expect(found.fairness?.groups.map(\.name) == ["en", "zh"])
    shop.purchases = Array(shop.purchases.prefix(20))
    #expect(RebuyForecast(shop) == nil)
  }

  @Test("Segments hold every customer once")
  func segments() {
    var orders: [String: [Double: Double]] = [:]
    for place in 0..<60 {
      for order in 0...place % 4 { orders["c\(place)", default: [:]][Double(order * 20)] = 10 }
    }
    let found = Segmentation(CustomerValues.Input(orders: orders, end: 100), count: 3)
    #expect(found.segments.reduce(0) { $0 + $1.size } == 60 && found.members.count == 60)
    #expect(abs(found.segments.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }
}
