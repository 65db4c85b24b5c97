import Diagnostics
import Formats
import Text

extension Lexicon {
  private static let keys = [
    "language", "negations", "contrasts", "boosters", "emoji", "phrases", "words",
  ]

  /// Reads a lexicon: JSON, or lines of `word TAB valence` (more columns are let be).
  ///
  /// `file` is named in faults. Throws `Faults` with everything that is wrong, a `Fault` when the file
  /// is no JSON at all.
  public static func read(_ bytes: [UInt8], file: String) throws -> Lexicon {
    let first = bytes.first { $0 > 0x20 && $0 < 0x7F }
    if first != UInt8(ascii: "{"), bytes.contains(0x09) {
      return try readTabSeparated(bytes, file: file)
    }
    let root = try JSONReader.read(bytes, file: file)
    try root.rejectUnknownKeys(keys)
    var reading = LexiconReading()
    var language: Language?
    if let node = root["language"] {
      language = Language(rawValue: try node.string("language"))
      if language == nil { reading.faults.append(node.fault("\"language\" must be en or zh")) }
    }
    for (key, role) in [("negations", Role.negation), ("contrasts", .contrast)] {
      guard let list = root[key] else { continue }
      for node in try list.array(key) { reading.add(try node.string(key), role, node) }
    }
    for member in try root["boosters"]?.object("boosters") ?? [] {
      reading.add(member, within: -1...1) { .booster($0) }
    }
    for section in ["words", "phrases", "emoji"] {
      for member in try root[section]?.object(section) ?? [] {
        reading.add(member, within: -4...4, isPicture: section == "emoji") { .valence($0) }
      }
    }
    guard reading.faults.isEmpty else { throw Faults(reading.faults) }
    return Lexicon(language: language, entries: reading.entries)
  }

  private static func readTabSeparated(_ bytes: [UInt8], file: String) throws -> Lexicon {
    var entries: [Entry] = []
    var faults: [Fault] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      guard columns.contains(where: { $0.contains { !$0.isWhitespace } }) else { continue }
      let number = columns.count > 1 ? columns[1].filter { !$0.isWhitespace } : ""
      guard let valence = Double(number), abs(valence) <= 4 else {
        faults.append(
          Fault(
            file: file, place: Place(line: index + 1, column: 1),
            "expected a word, a tab and a valence from -4 to 4, found \"\(columns[0])\""
              + (columns.count > 1 ? " and \"\(number)\"" : " alone")))
        continue
      }
      let picture = !SymbolScanner.isWords(columns[0])
      entries.append(Entry(columns[0], .valence(valence), isPicture: picture))
    }
    guard faults.isEmpty else { throw Faults(faults) }
    return Lexicon(language: nil, entries: entries)
  }
}

/// The entries and faults of a file while it is read; a word that stands in it twice is a fault.
private struct LexiconReading {
  var entries: [Lexicon.Entry] = []
  var faults: [Fault] = []
  private var seen: [String: Place] = [:]

  mutating func add(
    _ member: JSONNode.Member, within range: ClosedRange<Double>, isPicture: Bool = false,
    role: (Double) -> Lexicon.Role
  ) {
    do throws(Fault) {
      let value = try member.value.number(member.key)
      guard range.contains(value) else {
        throw member.value.fault(
          "\"\(member.key)\" must be from \(Int(range.lowerBound)) to \(Int(range.upperBound)), "
            + "found \(value)")
      }
      add(member.key, role(value), member.value, isPicture: isPicture)
    } catch {
      faults.append(error)
    }
  }

  mutating func add(
    _ text: String, _ role: Lexicon.Role, _ node: JSONNode, isPicture: Bool = false
  ) {
    if !isPicture, !SymbolScanner.isWords(text) {
      faults.append(
        node.fault("\"\(text)\" has no word in it, or more than words; pictures go under \"emoji\"")
      )
    } else if let first = seen.updateValue(node.place, forKey: text) {
      faults.append(node.fault("\"\(text)\" stands in line \(first.line) already"))
    } else {
      entries.append(Lexicon.Entry(text, role, isPicture: isPicture))
    }
  }
}
