import Diagnostics
public import Quantities
public import Text

/// Finds everything a text names: recognizers propose, the longest match wins.
public struct EntityExtractor: Sendable {
  private let recognizers: [any EntityRecognizer]

  /// Creates an extractor over a shop's catalogue and its forms of order numbers.
  ///
  /// Throws a `Fault` for a pattern outside the documented subset of regular expressions.
  public init(
    catalogue: Catalogue, orderNumbers: [String], declarations: EntityDeclarations = .none
  ) throws {
    recognizers =
      [
        try PatternRecognizer(orderNumbers: orderNumbers), ContactRecognizer(),
        DateRecognizer(), NumberRecognizer(), AnswerRecognizer(),
        CatalogueRecognizer(catalogue),
      ] + declarations.recognizers
  }

  /// The entities of an utterance, resolved and sorted by place.
  ///
  /// They overlap only where one names a part of the other: a brand within a product's name.
  public func entities(in utterance: Utterance, today: Day) -> [Entity] {
    let reading = Reading(utterance.text)
    var proposed: [Entity] = []
    for recognizer in recognizers {
      proposed += recognizer.entities(in: reading, language: utterance.language, today: today)
    }
    return EntityResolution.resolve(proposed, in: reading)
  }
}
