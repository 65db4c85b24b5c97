import Quantities

/// Expressions of time in Chinese.
struct ChineseTemporal {
  let reading: Reading
  init(_ reading: Reading, now: Moment) { self.reading = reading }
  func matches() -> [Temporal] { [] }
}
