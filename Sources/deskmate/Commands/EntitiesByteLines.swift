#if canImport(Glibc)
  import Glibc
#endif

/// Lines of stdin as bytes: a carriage return stays, for a copy must not lose it.
struct ByteLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line without its line break, or `nil` at the end.
  mutating func next() -> [UInt8]? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = newline + 1 }
        return Array(buffer[start..<newline])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...])
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
}
