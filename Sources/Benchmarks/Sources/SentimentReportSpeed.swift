import Diagnostics
import Formats
import Foundation
import Workspace

/// `benchmarks sentiment --report-megabytes N`: what `sentiment report` does with a long day's transcripts.
struct SentimentReportSpeed {
  let program: String
  let workspace: String
  let megabytes: Int

  func run() throws {
    let scratch = ScratchFolder.path()
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let sold = try EntitySources(folder: WorkspaceFolder(path: workspace)).catalogueEntries()
    var transcripts = SentimentTranscripts(seed: 20_261_126, catalogue: sold)
    let file = scratch + "/day.txt"
    try transcripts.write(to: file, size: megabytes * 1_000_000)
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    let environment = ["XDG_CACHE_HOME=\(scratch)/cache"]
    let report = [program, "sentiment", "report", file, "--workspace", workspace]
    // The intent models are trained once, before the clock starts.
    let first = scratch + "/first.txt"
    try Data("Customer: where is my order\n".utf8).write(to: URL(filePath: first))
    _ = try ChildRun(
      [program, "sentiment", "report", first, "--workspace", workspace], environment)
    for by in ["", "intent,product"] {
      let child = try ChildRun(report + (by.isEmpty ? [] : ["--by", by]), environment)
      Figures.line([
        "benchmark": "sentiment", "figure": "report",
        "megabytes": .number(Double(size) / 1e6, digits: 0),
        "by": .optional(by.isEmpty ? nil : by),
        "megabytes_per_second": .number(Double(size) / 1e6 / child.seconds, digits: 1),
        "processor_seconds": .number(child.processorSeconds, digits: 1),
        "peak_megabytes": .number(Double(child.kilobytes) / 1_000, digits: 1),
      ])
    }
  }
}
