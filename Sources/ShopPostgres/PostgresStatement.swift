import ShopSQL

/// A statement as the server wants it: `$1` where the store's statements have `?` or `?1`.
enum PostgresStatement {
  static func numbered(_ sql: String) -> String {
    var text: [UInt8] = []
    var count = 0
    var isQuoted = false
    let bytes = Array(sql.utf8)
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      guard byte == UInt8(ascii: "?"), !isQuoted else {
        text.append(byte)
        continue
      }
      text.append(UInt8(ascii: "$"))
      let isNumbered =
        place + 1 < bytes.count
        && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place + 1])
      if !isNumbered {
        count += 1
        text += Array(String(count).utf8)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SQLValue {
  /// Appends the value as text for the server, ended by 0; `false` for nothing. The server's texts hold no
  /// character NUL: its picture stands for it.
  func append(toArguments bytes: inout [UInt8]) -> Bool {
    switch self {
    case .null, .bytes: return false
    case .integer(let number): bytes += String(number).utf8
    case .real(let number): bytes += String(number).utf8
    case .string(let text): bytes += Self.withoutNUL(text)
    }
    bytes.append(0)
    return true
  }

  /// Appends the value as a column of a COPY.
  func append(toCopy bytes: inout [UInt8]) {
    switch self {
    case .null, .bytes: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
    case .integer(let number): bytes += Array(String(number).utf8)
    case .real(let number): bytes += Array(String(number).utf8)
    case .string(let text):
      for byte in Self.withoutNUL(text) {
        switch byte {
        case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
        case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        default: bytes.append(byte)
        }
      }
    }
  }

  private static func withoutNUL(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.contains(0) else { return bytes }
    return bytes.flatMap { $0 == 0 ? Array("␀".utf8) : [$0] }
  }

  /// The value of a type of the server's, given as text.
  init(text: String, type: UInt32) {
    switch type {
    // int8, int2, int4
    case 20, 21, 23: self = Int64(text).map { .integer($0) } ?? .string(text)
    // float4, float8, numeric
    case 700, 701, 1700: self = Double(text).map { .real($0) } ?? .string(text)
    // bool
    case 16: self = .flag(text == "t")
    default: self = .string(text)
    }
  }
}
