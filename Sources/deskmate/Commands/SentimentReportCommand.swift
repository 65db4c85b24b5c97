import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Insights
import Reports
import Text
import Workspace

/// `deskmate sentiment report`: transcripts in, how customers felt out.
struct SentimentReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report how customers felt in transcripts.",
    discussion: """
      Transcripts are "Speaker: text" lines and chat exports (WhatsApp, Zoom, QQ, Markdown), JSON \
      Lines and JSON documents with messages (Slack, Telegram, Intercom, Zendesk, OpenAI), tables \
      (CSV, TSV), WebVTT, SRT or bare lines, packed with gzip or not. An empty line or a \
      conversation's id parts conversations. What is guessed is said on stderr with the option that \
      settles it. Quotes are shown with personal data masked.
      """)

  @Argument(help: "Files and folders; - or nothing is standard input.") var files: [String] = []

  @OptionGroup var reading: SentimentReading
  @OptionGroup var output: SentimentOutput
  @OptionGroup var workspace: WorkspaceOptions

  @Flag(help: "Write a summary that `sentiment merge` adds up with others.") var partial = false

  mutating func run() async throws {
    let printer = output.printer
    let run = try SentimentRun(
      workspace: workspace, reading: reading,
      onEnd: output.csv && !partial ? { printer.conversation($0) } : nil)
    if output.csv, !partial { printer.header() }
    let summary = try await run.summary(of: try SentimentRun.expand(files))
    if partial {
      Console.line(summary.json.text)
    } else {
      try printer.print(summary)
    }
    try output.check(summary)
  }
}

/// `deskmate sentiment merge`: partial summaries to one report.
struct SentimentMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Add up summaries that `report --partial` wrote.")

  @Argument(help: "Files of summaries, one or more a file; - or nothing is standard input.")
  var files: [String] = []

  @OptionGroup var output: SentimentOutput
  @Flag(help: "Write the sum as a summary again.") var partial = false

  mutating func run() async throws {
    var sum = SentimentSummary()
    for file in files.isEmpty ? ["-"] : files {
      let bytes = try Files.unpacked(file)
      for line in bytes.split(separator: 0x0A) where line.contains(where: { $0 > 0x20 }) {
        sum.add(try SentimentSummary.read(Array(line), file: file))
      }
    }
    if partial { Console.line(sum.json.text) } else { try output.printer.print(sum) }
    try output.check(sum)
  }
}

/// How transcripts are read.
struct SentimentReading: ParsableArguments {
  @Option(
    help:
      "How transcripts are written: speaker, headed, jsonl, json, csv, vtt or bare (detected).",
    transform: { text in
      guard let format = TranscriptFormat(option: text) else {
        throw ValidationError("choose from speaker, headed, jsonl, json, csv, vtt, bare")
      }
      return format
    })
  var format: TranscriptFormat?

  @Option(help: ArgumentHelp("The column of what was said.", valueName: "name"))
  var textColumn: String?

  @Option(help: ArgumentHelp("The column of who said it.", valueName: "name"))
  var speakerColumn: String?

  @Option(help: ArgumentHelp("The column of the side, customer or agent.", valueName: "name"))
  var roleColumn: String?

  @Option(help: ArgumentHelp("The column of the time.", valueName: "name"))
  var timeColumn: String?

  @Option(help: ArgumentHelp("The column of the conversation.", valueName: "name"))
  var conversationColumn: String?

  @Option(help: "What empty lines do between messages: part conversations, or are only space.")
  var blankLines: BlankLines?

  @Option(help: "How dates of two small numbers are read: day-first or month-first.")
  var dayOrder: DayOrder?

  @Option(help: ArgumentHelp("This speaker is a customer.", valueName: "name"))
  var customer: [String] = []

  @Option(help: ArgumentHelp("This speaker is an agent.", valueName: "name"))
  var agent: [String] = []

  @Option(help: "Group by agent, intent, product, hour, day; several with commas.")
  var by: String = "agent"

  @Flag(help: "Stop at the first row that cannot be read.") var strict = false

  @Option(help: ArgumentHelp("Feel by this lexicon alone.", valueName: "file"))
  var lexicon: String?

  /// What was said of the files.
  var transcripts: TranscriptOptions {
    var options = TranscriptOptions()
    options.format = format
    options.columns = [
      .text: textColumn, .speaker: speakerColumn, .role: roleColumn, .time: timeColumn,
      .conversation: conversationColumn,
    ].compactMapValues { $0 }
    options.blankLinesPart = blankLines.map { $0 == .part }
    options.dayOrder = dayOrder?.written
    return options
  }

  var dimensions: Set<String> { Set(by.split(separator: ",").map(String.init)) }

  func validate() throws {
    let known = ["agent", "intent", "product", "hour", "day"]
    if let wrong = dimensions.subtracting(known).min() {
      throw ValidationError("--by \(wrong): choose from \(known.joined(separator: ", "))")
    }
  }
}

/// What an empty line does.
enum BlankLines: String, ExpressibleByArgument, CaseIterable { case part, space }

/// Which of two small numbers of a date is the day.
enum DayOrder: String, ExpressibleByArgument, CaseIterable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"

  var written: WrittenTime.DayOrder { self == .dayFirst ? .dayFirst : .monthFirst }
}
