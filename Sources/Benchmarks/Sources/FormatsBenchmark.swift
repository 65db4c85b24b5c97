import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Workspace

/// `benchmarks formats`: files as people have them, read by the readers of the program, and small inputs that
/// once failed, played on the program.
///
/// `DIR/files.jsonl` names each file of `DIR/files`, the command it is for and what is right in words. What is
/// right in rows stands in `Tests/Forms/faults.jsonl`; a file that is not there is printed as it was read, to be
/// judged by a person. `DIR/cases.jsonl` is played by the `run.py` beside it.
struct FormatsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Files as people have them: right, wrong or refused.")

  @Option(help: "The folder that holds files.jsonl, files/, cases.jsonl and run.py.")
  var data = "../shared/faults"
  @Option(help: "The workspace, for the words that tell who serves.") var workspace = "."
  @Option(help: "The release binary.") var program = ".build/release/deskmate"
  @Option(help: "What is right in rows.") var expected = "Tests/Forms/faults.jsonl"
  @Flag(help: "Print what was read of each file.") var each = false
  @Flag(help: "Print each file with its rows as a line of what is right.") var write = false

  func run() async throws {
    if Files.exists(data + "/files.jsonl") { try readFiles() }
    if Files.exists(data + "/cases.jsonl"), !write { try playCases() }
  }

  private func readFiles() throws {
    let right = try Files.exists(expected) ? FormReading.expected(expected) : [:]
    let cues = try SentimentFiles.roleCues(in: WorkspaceFolder(path: workspace))
    var counts: [String: Int] = [:]
    for line in try Files.bytes(data + "/files.jsonl").split(separator: 0x0A) {
      let entry = try JSONReader.read(Array(line), file: "files.jsonl")
      let name = try entry.required("file").string("file")
      let reading = FormReading(
        data + "/files/" + name, command: try entry.required("command").string("command"),
        cues: cues)
      if write { Figures.line(reading.line(named: name)) }
      let outcome = reading.outcome(right: right[name])
      counts[outcome, default: 0] += 1
      guard !write, each || !["right", "read"].contains(outcome) else { continue }
      Figures.line([
        "benchmark": "formats", "file": .string(name), "outcome": .string(outcome),
        "right": .string(try entry.required("right").string("right")),
        "read": .array(reading.rows.map { .string($0) }), "refused": .optional(reading.refusal),
      ])
    }
    guard !write else { return }
    var figures: [(key: String, value: JSON)] = [
      ("benchmark", "formats"), ("figure", "files"),
      ("files", .integer(counts.values.reduce(0, +))),
    ]
    for (outcome, count) in counts.sorted(by: { $0.key < $1.key }) {
      figures.append((outcome, .integer(count)))
    }
    Figures.line(.object(figures))
  }

  /// Plays the cases with the script that lies beside them.
  private func playCases() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", data + "/run.py"]
    var environment = ProcessInfo.processInfo.environment
    func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    environment["DESKMATE"] = whole(program)
    environment["WORKSPACE"] = whole(workspace)
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    for line in lines where line.hasPrefix("FAIL") {
      Figures.line(["benchmark": "formats", "case": .string(String(line))])
    }
    Figures.line([
      "benchmark": "formats", "figure": "cases",
      "cases": .integer(lines.count { $0.hasPrefix("pass") || $0.hasPrefix("FAIL") }),
      "right": .integer(lines.count { $0.hasPrefix("pass") }),
    ])
  }
}
