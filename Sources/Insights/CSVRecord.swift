/// Reads comma-separated values (RFC 4180); semicolons and tabs separate too, when the header uses them.
enum CSVRecord {
  /// The fields of one record; `isOpen` when a quote never ends.
  static func fields(_ bytes: ArraySlice<UInt8>, separator: UInt8 = 0x2C) -> (
    fields: [String], isOpen: Bool
  ) {
    var fields: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if quoted {
        if byte == 0x22 {
          if index + 1 < bytes.endIndex, bytes[index + 1] == 0x22 {
            field.append(0x22)
            index += 1
          } else {
            quoted = false
          }
        } else {
          field.append(byte)
        }
      } else if byte == 0x22, field.isEmpty {
        quoted = true
      } else if byte == separator {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else if byte != 0x0D {
        field.append(byte)
      }
      index += 1
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return (fields, quoted)
  }

  /// The separator a header uses most.
  static func separator(_ header: ArraySlice<UInt8>) -> UInt8 {
    let counts = [0x2C, 0x3B, 0x09].map { (byte: UInt8) in
      (byte, header.filter { $0 == byte }.count)
    }
    return counts.max { $0.1 < $1.1 }?.0 ?? 0x2C
  }
}
