public import Diagnostics

/// Texts added to lists of strings in a JSON file: the rest of its bytes stays as it is.
public enum JSONListPatch {
  /// Texts that go behind a string of a list.
  public struct Addition: Hashable, Sendable {
    /// Where the string begins that they go behind.
    public let place: Place
    /// The texts, in order.
    public let texts: [String]

    /// Creates an addition.
    public init(after place: Place, texts: [String]) {
      self.place = place
      self.texts = texts
    }
  }

  /// The file with the texts in it, each on a line of its own where the string before it is; an addition
  /// whose place holds no string is left out.
  public static func adding(_ additions: [Addition], to bytes: [UInt8]) -> [UInt8] {
    var inserts: [(offset: Int, bytes: [UInt8])] = []
    for addition in additions where !addition.texts.isEmpty {
      guard let start = offset(of: addition.place, in: bytes) else { continue }
      let indent = bytes[..<start].reversed().prefix { $0 != 0x0A }
      let ownLine = indent.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      var text: [UInt8] = []
      for added in addition.texts {
        text += [0x2C] + (ownLine ? [0x0A] + indent.reversed() : [0x20])
        text += JSON.string(added).text.utf8
      }
      inserts.append((end(ofString: start, in: bytes), text))
    }
    var new = bytes
    for insert in inserts.sorted(by: { $0.offset > $1.offset }) {
      new.insert(contentsOf: insert.bytes, at: insert.offset)
    }
    return new
  }

  private static func offset(of place: Place, in bytes: [UInt8]) -> Int? {
    var line = 1
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while line < place.line, offset < bytes.count {
      if bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
    var column = 1
    while column < place.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: "\"") ? offset : nil
  }

  private static func end(ofString start: Int, in bytes: [UInt8]) -> Int {
    var offset = start + 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(offset + 1, bytes.count)
  }
}
