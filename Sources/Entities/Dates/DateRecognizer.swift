import Quantities
import Text

/// Finds days, times, ranges and lengths of time.
struct DateRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] { [] }
}
