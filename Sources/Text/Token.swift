/// A piece of the customer's text between two Unicode word boundaries (UAX #29), blanks left out.
public struct Token: Hashable, Sendable {
  /// What it is made of.
  public enum Kind: UInt8, Hashable, Sendable {
    /// Letters, perhaps with digits, apostrophes or marks inside: `don't`, `X200`.
    case word
    /// Digits, perhaps with points or commas inside: `39.90`.
    case number
    /// One Han character.
    case han
    /// Emoji and pictographs with their modifiers.
    case emoji
    /// Anything else: punctuation, symbols, controls.
    case symbol
  }

  private let start: UInt32
  private let end: UInt32
  /// What it is made of.
  public let kind: Kind

  /// Creates a token over UTF-8 offsets.
  public init(_ range: Range<Int>, _ kind: Kind) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
    self.kind = kind
  }

  /// Where it stands: UTF-8 offsets in the text.
  public var range: Range<Int> { Int(start)..<Int(end) }
}
