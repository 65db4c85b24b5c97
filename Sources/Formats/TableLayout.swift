/// How a table is laid out, as its first lines show: the separator and the first records.
public struct TableLayout: Hashable, Sendable {
  /// What separates fields.
  public let separator: UInt8
  /// How many lines stand before the first record: Excel's `sep=;`.
  public let skippedLines: Int
  /// The first records, a header included.
  public let rows: [[String]]

  /// The share of the records that have as many fields as the first; 0 when that has but one.
  public var evenness: Double {
    guard let first = rows.first, first.count > 1 else { return 0 }
    return Double(rows.count { $0.count == first.count }) / Double(rows.count)
  }

  /// The separators that are tried, the commonest first.
  public static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
  private static let sampled = 50

  /// The layout that fits the beginning of a file best. A header whose names `knows` accepts speaks for
  /// its separator.
  public static func detect(
    _ head: ArraySlice<UInt8>, separator: UInt8? = nil, knows: (String) -> Bool
  ) -> TableLayout {
    var rest = head
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if let (declared, length) = declaration(rest) {
      return TableLayout(
        separator: declared, skippedLines: 1, rows: records(rest.dropFirst(length), declared))
    }
    var best: (layout: TableLayout, score: Double)?
    for candidate in separator.map({ [$0] }) ?? separators {
      let layout = TableLayout(
        separator: candidate, skippedLines: 0, rows: records(rest, candidate))
      guard let header = layout.rows.first else { continue }
      let known = header.count > 1 ? header.count { knows($0) } : 0
      let score = Double(known) * 2 + layout.evenness * (header.count > 1 ? 1.5 : 0)
      if score > best?.score ?? -1 { best = (layout, score) }
    }
    return best?.layout ?? TableLayout(separator: 0x2C, skippedLines: 0, rows: [])
  }

  /// `sep=;` in the first line.
  private static func declaration(_ head: ArraySlice<UInt8>) -> (separator: UInt8, length: Int)? {
    let line = head.prefix { $0 != 0x0A }
    let text = line.filter { $0 != 0x0D && $0 != 0x22 }
    guard text.count == 5,
      String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=", let last = text.last
    else { return nil }
    return (last, line.count + 1)
  }

  private static func records(_ head: ArraySlice<UInt8>, _ separator: UInt8) -> [[String]] {
    var reader = DelimitedReader(Array(head), separator: separator, file: nil)
    var fields: [DelimitedReader.Field] = []
    var rows: [[String]] = []
    while rows.count < sampled, (try? reader.next(into: &fields, lenient: true)) == true {
      rows.append(fields.map { trimmed($0.text) })
    }
    return rows
  }

  private static func trimmed(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.firstIndex(where: { $0 > 0x20 }),
      let last = utf8.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(text[first...last])
  }
}

extension TableLayout {
  /// Whether the first record names columns: no numbers, times or sentences, and `knows` accepts one of
  /// its names or what stands below is of another kind.
  public func hasHeader(knows: (String) -> Bool) -> Bool {
    guard let header = rows.first, header.contains(where: { !$0.isEmpty }) else { return false }
    for name in header {
      if name.utf8.count > 60 || Double(name) != nil { return false }
      if name.contains(where: { "?!。？！；".contains($0) }) { return false }
      if WrittenTime(name) != nil { return false }
    }
    // A name does not stand in its own column again; what is said twice in it is a row's.
    let recurs = header.indices.contains { column in
      !header[column].isEmpty
        && rows.dropFirst().contains { column < $0.count && $0[column] == header[column] }
    }
    if recurs { return false }
    let known = header.count { knows($0) }
    if known * 2 >= header.count || known >= 2 { return true }
    let below = rows.dropFirst().prefix(20)
    guard !below.isEmpty else { return known > 0 }
    let differs = header.indices.contains { column in
      below.allSatisfy { row in
        column < row.count && (Double(row[column]) != nil || WrittenTime(row[column]) != nil)
      }
    }
    if differs || known > 0 && header.allSatisfy({ !$0.contains(" ") }) { return true }
    // Names are words of their own above rows of sentences.
    let isNamed = header.allSatisfy { name in
      !name.isEmpty && name.utf8.allSatisfy { $0 == 0x5F || $0 >= 0x30 && $0 <= 0x7A && $0 != 0x3A }
    }
    return isNamed && header.contains { $0.contains("_") }
      && header.indices.contains { column in
        below.allSatisfy { column < $0.count && $0[column].contains(" ") }
      }
      && !below.contains { row in zip(row, header).contains { $0 == $1 } }
  }
}
