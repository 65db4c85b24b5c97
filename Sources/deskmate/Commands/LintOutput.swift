import ArgumentParser
import Diagnostics
import Formats
import Text

/// How a `lint` command tells what it found, and when that fails.
struct LintOutput: ParsableArguments {
  @Flag(help: "Let warnings fail as errors do.")
  var strict = false

  @Flag(help: "One JSON object a line.")
  var json = false

  /// Writes a line for each fault and how many there are; throws the exit status 1 where they fail.
  func write(_ faults: [Fault]) throws {
    for fault in faults { Console.line(json ? fault.json.text : fault.description.visible()) }
    let errors = faults.count { $0.severity == .error }
    let warnings = faults.count - errors
    if !json {
      Console.error(
        "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")")
    }
    if errors > 0 || strict && warnings > 0 { throw ExitCode(1) }
  }
}

extension Fault {
  /// `{"file","line","column","severity","message"}`.
  var json: JSON {
    [
      "file": .optional(file), "line": place.map { .integer($0.line) } ?? nil,
      "column": place.map { .integer($0.column) } ?? nil,
      "severity": .string(severity.rawValue), "message": .string(message),
    ]
  }
}
