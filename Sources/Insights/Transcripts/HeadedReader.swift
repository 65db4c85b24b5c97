import Formats

/// Chats with a line of name and time above each message: `2024-01-05 10:00:00 客服小美`, `Mia Hart  0:05`.
extension MessageReader {
  func headed(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    var line = firstLine
    var start = range.lowerBound
    var pieces: [Range<Int>] = []
    let first = spans.count
    let notices = form.notices.lines(in: bytes.span, range)
    func flush(_ bytes: inout [UInt8], _ spans: inout [MessageSpan]) {
      defer { pieces = [] }
      // What stands above the first name is a title.
      guard spans.count > first, !pieces.isEmpty else { return }
      let begin = bytes.count
      for piece in pieces {
        if bytes.count > begin { bytes.append(0x20) }
        bytes.append(contentsOf: bytes[piece])
      }
      spans[spans.count - 1].text = begin..<bytes.count
    }
    while start < range.upperBound {
      let end = bytes.span.next(0x0A, in: start..<range.upperBound)
      let text = bytes.span.trimmed(start..<end)
      if let head = HeadLine.split(bytes.span, text) {
        flush(&bytes, &spans)
        spans.append(
          MessageSpan(
            speaker: head.speaker, text: 0..<0, conversation: 0..<0, time: head.time, line: line))
      } else if !bytes.span.isRule(text), !notices.contains(start) {
        pieces.append(text)
      }
      start = end + 1
      line += 1
    }
    flush(&bytes, &spans)
    spans.removeAll { $0.text.isEmpty }
  }
}

/// A line that holds a name and a time and nothing else.
enum HeadLine {
  /// Its parts, or `nil`.
  static func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (
    speaker: Range<Int>, time: Range<Int>
  )? {
    guard line.count <= 120, !line.isEmpty else { return nil }
    let (time, after) = WrittenClock.leading(bytes, line)
    if !time.isEmpty {
      let name = bytes.unemphasised(bytes.trimmed(after..<line.upperBound))
      return isName(bytes, name) ? (plain(bytes, name), time) : nil
    }
    guard let time = trailing(bytes, line) else { return role(bytes, line) }
    var name = bytes.trimmed(line.lowerBound..<time.name)
    while let last = bytes.lastByte(name), [0x2C, 0x2D, 0x7C, 0x28, 0x5B, 0x20].contains(last) {
      name = name.lowerBound..<name.upperBound - 1
    }
    name = bytes.unemphasised(name)
    return isName(bytes, name) ? (plain(bytes, name), time.time) : nil
  }

  /// A line with only a word for a side, `### Customer`, `客服`, has no time.
  private static func role(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (
    speaker: Range<Int>, time: Range<Int>
  )? {
    let name = bytes.unemphasised(line)
    guard !name.isEmpty, name.count <= 30, isName(bytes, name) else { return nil }
    let text = String(decoding: name.map { bytes[$0] }, as: UTF8.self).lowercased()
    guard text.split(separator: " ").count <= 2, !text.hasSuffix(".") else { return nil }
    let isNumbered = text.hasPrefix("speaker ") && text.last?.isNumber == true
    guard isNumbered || Roles.told(by: text, isMark: false) != nil else { return nil }
    return (name, line.lowerBound..<line.lowerBound)
  }

  /// The time that ends a line, in brackets or behind a dash too, and where the name before it ends.
  private static func trailing(_ bytes: Span<UInt8>, _ line: Range<Int>) -> (
    name: Int, time: Range<Int>
  )? {
    if let last = bytes.lastByte(line), last == 0x29 || last == 0x5D,
      let open = bytes.last(last == 0x29 ? 0x28 : 0x5B, in: line),
      WrittenClock.isWhole(bytes, open + 1..<line.upperBound - 1)
    {
      return (open, bytes.trimmed(open + 1..<line.upperBound - 1))
    }
    if let wide = bytes.wideBracket(in: line), WrittenClock.isWhole(bytes, wide.inside) {
      return (wide.before.upperBound, bytes.trimmed(wide.inside))
    }
    guard let time = WrittenClock.trailing(bytes, line) else { return nil }
    return (time.lowerBound, time)
  }

  /// A name is short, has a letter and is no sentence.
  private static func isName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard !name.isEmpty, name.count <= 60 else { return false }
    var words = 1
    for index in name {
      switch bytes[index] {
      // A shop's account has a colon inside: `tea:Bo`.
      case 0x3A where index + 1 < name.upperBound && bytes[index + 1] > 0x20: break
      case 0x3A, 0x3F, 0x21, 0x2C, 0x3B, 0x09: return false
      case 0x20: words += 1
      default: break
      }
    }
    guard words <= 5, SpeakerLine.hasLetter(bytes, name) || SpeakerLine.isPhone(bytes, name) else {
      return false
    }
    let text = String(decoding: name.map { bytes[$0] }, as: UTF8.self)
    return !text.contains { "，。！？：；".contains($0) }
  }

  /// QQ writes an account's number behind its name: `茶叶控(12345)`.
  private static func plain(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Range<Int> {
    guard bytes.lastByte(name) == 0x29, let open = bytes.last(0x28, in: name),
      open > name.lowerBound,
      (open + 1..<name.upperBound - 1).allSatisfy({ bytes[$0] >= 0x30 && bytes[$0] <= 0x39 })
    else { return name }
    return bytes.trimmed(name.lowerBound..<open)
  }
}
