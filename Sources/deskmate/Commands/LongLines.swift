import Diagnostics
import Workspace

/// Lines of files for commands that read them one by one, with what was guessed or cut said on stderr.
enum LongLines {
  /// Gives every line of the files, `-` or none for stdin, to `take`; of a very long one its pieces.
  ///
  /// `pieces` says what becomes of a very long line. Throws a `Fault` for a file that cannot be read.
  static func read(
    _ files: [String], pieces: String, _ take: (TextLines.Line) throws -> Void
  ) throws {
    for file in files.isEmpty ? ["-"] : files {
      let name = file == "-" ? "stdin" : file
      var lines = try TextLines(path: file)
      var isNoted = false
      var number = 0
      while let line = try lines.next() {
        if !isNoted, let note = lines.note { Console.error("deskmate: \(Fault(file: name, note))") }
        isNoted = true
        if !line.goesOn { number += 1 }
        if !line.isWhole, !line.goesOn {
          let said = "a line of more than \(TextLines.longest >> 20) MB is \(pieces)"
          let fault = Fault(
            file: name, place: Place(line: number, column: 1), said, severity: .warning)
          Console.error("deskmate: \(fault)")
        }
        try take(line)
      }
    }
  }

  /// The same as texts without their line ends; of a very long line only its beginning.
  static func texts(_ files: [String], _ take: (String) throws -> Void) throws {
    try read(files, pieces: "read by its beginning") { line in
      guard !line.goesOn else { return }
      let bytes = line.bytes.last == 0x0D ? line.bytes.dropLast() : line.bytes
      try take(String(decoding: bytes, as: UTF8.self))
    }
  }
}
