import Computing
import Shop

/// The sample shop's orders, in every state.
enum SampleOrders {
  static let count = 600

  /// The life an order has.
  enum Fate: CaseIterable {
    case pending, processed, shipped, late, delivered, older, cancelled, returning, returned
    case exchanging
  }

  /// How many of a hundred orders meet each fate, in the order of the cases.
  private static let shares: [Double] = [8, 5, 8, 4, 27, 27, 6, 5, 7, 3]

  /// Orders that tests and examples rely on: a number, whose, its fate, what, and when.
  private static let fixed:
    [(number: String, person: Int, fate: Fate, skus: [String], placed: Int)] =
      [
        ("10234", 0, .delivered, ["KET-101-1", "TBL-101-1", "TEA-112-1"], -12),
        ("10412", 0, .pending, ["TCW-101-1", "TEA-103-1"], -1),
        ("10377", 0, .late, ["BAG-101-1"], -8),
        ("10055", 0, .older, ["TCW-120-1"], -52),
        ("10298", 0, .returned, ["LGT-101-1"], -24),
        ("10518", 1, .delivered, ["TCW-104-2", "TEA-104-1"], -14),
        ("10533", 1, .pending, ["TCW-106-1"], 0),
        ("10489", 1, .shipped, ["AUD-103-1"], -6),
        ("10466", 1, .returning, ["BED-105-1"], -20),
      ]

  static func make(
    _ people: [SamplePerson], _ taste: SampleTaste, _ prices: DeliveryPrices,
    _ random: inout SeededGenerator
  ) -> [SampleOrder] {
    let variants = Dictionary(
      taste.products.enumerated().flatMap { place, product in
        product.variants.map { ($0.sku, (place, $0)) }
      }, uniquingKeysWith: { first, _ in first })
    // Numbers are drawn without order, so that they don't tell how much the shop sells.
    var numbers = (10_000...19_999).map(String.init).filter { number in
      !fixed.contains { $0.number == number }
    }
    numbers.shuffle(using: &random)
    var orders: [SampleOrder] = []
    for place in 0..<count {
      var order = SampleOrder()
      let fate: Fate
      if place < fixed.count {
        let known = fixed[place]
        fate = known.fate
        order.number = known.number
        order.person = known.person
        order.placed = known.placed
        order.items = known.skus.compactMap { sku in
          variants[sku].map { (product: $0.0, variant: $0.1, quantity: 1) }
        }
      } else {
        fate = Fate.allCases[random.place(in: shares)]
        order.number = numbers[place]
        order.person = 2 + random.below(people.count - 2)
        order.placed = -daysAgo(fate, &random)
        order.items = basket(people[order.person].segment, taste, &random)
      }
      live(&order, fate, people[order.person], prices, taste, &random)
      orders.append(order)
    }
    return orders.sorted { ($0.placed, $0.number) < ($1.placed, $1.number) }
  }

  private static func daysAgo(_ fate: Fate, _ random: inout SeededGenerator) -> Int {
    switch fate {
    case .pending: random.within(0...1)
    case .processed: random.within(1...3)
    case .shipped: random.within(2...5)
    case .late: random.within(8...13)
    case .delivered: random.within(9...34)
    case .older: random.within(38...330)
    case .cancelled: random.within(0...120)
    case .returning: random.within(12...32)
    case .returned: random.within(20...150)
    case .exchanging: random.within(12...30)
    }
  }

  private static func basket(
    _ segment: Int, _ taste: SampleTaste, _ random: inout SeededGenerator
  ) -> [(product: Int, variant: Variant, quantity: Int)] {
    var places: [Int] = []
    let size = 1 + random.place(in: [40, 33, 18, 9])
    while places.count < size {
      places.append(taste.product(for: segment, with: places, &random))
    }
    return places.map {
      (
        product: $0, variant: random.pick(taste.products[$0].variants),
        quantity: random.chance(0.15) ? 2 : 1
      )
    }
  }

  /// Gives an order its days: when it was packed, sent, due, and what came after.
  private static func live(
    _ order: inout SampleOrder, _ fate: Fate, _ person: SamplePerson, _ prices: DeliveryPrices,
    _ taste: SampleTaste, _ random: inout SeededGenerator
  ) {
    order.method = person.methods[order.items.count > 2 ? 0 : random.below(person.methods.count)].id
    if order.person < 2 { order.method = person.methods[0].id }
    order.shipping = prices.shipping(order.subtotal, abroad: person.isAbroad)
    order.carrier = random.pick(["Northwest Parcel", "Bluebird Express"])
    order.tracking =
      (order.carrier.hasPrefix("N") ? "NWP" : "BBX") + String(10_000_000 + random.below(90_000_000))
    let travel = person.isAbroad ? random.within(7...10) : random.within(2...5)
    let promised = person.isAbroad ? 12 : 6
    let slack = fate == .older ? random.place(in: [80, 8, 6, 3, 3]) * 2 : 0
    order.due = order.placed + promised
    switch fate {
    case .pending: return
    case .processed:
      order.packed = min(0, order.placed + random.within(0...1))
      return
    case .cancelled:
      let reason = random.pick(["no_longer_needed", "ordered_by_mistake", "found_cheaper"])
      let day = min(0, order.placed + random.within(0...1))
      order.cancelled = day
      order.cancelReason = reason
      refund(&order, opened: day, &random)
      return
    case .shipped:
      order.packed = min(-1, order.placed + 1)
      order.shipped = min(0, order.placed + 2)
      order.due = max(order.due, random.within(0...3))
      return
    case .late:
      order.packed = order.placed + 1
      order.shipped = order.placed + 2
      order.due = min(-1, order.placed + 7)
      return
    case .delivered, .older, .returning, .returned, .exchanging: break
    }
    order.packed = order.placed
    order.shipped = order.placed + 1
    let late = fate == .delivered ? (random.chance(0.12) ? random.within(1...4) : 0) : slack
    let arrival = late > 0 ? order.due + late : order.placed + 1 + min(travel, promised - 1)
    order.delivered = min(order.number == "10234" ? -8 : 0, arrival)
    if order.number == "10234" {
      order.shipped = -10
      order.due = -7
    }
    sendBack(&order, fate, taste, &random)
  }

  private static func sendBack(
    _ order: inout SampleOrder, _ fate: Fate, _ taste: SampleTaste,
    _ random: inout SeededGenerator
  ) {
    guard let delivered = order.delivered, [.returning, .returned, .exchanging].contains(fate)
    else { return }
    let opened = min(0, delivered + random.within(1...4))
    let lines = [1]
    order.returnReason = random.pick(["damaged", "not_as_described", "changed_mind", "wrong_size"])
    switch fate {
    case .exchanging:
      let (place, wrong, _) = order.items[0]
      let others = taste.products[place].variants.filter { $0.sku != wrong.sku }
      order.newSKU = others.isEmpty ? wrong.sku : random.pick(others).sku
      order.returned = (opened, nil, .exchange, lines)
    case .returned:
      let received = min(-1, opened + random.within(3...6))
      order.returned = (opened, received, .return, lines)
      refund(&order, opened: order.number == "10298" ? -3 : received, &random)
    default: order.returned = (opened, nil, .return, lines)
    }
  }

  private static func refund(
    _ order: inout SampleOrder, opened: Int, _ random: inout SeededGenerator
  ) {
    let days =
      order.method.hasPrefix("gift") ? 0 : order.method.hasPrefix("paypal") ? 3 : 7
    // A few take longer than promised: those are what customers write about.
    let due = opened + days
    order.refund = (opened, due, due <= 0 && !random.chance(0.08))
  }
}
