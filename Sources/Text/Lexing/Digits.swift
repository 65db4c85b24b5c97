extension Reading {
  /// The exact decimal of digits with a point, read from the text itself.
  package func decimal(whole: String, fraction: String) -> Double {
    Double((whole.isEmpty ? "0" : whole) + "." + fraction) ?? 0
  }

  /// The ASCII digits of a digits lexeme, however wide they were written.
  package func digits(_ index: Int) -> String {
    var text = ""
    for scalar in self.text(lexemes[index].start..<lexemes[index].end).unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: text.unicodeScalars.append(scalar)
      case 0xFF10...0xFF19:
        text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
      default: break
      }
    }
    return text
  }
}
