import Formats

/// Captions: blocks of a time and lines, in WebVTT, SubRip and their relatives.
extension MessageReader {
  func captions(
    _ bytes: inout [UInt8], _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    var cues = CueReader(form: form, sides: CueSpeakers(&bytes))
    var line = firstLine
    var start = range.lowerBound
    var above = 0..<0
    while start < range.upperBound {
      let end = bytes.span.next(0x0A, in: start..<range.upperBound)
      let text = bytes.span.trimmed(start..<end)
      defer { above = text }
      if end == start || end == start + 1 && bytes[start] == 0x0D {
        cues.end(&bytes, &spans)
      } else if let timing = CaptionTiming(bytes.span, text) {
        // The line above is the cue's name or number.
        cues.dropNumber(bytes.span)
        cues.end(&bytes, &spans)
        cues.time = timing.start
        cues.named = CueNames.quoted(bytes.span, above)
      } else if cues.time != nil, !text.isEmpty {
        cues.lines.append((text, line))
      }
      start = end + 1
      line += 1
    }
    cues.end(&bytes, &spans)
  }
}

extension [UInt8] {
  fileprivate func text(_ range: Range<Int>) -> String {
    String(decoding: self[range], as: UTF8.self)
  }
}

/// Names for those who speak without one behind dashes.
private struct CueSpeakers {
  let dashed: [Range<Int>]

  init(_ bytes: inout [UInt8]) {
    dashed = ["Speaker 1", "Speaker 2"].map { name in
      let start = bytes.count
      bytes += Array(name.utf8)
      return start..<bytes.count
    }
  }
}

/// The cue that is being read.
private struct CueReader {
  let form: TranscriptForm
  let sides: CueSpeakers
  var time: Range<Int>?
  /// Who speaks, where the line above the time says so.
  var named: Range<Int>?
  var lines: [(range: Range<Int>, line: Int)] = []
  /// The plain text of the last cue's lines.
  private var earlier: [[UInt8]] = []
  /// Who spoke last, for cues that name nobody.
  private var speaker = 0..<0

  init(form: TranscriptForm, sides: CueSpeakers) {
    self.form = form
    self.sides = sides
  }

  /// A number right above a time, without an empty line before it, is the next cue's.
  mutating func dropNumber(_ bytes: Span<UInt8>) {
    guard let last = lines.last, lines.count > 1 else { return }
    for index in last.range where bytes[index] < 0x30 || bytes[index] > 0x39 { return }
    lines.removeLast()
  }

  /// Ends the cue: its lines become messages.
  mutating func end(_ bytes: inout [UInt8], _ spans: inout [MessageSpan]) {
    defer {
      time = nil
      lines = []
    }
    guard let time, !lines.isEmpty else { return }
    if let named { speaker = named }
    if lines.count > 1, let name = CueNames.framed(bytes.span, lines[0].range) {
      speaker = name
      lines.removeFirst()
    }
    var plain: [[UInt8]] = []
    var message: MessageSpan?
    var isDialogue = lines.count > 1
    for one in lines where !isDash(bytes.span, one.range) { isDialogue = false }
    for (index, one) in lines.enumerated() {
      for part in CueText.parts(bytes.span, one.range) {
        var text = part.text
        if form.isRolling {
          text = Array(text.drop { $0 <= 0x20 })
          while let last = text.last, last <= 0x20 { text.removeLast() }
          plain.append(text)
          if earlier.contains(text) { continue }
        }
        guard text.contains(where: { $0 > 0x20 }) else { continue }
        var speaker: Range<Int>?
        if isDialogue, text.count > 1 {
          speaker = sides.dashed[index % 2]
          text = Array(
            text.drop { $0 == 0x2D || $0 <= 0x20 || $0 == 0xE2 || $0 == 0x80 || $0 == 0x93 })
        }
        let start = bytes.count
        bytes += text
        var said = bytes.span.trimmed(start..<bytes.count)
        if let voice = part.voice {
          speaker = voice
        } else if let parts = Self.announced(bytes, said) {
          (speaker, said) = (parts.speaker, parts.text)
        }
        if speaker == nil, message != nil {
          // A line in the same voice goes on.
          message?.append(said, &bytes)
          continue
        }
        if let message { spans.append(message) }
        if let speaker { self.speaker = speaker }
        message = MessageSpan(
          speaker: speaker ?? self.speaker, text: said, conversation: 0..<0, time: time,
          line: one.line)
      }
    }
    if form.isRolling { earlier = plain }
    if let message, !message.text.isEmpty { spans.append(message) }
  }

  /// The speaker that a line names, and the rest; `(laughs)` and `[music]` name nobody.
  private static func announced(_ bytes: [UInt8], _ line: Range<Int>) -> SpeakerLine.Parts? {
    if let parts = SpeakerLine.split(bytes.span, line) { return parts }
    guard let parts = SpeakerStyle.bracketed.split(bytes.span, line), !parts.text.isEmpty,
      Roles.told(by: bytes.text(parts.speaker).lowercased(), isMark: false) != nil
    else { return nil }
    return parts
  }

  private func isDash(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count > 1 else { return false }
    return bytes[line.lowerBound] == 0x2D
      || bytes[line.lowerBound] == 0xE2 && bytes[line.lowerBound + 1] == 0x80
  }
}

/// Names that stand in lines of their own.
private enum CueNames {
  /// `1 "Mia Hart" (123)` above a cue's time.
  static func quoted(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    guard !line.isEmpty, bytes[line.lowerBound] >= 0x30, bytes[line.lowerBound] <= 0x39 else {
      return nil
    }
    let open = bytes.next(0x22, in: line)
    guard open + 1 < line.upperBound else { return nil }
    let close = bytes.next(0x22, in: open + 1..<line.upperBound)
    return close < line.upperBound && close > open + 1 ? open + 1..<close : nil
  }

  /// `(Mia Hart)` above what she says; `(laughs)` is no name.
  static func framed(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    guard line.count > 4, line.count < 60, bytes[line.lowerBound] == 0x28,
      bytes[line.upperBound - 1] == 0x29
    else { return nil }
    let inside = line.lowerBound + 1..<line.upperBound - 1
    let words = String(decoding: inside.map { bytes[$0] }, as: UTF8.self).split(separator: " ")
    guard words.count > 1, words.allSatisfy({ $0.first?.isUppercase == true }) else { return nil }
    return inside
  }
}

extension MessageSpan {
  /// Lets the text go on with more, which stands at the end of the bytes.
  fileprivate mutating func append(_ more: Range<Int>, _ bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: bytes[text])
    bytes.append(0x20)
    bytes.append(contentsOf: bytes[more])
    text = start..<bytes.count
  }
}

/// The text of a caption's line without its tags, entities decoded, by voices.
enum CueText {
  /// The parts of a line: who speaks, where a `<v Name>` says so, and what.
  static func parts(_ bytes: Span<UInt8>, _ line: Range<Int>) -> [(
    voice: Range<Int>?, text: [UInt8]
  )] {
    var parts: [(voice: Range<Int>?, text: [UInt8])] = []
    var voice: Range<Int>?
    var text: [UInt8] = []
    func flush() {
      if text.contains(where: { $0 > 0x20 }) { parts.append((voice, text)) }
      text = []
    }
    var index = line.lowerBound
    while index < line.upperBound {
      let byte = bytes[index]
      if byte == 0x3C, let close = tagEnd(bytes, index, line) {
        if let name = voiceName(bytes, index + 1..<close) {
          flush()
          voice = name
        } else if bytes.holds([0x2F, 0x76], in: index + 1..<min(index + 3, close)) {
          flush()
          voice = nil
        }
        index = close + 1
      } else if byte == 0x26, let (decoded, end) = entity(bytes, index, line) {
        text += decoded
        index = end
      } else if byte == 0x7B, index + 1 < line.upperBound, bytes[index + 1] == 0x5C {
        // `{\an8}`: where SubRip puts the line.
        index = bytes.next(0x7D, in: index..<line.upperBound) + 1
      } else {
        text.append(byte)
        index += 1
      }
    }
    flush()
    return parts
  }

  /// Where a tag ends; `5 < 6` opens none.
  private static func tagEnd(_ bytes: Span<UInt8>, _ start: Int, _ line: Range<Int>) -> Int? {
    guard start + 1 < line.upperBound else { return nil }
    let first = bytes[start + 1]
    guard
      first == 0x2F || first | 0x20 >= 0x61 && first | 0x20 <= 0x7A
        || first >= 0x30 && first <= 0x39
    else { return nil }
    let close = bytes.next(0x3E, in: start..<line.upperBound)
    return close < line.upperBound ? close : nil
  }

  /// `v.loud Mia Hart` is Mia Hart.
  private static func voiceName(_ bytes: Span<UInt8>, _ tag: Range<Int>) -> Range<Int>? {
    guard tag.count > 2, bytes[tag.lowerBound] | 0x20 == 0x76,
      bytes[tag.lowerBound + 1] == 0x20 || bytes[tag.lowerBound + 1] == 0x2E
    else { return nil }
    let blank = bytes.next(0x20, in: tag)
    let name = bytes.trimmed(blank..<tag.upperBound)
    return name.isEmpty ? nil : name
  }

  private static func entity(
    _ bytes: Span<UInt8>, _ start: Int, _ line: Range<Int>
  ) -> (text: [UInt8], end: Int)? {
    let close = bytes.next(0x3B, in: start..<min(line.upperBound, start + 10))
    guard close < line.upperBound, bytes[close] == 0x3B else { return nil }
    let name = String(decoding: (start + 1..<close).map { bytes[$0] }, as: UTF8.self)
    return Markup.decoded(entity: name).map { (Array($0.utf8), close + 1) }
  }
}
