import Diagnostics

/// Strings, with their escapes.
extension JSONReader {
  mutating func string() throws(Fault) -> String {
    position += 1
    let start = position
    // Most strings hold nothing special: found in one run.
    position = Self.plainEnd(bytes.span, from: start)
    if current == UInt8(ascii: "\"") {
      let text = bytes.withUnsafeBufferPointer {
        String(validating: UnsafeBufferPointer(rebasing: $0[start..<position]), as: UTF8.self)
      }
      guard let text else {
        throw fault("this string is not valid UTF-8; save the file as UTF-8")
      }
      position += 1
      return text
    }
    var unescaped: [UInt8]?
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        let raw = unescaped ?? Array(bytes[start..<position])
        guard let text = String(validating: raw, as: UTF8.self) else {
          throw fault("this string is not valid UTF-8; save the file as UTF-8")
        }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        if unescaped == nil { unescaped = Array(bytes[start..<position]) }
        let scalar = try escape()
        unescaped?.append(contentsOf: Array(String(scalar).utf8))
      case 0x0A, 0x0D: throw fault("this string is not closed before the end of the line")
      case 0..<0x20: throw fault("a control character must be written as \\u00\(hex(byte))")
      default:
        unescaped?.append(byte)
        position += 1
      }
    }
    throw fault("this string is not closed before the end of the file")
  }

  /// The first byte at or behind `start` that is a quote, a backslash or a control character.
  private static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return offset }
      offset += 1
    }
    return offset
  }

  private func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    position += 1
    guard let byte = current else { throw fault("this string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try fourDigits()
      // A lone surrogate is no character; the replacement keeps the rest of the text.
      guard (0xD800...0xDBFF).contains(first) else {
        return Unicode.Scalar(first) ?? "\u{FFFD}"
      }
      guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        return "\u{FFFD}"
      }
      let back = position
      position += 2
      let second = try fourDigits()
      guard (0xDC00...0xDFFF).contains(second) else {
        position = back
        return "\u{FFFD}"
      }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    default:
      position -= 1
      throw fault("unknown escape \\\(foundHere); write \\\\ for a backslash")
    }
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("expected four hexadecimal digits after \\u, found \(foundHere)")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
