import Text
import TimeExpressions

/// Addresses of the internet's protocol: `203.0.113.77`, `2001:db8::1`, and of network cards.
struct InternetAddresses {
  let reading: Reading

  /// All addresses from left to right.
  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let end = version4(at: index) ?? hexadecimal(at: index) {
        found.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  /// Four numbers up to 255; five are none, and neither is a version.
  private func version4(at index: Int) -> Int? {
    guard isOctet(index), !isJoined(index) else { return nil }
    for place in stride(from: index + 1, to: index + 6, by: 2) {
      guard reading.has(".", at: place), reading.isAttached(place), isOctet(place + 1),
        reading.isAttached(place + 1)
      else { return nil }
    }
    let end = index + 7
    if reading.isAttached(end) {
      if reading.isWord(end) || reading.isDigits(end) { return nil }
      if reading.has(".", at: end) || reading.has("-", at: end), reading.isAttached(end + 1),
        reading.isDigits(end + 1) || reading.isWord(end + 1)
      {
        return nil
      }
    }
    return VersionWords.announce(reading, index) ? nil : end
  }

  private func isOctet(_ index: Int) -> Bool {
    reading.isDigits(index) && reading[index].code <= 3 && reading[index].value <= 255
  }

  /// Whether letters, digits or a mark that joins stand right before a place.
  private func isJoined(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    return reading.isWord(index - 1) || reading.isDigits(index - 1)
      || [".", "-", "_", "/", ":"].contains { reading.has($0, at: index - 1) }
  }

  /// Groups of hexadecimal digits between colons: eight, fewer with `::`, or six of two digits.
  private func hexadecimal(at index: Int) -> Int? {
    let startsWithColons = reading.has(":", at: index) && reading.has(":", at: index + 1)
    guard startsWithColons || reading.isDigits(index) || reading.isWord(index),
      !isJoined(index)
    else { return nil }
    var groups: [Int] = []
    var size = 0
    var hasGap = false
    var colons = 0
    var end = index
    var hasDigits = false
    while end < reading.count, end == index || reading.isAttached(end), groups.count <= 8 {
      let lexeme = reading[end]
      if lexeme.kind == .digits || lexeme.kind == .word && isHexadecimal(lexeme) {
        size += Int(lexeme.code)
        hasDigits = hasDigits || lexeme.kind == .digits
        guard size <= 4 else { return nil }
      } else if lexeme.kind == .symbol, lexeme.code == 0x3A {
        colons += 1
        if size > 0 { groups.append(size) }
        if reading.has(":", at: end + 1), reading.isAttached(end + 1) {
          guard !hasGap else { return nil }
          hasGap = true
          colons += 1
          end += 1
        }
        size = 0
      } else {
        break
      }
      end += 1
    }
    if size > 0 { groups.append(size) }
    guard colons >= 2, hasDigits, !reading.has(":", at: end - 1) || hasGap else { return nil }
    if reading.isAttached(end), reading.isWord(end) || reading.isDigits(end) { return nil }
    let isCard = !hasGap && groups.count == 6 && groups.allSatisfy { $0 == 2 }
    let isAddress = hasGap ? !groups.isEmpty && groups.count < 8 : groups.count == 8
    return isCard || isAddress ? end : nil
  }

  private func isHexadecimal(_ lexeme: Lexeme) -> Bool {
    lexeme.code <= 4
      && reading.bytes[lexeme.start..<lexeme.end].allSatisfy {
        (0x61...0x66).contains($0 | 0x20)
      }
  }
}
