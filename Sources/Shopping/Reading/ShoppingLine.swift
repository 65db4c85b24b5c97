import Text

/// A line cut into the pieces that the grammar reads: words, numbers, Han characters and marks.
struct ShoppingLine: Sendable {
  enum Kind: Sendable { case word, number, han, mark }

  struct Piece: Sendable {
    let range: Range<Int>
    /// In its normal form: small letters, simplified characters.
    let text: String
    let stem: String
    let kind: Kind
    /// Of a number.
    let value: Double?
    /// Whether nothing blank stands before it.
    let isAttached: Bool
    /// Whether it begins with a capital letter.
    let isCapital: Bool
  }

  let pieces: [Piece]

  init(_ utterance: Utterance) {
    var pieces: [Piece] = []
    pieces.reserveCapacity(utterance.tokens.count + 4)
    let bytes = Array(utterance.text.utf8)
    for token in utterance.tokens {
      Self.cut(bytes, token, into: &pieces)
    }
    self.pieces = pieces
  }

  /// Lines longer than anybody writes about goods are read to here: the rest says nothing new.
  init(_ text: String) { self.init(Tokenizer().utterance(text)) }

  /// The text from one piece to another, as written.
  func range(_ pieces: Range<Int>) -> Range<Int> {
    self.pieces[pieces.lowerBound].range.lowerBound
      ..< self.pieces[pieces.upperBound - 1].range.upperBound
  }
}

extension ShoppingLine {
  /// Cuts a token where letters meet digits and at an apostrophe: `6mm` and `mum's` are two pieces each.
  private static func cut(_ bytes: [UInt8], _ token: Token, into pieces: inout [Piece]) {
    let range = token.range
    switch token.kind {
    case .emoji: return
    case .han, .symbol:
      let text = Normalizer.fold(String(decoding: bytes[range], as: UTF8.self))
      // A hyphen between letters joins them; between digits it is "to".
      if text == "-", let last = pieces.last, last.range.upperBound == range.lowerBound,
        last.kind == .word
      {
        return
      }
      add(token.kind == .han ? .han : .mark, range, text, bytes, &pieces)
    case .word, .number:
      var start = range.lowerBound
      while start < range.upperBound {
        let isDigit = isDigit(bytes[start])
        var end = start + 1
        while end < range.upperBound, joins(bytes, end, isDigit, range) { end += 1 }
        var text = Normalizer.fold(String(decoding: bytes[start..<end], as: UTF8.self))
        if isDigit {
          add(.number, start..<end, text, bytes, &pieces)
        } else {
          if text.hasSuffix("n't") || !text.utf8.contains(UInt8(ascii: "'")) {
            add(.word, start..<end, text, bytes, &pieces)
          } else if let mark = text.firstIndex(of: "'") {
            let length = text.utf8.distance(from: text.startIndex, to: mark)
            let rest = String(text[mark...])
            text = String(text[..<mark])
            if !text.isEmpty { add(.word, start..<start + length, text, bytes, &pieces) }
            add(.word, start + length..<end, rest, bytes, &pieces)
          }
        }
        start = end
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func joins(_ bytes: [UInt8], _ end: Int, _ isDigit: Bool, _ range: Range<Int>)
    -> Bool
  {
    if !isDigit { return !Self.isDigit(bytes[end]) }
    if Self.isDigit(bytes[end]) { return true }
    let isPoint = bytes[end] == 0x2E || bytes[end] == 0x2C
    return isPoint && end + 1 < range.upperBound && Self.isDigit(bytes[end + 1])
  }

  private static func add(
    _ kind: Kind, _ range: Range<Int>, _ text: String, _ bytes: [UInt8], _ pieces: inout [Piece]
  ) {
    let attached = pieces.last.map { $0.range.upperBound == range.lowerBound } ?? false
    pieces.append(
      Piece(
        range: range, text: text, stem: kind == .word ? Stem.of(text) : text, kind: kind,
        value: kind == .number ? number(text) : nil, isAttached: attached,
        isCapital: bytes[range.lowerBound] >= 0x41 && bytes[range.lowerBound] <= 0x5A))
  }

  /// `1,000` is a thousand, `1,5` one and a half.
  private static func number(_ text: String) -> Double? {
    let parts = text.split(separator: ",")
    if parts.count > 1, parts.dropFirst().allSatisfy({ $0.prefix { $0 != "." }.count == 3 }) {
      return Double(parts.joined())
    }
    return Double(parts.joined(separator: "."))
  }
}
