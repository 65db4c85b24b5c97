import Text

/// Mail addresses and telephone numbers spelled out: `anna at example dot com`, 一三八……
struct SpelledContacts {
  let reading: Reading

  /// Mail addresses with words or blanks where `@` and the points stand.
  func emails() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 1
    while index < reading.count {
      if let host = marker(at: index, Self.ats, "@"), let end = self.host(from: host) {
        let start = local(before: index)
        // `look at that dot com` is talk.
        let isTalk =
          reading.isWord(index) && reading.isWord(index - 1) && reading.isWord(host)
          && CommonWords.contains(reading[index - 1].hash)
          && (CommonWords.contains(reading[host].hash) || reading[host].word != .none)
        if start < index, !isTalk {
          found.append(start..<end)
          index = end
          continue
        }
      }
      index += 1
    }
    return found
  }

  /// Where a marker ends: a word, the same in brackets, or a sign with blanks around it.
  private func marker(at index: Int, _ words: Set<UInt64>, _ sign: Unicode.Scalar) -> Int? {
    if reading.isWord(index), words.contains(reading[index].hash) { return index + 1 }
    if reading.has("(", at: index) || reading.has("[", at: index) || reading.has("{", at: index),
      reading.isWord(index + 1) && words.contains(reading[index + 1].hash)
        || reading.has(sign, at: index + 1),
      reading.has(")", at: index + 2) || reading.has("]", at: index + 2)
        || reading.has("}", at: index + 2)
    {
      return index + 3
    }
    if reading.has(sign, at: index) { return index + 1 }
    if sign == "." && reading.has("点", at: index) { return index + 1 }
    return sign == "@" && reading.has("艾", at: index) && reading.has("特", at: index + 1)
      ? index + 2 : nil
  }

  /// A host: names with markers for the points between them, an end of the common ones last.
  private func host(from index: Int) -> Int? {
    var at = index
    var labels = 0
    var end: Int?
    while labels < 4, reading.isWord(at) || reading.isDigits(at) {
      at += 1
      while reading.has("-", at: at), reading.isWord(at + 1) || reading.isDigits(at + 1) { at += 2 }
      labels += 1
      if labels > 1, reading.isWord(at - 1), Self.ends.contains(reading[at - 1].hash) { end = at }
      guard let next = marker(at: at, Self.dots, ".") else { break }
      at = next
    }
    return end
  }

  /// Where the part before the marker begins: a word, and others that dots and dashes join to it.
  private func local(before index: Int) -> Int {
    var start = index
    while start > 0 {
      let isPart = reading.isWord(start - 1) || reading.isDigits(start - 1)
      guard isPart else { break }
      start -= 1
      while start > 0, reading.isAttached(start), isJoint(start - 1) { start -= 1 }
      if start >= 2, reading.isWord(start - 1),
        Self.dots.contains(reading[start - 1].hash)
          || Self.dashes.contains(reading[start - 1].hash)
      {
        start -= 1
        continue
      }
      // `j o h n @`
      if start >= 1, isLetter(start), isLetter(start - 1) { continue }
      break
    }
    return start
  }

  private func isLetter(_ index: Int) -> Bool {
    reading.isWord(index) && reading[index].code == 1
  }

  private func isJoint(_ index: Int) -> Bool {
    reading.isWord(index) || reading.isDigits(index)
      || [".", "_", "-", "+"].contains { reading.has($0, at: index) }
  }

  /// Runs of digits in words: nine or more, or seven where a phone is spoken of.
  func phones() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      var end = index
      var count = 0
      while end < reading.count, let size = digit(at: end) ?? (count > 0 ? tens(at: end) : nil) {
        count += size
        end += 1
        if reading.has("-", at: end) || reading.has(",", at: end), digit(at: end + 1) != nil {
          end += 1
        }
      }
      if count >= 7, count >= 9 || isAnnounced(index) {
        found.append(index..<end)
      }
      index = max(end, index + 1)
    }
    return found
  }

  /// How many digits a word or character stands for: one, or none of its own for `double`.
  private func digit(at index: Int) -> Int? {
    guard index < reading.count else { return nil }
    let lexeme = reading[index]
    switch lexeme.kind {
    case .word:
      if lexeme.word.cardinal >= 0, lexeme.word.cardinal < 10 { return 1 }
      if Self.nulls.contains(lexeme.hash) { return 1 }
      if Self.doubles.contains(lexeme.hash), digit(at: index + 1) == 1 { return 1 }
      return nil
    case .han: return Self.hanDigits.contains(lexeme.code) ? 1 : nil
    default: return nil
    }
  }

  /// `nine hundred`, `twenty` within a number that is spoken.
  private func tens(at index: Int) -> Int? {
    let word = reading.word(index)
    guard reading.isWord(index), word.cardinal >= 10, word.cardinal <= 100 else { return nil }
    return word == .hundred ? 2 : 1
  }

  private func isAnnounced(_ index: Int) -> Bool {
    ((index - 6)..<index).contains { place in
      reading.word(place) == .tel || reading.word(place) == .call || reading.word(place) == .number
        || reading.has("话", at: place) || reading.has("机", at: place) || reading.has("号", at: place)
    }
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let ats = hashes("at")
  private static let dots = hashes("dot punkt punto point")
  private static let dashes = hashes("underscore dash hyphen")
  private static let nulls = hashes("oh o")
  private static let doubles = hashes("double triple")
  private static let ends = hashes(
    "com net org edu gov de co uk cn io eu info fr it es nl ch at be se no dk fi pl cz ru jp kr in au "
      + "ca us br mx hk tw sg ie pt me biz app dev shop")
  private static let hanDigits: Set<UInt32> = Set("零一二三四五六七八九幺〇".unicodeScalars.map(\.value))
}
