public import Diagnostics
import Formats

/// The lines of a file or of standard input as UTF-8, one at a time: of a line of a hundred megabytes no more
/// than a piece is held.
public struct TextLines: ~Copyable {
  /// A line, or a piece of a very long one.
  public struct Line: Sendable {
    /// The bytes without the line feed.
    public var bytes: ArraySlice<UInt8>
    /// Whether it goes on with a piece before.
    public var goesOn: Bool
    /// Whether the line ends here.
    public var isWhole: Bool
  }

  /// Longer lines come in pieces: nobody writes one.
  public static let longest = 1 << 20
  private static let piece = 1 << 16

  /// What was guessed about the encoding, in one sentence; known once a line was read.
  public private(set) var note: String?
  private var stream: ByteStream
  private var decoder: TextDecoder?
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var isAmid = false

  /// Opens a file, `-` for standard input. Throws a `Fault` when it cannot be read.
  public init(path: String) throws(Fault) { stream = try ByteStream(path: path) }

  /// Whether the next line is read without waiting for whoever writes it.
  public var isReady: Bool { isAtEnd || buffer[start...].contains(0x0A) || stream.isReady }

  /// The next line, or `nil` at the end. Throws a `Fault` when it cannot be read.
  public mutating func next() throws(Fault) -> Line? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        return take(end, skipping: 1, isWhole: true)
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        return take(buffer.count, skipping: 0, isWhole: true)
      }
      if buffer.count - start > (isAmid ? Self.piece : Self.longest) {
        return take(pieceEnd(), skipping: 0, isWhole: false)
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      try fill()
    }
  }

  private mutating func take(_ end: Int, skipping: Int, isWhole: Bool) -> Line {
    let line = Line(bytes: buffer[start..<end], goesOn: isAmid, isWhole: isWhole)
    start = end + skipping
    isAmid = !isWhole
    return line
  }

  /// Where a piece ends: behind its last blank, or between two characters.
  private func pieceEnd() -> Int {
    let end = start + Self.piece
    if let blank = buffer[(end - 4_096)..<end].lastIndex(of: 0x20) { return blank + 1 }
    var cut = end
    while cut > end - 4, buffer[cut] & 0xC0 == 0x80 { cut -= 1 }
    return cut
  }

  private mutating func fill() throws(Fault) {
    let bytes = try stream.next(1 << 17)
    if bytes.isEmpty {
      isAtEnd = true
      return
    }
    if decoder == nil {
      let detection = TextEncoding.detect(bytes[...])
      note = detection.note
      let isWide = detection.encoding == .utf16Little || detection.encoding == .utf16Big
      decoder = TextDecoder(
        detection.encoding, hasBareReturns: !isWide && TextEncoding.hasBareReturns(bytes))
      buffer += decoder?.decode(bytes[detection.mark...]) ?? []
    } else {
      buffer += decoder?.decode(bytes[...]) ?? []
    }
  }
}
