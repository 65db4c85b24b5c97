import Dialogue
import FoundationEssentials
import Text
import Workspace

/// What was marked `/wrong`, for `intents learn`.
enum WrongLines {
  /// Where it is.
  static var path: String {
    StatePaths(environment: ProcessInfo.processInfo.environment).state + "/wrong.jsonl"
  }

  /// Adds a line with what it should have been read as, and returns where.
  static func append(_ line: MarkedLine) throws -> String {
    try Files.makeFolder(StatePaths(environment: ProcessInfo.processInfo.environment).state)
    try Files.append(Array((line.row + "\n").utf8), to: path)
    return path
  }
}
