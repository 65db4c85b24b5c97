extension RecommenderReport {
  /// The report as a web page of its own.
  public func html() throws -> String {
    var body = "<p>\(Page.escape(rule))</p>\n<div class=\"cards\">"
    for fact in facts {
      body += "<div class=\"card\"><b>\(fact.value)</b>\(Page.escape(fact.name))</div>"
    }
    body += "</div>\n"
    if let chosen = models.first(where: \.isChosen) {
      body +=
        "<p>Chosen on a validation part: <strong>\(Page.escape(chosen.name))</strong>.</p>\n"
    }
    body += remarks.map { "<p class=\"bad\">\(Page.escape($0))</p>\n" }.joined()
    body += table
    body += "<h2>Models by metric</h2>\n<div style=\"display:grid;gap:0 1.5rem;"
    body +=
      "grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr))\">" + metricBars
      + "</div>\n"
    body += "<h2>Coverage against accuracy</h2>\n" + scatter
    body += "<h2>By group of customers</h2>\n" + groupTable
    if !points.isEmpty { body += "<h2>Customers by what they buy</h2>\n" + map }
    if !refused.isEmpty {
      body += "<h2>Not tried</h2>\n<ul>"
      body += refused.map { "<li>\(Page.escape($0.reason))</li>" }.joined() + "</ul>\n"
    }
    return try Page(title: "Recommenders on \(title)", body: body).html()
  }

  /// Long names of blends break, so that the figures stay in sight.
  private static let nameStyle =
    " style=\"white-space:normal;min-width:8rem;max-width:18rem\""

  private var table: String {
    let names = models.first?.metrics.map(\.name) ?? []
    let isRated = models.contains { $0.ratings != nil }
    let header =
      ["model"] + names.map { $0.uppercased() + "@\(k)" } + ["95 % of \(names.first ?? "")"]
      + ["coverage", "novelty, bits", "popularity bias"] + (isRated ? ["RMSE", "MAE"] : [])
      + ["training, s", "µs a list"]
    var html = "<div class=\"scroll\" style=\"white-space:nowrap\"><table><thead><tr>"
    for (place, name) in header.enumerated() {
      html += place == 0 ? "<th>" : "<th class=\"number\" style=\"white-space:normal\">"
      html += Page.escape(name) + "</th>"
    }
    html += "</tr></thead><tbody>\n"
    for model in models {
      let cells =
        model.metrics.map { Self.fixed($0.value, 4) } + [
          Self.fixed(model.interval.lowerBound, 3) + "–" + Self.fixed(model.interval.upperBound, 3),
          Self.fixed(model.coverage, 3), Self.fixed(model.novelty, 1),
          Self.fixed(model.popularityBias, 2),
        ]
        + (isRated
          ? [
            model.ratings.map { Self.fixed($0.rmse, 4) } ?? "",
            model.ratings.map { Self.fixed($0.mae, 4) } ?? "",
          ] : []) + [
          Self.fixed(model.trainSeconds, 2), Self.fixed(model.microsecondsPerList, 1),
        ]
      let name = Page.escape(model.name)
      html += "<tr><td\(Self.nameStyle)>\(model.isChosen ? "<strong>\(name)</strong>" : name)</td>"
      html += cells.map { "<td class=\"number\">\($0)</td>" }.joined() + "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private var groupTable: String {
    guard let names = models.first?.groups.map(\.name), !names.isEmpty else { return "" }
    var html = "<div class=\"scroll\" style=\"white-space:nowrap\"><table><thead><tr><th>model</th>"
    for (place, name) in names.enumerated() {
      let asked = models.first?.groups[place].customers ?? 0
      html +=
        "<th class=\"number\" style=\"white-space:normal\">\(Page.escape(name)) (\(asked))</th>"
    }
    html += "</tr></thead><tbody>\n"
    for model in models {
      html += "<tr><td\(Self.nameStyle)>\(Page.escape(model.name))</td>"
      html += model.groups.map { group in
        let value = group.customers == 0 ? "–" : Self.fixed(group.value, 4)
        return "<td class=\"number\">\(value)</td>"
      }.joined()
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  /// One chart a metric, a bar a model.
  private var metricBars: String {
    let names = models.first?.metrics.map(\.name) ?? []
    return names.indices.map { metric in
      let values = models.map { (model: $0, value: $0.metrics[metric].value) }
      let highest = max(values.map(\.value).max() ?? 0, 1e-9)
      var svg = ""
      for (row, entry) in values.enumerated() {
        let y = 24 + row * 20
        let width = max(1, entry.value / highest * 300)
        let name = Page.escape(Self.shortened(entry.model.name, 34))
        svg += "<text x=\"240\" y=\"\(y + 12)\" text-anchor=\"end\">\(name)</text>"
        svg +=
          "<rect x=\"248\" y=\"\(y)\" width=\"\(Self.fixed(width, 1))\" height=\"15\" rx=\"2\" "
        svg += "fill=\"var(\(entry.model.isChosen ? "--accent" : "--mid"))\"/>"
        svg += "<text x=\"\(Self.fixed(width + 254, 1))\" y=\"\(y + 12)\">"
        svg += "\(Self.fixed(entry.value, 4))</text>\n"
      }
      let height = 30 + values.count * 20
      return "<figure><svg viewBox=\"0 0 620 \(height)\" width=\"620\" role=\"img\">"
        + "<text x=\"0\" y=\"14\" font-weight=\"bold\">\(names[metric].uppercased())@\(k)</text>\n"
        + svg + "</svg></figure>\n"
    }.joined()
  }

  private var scatter: String {
    let points = models.map { ($0.coverage, $0.metrics.first?.value ?? 0, $0) }
    let highest = max(points.map(\.1).max() ?? 0, 1e-9) * 1.1
    let widest = min(max(points.map(\.0).max() ?? 0, 1e-9) * 1.1, 1)
    var svg = "<line x1=\"50\" y1=\"340\" x2=\"680\" y2=\"340\" stroke=\"var(--line)\"/>"
    svg += "<line x1=\"50\" y1=\"20\" x2=\"50\" y2=\"340\" stroke=\"var(--line)\"/>"
    for tick in 0...4 {
      let share = Double(tick) / 4
      let (x, y) = (50 + share * 630, 340 - share * 320)
      svg += "<text x=\"\(Self.fixed(x, 0))\" y=\"358\" text-anchor=\"middle\">"
      svg += "\(Self.fixed(share * widest, 2))</text>"
      svg += "<text x=\"44\" y=\"\(Self.fixed(y + 4, 0))\" text-anchor=\"end\">"
      svg += "\(Self.fixed(share * highest, 3))</text>\n"
    }
    for (number, point) in points.enumerated() {
      let x = 50 + point.0 / widest * 630
      let y = 340 - point.1 / highest * 320
      let fill = point.2.isChosen ? "--accent" : "--mid"
      svg += "<circle cx=\"\(Self.fixed(x, 1))\" cy=\"\(Self.fixed(y, 1))\" r=\"6\" "
      svg += "fill=\"var(\(fill))\"><title>\(Page.escape(point.2.name))</title></circle>"
      svg +=
        "<text x=\"\(Self.fixed(x + 8, 1))\" y=\"\(Self.fixed(y - 6, 1))\">\(number + 1)</text>\n"
    }
    let names = points.enumerated().map { "\($0 + 1) \($1.2.name)" }.joined(separator: " · ")
    return "<figure><svg viewBox=\"0 0 720 380\" width=\"720\" role=\"img\">" + svg
      + "<text x=\"365\" y=\"376\" text-anchor=\"middle\">coverage: share of products ever "
      + "recommended</text></svg><figcaption>Up: \((models.first?.metrics.first?.name ?? "").uppercased())@\(k). "
      + Page.escape(names) + "</figcaption></figure>\n"
  }

  /// Points of the plane, one colour a segment.
  private var map: String {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.max() ?? 1)
    let width = max((xs.max() ?? 1) - left, 1e-9)
    let height = max(top - (ys.min() ?? 0), 1e-9)
    var svg = ""
    for point in points {
      let x = 10 + (point.x - left) / width * 680
      let y = 10 + (top - point.y) / height * 400
      svg += "<circle cx=\"\(Self.fixed(x, 1))\" cy=\"\(Self.fixed(y, 1))\" r=\"3\" "
      svg += "fill=\"\(Self.colour(point.segment))\" fill-opacity=\".7\"/>\n"
    }
    var legend = "<table><thead><tr><th>segment</th><th class=\"number\">customers</th>"
    legend += "<th>likes best</th></tr></thead><tbody>"
    for (segment, likes) in segments.enumerated() {
      let count = points.count { $0.segment == segment }
      legend += "<tr><td><svg width=\"12\" height=\"12\"><circle cx=\"6\" cy=\"6\" r=\"5\" "
      legend += "fill=\"\(Self.colour(segment))\"/></svg> \(segment + 1)</td>"
      legend += "<td class=\"number\">\(count)</td><td>\(Page.escape(likes))</td></tr>\n"
    }
    return "<figure><svg viewBox=\"0 0 700 420\" width=\"700\" role=\"img\">" + svg
      + "</svg><figcaption>\(points.count) customers along the two directions in which what they "
      + "buy differs most.</figcaption></figure>\n" + legend + "</tbody></table>\n"
  }

  /// Hues that stay apart, whatever the number of segments (the golden angle).
  private static func colour(_ segment: Int) -> String {
    let hue = (Double(segment) * 137.508).truncatingRemainder(dividingBy: 360)
    return "hsl(\(fixed(hue, 0)) 65% 50%)"
  }

  private static func shortened(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
