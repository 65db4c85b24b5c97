extension StringProtocol {
  /// How many terminal columns the text takes: two for Han, kana, hangul and emoji, none for marks.
  public var displayWidth: Int {
    var width = 0
    for character in self { width += character.displayWidth }
    return width
  }

  /// The text cut to so many columns, with `…` where something is lost.
  public func truncated(toWidth limit: Int) -> String {
    if displayWidth <= limit { return String(self) }
    var kept = ""
    var width = 0
    for character in self {
      let next = character.displayWidth
      if width + next > limit - 1 { break }
      kept.append(character)
      width += next
    }
    return kept + "…"
  }

  /// The text with blanks after it (or before it) to fill so many columns.
  public func padded(toWidth width: Int, alignRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignRight ? blanks + self : self + blanks
  }
}

extension Character {
  /// Columns of one user-perceived character; an emoji sequence takes two however long it is.
  public var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.dropFirst().contains(where: { $0.value == 0xFE0F }) { return 2 }
    return first.displayWidth
  }
}

extension Unicode.Scalar {
  /// Columns of one scalar, after East Asian Width (UAX #11): wide and full-width take two.
  public var displayWidth: Int {
    switch value {
    case 0x20...0x7E: 1
    case 0..<0x20, 0x7F...0x9F: 0
    case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F,
      0xFEFF:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD, 0x231A...0x231B, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615,
      0x2648...0x2653, 0x26A1, 0x26BD...0x26BE, 0x2705, 0x270A...0x270B, 0x2728, 0x274C,
      0x2753...0x2755, 0x2757, 0x2795...0x2797:
      2
    default: 1
    }
  }
}
