import Text

/// Who speaks a line of a transcript, where that is a person's name: `Anna Meier: …`,
/// `[10:15] 李明：…`, `12/03/24, 10:15 - Anna: …`.
enum Speakers {
  /// The UTF-8 range of the name before the colon that opens a line's words.
  static func name(in text: String) -> Range<Int>? {
    let head = Reading(String(text.prefix(80)))
    guard
      let colon = (0..<min(head.count, 28)).first(where: { place in
        (head.has(":", at: place) || head.has("：", at: place))
          && !(head.isDigits(place - 1) && head.isDigits(place + 1) && head.isAttached(place + 1))
      }), colon > 0, !head.has("/", at: colon + 1)
    else { return nil }
    var start = colon
    while start > 0, isPart(head, start - 1) { start -= 1 }
    // `10:15 am Anna`
    while start < colon, head.word(start) == .am || head.word(start) == .pm { start += 1 }
    guard start < colon, isPrefix(head, start), isName(head, start..<colon, isDated: start > 0)
    else { return nil }
    return head.range(start..<colon)
  }

  /// Whether a whole text is a person's name: the value of a speaker's column.
  static func isName(_ text: String) -> Bool {
    let reading = Reading(text)
    guard reading.count > 0, reading.count <= 8,
      (0..<reading.count).allSatisfy({ isPart(reading, $0) })
    else { return false }
    return isName(reading, 0..<reading.count, isDated: true)
  }

  private static func isPart(_ reading: Reading, _ index: Int) -> Bool {
    reading.isWord(index) || reading.isHan(index)
      || ["'", "’", "-", "·", "."].contains { reading.has($0, at: index) }
        && reading.isAttached(index) && !reading.isDigits(index - 1)
  }

  /// Before the name only a time, brackets and marks may stand.
  private static func isPrefix(_ reading: Reading, _ end: Int) -> Bool {
    (0..<end).allSatisfy { place in
      reading.isDigits(place) || reading[place].kind == .symbol
        || reading.word(place) == .am || reading.word(place) == .pm || reading.word(place).month > 0
    }
  }

  private static func isName(_ reading: Reading, _ range: Range<Int>, isDated: Bool) -> Bool {
    if reading.isHan(range.lowerBound) {
      guard range.count <= 8 else { return false }
      let names = ChineseNames(reading: reading)
      return names.surnamed(from: range.lowerBound) == range.upperBound
        || range.contains { reading.has("·", at: $0) }
    }
    let words = range.filter { reading.isWord($0) && reading[$0].code > 1 }
    guard let first = words.first, words.count <= 4,
      !words.contains(where: { isRole(reading, $0) }),
      words.contains(where: { reading[$0].isCapital }),
      words.allSatisfy({ reading[$0].isCapital || reading[$0].code <= 3 })
    else { return false }
    if GivenNames.contains(reading[first].hash), reading[first].isCapital { return true }
    return (words.count >= 2 || isDated)
      && words.allSatisfy { PersonWords.mayName(reading, $0) || !reading[$0].isCapital }
  }

  private static func isRole(_ reading: Reading, _ index: Int) -> Bool {
    roles.contains(reading[index].hash)
  }

  private static let roles = Set(
    ("agent customer client user bot system support me you visitor guest caller operator advisor rep "
      + "representative assistant service admin host moderator seller buyer note subject re fwd warning "
      + "ps question answer title date time from to cc total price status order update edit "
      + "password passcode passwd pw pwd pin code cvv otp login username address phone mobile iban card "
      + "speaker narrator ai chatbot staff team desk human unknown shop store company")
      .split(separator: " ").map { Lexer.read(String($0))[0].hash })
}
