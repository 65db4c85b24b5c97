import Computing
import Testing

import Foresight

@Suite("Pareto/NBD")
struct ParetoTests {
  @Test("Parameters come back from customers made with them")
  func parameters() {
    var generator = SeededGenerator(seed: 12)
    func exponential(_ rate: Double) -> Double { -Mathematics.log(1 - generator.unit()) / rate }
    // Both rates of shape 1: buying at rate 3, leaving at rate 20.
    let histories = (0..<20_000).map { _ -> BuyingHistory in
      let (rate, life) = (exponential(3), exponential(max(exponential(20), 1e-9)))
      var (time, last, repeats) = (0.0, 0.0, 0.0)
      while true {
        time += exponential(max(rate, 1e-9))
        if time > min(40, life) { break }
        repeats += 1
        last = time
      }
      return BuyingHistory(repeats: repeats, recency: last, age: 40)
    }
    let model = BuyingModel(.paretoNBD, fitting: histories)
    #expect(abs(model.r - 1) < 0.1 && abs(model.alpha - 3) < 0.3)
    #expect(abs(model.a - 1) < 0.2 && abs(model.b - 20) < 4)
  }

  @Test(
    "The chance to be alive is the share of the likelihood in which nobody left",
    arguments: [(0.0, 0.0, 30.0), (2, 12, 30), (40, 29.5, 30), (5, 1, 200)])
  func alive(repeats: Double, recency: Double, age: Double) {
    let (r, alpha, s, beta) = (0.55, 10.6, 0.61, 11.7)
    let model = BuyingModel(.paretoNBD, r: r, alpha: alpha, a: s, b: beta)
    // Brute force over the moment of leaving, everything relative to now.
    func weight(_ t: Double) -> Double {
      Mathematics.exp(
        -(r + repeats) * Mathematics.log((alpha + t) / (alpha + age))
          - (s + 1) * Mathematics.log(beta + t))
    }
    let steps = 400_000
    let width = (age - recency) / Double(steps)
    var sum = 0.0
    for step in 0..<steps { sum += weight(recency + (Double(step) + 0.5) * width) }
    let stays = Mathematics.exp(-s * Mathematics.log(beta + age))
    let expected = stays / (stays + s * sum * width)
    let found = model.alive(.init(repeats: repeats, recency: recency, age: age))
    #expect(abs(found - expected) < 1e-6)
  }

  @Test("More is expected of more time, and nothing jumps where the leaving shape is 1")
  func expected() {
    let history = BuyingHistory(repeats: 4, recency: 20, age: 30)
    let models = [0.999_999, 1, 1.000_001].map {
      BuyingModel(.paretoNBD, r: 0.6, alpha: 9, a: $0, b: 12)
    }
    let found = models.map { $0.expected(history, next: 39) }
    #expect(abs(found[0] - found[1]) < 1e-4 && abs(found[2] - found[1]) < 1e-4)
    #expect(models[1].expected(history, next: 10) < found[1] && found[1] > 0)
  }
}
