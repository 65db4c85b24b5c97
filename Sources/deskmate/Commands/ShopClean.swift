import ArgumentParser
import Diagnostics
import Foresight
import Formats
import Text
import Workspace

/// `deskmate shop clean`: what is wrong or odd in the shop's tables or in anybody's.
struct ShopClean: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Doubles, impossible days, odd values, broken dependencies: one line a fault.",
    discussion: """
      Looks at a table (CSV with a header, gzip or not, in any common encoding), or at the shop's own \
      customers, orders and products. What belongs together is learned from the table itself: nothing \
      need be told. A line says where, what, and what is likely right.

      With --fix the sure ones are put right in a copy beside the file, NAME.clean.csv, and every change is \
      listed with what stood there in NAME.changes.csv; the source is never touched.

      Examples:
        deskmate shop clean
        deskmate shop clean customers.csv
        deskmate shop clean orders.csv.gz --fix --language zh
        deskmate shop clean --fix --output cleaned
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Flag(help: "Put right what is sure, in a copy; all changes are listed beside it.")
  var fix = false
  @Option(help: ArgumentHelp("The folder that copies go into.", valueName: "dir"))
  var output: String?
  @Argument(help: "A table, or - for standard input; without one the shop's own tables.")
  var file: String?

  func validate() throws {
    if fix, output == nil, file == nil || file == "-" {
      throw ValidationError("--fix needs --output DIR for what is no file.")
    }
    if output != nil, !fix { throw ValidationError("--output is for --fix.") }
  }

  func run() throws {
    var count = 0
    if let file {
      let name = file == "-" ? "standard input" : file
      let text = InputText.decoded(try ForeseeFiles.bytes(file), of: file)
      count = try look(
        CellTable(text, file: name), name: name, path: file == "-" ? "table.csv" : file)
    } else {
      for (name, bytes) in try ShopTables(source).tables {
        count += try look(CellTable(bytes, file: name), name: name, path: name + ".csv")
      }
    }
    if count == 0, !source.json { Console.line(source.say("Nothing wrong was found.", "未发现问题。")) }
  }

  /// Looks at one table, says what it found, and how much.
  private func look(_ table: CellTable, name: String, path: String) throws -> Int {
    let faults = TableFaults(table).faults
    let doubles = DoubleRecords(table).groups
    if source.json {
      Console.line(CleaningOutput.json(table, name: name, faults: faults, doubles: doubles).text)
    } else {
      let lines = CleaningOutput.lines(
        table, name: name, faults: faults, doubles: doubles,
        words: FaultWords(table, isChinese: source.language == .zh))
      for line in lines { Console.line(line) }
    }
    if fix { try write(CellRepair(table, faults, doubles), path: path) }
    return faults.count + doubles.count + table.ragged.count
  }

  private func write(_ repair: CellRepair, path: String) throws {
    var stem = path
    for ending in [".gz", ".csv"] where stem.lowercased().hasSuffix(ending) {
      stem.removeLast(ending.count)
    }
    if let output {
      stem = output + "/" + (stem.split(separator: "/").last.map(String.init) ?? stem)
    }
    let (copy, changes) = (stem + ".clean.csv", stem + ".changes.csv")
    for path in [copy, changes] where Files.exists(path) {
      throw Fault(
        file: path, "is there already; move it away, or name another folder with --output")
    }
    try ModelFiles.write(repair.bytes, to: copy)
    let lines =
      [CSV.plain(["line", "column", "kind", "before", "after"])]
      + repair.changes.map {
        CSV.plain(["\($0.line)", $0.column, $0.kind, $0.before, $0.after])
      }
    try ModelFiles.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: changes)
    Console.error(
      source.say(
        "Wrote \(copy) with \(repair.changes.count) changes, listed in \(changes)",
        "已写入 \(copy)，改动 \(repair.changes.count) 处，列于 \(changes)"))
  }
}

/// What `shop clean` prints.
enum CleaningOutput {
  /// One line a fault, in the order of the file.
  static func lines(
    _ table: CellTable, name: String, faults: [CellFault], doubles: [DoubleRecords.Group],
    words: FaultWords
  ) -> [String] {
    var lines: [(place: Place, text: String)] = table.ragged.map {
      (Place(line: $0.line, column: 1), words.line($0))
    }
    for fault in faults {
      let value = table.columns[fault.column].text(fault.row)
      lines.append(
        (table.place(row: fault.row, column: fault.column), words.line(fault, value: value)))
    }
    for group in doubles {
      let first = table.place(row: group.rows[0], column: 0).line
      for row in group.rows.dropFirst() {
        lines.append((table.place(row: row, column: 0), words.line(group, first: first)))
      }
    }
    return lines.sorted { ($0.place, $0.text) < ($1.place, $1.text) }.map {
      "\(name):\($0.place.line):\($0.place.column): \($0.text)".visible()
    }
  }

  /// The same for programs; rows and columns count from 1, the header is no row.
  static func json(
    _ table: CellTable, name: String, faults: [CellFault], doubles: [DoubleRecords.Group]
  ) -> JSON {
    func line(_ row: Int) -> Int { table.place(row: row, column: 0).line }
    return [
      "file": .string(name), "rows": .integer(table.rowCount),
      "columns": .integer(table.columns.count),
      "ragged": .array(
        table.ragged.map { ["line": .integer($0.line), "cells": .integer($0.cells)] }),
      "faults": .array(
        faults.map { fault in
          let place = table.place(row: fault.row, column: fault.column)
          let column = table.columns[fault.column]
          return [
            "line": .integer(place.line), "character": .integer(place.column),
            "row": .integer(fault.row + 1), "column": .integer(fault.column + 1),
            "name": .string(column.name), "kind": .string(fault.kind.name),
            "value": .string(column.text(fault.row)), "likely": .optional(fault.likely),
            "sure": .bool(fault.isSure),
          ]
        }),
      "doubles": .array(
        doubles.map { group in
          [
            "rows": .array(group.rows.map { .integer($0 + 1) }),
            "lines": .array(group.rows.map { .integer(line($0)) }),
            "chance": .number(group.chance), "exact": .bool(group.isExact),
            "differing": .array(group.differing.map { .string(table.columns[$0].name) }),
          ]
        }),
    ]
  }
}
