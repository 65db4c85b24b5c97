import Diagnostics
import Formats
import Testing

@Suite struct GzipTests {
  /// `hello` packed.
  static let packed: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07,
    0x00,
    0x86, 0xA6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
  ]

  static func unpacked(_ bytes: [UInt8], size: Int) throws -> String {
    var gzip = try Gzip(file: "z")
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      text += try gzip.unpack(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    try gzip.finish()
    return String(decoding: text, as: UTF8.self)
  }

  @Test("Members one behind the other are unpacked in pieces of any size", arguments: [1, 7, 100])
  func members(size: Int) throws {
    #expect(try Self.unpacked(Self.packed, size: size) == "hello")
    #expect(try Self.unpacked(Self.packed + Self.packed, size: size) == "hellohello")
  }

  @Test("A gzip that is cut short or damaged is a fault")
  func damage() {
    #expect(throws: Fault.self) { try Self.unpacked(Array(Self.packed.dropLast(6)), size: 100) }
    var changed = Self.packed
    changed[18] ^= 1
    #expect(throws: Fault.self) { try Self.unpacked(changed, size: 100) }
  }
}
