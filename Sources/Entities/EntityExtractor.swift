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
    byPassages(utterance) { reading in
      var proposed: [Entity] = []
      for recognizer in recognizers {
        proposed += recognizer.entities(in: reading, language: utterance.language, today: today)
      }
      return EntityResolution.resolve(proposed, in: reading)
    }
  }

  /// What only masking looks for, perhaps overlapping.
  func privateData(in utterance: Utterance, today: Day) -> [Entity] {
    byPassages(utterance) { reading in
      PersonalDataRecognizer().entities(in: reading, language: utterance.language, today: today)
    }
  }

  /// Passage by passage: what looks around itself looks no further, so time stays linear.
  private func byPassages(_ utterance: Utterance, _ find: (Reading) -> [Entity]) -> [Entity] {
    let text = utterance.text
    guard text.utf8.count > Passages.longest else { return find(Reading(text)) }
    let bytes = Array(text.utf8)
    return Passages.cut(bytes).flatMap { passage in
      find(Reading(String(decoding: bytes[passage], as: UTF8.self))).map {
        $0.moved(by: passage.lowerBound)
      }
    }
  }
}

extension Entity {
  /// The same entity so many bytes further on.
  fileprivate func moved(by bytes: Int) -> Entity {
    Entity(
      kind: kind, range: range.lowerBound + bytes..<range.upperBound + bytes, value: value)
  }
}
