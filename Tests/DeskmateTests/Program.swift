import Foundation

/// The program, run as a user runs it, with a state and cache folder of its own.
struct Program {
  /// What came of a run.
  struct Output {
    let lines: [String]
    let errors: String
    let status: Int32
  }

  /// One folder for the whole suite, so that the classifiers are trained once.
  static let scratch = FileManager.default.temporaryDirectory
    .appendingPathComponent("deskmate-tests-\(ProcessInfo.processInfo.processIdentifier)").path

  /// The package's root.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Beside the test bundle, where the build put it.
  static var path: String {
    let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let beside = URL(fileURLWithPath: bundle ?? CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("deskmate").path
    let known = [beside, root + "/.build/release/deskmate", root + "/.build/debug/deskmate"]
    return known.first { FileManager.default.isExecutableFile(atPath: $0) } ?? beside
  }

  /// What every run is told: folders of its own, and the day.
  static var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["XDG_STATE_HOME"] = scratch + "/state"
    variables["XDG_CACHE_HOME"] = scratch + "/cache"
    variables["DESKMATE_TODAY"] = "2026-11-21"
    return variables
  }

  /// Runs it with `input` on stdin.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.arguments = arguments
    var variables = self.environment
    variables.merge(environment) { $1 }
    process.environment = variables
    let files = FileManager.default
    try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    // Files, not pipes: nothing can block on a full one.
    let name = scratch + "/" + UUID().uuidString
    defer { for end in [".in", ".out", ".err"] { try? files.removeItem(atPath: name + end) } }
    for end in [".in", ".out", ".err"] {
      _ = files.createFile(atPath: name + end, contents: end == ".in" ? input : nil)
    }
    process.standardInput = FileHandle(forReadingAtPath: name + ".in")
    process.standardOutput = FileHandle(forWritingAtPath: name + ".out")
    process.standardError = FileHandle(forWritingAtPath: name + ".err")
    try process.run()
    process.waitUntilExit()
    func text(_ end: String) -> String {
      String(decoding: files.contents(atPath: name + end) ?? Data(), as: UTF8.self)
    }
    var lines = text(".out").components(separatedBy: "\n")
    if lines.last?.isEmpty == true { lines.removeLast() }
    return Output(lines: lines, errors: text(".err"), status: process.terminationStatus)
  }
}
