import Text

extension RecommenderReport {
  /// The report for a terminal.
  public func text(width: Int? = nil) -> String {
    let names = models.first?.metrics.map(\.name) ?? []
    let isRated = models.contains { $0.ratings != nil }
    var table = TextTable(
      ["model"] + names.map { $0.uppercased() + "@\(k)" } + ["95 %", "cover", "novelty", "bias"]
        + (isRated ? ["RMSE", "MAE"] : []) + ["train s", "µs/list"],
      alignments: [.left] + Array(repeating: .right, count: names.count + 8))
    for model in models {
      table.add(
        [(model.isChosen ? "▸ " : "  ") + model.name]
          + Self.cells(of: model, areRated: isRated))
    }
    var parts = [facts.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + "; " + rule]
    parts.append(table.text(width: width))
    if let chosen = models.first(where: \.isChosen), !chosen.groups.isEmpty {
      var groups = TextTable(
        ["group of customers", "asked", (names.first ?? "").uppercased() + "@\(k)"],
        alignments: [.left, .right, .right])
      for group in chosen.groups {
        groups.add([
          group.name, "\(group.customers)",
          group.customers == 0 ? "–" : Self.fixed(group.value, 4),
        ])
      }
      parts.append("▸ " + chosen.name.visible() + ", by group:\n" + groups.text(width: width))
    }
    parts += refused.map { "not tried: " + $0.reason.visible() }
    parts += remarks.map { "note: " + $0.visible() }
    return parts.joined(separator: "\n\n")
  }

  /// A number with so many digits after the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return sign + "\(scaled)" }
    let fraction = "\(scaled % scale)"
    return sign + "\(scaled / scale)."
      + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
  }
}
