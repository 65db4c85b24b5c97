import Computing
import Diagnostics
import Computing
import Testing

import Foresight

@Suite("Customers")
struct CustomerTests {
  /// Customers who buy and leave as the model says.
  private func made(_ count: Int, modified: Bool) -> [BuyingHistory] {
    var generator = SeededGenerator(seed: 11)
    func exponential(_ rate: Double) -> Double { -Mathematics.log(1 - generator.unit()) / rate }
    return (0..<count).map { _ in
      // Rates of shape 1 and rate 4; chances to leave uniform: shapes 1 and 1.
      let (rate, leaves) = (exponential(4), generator.unit())
      var (time, last, repeats) = (0.0, 0.0, 0.0)
      if !modified || generator.unit() >= leaves {
        while true {
          time += exponential(max(rate, 1e-9))
          if time > 40 { break }
          repeats += 1
          last = time
          if generator.unit() < leaves { break }
        }
      }
      return BuyingHistory(repeats: repeats, recency: last, age: 40)
    }
  }

  @Test(
    "Parameters come back from customers made with them",
    arguments: [BuyingModel.Kind.bgNBD, .mbgNBD])
  func parameters(kind: BuyingModel.Kind) {
    let model = BuyingModel(kind, fitting: made(20_000, modified: kind == .mbgNBD))
    #expect(abs(model.r - 1) < 0.12 && abs(model.alpha - 4) < 0.6)
    #expect(abs(model.a / (model.a + model.b) - 0.5) < 0.06)
  }

  @Test("The expected purchases are those of the published example")
  func example() {
    // Fader, Hardie and Lee's own spreadsheet: customer 1 of CDNOW and their parameters.
    let model = BuyingModel(.bgNBD, r: 0.242594, alpha: 4.413532, a: 0.792920, b: 2.425896)
    let history = BuyingHistory(repeats: 2, recency: 30.43, age: 38.86)
    #expect(abs(model.expected(history, next: 39) - 1.226) < 0.005)
  }

  @Test(
    "Fitting always ends in numbers",
    arguments: [
      [BuyingHistory(repeats: 0, recency: 0, age: 10)],
      [BuyingHistory](repeating: .init(repeats: 5, recency: 10, age: 10), count: 50),
      (0..<40).map { BuyingHistory(repeats: Double($0 * $0), recency: Double($0), age: 40) },
    ])
  func converges(histories: [BuyingHistory]) {
    for kind in BuyingModel.Kind.allCases {
      let model = BuyingModel(kind, fitting: histories)
      #expect([model.r, model.alpha, model.a, model.b].allSatisfy { $0.isFinite && $0 > 0 })
      for history in histories {
        #expect(model.expected(history, next: 20) >= 0)
        #expect((0...1).contains(model.alive(history)))
      }
    }
  }

  @Test("A customer's own mean counts the more, the more often it was seen")
  func spend() {
    // Counts differ, so that the spread within customers can be told from that between them.
    var generator = SeededGenerator(seed: 8)
    var (counts, spends): ([Double], [Double]) = ([], [])
    for place in 0..<2000 {
      let own = 20 + Double(place % 10) * 6
      let count = place % 7 + 1
      let sum = (0..<count).reduce(0.0) { sum, _ in sum + own * (0.7 + 0.6 * generator.unit()) }
      counts.append(Double(count))
      spends.append(sum / Double(count))
    }
    let model = SpendModel(counts: counts, spends: spends)
    let few = model.expected(count: 1, mean: 74)
    let many = model.expected(count: 50, mean: 74)
    #expect(few > 60 && few < many && abs(many - 74) < 2)
    #expect(abs(model.expected(count: 0, mean: 0) - 47) < 4)
  }

  @Test("Orders become histories in weeks; wrong tables are told what they need")
  func input() throws {
    let table = try TableReader.read(
      Array(
        "customer,day,spend\na,2026-01-01,5\na,2026-01-15,7\nb,2026-01-08,9\na,2026-01-15,1\n".utf8),
      file: "o.csv"
    ).table
    let input = try CustomerValues.Input(table, file: "o.csv")
    #expect(input.names == ["a", "b"])
    #expect(input.histories[0] == BuyingHistory(repeats: 1, recency: 2, age: 2))
    #expect(input.spends == [8, 0])
    #expect(throws: Fault.self) {
      try CustomerValues.Input(
        TableReader.read(Array("x\n1\n".utf8), file: "o.csv").table, file: "o.csv")
    }
  }

  @Test("Three heaps of points are three groups, the same for a seed")
  func means() {
    var generator = SeededGenerator(seed: 2)
    let rows = (0..<90).map { [Double($0 % 3) * 10 + generator.unit(), generator.unit()] }
    let found = KMeans(rows, count: 3)
    for place in 0..<90 { #expect(found.groups[place] == found.groups[place % 3]) }
    #expect(Set(found.groups).count == 3 && found.squares < 20)
    #expect(found.group([20.5, 0.5]) == found.groups[2])
    #expect(KMeans(rows, count: 3).groups == found.groups)
  }
}
