import Foundation
import Testing

/// A screen that was recorded, and what the program shows now.
enum GoldenScreen {
  /// Compares what a terminal shows with the file of a name; DESKMATE_RECORD=1 records it anew.
  static func check(_ terminal: PseudoTerminal, _ name: String) throws {
    try check(terminal.screen.lines, wraps: terminal.screen.wraps, name)
  }

  /// The same for lines of which some were left out.
  static func check(_ lines: [String], wraps: Int, _ name: String) throws {
    let shown = steady(lines).joined(separator: "\n") + "\n"
    #expect(wraps == 0)
    let path = Program.root + "/Tests/DeskmateTests/Screens/\(name).txt"
    if ProcessInfo.processInfo.environment["DESKMATE_RECORD"] != nil {
      try shown.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try shown == String(contentsOfFile: path, encoding: .utf8))
  }

  /// Figures of a model differ from machine to machine in their last digits.
  private static func steady(_ lines: [String]) -> [String] {
    lines.filter { line in
      !["Learning ", "Learned in ", "正在学习", "学习用了"].contains { line.contains($0) }
    }.map { line in
      line.replacing(/[+−]?\d+\.\d\d\b/) { $0.output.contains("$") ? String($0.output) : "0.00" }
        .replacing(/\d+ %/) { _ in "0 %" }
        .replacing(/[█▏▎▍▌▋▊▉]+/) { _ in "█" }
        .replacing(/[▁▂▃▄▅▆▇]+/) { match in String(repeating: "▅", count: match.output.count) }
    }
  }
}
