import Text

extension SentimentReport {
  /// The report for a terminal of so many columns, in colours where it shows them.
  public func text(width: Int, colored: Bool = false) -> String {
    let labels = labels
    var parts = [heading(width: width)]
    guard conversations > 0 else {
      return parts.joined() + "\n" + labels["No conversations were found."] + "\n"
    }
    parts.append(shares(width: width, colored: colored))
    let distribution =
      labels["Distribution"] + "  -1 " + Bars.sparkline(Self.heights(distribution), in: 0...1)
      + " +1"
    let trend = labels["Course of a conversation"] + "  " + Bars.sparkline(course, in: -1...1)
    let isOneLine = distribution.displayWidth + trend.displayWidth + 4 <= width
    parts.append(distribution + (isOneLine ? "    " : "\n") + trend)
    if !outcomes.isEmpty {
      parts.append(
        outcomes.map { "\(labels[$0.name]) \($0.count)" }.joined(separator: " · "))
    }
    for (dimension, rows) in groups where !rows.isEmpty {
      parts.append(group(dimension, rows, width: width))
    }
    for (name, conversations) in lists where !conversations.isEmpty {
      parts.append(labels[name] + "\n" + list(conversations, width: width, colored: colored))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func heading(width: Int) -> String {
    let labels = labels
    var facts = [
      "\(conversations) \(labels.noun("conversations", for: conversations))",
      "\(messages) \(labels.noun("messages", for: messages))",
      "\(labels["customers"]) \(mean.signed)", "\(labels["agents"]) \(agentMean.signed)",
    ]
    if badRows > 0 { facts.append("\(badRows) \(labels.noun("bad rows", for: badRows))") }
    // A line is broken between facts, never inside one.
    var lines = [""]
    for fact in facts {
      let joined = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : " · ") + fact
      if joined.displayWidth <= width {
        lines[lines.count - 1] = joined
      } else {
        lines.append(fact)
      }
    }
    return ([labels["How customers felt"]] + lines).joined(separator: "\n")
  }

  /// Counts, their highest bar 1.
  private static func heights(_ counts: [Int]) -> [Double] {
    let most = Double(counts.max() ?? 0)
    return counts.map { most > 0 ? Double($0) / most : 0 }
  }

  private func shares(width: Int, colored: Bool) -> String {
    let labels = labels
    let rows = [
      ("negative", counts.negative, Tone.bad), ("neutral", counts.neutral, .plain),
      ("positive", counts.positive, .good),
    ]
    let column = rows.map { labels[$0.0].displayWidth }.max() ?? 8
    return rows.map { name, count, tone in
      let share = messages > 0 ? Double(count) / Double(messages) : 0
      let bar = Bars.bar(share, width: max(10, min(60, width - column - 14)))
      return labels[name].padded(toWidth: column) + "  "
        + share.percent.padded(toWidth: 7, alignRight: true)
        + (bar.isEmpty ? "" : "  " + tone.paint(bar, colored))
    }.joined(separator: "\n")
  }

  private func group(_ dimension: String, _ rows: [Row], width: Int) -> String {
    let labels = labels
    let (shown, hidden) = shown(rows, of: dimension)
    var table = TextTable(
      [
        labels[dimension], labels["count"], labels["mean"], labels["share"], "",
        labels["spread"],
      ], alignments: [.left, .right, .right, .right])
    for row in shown {
      table.add([
        row.name, "\(row.count)", row.mean.signed, row.negativeShare.percent,
        Bars.bar(row.negativeShare, width: 12).padded(toWidth: 12),
        Bars.sparkline(Self.heights(row.distribution), in: 0...1),
      ])
    }
    return labels.grouped(by: dimension) + "\n" + table.text(width: width)
      + (hidden > 0 ? "\n" + labels.more(hidden) : "")
  }

  /// A line of figures for each conversation, and under it what was said at its lowest moment.
  private func list(_ conversations: [Conversation], width: Int, colored: Bool) -> String {
    let labels = labels
    var table = TextTable(
      ["where", "mean", "start", "end", "shift", "trend", "ended", "who"].map { labels[$0] },
      alignments: [.left, .right, .right, .right, .right])
    for one in conversations {
      table.add([
        one.place, one.mean.signed, one.start.signed, one.end.signed,
        (one.end - one.start).signed,
        Bars.sparkline(Array(one.points.suffix(width >= 110 ? 24 : 12)), in: -1...1),
        labels[one.outcome], one.who,
      ])
    }
    var lines = table.text(width: width).split(separator: "\n").map(String.init)
    let figures = lines.suffix(conversations.count)
    lines.removeLast(figures.count)
    for (figure, one) in zip(figures, conversations) {
      lines.append(figure)
      let about = one.about.isEmpty ? "" : " \(one.about)"
      let head = "  " + one.lowest.signed.padded(toWidth: 5)
      let rest = " \(one.quotePlace)\(about)  \(labels.quoted(one.quote))".visible()
      var wrapped = (head + rest).wrapped(toWidth: width, indent: 8)
        .split(separator: "\n").map(String.init)
      if wrapped.count > 2 {
        wrapped[1] = (wrapped[1] + "……").truncated(toWidth: min(width, wrapped[1].displayWidth + 1))
        wrapped.removeLast(wrapped.count - 2)
      }
      if wrapped[0].hasPrefix(head) {
        let tone: Tone = one.lowest <= -0.05 ? .bad : one.lowest >= 0.05 ? .good : .plain
        wrapped[0] = tone.paint(head, colored) + wrapped[0].dropFirst(head.count)
      }
      lines += wrapped
    }
    return lines.joined(separator: "\n")
  }

  /// How a figure is painted.
  private enum Tone {
    case good, bad, plain

    func paint(_ text: String, _ colored: Bool) -> String {
      switch (self, colored) {
      case (.good, true): "\u{1B}[32m\(text)\u{1B}[0m"
      case (.bad, true): "\u{1B}[31m\(text)\u{1B}[0m"
      default: text
      }
    }
  }

  /// The report in Markdown.
  public var markdown: String {
    let labels = labels
    var parts = ["# " + labels["How customers felt"]]
    var overall = TextTable(
      [
        labels["conversations"], labels["messages"], labels["customers"], labels["agents"],
        labels["negative"], labels["neutral"], labels["positive"],
      ], alignments: Array(repeating: .right, count: 7))
    overall.add([
      "\(conversations)", "\(messages)", mean.signed, agentMean.signed, "\(counts.negative)",
      "\(counts.neutral)", "\(counts.positive)",
    ])
    parts.append(overall.markdown)
    for (dimension, rows) in groups where !rows.isEmpty {
      var table = TextTable(
        [labels[dimension], labels["count"], labels["mean"], labels["share"]],
        alignments: [.left, .right, .right, .right])
      let (shown, hidden) = shown(rows, of: dimension)
      for row in shown {
        table.add([
          Self.plain(row.name), "\(row.count)", row.mean.signed, row.negativeShare.percent,
        ])
      }
      parts.append(
        "## " + labels.grouped(by: dimension) + "\n\n" + table.markdown
          + (hidden > 0 ? "\n\n" + labels.more(hidden) : ""))
    }
    for (name, conversations) in lists where !conversations.isEmpty {
      var table = TextTable(
        [
          labels["where"], labels["mean"], labels["start"], labels["end"], labels["ended"],
          labels["about"], labels["quote"],
        ], alignments: [.left, .right, .right, .right, .left, .left, .left])
      for one in conversations {
        table.add([
          Self.plain(one.place), one.mean.signed, one.start.signed, one.end.signed,
          labels[one.outcome], Self.plain(one.about), Self.plain(one.quote),
        ])
      }
      parts.append("## " + labels[name] + "\n\n" + table.markdown)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Text that Markdown shows as it is: no markup, no HTML.
  private static func plain(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "&": shown += "&amp;"
      case "*", "_", "`", "[", "]", "#", "!", "~":
        shown += "&#\(scalar.value);"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
