import Diagnostics
import Formats
import Text

extension Lexicon {
  private static let keys = [
    "language", "negations", "toppings", "answers", "openers", "contrasts", "boosters", "trailing",
    "degrees", "comparatives", "processes", "routines", "slips", "own", "others", "emoji",
    "phrases",
    "words",
  ]

  private static let lists: [(key: String, role: Role)] = [
    ("negations", .negation), ("toppings", .topping), ("answers", .answer), ("openers", .opener),
    ("contrasts", .contrast), ("routines", .routine), ("own", .own), ("others", .other),
  ]

  private static let tables:
    [(key: String, range: ClosedRange<Double>, role: @Sendable (Double) -> Role)] = [
      ("boosters", -1...1, { .booster($0) }), ("trailing", -1...1, { .trailing($0) }),
      ("degrees", -4...4, { .degree($0) }), ("comparatives", -4...4, { .comparative($0) }),
      ("processes", -4...4, { .process($0) }), ("slips", -4...4, { .slip($0) }),
      ("words", -4...4, { .valence($0) }), ("phrases", -4...4, { .valence($0) }),
    ]

  /// Reads a lexicon: JSON, or lines of `word TAB valence` (more columns are let be).
  ///
  /// A text with braces stands for every choice from them: `{can't|cannot} stand`; an entry of its own
  /// goes before what braces give.
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
    for (key, role) in lists {
      guard let list = root[key] else { continue }
      for node in try list.array(key) { reading.add(try node.string(key), role, node) }
    }
    for table in tables {
      for member in try root[table.key]?.object(table.key) ?? [] {
        reading.add(member, within: table.range, role: table.role)
      }
    }
    for member in try root["emoji"]?.object("emoji") ?? [] {
      reading.add(member, within: -4...4, isPicture: true) { .valence($0) }
    }
    reading.addChoices()
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
  private var choices: [Lexicon.Entry] = []

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
    if !isPicture, text.utf8.contains(UInt8(ascii: "{")) {
      choices += Self.expanded(text[...]).map { text in
        // An empty choice leaves two blanks behind.
        Lexicon.Entry(text.split(separator: " ").joined(separator: " "), role)
      }
    } else if !isPicture, !SymbolScanner.isWords(text) {
      faults.append(
        node.fault("\"\(text)\" has no word in it, or more than words; pictures go under \"emoji\"")
      )
    } else if let first = seen.updateValue(node.place, forKey: text) {
      faults.append(node.fault("\"\(text)\" stands in line \(first.line) already"))
    } else {
      entries.append(Lexicon.Entry(text, role, isPicture: isPicture))
    }
  }

  /// Adds what braces stand for, where no entry of its own says otherwise.
  mutating func addChoices() {
    var added: Set<String> = []
    entries += choices.filter {
      SymbolScanner.isWords($0.text) && seen[$0.text] == nil && added.insert($0.text).inserted
    }
  }

  /// Every choice from the braces of a text, in order.
  private static func expanded(_ text: Substring) -> [String] {
    guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else {
      return [String(text)]
    }
    let rests = expanded(text[text.index(after: close)...])
    let before = text[..<open]
    let choices = text[text.index(after: open)..<close]
      .split(separator: "|", omittingEmptySubsequences: false)
    return choices.flatMap { choice in rests.map { before + choice + $0 } }
  }
}
