/// The drawings of the sentiment page, as SVG that takes its colours from the page.
enum SentimentCharts {
  /// Bars from −1 to 1.
  static func distribution(_ counts: [Int]) -> String {
    let most = max(1, counts.max() ?? 1)
    let width = 400.0 / Double(max(1, counts.count))
    var svg = "<svg viewBox=\"0 0 400 160\" role=\"img\">"
    for (index, count) in counts.enumerated() {
      let height = 120 * Double(count) / Double(most)
      let middle = -1 + (Double(index) + 0.5) * 2 / Double(counts.count)
      let color = middle < -0.05 ? "bad" : middle > 0.05 ? "good" : "mid"
      svg +=
        "<rect x=\"\(number(Double(index) * width + 1))\" y=\"\(number(130 - height))\" "
        + "width=\"\(number(width - 2))\" height=\"\(number(height))\" rx=\"2\" "
        + "fill=\"var(--\(color))\"><title>\(count)</title></rect>"
    }
    svg += line(0, 130, 400, 130)
    svg += label(0, 150, "-1", "start") + label(200, 150, "0", "middle")
    return svg + label(400, 150, "+1", "end") + "</svg>"
  }

  /// The mean from the start of conversations to their end.
  static func course(_ values: [Double], start: String, end: String) -> String {
    let bound = max(0.25, values.map(abs).max() ?? 0.25)
    let place = places(values, width: 350, left: 46, middle: 70, height: 55 / bound)
    var svg = "<svg viewBox=\"0 0 400 160\" role=\"img\">" + line(46, 70, 396, 70)
    svg += line(46, 15, 396, 15) + line(46, 125, 396, 125)
    svg += label(40, 19, bound.signed, "end") + label(40, 74, "0", "end")
    svg += label(40, 129, (-bound).signed, "end")
    svg +=
      "<polyline points=\"\(place)\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"3\" "
    svg += "stroke-linejoin=\"round\" stroke-linecap=\"round\"/>"
    svg += label(46, 150, Page.escape(start), "start")
    return svg + label(396, 150, Page.escape(end), "end") + "</svg>"
  }

  /// A small line in a table.
  static func spark(_ values: [Double]) -> String {
    let one = values.count == 1 ? values + values : values
    return "<svg viewBox=\"0 0 96 24\" role=\"img\">" + line(0, 12, 96, 12)
      + "<polyline points=\"\(places(one, width: 92, left: 2, middle: 12, height: 10))\" fill=\"none\" "
      + "stroke=\"var(--accent)\" stroke-width=\"1.5\"/></svg>"
  }

  /// Small bars from −1 to 1 in a table.
  static func spread(_ counts: [Int]) -> String {
    let most = max(1, counts.max() ?? 1)
    let width = 80.0 / Double(max(1, counts.count))
    let bars = counts.enumerated().map { index, count -> String in
      let height = 18 * Double(count) / Double(most)
      let isLow = index * 2 < counts.count
      return "<rect x=\"\(number(Double(index) * width))\" y=\"\(number(19 - height))\" "
        + "width=\"\(number(width - 1))\" height=\"\(number(height))\" "
        + "fill=\"var(--\(isLow ? "bad" : "good"))\"/>"
    }
    return "<svg viewBox=\"0 0 80 20\" role=\"img\">" + line(0, 19, 80, 19) + bars.joined()
      + "</svg>"
  }

  private static func places(
    _ values: [Double], width: Double, left: Double, middle: Double, height: Double
  ) -> String {
    values.enumerated().map { index, value in
      let x = left + width * Double(index) / Double(max(1, values.count - 1))
      return "\(number(x)),\(number(middle - value * height))"
    }.joined(separator: " ")
  }

  private static func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) -> String {
    "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" stroke=\"var(--line)\"/>"
  }

  private static func label(_ x: Int, _ y: Int, _ text: String, _ anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(text)</text>"
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
