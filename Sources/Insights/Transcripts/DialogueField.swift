import Formats

/// Dialogues that stand in one field of a table or a record.
enum DialogueField {
  /// The lines of a dialogue whose turns follow each other in one line: `Agent: hello Customer: hi`;
  /// `nil` when it is none. Only words that tell a side part turns.
  static func turns(_ text: String) -> [String]? {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count <= 100_000 else { return nil }
    var lines: [String] = []
    var sides: Set<Bool> = []
    for word in words {
      if let role = side(word) {
        sides.insert(role == .agent)
        lines.append(String(word))
      } else {
        guard let last = lines.indices.last else { return nil }
        lines[last] += " " + word
      }
    }
    return lines.count > 1 && sides.count == 2 ? lines : nil
  }

  /// The side that `Agent:` tells.
  private static func side(_ word: Substring) -> Roles.Role? {
    guard word.last == ":" || word.last == "：" else { return nil }
    switch Roles.told(by: word.dropLast().lowercased(), isMark: false) {
    case .agent: return .agent
    case .customer: return .customer
    default: return nil
    }
  }

  /// Whether a field begins as a list does.
  static func mayBeList(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first == 0x5B || bytes.first == 0x7B
  }

  /// The list in a field, as JSON or as Python writes it; `nil` when it is none.
  static func list(_ bytes: ArraySlice<UInt8>) -> JSONNode? {
    if let node = try? JSONReader.read(Array(bytes), file: "") { return node }
    guard bytes.contains(0x27) else { return nil }
    return try? JSONReader.read(json(ofPython: bytes), file: "")
  }

  /// Python's strings in quotes of JSON, its constants in JSON's words.
  private static func json(ofPython bytes: ArraySlice<UInt8>) -> [UInt8] {
    var json: [UInt8] = []
    var quote: UInt8?
    var isEscaped = false
    for byte in bytes {
      if let open = quote {
        if isEscaped {
          isEscaped = false
          // `\'` needs no escape in JSON.
          if byte == 0x27 { json.removeLast() }
          json.append(byte)
        } else if byte == 0x5C {
          isEscaped = true
          json.append(byte)
        } else if byte == open {
          quote = nil
          json.append(0x22)
        } else if byte == 0x22 {
          json += [0x5C, 0x22]
        } else if byte < 0x20 {
          json.append(0x20)
        } else {
          json.append(byte)
        }
      } else if byte == 0x27 || byte == 0x22 {
        quote = byte
        json.append(0x22)
      } else {
        json.append(byte)
      }
    }
    var text = String(decoding: json, as: UTF8.self)
    for (python, word) in [("None", "null"), ("True", "true"), ("False", "false")]
    where text.contains(": " + python) {
      text = text.replacing(": " + python, with: ": " + word)
    }
    return Array(text.utf8)
  }
}
