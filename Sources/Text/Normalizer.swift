/// Makes spellings that mean the same the same: small letters, half-width forms, simplified
/// characters. One scalar becomes one scalar, so no offset needs to move.
public enum Normalizer {
  /// The normal form of one scalar.
  public static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(fold(scalar.value)) ?? scalar
  }

  /// The normal form of one scalar, by value.
  @inlinable
  public static func fold(_ value: UInt32) -> UInt32 {
    if value < 0x80 {
      return value &- 0x41 < 26 ? value | 0x20 : value
    }
    return foldBeyondASCII(value)
  }

  /// The text in its normal form.
  public static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(fold(scalar)) }
    return String(folded)
  }

  @usableFromInline
  static func foldBeyondASCII(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xC0..<0x530: UInt32(smallLetters[Int(value) - 0xC0])
    case 0x1E00..<0x2000:
      Unicode.Scalar(value).flatMap { Self.small($0) } ?? value
    case 0x2018, 0x2019, 0x02BC: 0x27
    case 0x201C, 0x201D: 0x22
    case 0x4E00...0x9FFF: UInt32(SimplifiedForms.table[Int(value) - 0x4E00])
    case 0x3000: 0x20
    case 0xFF21...0xFF3A: value - 0xFEE0 + 0x20
    case 0xFF01...0xFF5E: value - 0xFEE0
    default: value
    }
  }

  /// Latin, Greek and Cyrillic from U+00C0.
  private static let smallLetters: [UInt16] = (0xC0..<0x530).map { value in
    UInt16(truncatingIfNeeded: Unicode.Scalar(value).flatMap { small($0) } ?? value)
  }

  /// The small letter, where it is one scalar.
  private static func small(_ scalar: Unicode.Scalar) -> UInt32? {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first?.value : nil
  }
}
