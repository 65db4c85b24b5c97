public import Diagnostics
import Formats

/// Lines to be added to an intent file: the rest of its bytes stays as it is.
public struct IntentPatch: Sendable {
  /// The file's name.
  public let file: String
  /// What stands in it now.
  public let old: [UInt8]
  /// What would stand in it.
  public let new: [UInt8]
  /// The lines that come, as a person reads them: intent and text.
  public let additions: [IntentExample]

  /// A patch of one file; `nil` when none of the intents stands in it. Texts that it holds already
  /// are left out. Throws `Faults` when the file cannot be read.
  public init?(
    _ bytes: [UInt8], file: String, adding examples: [IntentExample]
  ) throws(Faults) {
    let read = try IntentFile.read(bytes, file: file)
    let known = Set(read.examples + read.tests)
    var inserts: [(offset: Int, bytes: [UInt8])] = []
    var additions: [IntentExample] = []
    for entry in read.entries {
      let own = examples.filter { $0.intent == entry.intent && !known.contains($0) }
      guard !own.isEmpty, let last = entry.utterances.last,
        let start = Self.offset(of: last.place, in: bytes)
      else { continue }
      let indent = bytes[..<start].reversed().prefix { $0 != 0x0A }
      let ownLine = indent.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      var text: [UInt8] = []
      for example in own where !additions.contains(example) {
        text += [0x2C] + (ownLine ? [0x0A] + indent.reversed() : [0x20])
        text += JSON.string(example.text).text.utf8
        additions.append(example)
      }
      inserts.append((Self.end(ofString: start, in: bytes), text))
    }
    if additions.isEmpty { return nil }
    var new = bytes
    for insert in inserts.sorted(by: { $0.offset > $1.offset }) {
      new.insert(contentsOf: insert.bytes, at: insert.offset)
    }
    self.file = file
    old = bytes
    self.new = new
    self.additions = additions
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
