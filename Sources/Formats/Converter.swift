#if canImport(Glibc)
  import Glibc
#endif

/// Converts an encoding to UTF-8 through the system's iconv.
struct Converter: ~Copyable {
  private let descriptor: iconv_t

  /// `nil` when the system does not know the encoding.
  init?(_ encoding: String) {
    guard let descriptor = iconv_open("UTF-8", encoding), Int(bitPattern: descriptor) != -1 else {
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// The text, and how many bytes it was made of; what cannot be read becomes U+FFFD. Half a character
  /// at the end is left.
  func convert(_ bytes: [UInt8]) -> (text: [UInt8], used: Int) {
    var text: [UInt8] = []
    var used = 0
    while used < bytes.count {
      let (piece, count, isStuck) = step(bytes[used...])
      text += piece
      used += count
      guard isStuck else { continue }
      // A character has at most four bytes: fewer may be half of one.
      if bytes.count - used < 4 { break }
      text += [0xEF, 0xBF, 0xBD]
      used += 1
    }
    return (text, used)
  }

  private func step(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], used: Int, isStuck: Bool) {
    var left = bytes.count
    let room = bytes.count * 3 + 16
    var isStuck = false
    let text = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
      var free = room
      bytes.withUnsafeBytes { source in
        buffer.withMemoryRebound(to: CChar.self) { target in
          var from = UnsafeMutablePointer(
            mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
          var to = target.baseAddress
          isStuck = iconv(descriptor, &from, &left, &to, &free) == -1
        }
      }
      filled = room - free
    }
    return (text, bytes.count - left, isStuck && left > 0)
  }
}
