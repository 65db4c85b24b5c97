import Diagnostics
import Formats
import Foundation
import Recommendations

/// Seconds since it was made or last asked.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant

  init() { start = clock.now }

  mutating func lap() -> Double {
    let now = clock.now
    let spent = start.duration(to: now).components
    start = now
    return Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
  }
}

/// What training took at its peak, beside what it learned from and what came of it.
struct TrainingMemory {
  private let data: Int
  private let peak: PeakMemory

  /// Begins to watch; the training set is there already.
  init(_ training: TrainingSet) {
    data = training.byteCount
    peak = PeakMemory()
  }

  /// The data and the growth at its peak, over the data and the model's own matrices; megabytes each.
  func members(
    _ recipe: ModelRecipe, _ model: any ProfileRecommender
  ) -> [(key: String, value: JSON)] {
    let grown = peak.grownMegabytes
    let (data, own) = (Double(data) / 1e6, Double(recipe.byteCount(of: model)) / 1e6)
    return [
      ("data_megabytes", .number(data, digits: 1)), ("model_megabytes", .number(own, digits: 1)),
      ("training_megabytes", .number(grown, digits: 1)),
      ("peak_over_data_and_model", .number((data + grown) / max(data + own, 1e-9), digits: 2)),
    ]
  }
}

/// How far the process's memory has grown above what it was, at its peak; Linux only, else 0.
struct PeakMemory {
  private let before: Double

  init() {
    // What was freed goes back first, or as much growth would not be seen.
    if let trim = dlsym(nil, "malloc_trim") {
      typealias Trim = @convention(c) (Int) -> Int32
      _ = unsafeBitCast(trim, to: Trim.self)(0)
    }
    // Writing 5 sets the peak back to the present size.
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    before = ProcessMemory.kilobytes("VmRSS:")
  }

  var grownMegabytes: Double { max(0, ProcessMemory.kilobytes("VmHWM:") - before) / 1000 }
}
