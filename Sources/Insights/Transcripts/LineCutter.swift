import Formats

/// Cuts a stream into chunks of whole records, so that each chunk can be read on its own.
public struct LineCutter: Sendable {
  private let form: TranscriptForm
  private var rest: [UInt8] = []
  private var line = 1
  /// A record longer than this is cut: nothing a person wrote is.
  private static let longest = 8 << 20
  /// A conversation, or a quoted field, longer than this is cut at a line.
  private static let longestOpen = 4 << 20
  private static let shortestCaptions = 1 << 20
  /// A JSON document is read whole, up to this size.
  public static let longestDocument = 48 << 20

  /// Creates a cutter for a form.
  public init(_ form: TranscriptForm) { self.form = form }

  /// Some whole records and the line they begin in.
  public struct Chunk: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// The line they begin in, from 1.
    public let firstLine: Int
  }

  /// How many bytes wait for the end of their record.
  public var waitingCount: Int { rest.count }

  /// Adds bytes; gives the whole records so far, or `nil` when there is none yet.
  public mutating func add(_ bytes: [UInt8]) -> Chunk? {
    if rest.isEmpty { rest = bytes } else { rest += bytes }
    if let end = lastEnd() { return cut(at: end) }
    return form.format != .json && rest.count > Self.longest ? finish() : nil
  }

  /// What is left at the end.
  public mutating func finish() -> Chunk? { rest.isEmpty ? nil : cut(at: rest.count) }

  private mutating func cut(at end: Int) -> Chunk {
    let tail = Array(rest[end...])
    rest.removeSubrange(end...)
    let chunk = Chunk(bytes: rest, firstLine: line)
    line += rest.span.count(of: 0x0A)
    rest = tail
    return chunk
  }

  /// Where the last whole record ends.
  private func lastEnd() -> Int? {
    switch form.format {
    case .json: return nil
    case .jsonLines, .bare: return lastLineEnd()
    case .csv: return lastRecordEnd()
    case .speaker:
      // A message goes on until the next speaker; a very long one is cut at any line.
      return lastSpeaker() ?? (rest.count > Self.longestOpen ? lastLineEnd() : nil)
    case .headed:
      return lastHead() ?? (rest.count > Self.longestOpen ? lastLineEnd() : nil)
    case .webVTT:
      // Captions repeat what was before them and leave out who speaks: the fewer cuts the better.
      guard rest.count > Self.shortestCaptions else { return nil }
      return lastBlankLine() ?? (rest.count > Self.longestOpen ? lastLineEnd() : nil)
    }
  }

  private func lastLineEnd() -> Int? { rest.lastIndex(of: 0x0A).map { $0 + 1 } }

  /// Where the last line begins, from the end on, that `accepts` takes; the first of all does not count.
  private func lastLine(_ accepts: (Span<UInt8>, Range<Int>) -> Bool) -> Int? {
    let bytes = rest.span
    // The line that is not whole yet tells nothing.
    guard var end = lastLineEnd() else { return nil }
    while end > 0 {
      var start = end - 1
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      if start > 0, accepts(bytes, start..<end) { return start }
      end = start
    }
    return nil
  }

  /// Where the last empty line begins.
  private func lastBlankLine() -> Int? {
    lastLine { bytes, line in
      line.count == 1 || line.count == 2 && bytes[line.lowerBound] == 0x0D
    }
  }

  /// Where the gap before the last conversation begins, or, where gaps part none, the last message.
  private func lastSpeaker() -> Int? {
    if form.blankLinesPart {
      var isSpoken = false
      let gap = lastLine { bytes, line in
        let text = bytes.trimmed(line)
        if bytes.isRule(text) { return isSpoken }
        isSpoken = isMessage(bytes, text)
        return false
      }
      if let gap { return gap }
      guard rest.count > Self.longestOpen else { return nil }
    }
    return lastLine { bytes, line in
      guard isMessage(bytes, bytes.trimmed(line)) else { return false }
      // The gap before it belongs to it.
      return !isGap(bytes, before: line.lowerBound)
    }
  }

  private func isMessage(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard let parts = SpeakerLine.split(bytes, text, style: form.style) else { return false }
    return !form.isTimed || !parts.time.isEmpty
  }

  private func isGap(_ bytes: Span<UInt8>, before start: Int) -> Bool {
    guard start > 1 else { return false }
    var begin = start - 1
    while begin > 0, bytes[begin - 1] != 0x0A { begin -= 1 }
    return bytes.isRule(bytes.trimmed(begin..<start)) && form.blankLinesPart
  }

  private func lastHead() -> Int? {
    lastLine { bytes, line in HeadLine.split(bytes, bytes.trimmed(line)) != nil }
  }

  private func lastRecordEnd() -> Int? {
    let bytes = rest.span
    var end = 0
    while end < bytes.count {
      let record = end..<bytes.count
      switch DelimitedRecord.walk(
        bytes, record, separator: form.columns.separator, use: { _, _ in })
      {
      case .whole(let next) where bytes[next - 1] == 0x0A: end = next
      case .broken: end = DelimitedRecord.lineEnd(bytes, record)
      case .open where end == 0 && bytes.count > Self.longestOpen:
        return DelimitedRecord.lineEnd(bytes, record)
      case .whole, .open: return end > 0 ? end : nil
      }
    }
    return end > 0 ? end : nil
  }
}
