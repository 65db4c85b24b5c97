import Text

extension SentimentReport {
  /// The report as one self-contained web page.
  public func html() throws -> String {
    let labels = labels
    var body = cards
    if conversations == 0 {
      body += "<p>\(escaped(labels["No conversations were found."]))</p>"
    } else {
      body += "<div class=\"pair\">"
      body += figure(labels["Distribution"], SentimentCharts.distribution(distribution))
      body += figure(
        labels["Course of a conversation"],
        SentimentCharts.course(course, start: labels["start"], end: labels["end"]))
      body += "</div>"
      body += moments
      for (dimension, rows) in groups where !rows.isEmpty { body += topic(dimension, rows) }
      for (name, conversations) in lists where !conversations.isEmpty {
        body += list(labels[name], conversations)
      }
    }
    return try Page(
      title: labels["How customers felt"], language: language == .chinese ? "zh-CN" : "en",
      body: "<style>\(Self.style)</style>" + body
    ).html()
  }

  private static let style = """
    .pair { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
    .pair svg, figure svg { width: 100%; }
    .moments { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
    .moments article { background: var(--card); border-radius: .5rem; padding: .75rem 1rem; }
    .moments blockquote { border-color: var(--bad); overflow-wrap: anywhere; }
    .chip { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; margin: .15rem .25rem 0 0; font-size: .85rem; }
    td { overflow-wrap: break-word; } td:last-child { min-width: 5rem; } td.quote { min-width: 16rem; } td.number { white-space: nowrap; }
    td.spark { min-width: 6rem; } td.spark svg { width: 6rem; height: 1.5rem; display: block; }
    .bar { background: var(--line); border-radius: .25rem; height: .7rem; min-width: 5rem; overflow: hidden; }
    .bar i { display: block; height: 100%; background: var(--bad); }
    .track { display: flex; height: 1rem; border-radius: .25rem; overflow: hidden; margin: .75rem 0; }
    """

  private func escaped(_ text: String) -> String { Page.escape(text.visible()) }

  private func figure(_ caption: String, _ svg: String) -> String {
    "<figure><figcaption>\(escaped(caption))</figcaption>\(svg)</figure>"
  }

  private func tone(_ value: Double) -> String {
    value >= 0.05 ? "good" : value <= -0.05 ? "bad" : "soft"
  }

  private func score(_ value: Double) -> String {
    "<span class=\"\(tone(value))\">\(value.signed)</span>"
  }

  private var cards: String {
    let labels = labels
    func share(_ count: Int) -> Double {
      messages > 0 ? Double(count) / Double(messages) : 0
    }
    var cards: [(String, String)] = [
      ("\(conversations)", labels["conversations"]), ("\(messages)", labels["messages"]),
      (score(mean), labels["customers"]), (score(agentMean), labels["agents"]),
      ("<span class=\"bad\">\(share(counts.negative).percent)</span>", labels["negative"]),
    ]
    cards += outcomes.map { ("\($0.count)", labels[$0.name]) }
    if badRows > 0 { cards.append(("\(badRows)", labels["bad rows"])) }
    let track = [
      (counts.negative, "bad", "negative"), (counts.neutral, "mid", "neutral"),
      (counts.positive, "good", "positive"),
    ].map { count, color, name in
      "<i style=\"width:\(share(count) * 100)%;background:var(--\(color))\" "
        + "title=\"\(escaped(labels[name])) \(share(count).percent)\"></i>"
    }.joined()
    return "<div class=\"cards\">"
      + cards.map { "<div class=\"card\"><b>\($0.0)</b>\(escaped($0.1))</div>" }.joined()
      + "</div><div class=\"track\">\(track)</div><p class=\"soft\">"
      + "<span class=\"bad\">■</span> \(escaped(labels["negative"])) \(share(counts.negative).percent) "
      + "<span style=\"color:var(--mid)\">■</span> \(escaped(labels["neutral"])) \(share(counts.neutral).percent) "
      + "<span class=\"good\">■</span> \(escaped(labels["positive"])) \(share(counts.positive).percent)</p>"
  }

  private var moments: String {
    var seen: Set<String> = []
    let worst = lists.filter { $0.name != "improved" }.flatMap(\.conversations)
      .filter { seen.insert($0.quotePlace).inserted && $0.lowest <= -0.05 }
      .sorted { $0.lowest < $1.lowest }.prefix(6)
    guard !worst.isEmpty else { return "" }
    return "<h2>\(escaped(labels["Worst moments"]))</h2><div class=\"moments\">"
      + worst.map { one in
        "<article>\(score(one.lowest)) <span class=\"soft\">\(escaped(one.quotePlace))</span>"
          + "<blockquote>\(escaped(one.quote))</blockquote>"
          + [one.about, one.agent, labels[one.outcome]].filter { !$0.isEmpty }
          .map { "<span class=\"chip\">\(escaped($0))</span>" }.joined() + "</article>"
      }.joined() + "</div>"
  }

  private func topic(_ dimension: String, _ rows: [Row]) -> String {
    let labels = labels
    return "<h2>\(escaped(labels.grouped(by: dimension)))</h2><div class=\"scroll\"><table><tr>"
      + "<th>\(escaped(labels[dimension]))</th><th class=\"number\">\(escaped(labels["count"]))</th>"
      + "<th class=\"number\">\(escaped(labels["mean"]))</th>"
      + "<th class=\"number\">\(escaped(labels["share"]))</th><th></th></tr>"
      + rows.map { row in
        "<tr><td>\(escaped(row.name))</td><td class=\"number\">\(row.count)</td>"
          + "<td class=\"number\">\(score(row.mean))</td>"
          + "<td class=\"number\">\(row.negativeShare.percent)</td>"
          + "<td><div class=\"bar\"><i style=\"width:\(row.negativeShare * 100)%\"></i></div></td></tr>"
      }.joined() + "</table></div>"
  }

  private func list(_ title: String, _ conversations: [Conversation]) -> String {
    let labels = labels
    let heads = ["where", "mean", "start", "end", "lowest", "trend", "ended", "about", "quote"]
    return "<h2>\(escaped(title))</h2><div class=\"scroll\"><table><tr>"
      + heads.map { "<th>\(escaped(labels[$0]))</th>" }.joined() + "</tr>"
      + conversations.map { one in
        "<tr><td>\(escaped(one.place))</td>"
          + [one.mean, one.start, one.end, one.lowest].map {
            "<td class=\"number\">\(score($0))</td>"
          }.joined()
          + "<td class=\"spark\">\(SentimentCharts.spark(one.points))</td>"
          + "<td>\(escaped(labels[one.outcome]))</td><td>\(escaped(one.about))</td>"
          + "<td class=\"quote\">\(escaped(one.quote))</td></tr>"
      }.joined() + "</table></div>"
  }
}
