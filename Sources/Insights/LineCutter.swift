/// Cuts a stream into chunks of whole records, so that each chunk can be read on its own.
public struct LineCutter: Sendable {
  private let format: TranscriptFormat
  private var rest: [UInt8] = []
  private var line = 1
  /// A record longer than this is cut: nothing a person wrote is.
  private static let longest = 128 << 20

  /// Creates a cutter.
  public init(_ format: TranscriptFormat) { self.format = format }

  /// Some whole records and the line they begin in.
  public struct Chunk: Sendable {
    /// The bytes.
    public let bytes: [UInt8]
    /// The line they begin in, from 1.
    public let firstLine: Int
  }

  /// Adds bytes; gives the whole records so far, or `nil` when there is none yet.
  public mutating func add(_ bytes: [UInt8]) -> Chunk? {
    rest += bytes
    guard let end = lastEnd() else {
      return rest.count > (format == .csv ? 4 << 20 : Self.longest) ? finish() : nil
    }
    let chunk = Chunk(bytes: Array(rest[..<end]), firstLine: line)
    line += chunk.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    rest = Array(rest[end...])
    return chunk
  }

  /// What is left at the end.
  public mutating func finish() -> Chunk? {
    guard !rest.isEmpty else { return nil }
    let chunk = Chunk(bytes: rest, firstLine: line)
    line += rest.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    rest = []
    return chunk
  }

  /// Where the last whole record ends.
  private func lastEnd() -> Int? {
    switch format {
    case .jsonLines, .bare: return rest.lastIndex(of: 0x0A).map { $0 + 1 }
    case .csv:
      // A line break inside quotes ends no record.
      var quoted = false
      var end: Int?
      for (index, byte) in rest.enumerated() {
        if byte == 0x22 { quoted.toggle() } else if byte == 0x0A, !quoted { end = index + 1 }
      }
      return end
    case .speaker, .webVTT:
      // Conversations and cues end with an empty line; a very long one is cut at any line.
      var index = rest.count - 1
      while index > 0 {
        if rest[index] == 0x0A, rest[index - 1] == 0x0A { return index }
        index -= 1
      }
      return rest.count > 4 << 20 ? rest.lastIndex(of: 0x0A).map { $0 + 1 } : nil
    }
  }

  /// The records of CSV, line ends included.
  static func records(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var records: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var quoted = false
    for index in bytes.indices {
      if bytes[index] == 0x22 {
        quoted.toggle()
      } else if bytes[index] == 0x0A, !quoted {
        records.append(bytes[start...index])
        start = index + 1
      }
    }
    if start < bytes.endIndex { records.append(bytes[start...]) }
    return records
  }
}
