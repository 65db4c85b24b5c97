import Computing
import Quantities
import Shop

/// `interactions.csv`: what the sample shop's orders hold, and what others bought before.
enum SampleInteractions {
  static let count = 8_000

  static func make(
    _ people: [SamplePerson], _ orders: [SampleOrder], _ taste: SampleTaste,
    _ random: inout SeededGenerator
  ) -> String {
    var rows: [(day: Int, customer: String, product: Int, quantity: Int, rating: Int?)] = []
    for order in orders {
      for item in order.items {
        let rating = order.delivered == nil ? nil : rating(taste.products[item.product], &random)
        rows.append(
          (order.placed, people[order.person].id, item.product, item.quantity, rating))
      }
    }
    var guest = 0
    while rows.count < count {
      guest += 1
      let customer = "g\(1000 + guest)"
      let segment = random.below(6)
      for _ in 0..<random.within(1...4) {
        let day = -random.within(20...700)
        var basket: [Int] = []
        for _ in 0...random.place(in: [25, 30, 25, 20]) where rows.count < count {
          let place = taste.product(for: segment, with: basket, &random)
          basket.append(place)
          rows.append(
            (
              day, customer, place, random.chance(0.12) ? 2 : 1,
              rating(taste.products[place], &random)
            ))
        }
      }
    }
    rows.sort { ($0.day, $0.customer, $0.product) < ($1.day, $1.customer, $1.product) }
    return "customer,product,timestamp,quantity,rating\n"
      + rows.map { row in
        "\(row.customer),\(taste.products[row.product].id),\(row.day)d,\(row.quantity),"
          + (row.rating.map(String.init) ?? "") + "\n"
      }.joined()
  }

  /// Four in ten rate; stars lie around the product's mean.
  private static func rating(_ product: Product, _ random: inout SeededGenerator) -> Int? {
    guard random.chance(0.4) else { return nil }
    let mean = product.rating ?? 4
    let drawn = mean + (random.unit() + random.unit() + random.unit() - 1.5) * 2.2
    return min(5, max(1, Int(drawn.rounded())))
  }
}
