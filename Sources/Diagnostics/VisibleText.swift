/// Text that nobody vouches for, made fit to be shown: the one function that every sink uses.
public enum VisibleText {
  /// The text with every control made visible, so that nothing in it can drive a terminal.
  ///
  /// Controls become their pictures (`␛`), what turns the direction of writing or hides becomes
  /// `<U+202E>`; line breaks and tabs stay when `keepingLines` is set.
  public static func of(_ text: some StringProtocol, keepingLines: Bool = false) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09 where keepingLines, 0x0A where keepingLines: shown.append(scalar)
      case 0..<0x20: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: shown.append("\u{2421}")
      case let value where hides(value):
        let hex = String(value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        shown.append(contentsOf: "<U+\(padded)>".unicodeScalars)
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Whether a character beyond ASCII controls a terminal, turns the direction of writing or hides.
  public static func hides(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}
