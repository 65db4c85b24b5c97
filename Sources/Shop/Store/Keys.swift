/// Order numbers as people write them: with `#`, blanks, lower case, full-width digits.
public enum OrderNumber {
  /// The form that two spellings of one number share.
  public static func key(_ text: some StringProtocol) -> String {
    Key.folded(text).filter { $0 != "#" && $0 != "-" }
  }
}

/// Forms under which what people write is compared.
package enum Key {
  /// Half-width, lower-case, without blanks.
  package static func folded(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
      return String(
        decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      folded.append(Unicode.Scalar(narrow) ?? scalar)
    }
    return String(folded).lowercased()
  }

  /// An e-mail address.
  package static func email(_ text: String) -> String { folded(text) }

  /// A name: its words in any order, so that `Li Wei` and `Wei Li` agree; Han characters in one piece.
  package static func name(_ text: String) -> String {
    if text.unicodeScalars.contains(where: { (0x3400...0x9FFF).contains($0.value) }) {
      return folded(text)
    }
    return text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "·" }).map {
      folded($0)
    }
    .sorted().joined(separator: " ")
  }

  /// A postcode without blanks and hyphens; the four further digits of an American one don't count.
  package static func postcode(_ text: String) -> String {
    if !text.utf8.contains(UInt8(ascii: "-")) { return folded(text) }
    let parts = text.split(separator: "-")
    if parts.count == 2, parts[0].utf8.count == 5, parts[1].utf8.count == 4,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    {
      return String(parts[0])
    }
    return folded(text).filter { $0 != "-" }
  }

  /// A key under which a text is found again and from which it cannot be read (FNV-1a, 64 bits).
  package static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
