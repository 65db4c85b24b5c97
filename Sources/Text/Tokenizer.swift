/// Cuts text into tokens.
public struct Tokenizer: Sendable {
  /// Creates a tokenizer.
  public init() {}

  /// The tokens of a text and its language; a text without letters is in `fallback`.
  public func utterance(_ text: String, fallback: Language = .english) -> Utterance {
    Utterance(
      text: text, tokens: tokens(Array(text.utf8)),
      language: Language.detect(text.unicodeScalars) ?? fallback)
  }

  /// The tokens of UTF-8 bytes.
  public func tokens(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var offset = 0
    var open: (start: Int, kind: Token.Kind)?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      let kind = Self.kind(scalar)
      if let current = open, kind != .word && kind != .number || current.kind == .han {
        tokens.append(Token(current.start..<offset, current.kind))
        open = nil
      }
      switch kind {
      case nil: break
      case .word, .number:
        if let current = open {
          if current.kind == .number, kind == .word { open = (current.start, .word) }
        } else if let kind {
          open = (offset, kind)
        }
      case .han, .emoji, .symbol:
        tokens.append(Token(offset..<offset + length, kind ?? .symbol))
      }
      offset += length
    }
    if let open { tokens.append(Token(open.start..<offset, open.kind)) }
    return tokens
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Token.Kind? {
    switch scalar.value {
    case 0...0x20, 0x7F, 0xA0, 0x3000: nil
    case 0x30...0x39: .number
    case 0x41...0x5A, 0x61...0x7A, 0x27: .word
    case 0x21...0x7E: .symbol
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0x1F300...0x1FAFF, 0x2600...0x27BF: .emoji
    case 0xC0...0x24F: .word
    default: scalar.properties.isAlphabetic ? .word : .symbol
    }
  }
}
