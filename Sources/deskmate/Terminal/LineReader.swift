#if canImport(Glibc)
  import Glibc
#endif

/// Reads lines from a pipe: any length, any bytes; what is no UTF-8 becomes replacement characters.
struct LineReader {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

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
    }
  }

  private mutating func fill() {
    var count = 0
    repeat {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, filled in
        count = read(STDIN_FILENO, space.baseAddress, space.count)
        filled = max(0, count)
      }
      buffer.append(contentsOf: chunk)
    } while count < 0 && errno == EINTR
    if count <= 0 { isAtEnd = true }
  }

  /// All of stdin.
  static func all() -> String {
    var reader = LineReader()
    while !reader.isAtEnd { reader.fill() }
    return String(decoding: reader.buffer, as: UTF8.self)
  }
}
