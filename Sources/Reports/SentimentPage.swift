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
    .cards { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
    .pair { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
    .pair svg, figure svg { width: 100%; }
    .moments { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
    .moments article { background: var(--card); border-radius: .5rem; padding: .75rem 1rem; min-width: 0; }
    .moments blockquote { border-color: var(--mid); overflow-wrap: anywhere; }
    .moments blockquote.low { border-color: var(--bad); }
    .moments .line { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
    .moments .line svg { width: 6rem; height: 1.5rem; margin-left: auto; }
    .chip { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; margin: .15rem .25rem 0 0; font-size: .85rem; overflow-wrap: anywhere; }
    .card { padding: .75rem; } td { overflow-wrap: break-word; } td.number, th.number { white-space: nowrap; }
    td.spread svg { width: 5rem; height: 1.25rem; display: block; }
    .track { display: flex; height: 1rem; border-radius: .25rem; overflow: hidden; margin: .75rem 0; background: var(--line); }
    td .track { height: .7rem; min-width: 3.5rem; margin: .4rem 0; }
    td .track i { opacity: .85; }
    .key span { white-space: nowrap; margin-right: .75rem; }
    @media (max-width: 34rem) { .narrow { display: none; } th, td { padding: .3rem .35rem; } }
    """

  private func escaped(_ text: String) -> String { Page.escape(text.visible()) }

  /// A name that may be broken after its joints, where a phone is too narrow for it.
  private func breakable(_ name: String) -> String {
    String(escaped(name).flatMap { $0 == "_" || $0 == "-" ? "\($0)<wbr>" : String($0) })
  }

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
      ("\(conversations)", labels.noun("conversations", for: conversations)),
      ("\(messages)", labels.noun("messages", for: messages)),
      (score(mean), labels["customers"]), (score(agentMean), labels["agents"]),
      ("<span class=\"bad\">\(share(counts.negative).percent)</span>", labels["negative"]),
    ]
    cards += outcomes.map { ("\($0.count)", labels[$0.name]) }
    if badRows > 0 { cards.append(("\(badRows)", labels.noun("bad rows", for: badRows))) }
    let shares = [
      ("negative", share(counts.negative), "bad"), ("neutral", share(counts.neutral), "mid"),
      ("positive", share(counts.positive), "good"),
    ]
    let key = shares.map { name, share, color in
      "<span><span style=\"color:var(--\(color))\">■</span> \(escaped(labels[name])) "
        + "\(share.percent)</span>"
    }.joined(separator: " ")
    return "<div class=\"cards\">"
      + cards.map { "<div class=\"card\"><b>\($0.0)</b>\(escaped($0.1))</div>" }.joined()
      + "</div>" + track(shares[0].1, shares[2].1) + "<p class=\"key\">\(key)</p>"
  }

  /// A bar of the negative, the neutral and the positive share.
  private func track(_ negative: Double, _ positive: Double) -> String {
    let parts = [
      ("negative", negative, "bad"), ("neutral", max(0, 1 - negative - positive), "mid"),
      ("positive", positive, "good"),
    ].map { name, share, color in
      "<i style=\"width:\(Int((share * 1_000).rounded()) / 10).\(Int((share * 1_000).rounded()) % 10)%;"
        + "background:var(--\(color))\" title=\"\(escaped(labels[name])) \(share.percent)\"></i>"
    }
    return "<div class=\"track\">\(parts.joined())</div>"
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
          + "<blockquote class=\"low\">\(escaped(one.quote))</blockquote>"
          + [one.about, one.agent, labels[one.outcome]].filter { !$0.isEmpty }
          .map { "<span class=\"chip\">\(breakable($0))</span>" }.joined() + "</article>"
      }.joined() + "</div>"
  }

  private func topic(_ dimension: String, _ rows: [Row]) -> String {
    let labels = labels
    let (shown, hidden) = shown(rows, of: dimension)
    return "<h2>\(escaped(labels.grouped(by: dimension)))</h2><div class=\"scroll\"><table><tr>"
      + "<th>\(escaped(labels[dimension]))</th><th class=\"number\">\(escaped(labels["count"]))</th>"
      + "<th class=\"number\">\(escaped(labels["mean"]))</th>"
      + "<th class=\"number\">\(escaped(labels["share"]))</th><th></th>"
      + "<th class=\"narrow\">\(escaped(labels["spread"]))</th></tr>"
      + shown.map { row in
        "<tr><td>\(breakable(row.name))</td><td class=\"number\">\(row.count)</td>"
          + "<td class=\"number\">\(score(row.mean))</td>"
          + "<td class=\"number\">\(row.negativeShare.percent)</td>"
          + "<td>\(track(row.negativeShare, row.positiveShare))</td>"
          + "<td class=\"spread narrow\">\(SentimentCharts.spread(row.distribution))</td></tr>"
      }.joined() + "</table></div>"
      + (hidden > 0 ? "<p class=\"soft\">\(escaped(labels.more(hidden)))</p>" : "")
  }

  /// Conversations as cards, so that a phone need not scroll sideways.
  private func list(_ title: String, _ conversations: [Conversation]) -> String {
    let labels = labels
    return "<h2>\(escaped(title))</h2><div class=\"moments\">"
      + conversations.map { one in
        "<article><div class=\"line\"><b>\(score(one.mean))</b>"
          + "<span class=\"soft\">\(escaped(one.place))</span>"
          + "<span>\(score(one.start)) → \(score(one.end))</span>"
          + SentimentCharts.spark(one.points) + "</div>"
          + "<blockquote class=\"\(one.lowest <= -0.05 ? "low" : "")\">\(escaped(one.quote)) "
          + "<span class=\"soft\">\(score(one.lowest)) \(escaped(one.quotePlace))</span></blockquote>"
          + [one.about, one.who, labels[one.outcome]].filter { !$0.isEmpty }
          .map { "<span class=\"chip\">\(breakable($0))</span>" }.joined() + "</article>"
      }.joined() + "</div>"
  }
}
