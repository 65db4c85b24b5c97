import ArgumentParser
import Diagnostics
import Formats
import Foundation
import Insights
import Reports
import Text
import Workspace

/// How a report is shown, and when it fails.
struct SentimentOutput: ParsableArguments {
  @Flag(help: "Print the figures as one JSON object.") var json = false
  @Flag(help: "Print one line of CSV for every conversation.") var csv = false
  @Flag(help: "Print the tables in Markdown.") var markdown = false

  @Option(help: ArgumentHelp("Write a web page.", valueName: "file.html")) var report: String?
  @Option(
    help: "The language of labels: en or zh.",
    transform: { text in
      guard let language = Language(rawValue: text) else {
        throw ValidationError("choose from en, zh")
      }
      return language
    })
  var language: Language = .english
  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto
  @Option(help: "How many conversations each list shows, up to 20.") var top = 5

  @Option(help: "Exit with 1 when the customers' mean is below this score (-1…1).")
  var minScore: Double?

  @Option(help: "Exit with 1 when more than this share (0…1) of their messages is negative.")
  var maxNegativeShare: Double?

  var printer: SentimentPrinter {
    SentimentPrinter(
      form: csv ? .csv : json ? .json : markdown ? .markdown : .text, page: report,
      language: language, top: max(1, min(top, SentimentSummary.listLength)), color: color)
  }

  /// Throws status 1 when a threshold is crossed.
  func check(_ summary: SentimentSummary) throws {
    var failed = false
    if let minScore, summary.customer.messages > 0, summary.customer.mean.value < minScore {
      Console.error("deskmate: the mean \(summary.customer.mean.value) is below \(minScore)")
      failed = true
    }
    if let maxNegativeShare, summary.negativeShare > maxNegativeShare {
      Console.error("deskmate: the negative share is above \(maxNegativeShare)")
      failed = true
    }
    if failed { throw ExitCode(1) }
  }
}

/// Prints summaries.
struct SentimentPrinter {
  enum Form { case text, json, csv, markdown }

  let form: Form
  let page: String?
  let language: Language
  let top: Int
  let color: ColorChoice

  func print(_ summary: SentimentSummary) throws {
    let shown = SentimentReport(summary, language: language, top: top)
    if let page {
      try Files.replace(page, with: Array(shown.html().utf8))
    }
    switch form {
    case .csv: break
    case .json: Console.line(shown.json.text)
    case .markdown: Console.text(shown.markdown)
    case .text:
      guard page == nil else { return }
      Console.text(shown.text(width: TerminalSize.columns, colored: Style(color).colored))
    }
  }

  func header() {
    Console.line(
      CSV.record([
        "file", "line", "conversation", "time", "customer", "agent", "messages", "mean", "start",
        "end", "lowest", "highest", "shift", "outcome", "lowest_line", "intent", "products",
        "quote",
        "highest_line", "highest_quote", "agent_messages", "agent_mean", "trend",
      ]))
  }

  func conversation(_ mood: ConversationMood) {
    Console.line(
      CSV.record([
        mood.file, "\(mood.start.line)", mood.id, mood.time, mood.customer, mood.agent,
        "\(mood.messages)", "\(mood.mean.value)", "\(mood.start.score.value)",
        "\(mood.end.score.value)", "\(mood.lowest.score.value)", "\(mood.highest.score.value)",
        "\(FixedScore(units: mood.shift).value)", mood.outcome.rawValue, "\(mood.lowest.line)",
        mood.lowest.topics.intent ?? "", mood.lowest.topics.products.joined(separator: " "),
        mood.lowest.quote, "\(mood.highest.line)", mood.highest.quote, "\(mood.agentMessages)",
        "\(FixedScore(units: mood.agentMean).value)",
        Bars.sparkline(mood.points.map { Double($0) / 10_000 }, in: -1...1),
      ]))
  }
}

extension SentimentReport {
  init(_ summary: SentimentSummary, language: Language, top: Int) {
    self.init(language: language)
    conversations = summary.conversations.messages
    messages = summary.customer.messages
    mean = summary.customer.mean.value
    agentMean = summary.agent.mean.value
    counts = (
      summary.customer.negative,
      summary.customer.messages - summary.customer.negative - summary.customer.positive,
      summary.customer.positive
    )
    distribution = summary.distribution
    course = summary.course.filter { $0.messages > 0 }.map(\.mean.value)
    outcomes = ["solved", "handed_over", "open"].compactMap { name in
      summary.outcomes[name].map { (name, $0) }
    }
    groups = ["intent", "product", "agent", "day", "hour"].compactMap { dimension in
      guard let names = summary.groups[dimension] else { return nil }
      let rows = names.map { name, spread in
        Row(
          name: name, count: spread.messages, negative: spread.group.negative,
          positive: spread.group.positive, mean: spread.mean.value, distribution: spread.bins)
      }
      return (dimension, rows.sorted { Self.isBefore($0, $1, in: dimension) })
    }
    let files = Set((summary.worst + summary.improved + summary.turned).map(\.file))
    lists = [
      ("worst", summary.worst), ("improved", summary.improved), ("turned", summary.turned),
    ].map { name, moods in
      (name, moods.prefix(top).map { Conversation($0, namingFile: files.count > 1) })
    }
    badRows = summary.badRows
  }

  /// Times in their order; agents by their customers' mean; what was talked about by how often it
  /// hurt.
  private static func isBefore(_ left: Row, _ right: Row, in dimension: String) -> Bool {
    switch dimension {
    case "day", "hour": left.name < right.name
    case "agent": (left.mean, left.name) < (right.mean, right.name)
    default: (-left.negative, left.mean, left.name) < (-right.negative, right.mean, right.name)
    }
  }

  var json: JSON {
    func rounded(_ value: Double) -> JSON { .number(value, digits: 4) }
    return [
      "conversations": .integer(conversations), "messages": .integer(messages),
      "mean": rounded(mean), "agent_mean": rounded(agentMean),
      "negative": .integer(counts.negative), "neutral": .integer(counts.neutral),
      "positive": .integer(counts.positive),
      "distribution": .array(distribution.map { .integer($0) }),
      "course": .array(course.map(rounded)),
      "outcomes": .object(outcomes.map { (key: $0.name, value: .integer($0.count)) }),
      "groups": .object(
        groups.map { dimension, rows in
          (
            key: dimension,
            value: .array(
              rows.map {
                [
                  "name": .string($0.name), "count": .integer($0.count),
                  "negative": .integer($0.negative), "positive": .integer($0.positive),
                  "mean": rounded($0.mean), "negative_share": rounded($0.negativeShare),
                  "distribution": .array($0.distribution.map { .integer($0) }),
                ]
              })
          )
        }),
      "lists": .object(
        lists.map { name, conversations in
          (
            key: name,
            value: .array(
              conversations.map {
                [
                  "conversation": .string($0.name), "place": .string($0.place),
                  "customer": .string($0.customer), "agent": .string($0.agent),
                  "outcome": .string($0.outcome), "mean": rounded($0.mean),
                  "start": rounded($0.start), "end": rounded($0.end),
                  "lowest": rounded($0.lowest), "highest": rounded($0.highest),
                  "shift": rounded($0.end - $0.start),
                  "points": .array($0.points.map(rounded)), "about": .string($0.about),
                  "quote": .string($0.quote), "quote_place": .string($0.quotePlace),
                ]
              })
          )
        }),
      "bad_rows": .integer(badRows),
    ]
  }
}

extension SentimentReport.Conversation {
  init(_ mood: ConversationMood, namingFile: Bool) {
    let file =
      namingFile ? (mood.file.split(separator: "/").last.map(String.init) ?? mood.file) + ":" : "L"
    let topics = mood.lowest.topics
    self.init(
      name: mood.id, place: "\(file)\(mood.start.line)", customer: mood.customer,
      agent: mood.agent, outcome: mood.outcome.rawValue,
      scores: (
        mood.mean.value, mood.start.score.value, mood.end.score.value, mood.lowest.score.value,
        mood.highest.score.value
      ),
      points: mood.points.map { Double($0) / 10_000 }, quote: mood.lowest.quote,
      quotePlace: "\(file)\(mood.lowest.line)",
      about: ([topics.intent].compactMap { $0 } + topics.products).joined(separator: ", "))
  }
}
