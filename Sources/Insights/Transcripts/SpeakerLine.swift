/// `Mia: hello`: a short name before a colon, with a time before, behind or inside it, in the spellings of
/// chat exports: `[31/12/2023, 22:15:02] Mia: hi`, `12/31/23, 10:15 PM - Mia: hi`, `**Mia:** hi`,
/// `00:01:02⇥Mia:⇥hi`, `Mia (10:05): hi`, `<Mia> hi`, `[SPEAKER_01]: hi`.
enum SpeakerLine {
  /// The parts of a line as ranges; the time is empty when there is none.
  typealias Parts = (speaker: Range<Int>, text: Range<Int>, time: Range<Int>)

  /// The parts of a trimmed line, or `nil` when it names nobody.
  static func split(
    _ bytes: Span<UInt8>, _ line: Range<Int>, style: SpeakerStyle = .colon
  ) -> Parts? {
    guard !line.isEmpty else { return nil }
    if style != .colon { return style.split(bytes, line) }
    let start = unmarked(bytes, line)
    let (time, after) = WrittenClock.leading(bytes, start..<line.upperBound)
    if let parts = named(bytes, after..<line.upperBound, time: time) { return parts }
    return time.isEmpty ? nil : framed(bytes, after..<line.upperBound, time: time)
  }

  /// Whether a line begins with a time, so that in a chat's export it is a message or a note of the
  /// system.
  static func isTimed(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    !WrittenClock.leading(bytes, unmarked(bytes, line)..<line.upperBound).time.isEmpty
  }

  /// Where the line begins behind marks of direction and of Markdown's lists and quotes.
  static func unmarked(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case 0xE2
      where index + 2 < line.upperBound && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0x8E || bytes[index + 2] == 0x8F
          || bytes[index + 2] >= 0xAA && bytes[index + 2] <= 0xAE):
        index += 3
      case 0xEF
      where index + 2 < line.upperBound && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF:
        index += 3
      case 0x2D, 0x2A, 0x3E:
        guard index == line.lowerBound, index + 1 < line.upperBound, bytes[index + 1] == 0x20
        else { return index }
        index += 2
      default: return index
      }
    }
    return index
  }

  /// A name and a colon.
  private static func named(
    _ bytes: Span<UInt8>, _ line: Range<Int>, time: Range<Int>
  ) -> Parts? {
    let (start, end) = (line.lowerBound, line.upperBound)
    guard start < end else { return nil }
    if bytes[start] == 0x3C { return angled(bytes, line, time: time) }
    if isNotice(bytes, line) { return nil }
    var words = 1
    var index = start
    var bracket = -1
    // A colon without a blank behind belongs to a name only where a time follows it.
    var needsTime = false
    // A name is short.
    let limit = min(end, start + 80)
    while index < limit {
      let byte = bytes[index]
      switch byte {
      case 0x3A, 0xEF:
        let isWide =
          byte == 0xEF && index + 2 < end && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A
        if byte == 0xEF, !isWide { break }
        if bracket >= 0, isInside(bytes, bracket..<index) { break }
        let said = index + (isWide ? 3 : 1)
        let isMarked = said < end && bytes[said] == 0x2A
        // `http://…` and `10:30` name nobody.
        guard isWide || isMarked || said == end || bytes[said] <= 0x20 else {
          guard time.isEmpty, bytes[said] != 0x2F else { return nil }
          needsTime = true
          break
        }
        let parts = whole(
          bytes, name: start..<index, text: said..<end, time: time,
          words: words, mostWords: time.isEmpty ? 4 : 9)
        return needsTime && parts?.time.isEmpty == true ? nil : parts
      // Notes of the system quote names: `changed the subject from "a: b"`.
      case 0x21, 0x3F: return nil
      case 0x22 where index > start && bytes[index - 1] == 0x20: return nil
      case 0x2C where time.isEmpty && !isTimeBehind(bytes, index..<limit): return nil
      case 0x2E:
        // `Dr. Lee`, not the end of a sentence.
        if time.isEmpty, index + 1 < end, bytes[index + 1] == 0x20,
          index - lastWord(bytes, start, index) > 3
        {
          return nil
        }
      case 0x28, 0x5B: bracket = index
      case 0x20 where index > start && bytes[index - 1] != 0x20: words += 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `*** Joins: ann`, `-!- mode/#help: +o`: what a chat's program says of itself.
  private static func isNotice(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count > 4, bytes[line.lowerBound + 3] == 0x20 else { return false }
    let (first, second, third) = (
      bytes[line.lowerBound], bytes[line.lowerBound + 1], bytes[line.lowerBound + 2]
    )
    return first == 0x2A && second == 0x2A && third == 0x2A
      || first == 0x2D && second == 0x21 && third == 0x2D
  }

  private static func lastWord(_ bytes: Span<UInt8>, _ start: Int, _ index: Int) -> Int {
    var word = index
    while word > start, bytes[word - 1] != 0x20 { word -= 1 }
    return word
  }

  /// Whether a bracket that opened is still open, so that a colon in it belongs to a time.
  private static func isInside(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] == 0x29 || bytes[index] == 0x5D { return false }
    return true
  }

  private static func isTimeBehind(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let after = bytes.trimmed(range.lowerBound + 1..<range.upperBound)
    return !WrittenClock.leading(bytes, after).time.isEmpty
  }

  /// The name without emphasis, brackets and a time in it.
  private static func whole(
    _ bytes: Span<UInt8>, name: Range<Int>, text: Range<Int>, time: Range<Int>, words: Int,
    mostWords: Int
  ) -> Parts? {
    var speaker = bytes.trimmed(name)
    var text = text
    var time = time
    var words = words
    // `**Agent:** hello`, `**Agent**: hello`
    speaker = bytes.unemphasised(speaker)
    while !text.isEmpty, bytes[text.lowerBound] == 0x2A || bytes[text.lowerBound] == 0x5F {
      text = text.lowerBound + 1..<text.upperBound
    }
    if let last = bytes.lastByte(speaker), last == 0x29 || last == 0x5D {
      let open = bytes.last(last == 0x29 ? 0x28 : 0x5B, in: speaker)
      if let open {
        let inside = open + 1..<speaker.upperBound - 1
        let before = bytes.trimmed(speaker.lowerBound..<open)
        if before.isEmpty {
          speaker = bytes.trimmed(inside)
        } else if WrittenClock.isWhole(bytes, inside) {
          if time.isEmpty { time = bytes.trimmed(inside) }
          speaker = bytes.unemphasised(before)
          words = 1
        }
      }
    } else if let wide = bytes.wideBracket(in: speaker), WrittenClock.isWhole(bytes, wide.inside),
      !wide.before.isEmpty
    {
      if time.isEmpty { time = bytes.trimmed(wide.inside) }
      speaker = bytes.unemphasised(wide.before)
      words = 1
    } else if time.isEmpty, let behind = WrittenClock.trailing(bytes, speaker) {
      time = behind
      speaker = bytes.trimmed(speaker.lowerBound..<behind.lowerBound)
      while let last = bytes.lastByte(speaker), [0x2C, 0x2D, 0x40].contains(last) || last <= 0x20 {
        speaker = speaker.lowerBound..<speaker.upperBound - 1
      }
      words = 1
    }
    // Zoom: `From Mia Hart to Everyone`.
    speaker = addressed(bytes, speaker)
    guard !speaker.isEmpty, words <= mostWords,
      hasLetter(bytes, speaker) || isPhone(bytes, speaker)
    else { return nil }
    return (speaker, bytes.trimmed(text), time)
  }

  /// `From Mia Hart to Everyone` is Mia Hart.
  private static func addressed(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Range<Int> {
    guard name.count > 6 else { return name }
    let from = [UInt8]("From ".utf8)
    guard bytes.holds(from, in: name.lowerBound..<name.lowerBound + 5) else { return name }
    // An older Zoom: `From  Mia Hart : hi`.
    if bytes[name.lowerBound + 5] == 0x20 {
      return addressed(bytes, bytes.trimmed(name.lowerBound + 5..<name.upperBound))
    }
    var index = name.lowerBound + 5
    while index + 4 <= name.upperBound {
      if bytes[index] == 0x20, bytes[index + 1] | 0x20 == 0x74, bytes[index + 2] | 0x20 == 0x6F,
        bytes[index + 3] == 0x20
      {
        return bytes.trimmed(name.lowerBound + 5..<index)
      }
      index += 1
    }
    return name
  }

  /// `<Mia> hello`
  private static func angled(
    _ bytes: Span<UInt8>, _ line: Range<Int>, time: Range<Int>
  ) -> Parts? {
    let close = bytes.next(0x3E, in: line.lowerBound..<min(line.upperBound, line.lowerBound + 40))
    guard close < line.upperBound, bytes[close] == 0x3E, close > line.lowerBound + 1,
      close + 1 < line.upperBound, bytes[close + 1] == 0x20
    else { return nil }
    let name = line.lowerBound + 1..<close
    guard hasLetter(bytes, name) else { return nil }
    return (name, bytes.trimmed(close + 1..<line.upperBound), time)
  }

  /// A time, then a name and the text parted by tabs: `10:05⇥Mia⇥hello`.
  private static func framed(
    _ bytes: Span<UInt8>, _ line: Range<Int>, time: Range<Int>
  ) -> Parts? {
    let tab = bytes.next(0x09, in: line)
    guard tab < line.upperBound, tab - line.lowerBound <= 60 else { return nil }
    let name = bytes.trimmed(line.lowerBound..<tab)
    guard !name.isEmpty, hasLetter(bytes, name) else { return nil }
    return (name, bytes.trimmed(tab..<line.upperBound), time)
  }

  static func hasLetter(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var isHigh = false
    for index in range {
      let small = bytes[index] | 0x20
      if small >= UInt8(ascii: "a"), small <= UInt8(ascii: "z") { return true }
      if bytes[index] >= 0x80 { isHigh = true }
    }
    guard isHigh else { return false }
    return String(decoding: range.map { bytes[$0] }, as: UTF8.self).contains(where: \.isLetter)
  }

  /// `+44 7700 900123`
  static func isPhone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var digits = 0
    for index in range {
      switch bytes[index] {
      case 0x30...0x39: digits += 1
      case 0x2B, 0x20, 0x2D, 0x28, 0x29, 0x2E, 0xC2, 0xA0, 0xE2, 0x80, 0xAA, 0xAC, 0x91: continue
      default: return false
      }
    }
    return digits >= 7 && digits <= 15
  }

  /// Whether a line names who speaks.
  static func isSpoken(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    return split(bytes.span, bytes.span.trimmed(bytes.indices)) != nil
  }
}

extension Span<UInt8> {
  /// The last byte of a range.
  func lastByte(_ range: Range<Int>) -> UInt8? { range.isEmpty ? nil : self[range.upperBound - 1] }

  /// What stands in `（…）` at the end of a range, and before it.
  func wideBracket(in range: Range<Int>) -> (before: Range<Int>, inside: Range<Int>)? {
    guard range.count > 6,
      holds([0xEF, 0xBC, 0x89], in: range.upperBound - 3..<range.upperBound)
    else { return nil }
    var index = range.upperBound - 3
    while index > range.lowerBound {
      index -= 1
      guard self[index] == 0xEF, holds([0xEF, 0xBC, 0x88], in: index..<index + 3) else { continue }
      return (trimmed(range.lowerBound..<index), index + 3..<range.upperBound - 3)
    }
    return nil
  }

  /// Where a byte stands last.
  func last(_ byte: UInt8, in range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }

  /// A range without the stars and underscores of Markdown's emphasis around it.
  func unemphasised(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] == 0x2A || self[start] == 0x23 || self[start] == 0x20 {
      start += 1
    }
    while start < end, self[end - 1] == 0x2A || self[end - 1] == 0x20 { end -= 1 }
    if end - start > 4, self[start] == 0x5F, self[start + 1] == 0x5F, self[end - 1] == 0x5F {
      start += 2
      end -= 2
    }
    return start..<end
  }
}
