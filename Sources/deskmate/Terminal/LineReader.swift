import Diagnostics
import Formats

#if canImport(Glibc)
  import Glibc
#endif

/// Reads lines from a pipe: any length, any bytes. An encoding that is guessed is said on stderr; what is left
/// that is no UTF-8 becomes replacement characters.
struct LineReader: ~Copyable {
  private var text = PipedText()
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Of a line longer than this only its beginning and its end are kept.
  private static let longest = 1 << 20

  /// The next line without its line break, or `nil` at the end.
  mutating func next() -> String? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = newline + 1 }
        let end = newline > start && buffer[newline - 1] == 0x0D ? newline - 1 : newline
        return String(decoding: buffer[start..<end], as: UTF8.self)
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return String(decoding: buffer[start...], as: UTF8.self)
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      fill()
      if shorten() { searched = 0 }
    }
  }

  /// Drops the middle of a line that nobody wrote; whether it was so long.
  private mutating func shorten() -> Bool {
    guard buffer.count > Self.longest, !buffer.prefix(Self.longest).contains(0x0A) else {
      return false
    }
    let kept = Self.longest / 4
    buffer.removeSubrange(kept..<buffer.count - kept)
    return true
  }

  private mutating func fill() {
    var count = 0
    repeat {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, filled in
        count = read(STDIN_FILENO, space.baseAddress, space.count)
        filled = max(0, count)
      }
      let isNoted = text.note != nil
      buffer += text.decode(chunk)
      if !isNoted, let note = text.note {
        Console.error(
          "deskmate: \(Fault(file: "standard input", note))")
      }
    } while count < 0 && errno == EINTR
    if count < 0 {
      Console.error(
        "deskmate: standard input cannot be read: " + String(cString: strerror(errno)))
      exit(2)
    }
    if count == 0 { isAtEnd = true }
  }

  /// All of stdin.
  static func all() -> String {
    var reader = LineReader()
    while !reader.isAtEnd {
      reader.fill()
      if reader.buffer.count > Self.longest {
        let kept = Self.longest / 4
        reader.buffer.removeSubrange(kept..<reader.buffer.count - kept)
      }
    }
    return String(decoding: reader.buffer, as: UTF8.self)
  }
}
