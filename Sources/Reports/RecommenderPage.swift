extension RecommenderReport {
  /// The report as a web page of its own.
  public func html() throws -> String {
    var body = summary + "<div class=\"cards\">"
    for fact in facts {
      let name = Self.factNames[fact.name] ?? fact.name
      body += "<div class=\"card\"><b>\(Self.grouped(fact.value))</b>\(Page.escape(name))</div>"
    }
    body += "</div>\n"
    body += remarks.map { "<p class=\"bad\">\(Page.escape($0))</p>\n" }.joined()
    body += "<h2>Models by metric, the best first</h2>\n<div style=\"display:grid;gap:0 2rem;"
    body +=
      "grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr))\">" + metricBars
      + "</div>\n"
    body += "<h2>All figures</h2>\n" + table
    body += "<p>The split: \(Page.escape(rule)). \(Self.legend)</p>\n"
    body += "<h2>Coverage against accuracy</h2>\n" + scatter
    body += "<h2>Does anyone get worse advice?</h2>\n" + groupTable
    if !points.isEmpty { body += "<h2>Customers by what they buy</h2>\n" + map }
    if !refused.isEmpty {
      body += "<h2>Not tried</h2>\n<ul>"
      body += refused.map { "<li>\(Page.escape($0.reason))</li>" }.joined() + "</ul>\n"
    }
    return try Page(title: "Recommenders on \(title)", body: body).html()
  }

  private static let factNames = [
    "train": "pairs learned from", "test": "pairs held out", "asked": "customers asked",
  ]

  private static let legend =
    "Precision is the share of the list that was bought, recall the share of what was bought that is "
    + "on the list; NDCG and MAP count more what stands further up; hit is the share of customers for "
    + "whom anything on the list was right. Coverage is the share of products that anybody is shown; "
    + "novelty is higher for rarer products; a popularity bias of 1 shows things as popular as "
    + "customers buy."

  /// The models, the best first.
  private var ranked: [Model] {
    let value = { (model: Model) in model.metrics.first?.value ?? 0 }
    return models.enumerated().sorted {
      (value($1.element), $0.offset) < (value($0.element), $1.offset)
    }.map(\.element)
  }

  /// What the chosen model would have done, in plain words, beside showing what sells.
  private var summary: String {
    guard let chosen = models.first(where: \.isChosen) else { return "" }
    func figure(_ model: Model, _ name: String) -> Double {
      model.metrics.first { $0.name == name }?.value ?? 0
    }
    func inWords(_ model: Model) -> String {
      "\(Self.fixed(figure(model, "hit") * 100, 0)) of 100 customers find something they then chose "
        + "on a list of \(k), and \(Self.fixed(figure(model, "precision") * Double(k), 1)) of the "
        + "\(k) are right"
    }
    var text =
      "<p style=\"font-size:1.1rem;color:var(--ink)\">The best advice for this data: <strong>"
      + Page.escape(chosen.name) + "</strong>, chosen on a validation part. With it, "
      + inWords(chosen)
    if let sells = models.first(where: { $0.name == "popularity" }), !sells.isChosen {
      text += "; by showing only what sells, " + inWords(sells)
    }
    return text + ".</p>\n"
  }

  /// 1234567 as 1,234,567.
  private static func grouped(_ value: Int) -> String {
    var text = ""
    for (place, digit) in String(value).reversed().enumerated() {
      if place > 0, place % 3 == 0, digit != "-" { text = "," + text }
      text = String(digit) + text
    }
    return text
  }

  /// Long names of blends break, so that the figures stay in sight.
  private static let nameStyle =
    " style=\"white-space:normal;min-width:11rem\""

  private var table: String {
    let names = models.first?.metrics.map(\.name) ?? []
    let isRated = models.contains { $0.ratings != nil }
    let header =
      ["model"] + names.map(Self.label) + ["95 % of \(Self.label(names.first ?? ""))"]
      + ["cover\u{AD}age", "novelty, bits", "bias"] + (isRated ? ["RMSE", "MAE"] : [])
      + ["train, s", "µs a list"]
    var html = "<div class=\"scroll\" style=\"white-space:nowrap;font-size:.85rem\">"
    html += "<table><thead><tr>"
    for (place, name) in header.enumerated() {
      html += place == 0 ? "<th>" : "<th class=\"number\" style=\"white-space:normal\">"
      html += Page.escape(name) + "</th>"
    }
    html += "</tr></thead><tbody>\n"
    for model in ranked {
      let cells = Self.cells(of: model, areRated: isRated)
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
    for model in ranked {
      let name = Page.escape(model.name)
      html += "<tr><td\(Self.nameStyle)>\(model.isChosen ? "<strong>\(name)</strong>" : name)</td>"
      html += model.groups.map { group in
        let value = group.customers == 0 ? "–" : Self.fixed(group.value, 4)
        return "<td class=\"number\">\(value)</td>"
      }.joined()
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private static func label(_ metric: String) -> String {
    ["ndcg", "map"].contains(metric) ? metric.uppercased() : metric
  }

  /// One chart a metric, a bar a model; of text and boxes, so that a phone can show it as well.
  private var metricBars: String {
    let names = models.first?.metrics.map(\.name) ?? []
    return names.indices.map { metric in
      let values = ranked.map { (model: $0, value: $0.metrics[metric].value) }
      let highest = max(values.map(\.value).max() ?? 0, 1e-9)
      var html = "<figure style=\"font-size:.85rem\"><b>\(Self.label(names[metric]))@\(k)</b>\n"
      for entry in values {
        let name = Page.escape(entry.model.name)
        let width = Self.fixed(max(0.5, entry.value / highest * 100), 1)
        html += "<div style=\"display:grid;grid-template-columns:minmax(7rem,40%) 1fr 3.5rem;"
        html += "gap:.5rem;align-items:center\"><span title=\"\(name)\" style=\"overflow:hidden;"
        html += "text-overflow:ellipsis;white-space:nowrap;text-align:right\">"
        html += "\(entry.model.isChosen ? "<strong>\(name)</strong>" : name)</span>"
        html += "<span style=\"height:.8rem;border-radius:2px;width:\(width)%;background:"
        html += "var(\(entry.model.isChosen ? "--accent" : "--mid"))\"></span>"
        html += "<span>\(Self.fixed(entry.value, 4))</span></div>\n"
      }
      return html + "</figure>\n"
    }.joined()
  }

  private var scatter: String {
    let points = ranked.map { ($0.coverage, $0.metrics.first?.value ?? 0, $0) }
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
      + "recommended</text></svg><figcaption>Up: "
      + "\(Self.label(models.first?.metrics.first?.name ?? ""))@\(k); the higher and the further "
      + "right, the better. "
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
}
