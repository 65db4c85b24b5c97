import Testing

import Foresight

@Suite("Measures")
struct MeasuresTests {
  @Test(
    "The area counts the pairs in the right order, ties half",
    arguments: [
      ([0.1, 0.4, 0.35, 0.8], [false, false, true, true], 0.75),
      ([0.5, 0.5, 0.5, 0.5], [false, true, false, true], 0.5),
      ([1.0, 2.0, 3.0], [false, false, true], 1.0),
      ([3.0, 2.0, 1.0], [false, false, true], 0.0),
    ])
  func area(scores: [Double], labels: [Bool], expected: Double) {
    #expect(abs(RankingMeasures.auc(scores, labels).auc - expected) < 1e-12)
  }

  @Test("One class alone has no area and no interval")
  func oneClass() {
    let found = RankingMeasures.auc([1, 2], [true, true])
    #expect(found.auc.isNaN && found.interval == nil)
  }

  @Test("DeLong's interval is that of a hand-computed example")
  func interval() throws {
    let found = RankingMeasures.auc(
      [0.1, 0.5, 0.2, 0.6, 0.3, 0.9], [false, false, false, true, true, true])
    let interval = try #require(found.interval)
    #expect(abs(found.auc - 8.0 / 9) < 1e-12)
    // Positives lie above 1, 2/3 and 1 of the negatives, negatives below 1, 2/3 and 1 of the positives.
    let error = (1.0 / 27 / 3 + 1.0 / 27 / 3).squareRoot()
    #expect(abs(interval.lowerBound - (8.0 / 9 - 1.959964 * error)) < 1e-9)
    #expect(interval.upperBound == 1)
  }

  @Test("Two models on the same rows differ by nothing when they rank alike")
  func paired() throws {
    let labels = [true, false, true, false, true]
    let scores = [0.9, 0.2, 0.8, 0.7, 0.4]
    let same = try #require(
      RankingMeasures.aucDifference(scores, scores.map { $0 * 2 }, labels))
    #expect(same.difference == 0 && same.interval.lowerBound == 0)
  }

  @Test("The average precision is the one scikit-learn documents")
  func precision() {
    let found = RankingMeasures.averagePrecision(
      [0.1, 0.4, 0.35, 0.8], [false, false, true, true])
    #expect(abs(found - 0.8333333) < 1e-6)
  }

  @Test("Log loss, Brier score and calibration error of four rows")
  func probabilities() {
    let (p, y) = ([0.9, 0.1, 0.8, 0.4], [true, false, true, true])
    #expect(abs(ProbabilityMeasures.logLoss(p, y) - 0.33754) < 1e-4)
    #expect(abs(ProbabilityMeasures.brier(p, y) - 0.105) < 1e-9)
    // Two groups: mean 0.25 against share 0.5, mean 0.85 against 1.
    #expect(abs(ProbabilityMeasures.calibrationError(p, y, groups: 2) - 0.2) < 1e-9)
  }

  @Test("The top rows hold so many times more positives than all")
  func lift() {
    let labels = (0..<100).map { $0 < 10 }
    let scores = (0..<100).map { Double(100 - $0) }
    let top = RankingMeasures.top(0.05, scores, labels)
    #expect(top.lift == 10 && top.recall == 0.5)
  }

  @Test("Digamma and the hypergeometric function have their known values")
  func functions() {
    #expect(abs(Mathematics.digamma(1) + 0.577215664901533) < 1e-10)
    #expect(abs(Mathematics.digamma(0.5) + 1.963510026021423) < 1e-10)
    for z in [0.1, 0.5, 0.9] {
      #expect(abs(Hypergeometric.value(1, 1, 2, z) + Mathematics.log(1 - z) / z) < 1e-9)
      #expect(abs(Hypergeometric.value(3, 2, 2, z) - Mathematics.pow(1 - z, -3)) < 1e-6)
    }
  }
}
