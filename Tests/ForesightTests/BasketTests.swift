import Computing
import Diagnostics
import Computing
import Testing

import Foresight

@Suite("Baskets")
struct BasketTests {
  private func made(_ count: Int, seed: UInt64) -> Baskets {
    var generator = SeededGenerator(seed: seed)
    return Baskets(
      (0..<count).map { _ in
        (0..<9).filter { item in generator.unit() < 0.6 / Double(item % 4 + 1) }.map { "i\($0)" }
      }.filter { !$0.isEmpty })
  }

  @Test("The frequent sets are exactly those that counting finds", arguments: [1, 2, 3])
  func exact(seed: UInt64) throws {
    let baskets = made(120, seed: seed)
    let sets = try FrequentSets(baskets, support: 6)
    var counted: [Set<Int32>: Int] = [:]
    for bits in 1..<1 << baskets.items.count {
      let set = Set((0..<Int32(baskets.items.count)).filter { bits >> Int($0) & 1 == 1 })
      let support = baskets.baskets.count { set.isSubset(of: $0) }
      if support >= 6 { counted[set] = support }
    }
    var found: [Set<Int32>: Int] = [:]
    for place in 0..<sets.count { found[Set(sets.set(place))] = Int(sets.supports[place]) }
    #expect(found.count == sets.count)
    #expect(found == counted)
  }

  @Test("Rules have the support, confidence and lift of their baskets")
  func rules() throws {
    let baskets = Baskets([["a", "b"], ["a", "b", "c"], ["a"], ["b", "c"], ["c"]])
    let sets = try FrequentSets(baskets, support: 2)
    let rules = AssociationRule.rules(sets, baskets: 5, confidence: 0.6)
    let said = rules.map { rule in
      rule.body.map { baskets.items[Int($0)] }.joined() + ">" + baskets.items[Int(rule.head)]
    }
    #expect(Set(said) == ["a>b", "b>a", "b>c", "c>b"])
    let first = try #require(rules.first)
    #expect(first.support == 2 && abs(first.confidence - 2.0 / 3) < 1e-12)
    #expect(abs(first.lift - 10.0 / 9) < 1e-12)
    let later = rules[0].confidence(in: Baskets([["a", "b", "c"]]))
    #expect(later.asked == 1 && later.confidence == 1)
  }

  @Test("One enormous basket ends, and too many sets are refused")
  func enormous() throws {
    let items = (0..<3000).map { "i\($0)" }
    let sets = try FrequentSets(Baskets([items, ["i1", "i2"], ["i1"]]), support: 2)
    #expect(sets.count == 3)
    #expect(throws: Fault.self) { try FrequentSets(Baskets([items, items]), support: 2) }
  }

  @Test("A file has a basket a line, its items once")
  func file() throws {
    let baskets = try Baskets.read(Array("茶, milk ,milk\r\n\nmilk\n".utf8), file: "b.txt")
    #expect(baskets.items == ["milk", "茶"])
    #expect(baskets.baskets == [[0, 1], [0]])
    #expect(throws: Fault.self) { try Baskets.read([], file: "b.txt") }
  }
}
