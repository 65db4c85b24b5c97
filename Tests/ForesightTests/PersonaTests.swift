import Computing
import Testing

import Foresight

@Suite("Personas and offers")
struct PersonaTests {
  /// People of two kinds: one buys the first goods, the other the last.
  private func made(_ count: Int, seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { place in
      var row = [Double](repeating: 0, count: 6)
      for _ in 0..<8 { row[generator.below(3) + (place % 2 == 0 ? 0 : 3)] += 1 }
      return row
    }
  }

  @Test("Two kinds of people are told apart, and what they buy next is known better for it")
  func kinds() {
    var settings = Personas.Settings()
    settings.count = 2
    let (now, later) = (made(200, seed: 1), made(200, seed: 2))
    let found = Personas(now, settings: settings)
    let places = now.map { row in
      let chances = found.belongs(row)
      return chances[0] > chances[1] ? 0 : 1
    }
    #expect(Set(stride(from: 0, to: 200, by: 2).map { places[$0] }).count == 1)
    #expect(places[0] != places[1])
    let perplexity = found.perplexity(now, later: later)
    #expect(abs(perplexity.everybody - 6) < 0.1)
    #expect(perplexity.group < 3.4 && perplexity.own < 3.4)
    #expect(Set(found.marks(places[0]).map(\.kind)).isSubset(of: [0, 1, 2]))
  }

  @Test("Chances sum to one, with nothing bought too, and the same seed gives the same")
  func sums() {
    let rows = made(60, seed: 3) + [[Double](repeating: 0, count: 6)]
    let (found, again) = (Personas(rows, seed: 5), Personas(rows, seed: 5))
    #expect(found.shares == again.shares)
    for row in rows {
      #expect(abs(found.next(row).reduce(0, +) - 1) < 1e-9)
      #expect(abs(found.belongs(row).reduce(0, +) - 1) < 1e-9)
    }
    #expect(Personas([]).shares.isEmpty == false || Personas([]).everybody.isEmpty)
  }

  @Test("Habits of one's own outweigh the group in time")
  func own() {
    let found = Personas(made(200, seed: 1))
    var odd = [Double](repeating: 0, count: 6)
    odd[5] = 4000
    #expect(found.next(odd)[5] > 0.9)
  }

  @Test("What is bought after a kettle is offered to whoever has one, and not to others")
  func offers() throws {
    var shop = ShopHistory(today: 800)
    for place in 0..<120 {
      let name = "c\(place)"
      func buy(_ product: String, _ day: Int) {
        shop.purchases.append(
          .init(customer: name, product: product, day: day, quantity: 1, amount: 9))
      }
      buy(place % 2 == 0 ? "kettle" : "cup", 100 + place * 5)
      if place % 4 == 0 { buy("descaler", 120 + place * 5) }
      if place % 3 == 1 { buy("spoon", 300 + place) }
    }
    let found = NextOffers(shop)
    let first = try #require(found.offers(for: ["kettle": 700]) { _ in true }.first)
    #expect(first.product == "descaler" && first.because == "kettle" && first.since == 700)
    #expect(first.bought > 20 && first.asked <= 60 && (0.01...0.9).contains(first.chance))
    #expect(!found.offers(for: ["cup": 700]) { _ in true }.contains { $0.product == "descaler" })
    #expect(found.offers(for: ["kettle": 700, "descaler": 701]) { _ in true }.isEmpty)
    #expect(found.offers(for: ["kettle": 700]) { $0 != "descaler" }.isEmpty)
    #expect(NextOffers(ShopHistory(today: 1)).backtest.speaks == false)
  }
}
