import Diagnostics
import Foresight
import Formats

/// The rows of a table, foreseen as they come: a line of CSV, or of JSON, each.
struct ForeseeRows: Sendable {
  let found: TableEvaluation
  let file: String
  let explain: Bool
  let json: Bool

  /// What was made of some rows.
  private struct Made: Sendable {
    var rows: RowReader.Rows
    /// Each row's line, without its number.
    var lines: [String]
  }

  /// How far the rows have come.
  private struct Progress {
    var rows = 0
    /// The header is the first.
    var lines = 1
    var odd: [Int: RowReader.Odd] = [:]
  }

  func run(_ pipe: LinePipe) throws {
    var separator: UInt8?
    var blocks = RecordBlocks([file]) { bytes, isAtEnd in
      if separator == nil, isAtEnd || bytes.contains(0x0A) {
        separator = RowReader.separator(bytes)
      }
      guard !isAtEnd, let separator else { return isAtEnd ? bytes.count : 0 }
      let whole = RowReader.wholeRecords(bytes, separator: separator)
      // More than any row holds.
      if whole == 0, bytes.count > 16 << 20 { throw Fault(file: file, "a quote is never closed") }
      return whole
    }
    let beginning = try blocks.next() ?? []
    let reader = try RowReader(beginning, schema: found.model.schema, file: file)
    ForeseeFiles.warn(reader.notes)
    if !json {
      Console.line(CSV.record(["row"] + columns + (explain ? ["reasons"] : [])))
    }
    var progress = Progress()
    progress.lines = beginning[..<reader.headerLength].count { $0 == 0x0A }
    try write(made(of: reader.rows(beginning[reader.headerLength...])), &progress)
    try pipe.run(blocks) { block in
      made(of: reader.rows(block[...]))
    } write: {
      try write($0, &progress)
    }
    ForeseeFiles.warn(reader.notes(on: progress.odd))
  }

  private func made(of rows: RowReader.Rows) -> Made {
    let matrix = rows.matrix
    let answers = found.model.answers(matrix)
    let outputs = found.model.objective.outputs
    let words = GroupWords(found.model.schema)
    let lines = (0..<matrix.rows).map { row in
      line(
        answers[row * outputs..<(row + 1) * outputs],
        explain ? reasons(Array(matrix.row(row)), words) : [])
    }
    return Made(rows: rows, lines: lines)
  }

  /// A row's line from where its number ends.
  private func line(_ answers: ArraySlice<Double>, _ reasons: [String]) -> String {
    if json {
      var members = zip(columns, answers).map { (key: $0, value: JSON.number($1)) }
      if explain { members.append(("reasons", .array(reasons.map { .string($0) }))) }
      return "," + JSON.object(members).text.dropFirst()
    }
    return ","
      + CSV.record(
        answers.map { JSON.number($0).text } + (explain ? [reasons.joined(separator: "; ")] : []))
  }

  private func write(_ made: Made, _ progress: inout Progress) throws {
    var text = ""
    for (place, line) in made.lines.enumerated() {
      let row = progress.rows + place + 1
      text += json ? "{\"row\":\(row)\(line)\n" : "\(row)\(line)\n"
    }
    Console.text(text)
    if let fault = made.rows.fault {
      throw Fault(
        file: file, place: Place(line: progress.lines + fault.line + 1, column: 1), fault.message)
    }
    for (feature, odd) in made.rows.odd {
      var first = odd
      first.row += progress.rows
      first.count = 0
      progress.odd[feature, default: first].count += odd.count
    }
    progress.rows += made.lines.count
    progress.lines += made.rows.lines
  }

  private var columns: [String] {
    switch found.label.kind {
    case .binary: ["probability"]
    case .number: ["value"]
    case .classes(let names): names
    }
  }

  private func reasons(_ row: [Double], _ words: GroupWords) -> [String] {
    let parts = found.model.contributions(row).features
    return parts.indices.sorted { (-abs(parts[$0]), $0) < (-abs(parts[$1]), $1) }.prefix(4)
      .filter { abs(parts[$0]) > 1e-9 }
      .map { place in
        (parts[place] > 0 ? "↑ " : "↓ ") + GroupWords.number(abs(parts[place])) + " "
          + found.model.schema.features[place].name + " " + words.cell(place, row[place])
      }
  }
}
