import Diagnostics
import Workspace

/// The lines of files and of standard input for commands that read them one by one, as many at a time as have
/// arrived, with what was guessed or cut said on stderr.
struct LineBlocks: BlockSource {
  /// What is given of a very long line.
  enum Long {
    /// All of it, in pieces.
    case pieces
    /// Its beginning.
    case beginnings

    fileprivate var words: String {
      switch self {
      case .pieces: "read in pieces"
      case .beginnings: "read by its beginning"
      }
    }
  }

  /// How many bytes make a block, where more have arrived.
  private static let size = 1 << 16

  private let long: Long
  private var files: ArraySlice<String>
  private var source: Source?

  /// A file that is read.
  private final class Source {
    let name: String
    var lines: TextLines
    var isNoted = false
    var number = 0

    init(path: String) throws {
      name = path == "-" ? "stdin" : path
      lines = try TextLines(path: path)
    }
  }

  /// The lines of files; `-`, or no file at all, is standard input. Packed files are unpacked.
  init(_ files: [String], of long: Long) {
    self.files = (files.isEmpty ? ["-"] : files)[...]
    self.long = long
  }

  /// Whether the next block is read without waiting for whoever writes it.
  var isReady: Bool { source?.lines.isReady ?? true }

  /// The next lines, or `nil` at the end of the last file. Throws a `Fault` for what cannot be read.
  mutating func next() throws -> [TextLines.Line]? {
    while true {
      if source == nil {
        guard let file = files.popFirst() else { return nil }
        source = try Source(path: file)
      }
      var block: [TextLines.Line] = []
      var size = 0
      while let open = source, size < Self.size, block.isEmpty || open.lines.isReady {
        guard let line = try line(of: open) else {
          source = nil
          break
        }
        if line.goesOn, case .beginnings = long { continue }
        block.append(line)
        size += line.bytes.count + 1
      }
      if !block.isEmpty { return block }
    }
  }

  private func line(of source: Source) throws -> TextLines.Line? {
    guard let line = try source.lines.next() else { return nil }
    if !source.isNoted, let note = source.lines.note {
      Console.error("deskmate: \(Fault(file: source.name, note))")
    }
    source.isNoted = true
    if !line.goesOn { source.number += 1 }
    if !line.isWhole, !line.goesOn {
      let fault = Fault(
        file: source.name, place: Place(line: source.number, column: 1),
        "a line of more than \(TextLines.longest >> 20) MB is \(long.words)", severity: .warning)
      Console.error("deskmate: \(fault)")
    }
    return line
  }

  /// Gives every line of the files as a text to `take`; of a very long one its beginning.
  static func texts(_ files: [String], _ take: (String) throws -> Void) throws {
    var blocks = LineBlocks(files, of: .beginnings)
    while let block = try blocks.next() {
      for line in block { try take(line.text) }
    }
  }
}

extension TextLines.Line {
  /// The line without a carriage return at its end.
  var text: String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
