import Foresight
import Formats

/// Pictures of weekly sales; their colours are the page's.
enum ForeseeCharts {
  /// The last weeks and the next as one small line.
  static func line(_ item: StockForecast.Item) -> String {
    let past = Array(item.history.suffix(16))
    let all = past + item.mean
    let top = max(1, all.max() ?? 1)
    let (width, height) = (6 * Double(max(1, all.count - 1)), 22.0)
    func points(_ range: Range<Int>) -> String {
      range.map { "\(number(6 * Double($0))),\(number(height - all[$0] / top * (height - 2) - 1))" }
        .joined(separator: " ")
    }
    return "<svg class=\"spark\" viewBox=\"0 0 \(number(width)) \(number(height))\" width=\""
      + "\(number(width))\" height=\"\(number(height))\" role=\"img\">"
      + "<polyline class=\"past\" points=\"\(points(0..<past.count))\"/>"
      + "<polyline class=\"next\" points=\"\(points(max(0, past.count - 1)..<all.count))\"/></svg>"
  }

  /// Half a year of sales, what is expected, and the bound.
  static func demand(_ item: StockForecast.Item) -> String {
    let past = Array(item.history.suffix(26))
    let top = max(1, (past + item.upper).max() ?? 1)
    let count = past.count + item.mean.count
    let (width, height, left, low) = (320.0, 120.0, 26.0, 104.0)
    func x(_ place: Int) -> Double {
      left + (width - left - 4) * Double(place) / Double(max(1, count - 1))
    }
    func y(_ value: Double) -> Double { low - value / top * (low - 10) }
    func points(_ values: [Double], from first: Int) -> [String] {
      values.enumerated().map { "\(number(x(first + $0))),\(number(y($1)))" }
    }
    let start = past.count - 1
    let last = past.last ?? 0
    let mean = points((past.isEmpty ? [] : [last]) + item.mean, from: max(0, start))
    let upper = points((past.isEmpty ? [] : [last]) + item.upper, from: max(0, start))
    let lowest = points(
      [Double](repeating: 0, count: mean.count), from: max(0, start)
    ).reversed()
    return "<svg viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\">"
      + axis(top, y, width) + "<polygon class=\"range\" points=\""
      + (upper + lowest).joined(separator: " ")
      + "\"/><polyline class=\"past\" points=\""
      + points(past, from: 0).joined(separator: " ") + "\"/><polyline class=\"next\" points=\""
      + mean.joined(separator: " ") + "\"/></svg>"
  }

  /// The ground line, and the highest value with its line.
  private static func axis(_ top: Double, _ y: (Double) -> Double, _ width: Double) -> String {
    [0, top.rounded(.down)].map { value in
      "<line class=\"axis\" x1=\"26\" x2=\"\(number(width - 4))\" y1=\"\(number(y(value)))\" y2=\""
        + "\(number(y(value)))\"/><text x=\"22\" y=\"\(number(y(value) + 4))\" "
        + "text-anchor=\"end\">\(Int(value))</text>"
    }.joined()
  }

  private static func number(_ value: Double) -> String { JSON.number(value, digits: 1).text }
}
