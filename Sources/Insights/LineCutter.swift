/// Cuts a stream into chunks of whole records, so that each chunk can be read on its own.
public struct LineCutter: Sendable {
  private let format: TranscriptFormat
  private let separator: UInt8
  private var rest: [UInt8] = []
  private var line = 1
  /// A record longer than this is cut: nothing a person wrote is.
  private static let longest = 128 << 20
  /// A conversation, or a quoted field, longer than this is cut at a line.
  private static let longestOpen = 4 << 20

  /// Creates a cutter; `separator` is that of CSV.
  public init(_ format: TranscriptFormat, separator: UInt8 = 0x2C) {
    self.format = format
    self.separator = separator
  }

  /// Some whole records and the line they begin in.
  public struct Chunk: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// The line they begin in, from 1.
    public let firstLine: Int
  }

  /// Adds bytes; gives the whole records so far, or `nil` when there is none yet.
  public mutating func add(_ bytes: [UInt8]) -> Chunk? {
    if rest.isEmpty { rest = bytes } else { rest += bytes }
    if let end = lastEnd() { return cut(at: end) }
    return rest.count > Self.longest ? finish() : nil
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
    switch format {
    case .jsonLines, .bare: return lastLineEnd()
    case .csv: return lastRecordEnd()
    case .speaker, .webVTT:
      // Conversations and cues end with an empty line; a very long one is cut at any line.
      return lastBlankLine() ?? (rest.count > Self.longestOpen ? lastLineEnd() : nil)
    }
  }

  private func lastLineEnd() -> Int? { rest.lastIndex(of: 0x0A).map { $0 + 1 } }

  /// Where the last empty line begins.
  private func lastBlankLine() -> Int? {
    let bytes = rest.span
    var end = bytes.count
    while end > 0 {
      // Back over one line and what is blank in it.
      var start = end - 1
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      var isBlank = start > 0 && bytes[end - 1] == 0x0A
      for index in start..<end where isBlank && bytes[index] > 0x20 { isBlank = false }
      if isBlank { return start }
      end = start
    }
    return nil
  }

  private func lastRecordEnd() -> Int? {
    let bytes = rest.span
    var end = 0
    while end < bytes.count {
      let record = end..<bytes.count
      switch CSVRecord.walk(bytes, record, separator: separator, use: { _, _ in }) {
      case .whole(let next) where bytes[next - 1] == 0x0A: end = next
      case .broken: end = CSVRecord.lineEnd(bytes, record)
      case .open where end == 0 && bytes.count > Self.longestOpen:
        return CSVRecord.lineEnd(bytes, record)
      case .whole, .open: return end > 0 ? end : nil
      }
    }
    return end > 0 ? end : nil
  }
}

extension Span<UInt8> {
  /// How often a byte occurs.
  func count(of byte: UInt8) -> Int {
    var count = 0
    for index in indices where self[index] == byte { count += 1 }
    return count
  }

  /// Where a byte next occurs, or the end of the range.
  @inline(__always)
  func next(_ byte: UInt8, in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, self[index] != byte { index += 1 }
    return index
  }

  /// A range without blanks around.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] <= 0x20 { start += 1 }
    while start < end, self[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// Whether a range holds exactly these bytes.
  @inline(__always)
  func holds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    guard range.count == bytes.count else { return false }
    for index in bytes.indices where self[range.lowerBound + index] != bytes[index] {
      return false
    }
    return true
  }
}
