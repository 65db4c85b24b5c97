/// Han characters as the grammars write them: traditional ones simplified, numerals in one spelling.
package enum HanFold {
  /// Where a grammar reads a character otherwise than by its simplified form: 參 is the three of a
  /// cheque, and the 乾 of 乾隆 has no other form.
  private static let exceptions: [(character: Unicode.Scalar, form: Unicode.Scalar)] = [
    ("參", "叁"), ("貮", "贰"), ("弍", "贰"), ("銭", "钱"), ("乾", "乾"),
  ]

  private static let first: UInt32 = 0x4E00

  private static let table: [UInt16] = {
    var table = SimplifiedForms.table
    for (character, form) in exceptions {
      table[Int(character.value - first)] = UInt16(truncatingIfNeeded: form.value)
    }
    return table
  }()

  /// The form of a character that stands for all its spellings.
  package static func fold(_ scalar: UInt32) -> UInt32 {
    scalar >= first && scalar <= 0x9FFF ? UInt32(table[Int(scalar - first)]) : scalar
  }
}
