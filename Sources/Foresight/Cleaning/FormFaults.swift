/// Cells that are written otherwise than the rest of their column: units, words for nothing, blanks, signs.
enum FormFaults {
  /// The faults of one column.
  static func find(_ table: CellTable, _ place: Int) -> [CellFault] {
    let column = table.columns[place]
    let counts = column.counts
    var wrong: [Int32: (kind: CellFault.Kind, likely: String?, isSure: Bool)] = [:]
    for (code, found) in forms(column, counts) { wrong[code] = found }
    for (code, found) in standIns(column, counts) { wrong[code] = found }
    for (code, found) in Units(column, counts).faults { wrong[code] = found }
    for (code, found) in blanks(column, counts) { wrong[code] = found }
    guard !wrong.isEmpty else { return [] }
    return column.codes.enumerated().compactMap { row, code in
      wrong[code].map {
        CellFault(row: row, column: place, $0.kind, likely: $0.likely, isSure: $0.isSure)
      }
    }
  }

  typealias Found = [Int32: (kind: CellFault.Kind, likely: String?, isSure: Bool)]

  private static func blanks(_ column: CellTable.Column, _ counts: [Int]) -> Found {
    var found: Found = [:]
    var rows = 0
    for (code, text) in column.values.enumerated() where !CellForm.isBlank(text) {
      let plain = CellForm.trimmed(text)
      guard plain.utf8.count < text.utf8.count else { continue }
      found[Int32(code)] = (.blanks, plain, true)
      rows += counts[code]
    }
    // Where most cells have them they are the way this file is written.
    return rows * 2 > column.codes.count ? [:] : found
  }

  private static func standIns(_ column: CellTable.Column, _ counts: [Int]) -> Found {
    var found: Found = [:]
    var (known, exact) = (0, 0)
    for (code, text) in column.values.enumerated() {
      if CellForm.isStandIn(text) {
        found[Int32(code)] = (.standIn, "", true)
      } else if !CellForm.isBlank(text) {
        known += counts[code]
        let isExact =
          CellForm.number(text) != nil || CellForm.measure(text) != nil
          || DayScanner.Order.allCases.contains { CellForm.day(text, $0) != nil }
        if isExact { exact += counts[code] }
      }
    }
    // Among words it may be a word.
    return known > 0 && exact * 10 >= known * 9 ? found : [:]
  }

  /// The values of one shape.
  private struct Shape {
    var count = 0
    var example = 0
    var codes: [Int] = []

    mutating func add(_ code: Int, _ counts: [Int]) {
      if codes.isEmpty || counts[code] > counts[example] { example = code }
      count += counts[code]
      codes.append(code)
    }
  }

  /// Cells whose signs are ordered otherwise than in the few ways that nearly all others are.
  private static func forms(_ column: CellTable.Column, _ counts: [Int]) -> Found {
    let numbers = column.values.map { CellForm.number($0) != nil }
    let distinct = column.values.indices.count { counts[$0] > 0 }
    for lengths in [false, true] {
      var shapes: [String: Shape] = [:]
      var known = 0
      for (code, text) in column.values.enumerated() where !column.isMissing[code] {
        shapes[CellForm.shape(CellForm.unsigned(text), lengths: lengths), default: Shape()]
          .add(code, counts)
        known += counts[code]
      }
      let sorted = shapes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      var usual: [String] = []
      var covered = 0
      // Digits are counted only where all have one length: a postcode, a telephone number.
      let share = lengths ? 0.97 : 0.9
      for (shape, entry) in sorted where Double(covered) < share * Double(known) {
        usual.append(shape)
        covered += entry.count
      }
      guard known >= 20, usual.count <= (lengths ? 1 : 5), let main = sorted.first else { continue }
      let signed = usual.reduce(0) { sum, shape in
        sum + (shape.utf8.contains { $0 != 0x61 && $0 != 0x20 } ? shapes[shape]?.count ?? 0 : 0)
      }
      let isExact = signed * 10 >= covered * 9
      if lengths, !main.key.contains("0000") || main.key.contains(".") { continue }
      var found: Found = [:]
      for (shape, entry) in sorted.dropFirst(usual.count)
      where Double(entry.count) < 0.02 * Double(known) {
        // Among plain words only a digit is odd: names have hyphens, apostrophes and points.
        guard isExact || shape.contains("0") else { continue }
        // Numbers are long or short, negative or not, as they come; postcodes are not, and repeat.
        for code in entry.codes where !numbers[code] || (lengths && distinct * 2 < known) {
          // One of a few words, again and again, is one of the words.
          if distinct <= 50, counts[code] >= 10 { continue }
          found[Int32(code)] = (.form(usual: column.values[main.value.example]), nil, false)
        }
      }
      if !found.isEmpty { return found }
    }
    return [:]
  }
}

/// Numbers with their unit in the cell.
private struct Units {
  private(set) var faults: FormFaults.Found = [:]

  /// The values with one unit.
  private struct Unit {
    var rows = 0
    var values: [Double] = []
    var codes: [Int32] = []

    mutating func add(_ code: Int32, _ value: Double, _ count: Int) {
      rows += count
      values.append(value)
      codes.append(code)
    }
  }

  init(_ column: CellTable.Column, _ counts: [Int]) {
    var plain: [Double] = []
    var plainCodes: [Int32] = []
    var units: [String: Unit] = [:]
    var (known, plainRows, rows) = (0, 0, 0)
    for (code, text) in column.values.enumerated() where !column.isMissing[code] {
      known += counts[code]
      if let number = CellForm.number(text) {
        plainRows += counts[code]
        plain.append(number)
        plainCodes.append(Int32(code))
      } else if let (number, unit) = CellForm.measure(text), let value = Double(number) {
        units[unit, default: Unit()].add(Int32(code), value, counts[code])
        rows += counts[code]
      }
    }
    // Two rooms, one adult: a few numbers before words are part of them.
    let kinds = Set(plain).union(units.values.flatMap(\.values)).count
    guard rows > 0, kinds >= 5, (plainRows + rows) * 10 >= known * 9 else { return }
    let sorted = units.sorted { ($1.value.rows, $0.key) < ($0.value.rows, $1.key) }
    guard let main = sorted.first else { return }
    // One spelling nearly everywhere is the column's form; the few others are wrong.
    let hasForm = main.value.rows * 10 >= known * 9
    let standard = plainRows * 2 >= known ? plain : main.value.values
    let span = (standard.min() ?? 0)...(standard.max() ?? 0)
    let example = column.values[Int((hasForm ? main.value.codes : plainCodes).first ?? 0)]
    for (unit, entry) in sorted where !hasForm || unit != main.key {
      // A letter behind one number among plain ones is a slip of the hand: 61000O.
      if entry.rows == 1, plainRows * 2 >= known, unit.utf8.count == 1, unit != "%" {
        for code in entry.codes { faults[code] = (.form(usual: example), nil, false) }
        continue
      }
      // A unit whose numbers lie elsewhere may measure otherwise: grams among kilograms.
      let isSame = entry.values.allSatisfy { span.contains($0) }
      for code in entry.codes {
        guard let (number, _) = CellForm.measure(column.values[Int(code)]) else { continue }
        let likely = hasForm ? Self.joined(number, like: example, main.key) : nil
        let plain = likely ?? CellForm.shortest(number)
        faults[code] = (.unit(unit), isSame ? plain : nil, isSame)
      }
    }
    guard hasForm else { return }
    for code in plainCodes {
      let text = CellForm.trimmed(column.values[Int(code)])
      faults[code] = (
        .form(usual: example), Self.joined(text, like: example, main.key), false
      )
    }
  }

  /// A number with the column's unit, as the column writes it.
  private static func joined(_ number: String, like example: String, _ unit: String) -> String {
    number + (CellForm.trimmed(example).hasSuffix(" " + unit) ? " " : "") + unit
  }
}
