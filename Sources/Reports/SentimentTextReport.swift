import Text

extension SentimentReport {
  /// The report for a terminal of so many columns.
  public func text(width: Int) -> String {
    let labels = labels
    var parts = [heading]
    guard conversations > 0 else {
      return parts.joined() + "\n" + labels["No conversations were found."] + "\n"
    }
    parts.append(shares(width: width))
    parts.append(
      labels["Distribution"] + "  -1 "
        + Bars.sparkline(heights, in: 0...1) + " +1    "
        + labels["Course of a conversation"] + "  " + Bars.sparkline(course, in: -1...1))
    if !outcomes.isEmpty {
      parts.append(
        outcomes.map { "\(labels[$0.name]) \($0.count)" }.joined(separator: " · "))
    }
    for (dimension, rows) in groups where !rows.isEmpty {
      var table = TextTable(
        [labels[dimension], labels["count"], labels["mean"], labels["share"], ""],
        alignments: [.left, .right, .right, .right, .left])
      for row in rows {
        table.add([
          row.name, "\(row.count)", row.mean.signed, row.negativeShare.percent,
          Bars.bar(row.negativeShare, width: 12),
        ])
      }
      parts.append(labels.grouped(by: dimension) + "\n" + table.text(width: width))
    }
    for (name, conversations) in lists where !conversations.isEmpty {
      parts.append(labels[name] + "\n" + list(conversations, width: width))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let labels = labels
    var text =
      "\(conversations) \(labels["conversations"]) · \(messages) \(labels["messages"])"
      + " · \(labels["customers"]) \(mean.signed) · \(labels["agents"]) \(agentMean.signed)"
    if badRows > 0 { text += " · \(badRows) \(labels["bad rows"])" }
    return labels["How customers felt"] + "\n" + text
  }

  /// The distribution, its highest bar 1.
  private var heights: [Double] {
    let most = Double(distribution.max() ?? 0)
    return distribution.map { most > 0 ? Double($0) / most : 0 }
  }

  private func shares(width: Int) -> String {
    let labels = labels
    let names = [labels["negative"], labels["neutral"], labels["positive"]]
    let column = names.map(\.displayWidth).max() ?? 8
    return zip(names, [counts.negative, counts.neutral, counts.positive]).map { name, count in
      let share = messages > 0 ? Double(count) / Double(messages) : 0
      return name.padded(toWidth: column) + "  "
        + share.percent.padded(toWidth: 7, alignRight: true) + "  "
        + Bars.bar(share, width: max(10, min(60, width - column - 14)))
    }.joined(separator: "\n")
  }

  private func list(_ conversations: [Conversation], width: Int) -> String {
    let labels = labels
    let isWide = width >= 110
    var header = [
      labels["where"], labels["mean"], labels["start"], labels["end"], labels["trend"],
    ]
    if isWide { header += [labels["lowest"], labels["ended"], labels["agent"]] }
    var table = TextTable(
      header + [labels["quote"]],
      alignments: [.left, .right, .right, .right, .left]
        + (isWide ? [.right, .left, .left] : []))
    for one in conversations {
      var row = [
        one.place, one.mean.signed, one.start.signed, one.end.signed,
        Bars.sparkline(Array(one.points.suffix(isWide ? 24 : 10)), in: -1...1),
      ]
      if isWide { row += [one.lowest.signed, labels[one.outcome], one.agent] }
      table.add(row + [one.quote])
    }
    return table.text(width: width)
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
      for row in rows {
        table.add([
          Self.plain(row.name), "\(row.count)", row.mean.signed, row.negativeShare.percent,
        ])
      }
      parts.append("## " + labels.grouped(by: dimension) + "\n\n" + table.markdown)
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
