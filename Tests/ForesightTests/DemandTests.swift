import Diagnostics
import Computing
import Testing

import Foresight

@Suite("Demand")
struct DemandTests {
  private func forecast(
    _ values: [[Double]], horizon: Int = 4, season: Int = 1
  ) -> [DemandForecast] {
    DemandForecaster(.init(horizon: horizon, season: season)).forecasts(
      values.enumerated().map { DemandSeries(name: "s\($0.offset)", values: $0.element) })
  }

  @Test(
    "A level is foreseen as a level, a line as a line",
    arguments: [
      ((0..<60).map { _ in 10.0 }, 10.0, 0.01), ((0..<80).map { Double($0) }, 81.0, 6.0),
    ])
  func simple(values: [Double], expected: Double, slack: Double) {
    let found = forecast([values])[0]
    #expect(abs(found.mean[0] - expected) <= slack)
  }

  @Test("A season that repeats is foreseen by place")
  func season() {
    let values = (0..<72).map { 100 + 30 * Double($0 % 12) }
    let found = forecast([values], horizon: 12, season: 12)[0]
    for step in 0..<12 { #expect(abs(found.mean[step] - (100 + 30 * Double(step))) < 8) }
  }

  @Test("What is sold now and then stays within reason where a season is named")
  func rareWithSeason() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      let values = (0..<45).map { _ in generator.unit() < 0.2 ? Double(generator.below(4) + 1) : 0 }
      let found = DemandForecaster(.init(horizon: 6, season: 12))
        .forecasts([DemandSeries(name: "part", values: values)])
      let most = values.max() ?? 0
      for forecast in found {
        #expect(forecast.mean.allSatisfy { $0 >= 0 && $0 <= 2 * most + 1 }, "\(values)")
        #expect(forecast.upper.allSatisfy { $0 <= 4 * most + 4 })
      }
    }
  }

  @Test(
    "Nothing below zero, and nothing of what never sold",
    arguments: [
      (0..<40).map { _ in 0.0 }, (0..<40).map { 40 - Double($0) },
      [5.0], [0.0], [3.0, 0, 0, 0, 0, 0, 0],
    ])
  func neverNegative(values: [Double]) {
    let found = forecast([values], horizon: 30)[0]
    #expect(found.mean.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(zip(found.upper, found.mean).allSatisfy { $0 >= 0 && $0.isFinite && $0 >= $1 - 1e-9 })
    if values.allSatisfy({ $0 == 0 }) { #expect(found.mean.allSatisfy { $0 == 0 }) }
  }

  @Test("About 95 of 100 periods of many series stay below the bound")
  func coverage() {
    var generator = SeededGenerator(seed: 4)
    var (histories, truth): ([[Double]], [[Double]]) = ([], [])
    for place in 0..<200 {
      let level = Double(5 + place % 40)
      let all = (0..<50).map { _ in
        (0..<6).reduce(0.0) { sum, _ in sum + generator.unit() } / 3 * level
      }
      histories.append(Array(all.prefix(44)))
      truth.append(Array(all.suffix(6)))
    }
    let found = forecast(histories, horizon: 6)
    let figures = DemandFigures(found, histories: histories, truth: truth, season: 1)
    #expect((0.93...0.985).contains(figures.cover95))
    #expect(figures.series == 200 && figures.mase < 0.85)
  }

  @Test("The figures are those of their definitions")
  func figures() {
    let forecast = DemandForecast(series: "s", mean: [2, 2], upper: [3, 3], models: [])
    let figures = DemandFigures(
      [forecast], histories: [[1, 2, 4, 4]], truth: [[3, 5]], season: 1)
    #expect(abs(figures.mase - 2) < 1e-12)
    #expect(abs(figures.rmsse - (5.0 / (5.0 / 3)).squareRoot()) < 1e-12)
    #expect(abs(figures.wape - 0.5) < 1e-12)
    #expect(figures.cover95 == 0.5)
    #expect(abs(figures.pinball95 - 0.95 * 2 / 8) < 1e-12)
  }

  @Test("Rates of demand that is mostly nothing")
  func intermittent() {
    let values = (0..<100).map { $0 % 4 == 0 ? 8.0 : 0 }
    let tsb = Intermittent(demandRate: 0.1, chanceRate: 0.05)
      .forecasts(values, origins: 100...100, horizon: 1)
    #expect(abs(tsb[0][0] - 2) < 0.4)
    let croston = Croston(rate: 0.1).forecasts(values, origins: 100...100, horizon: 1)
    // The correction takes a twentieth off 8 every 4 periods.
    #expect(abs(croston[0][0] - 1.9) < 0.15)
  }

  @Test("A table becomes series: gaps are nothing sold, sums of rows named twice")
  func table() throws {
    let text = "series,period,value\nb,2,5\na,1,3\na,3,4\na,3,1\nb,3,-2\n"
    let read = try TableReader.read(Array(text.utf8), file: "t.csv", words: ["series", "period"])
    let table = try DemandTable(read.table, file: "t.csv")
    #expect(table.series.map(\.name) == ["b", "a"])
    #expect(table.series[1].values == [3, 0, 5])
    #expect(table.series[0].values == [5, -2])
    #expect(table.notes.count == 3)
  }
}
