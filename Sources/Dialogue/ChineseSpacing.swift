/// Sets Latin letters off from Han characters, as the shop's Chinese texts do: `退到 PayPal`.
extension String {
  /// The text with a blank wherever a Latin letter touches a Han character.
  var settingLatinApart: String {
    guard utf8.contains(where: { $0 < 0x80 }) else { return self }
    var result = ""
    var last: Character?
    for character in self {
      if let last, Self.touches(last, character) || Self.touches(character, last) {
        result.append(" ")
      }
      result.append(character)
      last = character
    }
    return result
  }

  private static func touches(_ han: Character, _ latin: Character) -> Bool {
    guard latin.isASCII, latin.isLetter, let scalar = han.unicodeScalars.first else { return false }
    return (0x4E00...0x9FFF).contains(scalar.value)
  }
}
