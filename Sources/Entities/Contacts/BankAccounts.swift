import Text

/// International bank account numbers (ISO 13616): a country, its length, and two check digits.
struct BankAccounts {
  let reading: Reading

  /// All numbers from left to right.
  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let end = number(at: index) {
        found.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  private func number(at index: Int) -> Int? {
    guard reading.isWord(index), reading[index].code == 2, reading.isDigits(index + 1),
      reading.isAttached(index + 1),
      !(reading.isAttached(index) && (reading.isWord(index - 1) || reading.isDigits(index - 1))),
      let length = Self.lengths[reading.spelling(index).uppercased()]
    else { return nil }
    var letters: [UInt8] = []
    var end = index
    while end < reading.count, letters.count < length {
      if reading.has("-", at: end), !letters.isEmpty {
        end += 1
        continue
      }
      guard reading.isWord(end) || reading.isDigits(end) else { return nil }
      // A sentence goes on after a blank only where groups of four are written.
      if end > index, reading[end].hasBlankBefore, letters.count % 4 != 0 { return nil }
      for byte in reading.bytes[reading[end].start..<reading[end].end] {
        guard byte < 0x80 else { return nil }
        letters.append(byte >= 0x61 ? byte - 0x20 : byte)
      }
      end += 1
    }
    guard letters.count == length, Self.isChecked(letters),
      !(reading.isAttached(end) && (reading.isWord(end) || reading.isDigits(end)))
    else { return nil }
    return end
  }

  /// The remainder by 97 of the number with its first four characters moved to the end is 1.
  static func isChecked(_ letters: [UInt8]) -> Bool {
    var rest = 0
    for byte in letters[4...] + letters[..<4] {
      let value = byte < 0x3A ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97
    }
    return rest == 1
  }

  private static let lengths: [String: Int] = {
    let table =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 "
      + "EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 "
      + "JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 "
      + "PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TN24 TR26 UA29 "
      + "VA22 VG24 XK20"
    var lengths: [String: Int] = [:]
    for entry in table.split(separator: " ") {
      lengths[String(entry.prefix(2))] = Int(entry.dropFirst(2))
    }
    return lengths
  }()
}
