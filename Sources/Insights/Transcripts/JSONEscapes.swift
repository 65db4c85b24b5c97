/// The escapes of JSON strings.
enum JSONEscapes {
  /// The value of a hexadecimal digit.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// Appends what a string that was found whole stands for, and tells where.
  static func resolve(_ string: Range<Int>, in bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    var index = string.lowerBound
    var high: UInt32 = 0
    while index < string.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      let code = bytes[index]
      index += 1
      switch code {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"):
        let unit = bytes[index..<index + 4].reduce(0) { $0 << 4 | (digit($1) ?? 0) }
        index += 4
        if unit & 0xFC00 == 0xD800 {
          high = unit
          continue
        }
        var point = unit
        if unit & 0xFC00 == 0xDC00, high != 0 {
          point = 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF
        }
        high = 0
        bytes += Array(String(Unicode.Scalar(point) ?? "\u{FFFD}").utf8)
      default: bytes.append(code)
      }
    }
    return start..<bytes.count
  }
}
