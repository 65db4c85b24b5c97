import Text

/// Numbers of parcels: by the carriers' own forms, or a code that `tracking` announces.
struct TrackingNumbers {
  let reading: Reading

  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      guard reading.isWord(index) || reading.isDigits(index),
        !reading.isAttached(index) || reading[index - 1].kind == .symbol
          || reading[index - 1].kind == .han
      else {
        index += 1
        continue
      }
      var end = index
      var letters = 0
      var digits = 0
      while end < reading.count, end == index || reading.isAttached(end),
        reading.isWord(end) || reading.isDigits(end)
      {
        if reading.isWord(end) { letters += Int(reading[end].code) }
        if reading.isDigits(end) { digits += Int(reading[end].code) }
        end += 1
      }
      if digits >= 7, isTracking(index, end, letters: letters, digits: digits) {
        found.append(index..<end)
      }
      index = max(end, index + 1)
    }
    return found
  }

  private func isTracking(_ index: Int, _ end: Int, letters: Int, digits: Int) -> Bool {
    let text = reading.text(reading.range(index..<end)).uppercased()
    if text.hasPrefix("1Z"), text.utf8.count == 18 { return true }
    // The Universal Postal Union's S10: two letters, nine digits, two letters.
    if end - index == 3, letters == 4, digits == 9, reading[index].code == 2 { return true }
    for carrier in ["SF", "YT", "ZTO", "STO", "JD", "JT", "DPK", "EMS"]
    where text.hasPrefix(carrier) && digits >= 10 && letters <= 4 {
      return true
    }
    guard letters + digits >= 8 else { return false }
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 6 {
      if reading.isWord(at), Self.words.contains(reading[at].hash) { return true }
      for phrase in Self.phrases where reading.hasHan(phrase, at: at) { return true }
      at -= 1
      steps += 1
    }
    return false
  }

  private static let words: Set<UInt64> = Set(
    ["tracking", "parcel", "waybill", "consignment", "shipment"].map { Lexer.read($0)[0].hash })
  private static let phrases = ["快递单", "运单", "物流单", "单号", "快递号"]
    .map { $0.unicodeScalars.map { HanFold.fold($0.value) } }
}
