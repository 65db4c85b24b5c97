public import Diagnostics
import Formats

#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of a file or of standard input, piece by piece; gzip is unpacked on the way.
public struct ByteStream: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var gzip: Gzip?
  private var isFirst = true

  /// Opens a file; `-` is standard input. Throws a `Fault` when it cannot be read.
  public init(path: String) throws(Fault) {
    self.path = path == "-" ? "standard input" : path
    descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(file: self.path, Files.reason()) }
    var information = stat()
    if fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw Fault(file: self.path, "is a folder, not a file")
    }
  }

  deinit { close(descriptor) }

  /// Whether bytes, or the end, can be read without waiting for whoever writes them.
  public var isReady: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) != 0
  }

  /// The next bytes, `count` at most unless they are packed; empty at the end. What a pipe gives is gathered
  /// up to `least`. Throws a `Fault` when they cannot be read or gzip is damaged or cut short.
  public mutating func next(
    _ count: Int = 1 << 20, atLeast least: Int = 1 << 12
  ) throws(Fault) -> [UInt8] {
    while true {
      // A packed piece may hold a thousand times as much.
      let bytes = try raw(gzip == nil ? count : min(count, 1 << 17), atLeast: least)
      if isFirst {
        isFirst = false
        if Gzip.isPacked(bytes) { gzip = try Gzip(file: path) }
      }
      guard gzip != nil else { return bytes }
      if bytes.isEmpty {
        try gzip?.finish()
        return []
      }
      let unpacked = try gzip?.unpack(bytes) ?? []
      if !unpacked.isEmpty { return unpacked }
    }
  }

  /// The next bytes as they stand in the file.
  private func raw(_ count: Int, atLeast least: Int) throws(Fault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let start = buffer.baseAddress {
        let got = read(descriptor, start + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
        // Two bytes tell whether it is gzip, which begins with this one; a pipe's lines do not wait for a buffer.
        if filled >= max(least, start[0] == 0x1F ? 2 : 1) { break }
        if filled >= 2, start[filled - 1] == 0x0A { break }
      }
    }
    guard failure == 0 else { throw Fault(file: path, Files.reason(failure)) }
    return bytes
  }
}
