public import Quantities
public import Text

/// Finds the entities of one family in a text.
public protocol EntityRecognizer: Sendable {
  /// The entities found, in any order, perhaps overlapping; `today` resolves `last Tuesday`.
  func entities(in text: Reading, language: Language, today: Day) -> [Entity]
}
