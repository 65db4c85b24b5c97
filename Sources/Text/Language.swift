/// The languages Deskmate speaks; they are equals.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

extension Language {
  /// The language of a text by its letters: Chinese when Han characters carry it.
  ///
  /// A Han character says about as much as a word of four Latin letters does, so it counts fourfold:
  /// `我的 order 10234 呢` is Chinese, `a "囍" mug please` English. `nil` when there are no letters.
  public static func detect(_ text: some Sequence<Unicode.Scalar>) -> Language? {
    var han = 0
    var latin = 0
    for scalar in text {
      switch scalar.value {
      case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: han += 1
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
      default: break
      }
    }
    if han == 0, latin == 0 { return nil }
    return han * 4 >= latin ? .chinese : .english
  }

  /// The same of UTF-8, by lead bytes: quicker, and blind to rare Han characters only.
  static func detect(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Language? {
    var han = 0
    var latin = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0xC4...0xC8: latin &+= 1
      case 0xC3: latin &+= index + 1 < bytes.count && bytes[index + 1] >= 0x80 ? 1 : 0
      case 0xE4...0xE9, 0xF0: han &+= byte == 0xF0 ? isRareHan(bytes, index) : 1
      case 0xE3: han &+= index + 1 < bytes.count && bytes[index + 1] >= 0x90 ? 1 : 0
      case 0xEF:
        han &+=
          index + 1 < bytes.count && (0xA4...0xAB).contains(bytes[index + 1]) ? 1 : 0
      default: break
      }
    }
    if han == 0, latin == 0 { return nil }
    return han * 4 >= latin ? .chinese : .english
  }

  /// One for U+20000…U+3FFFF, whose second byte is A0 or above.
  private static func isRareHan(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    index + 1 < bytes.count && bytes[index + 1] >= 0xA0 ? 1 : 0
  }
}
