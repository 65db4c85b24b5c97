public import Quantities
public import Text

/// Finds the entities of one family in an utterance.
public protocol EntityRecognizer: Sendable {
  /// The entities found, in any order, perhaps overlapping; `today` resolves `last Tuesday`.
  func entities(in utterance: Utterance, today: Day) -> [Entity]
}
