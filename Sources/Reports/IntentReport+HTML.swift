extension IntentReport {
  /// One self-contained page: figures, confusion matrix as a heat map, intents, confused pairs with
  /// their lines, reliability and coverage.
  public func html() throws -> String {
    let cards = figures.map {
      "<div class=\"card\"><b>\(Page.escape($0.value))</b>\(Page.escape($0.name))</div>"
    }.joined()
    return try Page(
      title: title,
      body: "<div class=\"cards\">\(cards)</div>\n" + confusedHTML + matrixHTML + chartsHTML
        + rowsHTML
    ).html()
  }

  private var confusedHTML: String {
    guard !mistakes.isEmpty else { return "<p>No line was mistaken.</p>" }
    let pairs = confusions.prefix(60).map { pair in
      let lines = pair.lines.prefix(20).map { line in
        "<tr><td>\(Page.escape(line.text))</td>"
          + "<td class=\"number\">\(Self.percent(line.confidence))</td>"
          + "<td class=\"soft\">\(Page.escape(line.misled))</td></tr>"
      }.joined()
      return "<details><summary><b>\(Page.escape(pair.truth))</b> taken for "
        + "<b>\(Page.escape(pair.predicted))</b> · \(pair.lines.count)</summary>"
        + "<div class=\"scroll\"><table>\(lines)</table></div></details>"
    }.joined(separator: "\n")
    return "<h2>What is confused with what</h2>\n<div class=\"pairs\">\(pairs)</div>\n"
  }

  /// Rows are what was wanted, columns what it was taken for; only intents with a mistake stand in it.
  private var matrixHTML: String {
    let involved = Set(mistakes.flatMap { [$0.truth, $0.predicted] })
    let names = rows.map(\.intent).filter { involved.contains($0) }
    guard !names.isEmpty, names.count <= 160 else { return "" }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var counts: [[Int]: Int] = [:]
    for line in lines {
      if let row = places[line.truth], let column = places[line.predicted] {
        counts[[row, column], default: 0] += 1
      }
    }
    let cell = names.count > 60 ? 10 : 16
    let margin = 190
    let side = margin + cell * names.count
    var svg =
      "<svg viewBox=\"0 0 \(side + 10) \(side + 10)\" width=\"\(side + 10)\" role=\"img\" "
      + "aria-label=\"confusion matrix\">"
    for (index, name) in names.enumerated() {
      let middle = margin + index * cell + cell / 2
      let label = Page.escape(String(name.prefix(28)))
      svg +=
        "<text x=\"\(margin - 4)\" y=\"\(middle + 4)\" text-anchor=\"end\" "
        + "style=\"font-size:\(min(11, cell))px\">\(label)</text>"
        + "<text transform=\"translate(\(middle + 4) \(margin - 4)) rotate(-90)\" "
        + "style=\"font-size:\(min(11, cell))px\">\(label)</text>"
    }
    let greatest = rows.reduce(1) { max($0, $1.support) }
    let worst = counts.reduce(1) { $1.key[0] == $1.key[1] ? $0 : max($0, $1.value) }
    for (key, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      // Hits by the largest intent, mistakes by the worst pair: a mistake in a hundred would be lost.
      let isRight = key[0] == key[1]
      let share = Double(count) / Double(isRight ? greatest : worst)
      let strength = Int(100 * max(isRight ? 0.15 : 0.08, isRight ? share.squareRoot() : share))
      let colour = isRight ? "var(--good)" : "var(--bad)"
      svg +=
        "<rect x=\"\(margin + key[1] * cell)\" y=\"\(margin + key[0] * cell)\" "
        + "width=\"\(cell - 1)\" height=\"\(cell - 1)\" fill=\"\(colour)\" "
        + "fill-opacity=\"\(Double(strength) / 100)\"><title>\(Page.escape(names[key[0]])) → "
        + "\(Page.escape(names[key[1]])): \(count)</title></rect>"
    }
    return "<h2>Confusion matrix</h2>\n<p>Rows are what was wanted, columns what it was taken for; "
      + "intents without a mistake are left out.</p>\n<div class=\"scroll\">\(svg)</svg></div>\n"
  }

  private var chartsHTML: String {
    let bars = reliability.enumerated().map { index, bin -> String in
      guard bin.count > 0 else { return "" }
      let height = Int(bin.accuracy * 200)
      return
        "<rect x=\"\(42 + index * 20)\" y=\"\(210 - height)\" width=\"16\" height=\"\(height)\" "
        + "fill=\"var(--accent)\"><title>\(bin.count) lines, \(Self.percent(bin.confidence)) sure, "
        + "\(Self.percent(bin.accuracy)) right</title></rect>"
    }.joined()
    let curve = coverage.map { point in
      "\(40 + Int(point.share * 200)),\(210 - Int(point.accuracy * 200))"
    }.joined(separator: " ")
    return "<h2>Confidence</h2>\n<div class=\"cards\">"
      + figure(
        "Reliability: how often it is right when it is so sure",
        bars
          + "<line x1=\"40\" y1=\"210\" x2=\"240\" y2=\"10\" stroke=\"var(--mid)\" "
          + "stroke-dasharray=\"4\"/>", "confidence")
      + figure(
        "Accuracy among the surest, by the share answered",
        "<polyline points=\"\(curve)\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2\"/>",
        "share answered") + "</div>\n"
  }

  private func figure(_ caption: String, _ content: String, _ axis: String) -> String {
    let ticks = [0, 50, 100].map { tick in
      "<text x=\"34\" y=\"\(214 - tick * 2)\" text-anchor=\"end\">\(tick)</text>"
        + "<text x=\"\(40 + tick * 2)\" y=\"226\" text-anchor=\"middle\">\(tick)</text>"
    }.joined()
    return "<figure><svg viewBox=\"0 0 260 250\" width=\"390\" role=\"img\" "
      + "aria-label=\"\(Page.escape(caption))\"><path d=\"M40 10V210H240\" fill=\"none\" "
      + "stroke=\"var(--line)\"/>\(ticks)\(content)"
      + "<text x=\"140\" y=\"244\" text-anchor=\"middle\">\(axis), %</text></svg>"
      + "<figcaption>\(Page.escape(caption))</figcaption></figure>"
  }

  private var rowsHTML: String {
    let body = rows.map { row in
      "<tr><td>\(Page.escape(row.intent))</td><td class=\"number\">\(row.support)</td>"
        + [row.precision, row.recall, row.f1].map {
          "<td class=\"number\">\(Self.percent($0))</td>"
        }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<h2>Intents</h2>\n<div class=\"scroll\"><table><tr><th>intent</th>"
      + "<th class=\"number\">lines</th><th class=\"number\">precision</th>"
      + "<th class=\"number\">recall</th><th class=\"number\">F1</th></tr>\n\(body)</table></div>\n"
  }
}
