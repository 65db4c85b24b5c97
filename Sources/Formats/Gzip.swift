import CZlib
public import Diagnostics

/// Unpacks gzip piece by piece, several members one behind the other too.
public struct Gzip: ~Copyable {
  private let stream: UnsafeMutableRawPointer
  private let file: String
  /// Whether a member has begun and not ended.
  private var isOpen = true

  /// Whether bytes begin as gzip does.
  public static func isPacked(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x1F, 0x8B])
  }

  /// Creates a reader; `file` is named in faults.
  public init(file: String) throws(Fault) {
    guard let opened = deskmate_inflate_open() else {
      throw Fault(file: file, "there is no memory to unpack it")
    }
    stream = opened
    self.file = file
  }

  deinit { deskmate_inflate_close(stream) }

  /// What the next bytes hold. Throws a `Fault` for damage.
  public mutating func unpack(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
    var unpacked: [UInt8] = []
    var used = 0
    // What did not fit into the last piece waits inside zlib.
    var isFull = false
    while used < bytes.count || isFull {
      if !isOpen {
        // Zeros may fill a tape's last block; anything else behind the end is another member.
        if bytes[used] == 0 {
          used += 1
          continue
        }
        guard deskmate_inflate_reset(stream) == 1 else { throw damage }
        isOpen = true
      }
      let room = max(1 << 16, (bytes.count - used) * 4)
      var status: Int32 = 0
      var consumed = 0
      let before = unpacked.count
      unpacked += [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        bytes.withUnsafeBytes { source in
          guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
          status = deskmate_inflate(
            stream, from + used, bytes.count - used, &consumed, to, room, &filled)
        }
      }
      guard status >= 0 else { throw damage }
      used += consumed
      isFull = unpacked.count - before == room && status == 0
      if status == 1 { isOpen = false }
      if status == 0, consumed == 0, unpacked.count == before, used < bytes.count { throw damage }
    }
    return unpacked
  }

  /// Throws a `Fault` when the stream ends before its end.
  public func finish() throws(Fault) {
    if isOpen {
      throw Fault(file: file, "this gzip is cut short: its end is missing; pack or copy it again")
    }
  }

  private var damage: Fault { Fault(file: file, "this gzip is damaged; pack or copy it again") }
}
