/// What the customer said, and its tokens as ranges of its UTF-8: nothing is copied, no offset moves.
public struct Utterance: Hashable, Sendable {
  /// The text as it came.
  public let text: String
  /// Its tokens, in order, without blanks.
  public let tokens: [Token]
  /// The language it is in.
  public let language: Language

  /// Creates an utterance from a text and its tokens.
  public init(text: String, tokens: [Token], language: Language) {
    var text = text
    // The hot paths read the bytes in place.
    text.makeContiguousUTF8()
    self.text = text
    self.tokens = tokens
    self.language = language
  }

  /// The text between two UTF-8 offsets.
  public subscript(range: Range<Int>) -> Substring {
    let utf8 = text.utf8
    return text[
      utf8.index(
        utf8.startIndex, offsetBy: range.lowerBound)..<utf8.index(
          utf8.startIndex, offsetBy: range.upperBound)]
  }

  /// A token's text.
  public subscript(token: Token) -> Substring { self[token.range] }
}
