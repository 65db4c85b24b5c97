import CZlib
public import Diagnostics

/// The bytes of a file or of standard input, piece by piece; gzip is unpacked on the way.
public struct ByteStream: ~Copyable {
  private let stream: UnsafeMutableRawPointer
  private let path: String

  /// Opens a file; `-` is standard input. Throws a `Fault` when it cannot be read.
  public init(path: String) throws(Fault) {
    self.path = path == "-" ? "standard input" : path
    let opened = path == "-" ? deskmate_gz_open_descriptor(0) : deskmate_gz_open(path)
    guard let opened else { throw Fault(file: self.path, "cannot be read") }
    stream = opened
  }

  deinit { deskmate_gz_close(stream) }

  /// The next bytes, at most `count`; empty at the end. Throws a `Fault` when gzip is damaged.
  public func next(_ count: Int = 1 << 20) throws(Fault) -> [UInt8] {
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { got = deskmate_gz_read(stream, start, count) }
      filled = max(0, got)
    }
    guard got >= 0 else {
      throw Fault(file: path, "cannot be read to its end, or its gzip is damaged")
    }
    return bytes
  }
}
