/// Two values in one cell, while the column of the second is empty: `Portland OR` and no state.
enum MergedCells {
  /// The faults of all pairs of columns.
  static func find(_ table: CellTable) -> [CellFault] {
    var found: [CellFault] = []
    for (empty, column) in table.columns.enumerated() {
      let rows = (0..<table.rowCount).filter { column.isMissing[Int(column.codes[$0])] }
      guard rows.count >= 3, rows.count * 2 < table.rowCount else { continue }
      let counts = column.counts
      var known: Set<String> = []
      for (code, text) in column.values.enumerated() where counts[code] > 1 {
        if !column.isMissing[code], text.contains(where: \.isLetter) {
          known.insert(CellForm.trimmed(text))
        }
      }
      for (full, other) in table.columns.enumerated() where full != empty {
        var parts: [Int32: (rest: String, tail: String)] = [:]
        for (code, text) in other.values.enumerated() {
          if let part = split(CellForm.trimmed(text), known) { parts[Int32(code)] = part }
        }
        let hits = rows.filter { parts[other.codes[$0]] != nil }
        // A last word that another column happens to know is no sign by itself.
        guard hits.count >= 3, hits.count * 3 >= rows.count else { continue }
        for row in hits {
          guard let part = parts[other.codes[row]] else { continue }
          found.append(
            CellFault(row: row, column: full, .merged(into: empty), likely: part.rest, isSure: true)
          )
          found.append(
            CellFault(row: row, column: empty, .split(from: full), likely: part.tail, isSure: true))
        }
      }
    }
    return found
  }

  private static func split(
    _ text: String, _ known: Set<String>
  ) -> (rest: String, tail: String)? {
    var place = text.endIndex
    while let blank = text[..<place].lastIndex(where: { $0 == " " || $0 == "," || $0 == "，" }) {
      let tail = String(text[text.index(after: blank)...])
      if known.contains(tail) {
        var rest = text[..<blank]
        while let last = rest.last, last == " " || last == "," || last == "，" { rest.removeLast() }
        return rest.isEmpty ? nil : (String(rest), tail)
      }
      // States and countries have few words.
      if tail.count(where: { $0 == " " }) >= 2 { return nil }
      place = blank
    }
    return nil
  }
}
