import Computing
import Testing

import Foresight

@Suite("Drift")
struct DriftTests {
  private func drawn(_ count: Int, seed: UInt64, shift: Double = 0) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in random.unit() + shift }
  }

  @Test("Chance alone moves nothing, on few rows and on many", arguments: [30, 60, 200, 5000])
  func nothing(count: Int) {
    var moved = 0
    for seed in 0..<40 {
      let drift = Drift([
        ("a", drawn(count, seed: UInt64(seed)), drawn(count, seed: UInt64(seed) + 1000))
      ])
      if drift.moved != nil { moved += 1 }
    }
    #expect(moved <= 1)
  }

  @Test("What moves is named, with where it was and is") func moves() throws {
    let drift = Drift([
      ("still", drawn(400, seed: 1), drawn(400, seed: 2)),
      ("moves", drawn(400, seed: 3), drawn(400, seed: 4, shift: 0.5)),
    ])
    let moved = try #require(drift.moved)
    #expect(moved.name == "moves" && abs(moved.now - moved.before - 0.5) < 0.1)
    #expect(drift.features.count == 2 && drift.features[0].name == "moves")
    #expect(!drift.features[1].hasMoved)
  }

  @Test("What is missing more than before has moved") func missing() {
    let now = drawn(400, seed: 6).enumerated().map { $0 % 2 == 0 ? Double.nan : $1 }
    #expect(Drift([("a", drawn(400, seed: 5), now)]).moved?.name == "a")
  }

  @Test("Few rows, one value and nothing at all say nothing") func little() {
    #expect(Drift([("a", [1, 2], [3, 4])]).features.isEmpty)
    let same = [Double](repeating: 1, count: 100)
    #expect(Drift([("a", same, same)]).moved == nil)
    let none = [Double](repeating: .nan, count: 100)
    #expect(Drift([("a", none, none)]).moved == nil)
  }
}
