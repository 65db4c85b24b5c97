/// What a test of intents found, ready to be shown; names and numbers only.
public struct IntentReport: Sendable {
  /// An intent's figures.
  public struct Row: Sendable {
    /// Its name.
    public let intent: String
    /// How many lines it was tested with.
    public let support: Int
    /// Shares of 0…1.
    public let precision: Double
    /// Shares of 0…1.
    public let recall: Double
    /// Shares of 0…1.
    public let f1: Double

    /// Creates a row.
    public init(intent: String, support: Int, precision: Double, recall: Double, f1: Double) {
      self.intent = intent
      self.support = support
      self.precision = precision
      self.recall = recall
      self.f1 = f1
    }
  }

  /// One line, and what was made of it.
  public struct Line: Sendable {
    /// The customer's words.
    public let text: String
    /// What they wanted.
    public let truth: String
    /// What it was taken for.
    public let predicted: String
    /// How sure the classifier was, 0…1.
    public let confidence: Double
    /// The words that misled it.
    public let misled: String

    /// Creates a line.
    public init(
      text: String, truth: String, predicted: String, confidence: Double, misled: String = ""
    ) {
      self.text = text
      self.truth = truth
      self.predicted = predicted
      self.confidence = confidence
      self.misled = misled
    }
  }

  /// The page's heading.
  public var title: String
  /// A figure and its name, in order.
  public var figures: [(name: String, value: String)]
  /// All intents.
  public var rows: [Row]
  /// All lines in scope.
  public var lines: [Line]
  /// Bins of confidence: lines, mean confidence, accuracy.
  public var reliability: [(count: Int, confidence: Double, accuracy: Double)]

  /// Creates a report.
  public init(
    title: String, figures: [(name: String, value: String)], rows: [Row], lines: [Line],
    reliability: [(count: Int, confidence: Double, accuracy: Double)]
  ) {
    self.title = title
    self.figures = figures
    self.rows = rows
    self.lines = lines
    self.reliability = reliability
  }

  /// The lines that were mistaken.
  public var mistakes: [Line] { lines.filter { $0.truth != $0.predicted } }

  /// Pairs that were confused, the most frequent first.
  public var confusions: [(truth: String, predicted: String, lines: [Line])] {
    var pairs: [[String]: [Line]] = [:]
    for line in mistakes { pairs[[line.truth, line.predicted], default: []].append(line) }
    return pairs.map { ($0.key[0], $0.key[1], $0.value) }.sorted {
      ($1.2.count, $0.0, $0.1) < ($0.2.count, $1.0, $1.1)
    }
  }

  /// Accuracy among the most confident lines, for each share answered.
  public var coverage: [(share: Double, accuracy: Double)] {
    let sorted = lines.sorted { $0.confidence > $1.confidence }
    var right = 0
    var points: [(share: Double, accuracy: Double)] = []
    let step = max(1, sorted.count / 100)
    for (index, line) in sorted.enumerated() {
      right += line.truth == line.predicted ? 1 : 0
      if (index + 1) % step == 0 {
        points.append(
          (Double(index + 1) / Double(sorted.count), Double(right) / Double(index + 1)))
      }
    }
    return points
  }
}

extension IntentReport {
  /// For a terminal: the weakest intents first, then what was confused with what.
  public func text(width: Int?) -> String {
    var parts = [figures.map { "\($0.name) \($0.value)" }.joined(separator: " · ")]
    parts.append(table(rows.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }).text(width: width))
    if !mistakes.isEmpty { parts.append(mistakeTable.text(width: width)) }
    return parts.joined(separator: "\n\n")
  }

  /// In Markdown.
  public var markdown: String {
    var parts = ["# \(title)", figures.map { "- \($0.name): \($0.value)" }.joined(separator: "\n")]
    parts.append("## Intents\n\n" + table(rows).markdown)
    if !mistakes.isEmpty { parts.append("## Mistaken lines\n\n" + mistakeTable.markdown) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func table(_ rows: [Row]) -> TextTable {
    var table = TextTable(
      ["intent", "lines", "precision", "recall", "F1"],
      alignments: [.left, .right, .right, .right, .right])
    for row in rows {
      table.add(
        [row.intent, String(row.support)]
          + [row.precision, row.recall, row.f1].map { Self.percent($0) })
    }
    return table
  }

  private var mistakeTable: TextTable {
    var table = TextTable(
      ["said", "wanted", "taken for", "sure", "misled by"],
      alignments: [.left, .left, .left, .right, .left])
    for pair in confusions {
      for line in pair.lines {
        table.add(
          [line.text, line.truth, line.predicted, Self.percent(line.confidence), line.misled])
      }
    }
    return table
  }

  /// A share as `93.5 %`.
  public static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
