import Diagnostics
import Formats
import Reports
import Testing

@Suite struct RecommenderReportTests {
  private var report: RecommenderReport {
    let models = ["plain", "<b>&\u{1B}"].enumerated().map { place, name in
      RecommenderReport.Model(
        name: name, isChosen: place == 1,
        metrics: [("ndcg", 0.1 + Double(place) / 10), ("hit", 0.5)],
        interval: 0.1...0.3, coverage: 0.4, novelty: 3, popularityBias: 1.5,
        groups: [("few purchases", 3, 0.2)], ratings: place == 0 ? (0.9, 0.7) : nil,
        trainSeconds: 0.5, microsecondsPerList: 3)
    }
    return RecommenderReport(
      title: "sales.csv", facts: [("customers", 5)], rule: "latest baskets", k: 10,
      models: models, refused: [("EASE", "EASE of 100000 products needs 40 GB")],
      remarks: ["only one customer"], cleaning: ["rows": 7],
      points: [.init(x: 0, y: 0, segment: 0), .init(x: 1, y: 2, segment: 1)],
      segments: ["tea", "lamps & <shades>"])
  }

  @Test("The JSON names every figure")
  func json() {
    let text = report.json.text
    for part in [
      #""chosen":"<b>&\u001b""#, #""ndcg@10":0.1,"#, #""rmse":0.9,"mae":0.7"#,
      #""groups":[{"group":"few purchases","customers":3,"ndcg@10":0.2}]"#,
      #""microseconds_per_customer":3"#, #""refused":[{"model":"EASE""#,
    ] { #expect(text.contains(part)) }
  }

  @Test("The page shows what files hold as text, and all the pictures")
  func page() throws {
    let html = try report.html()
    #expect(html.contains("&lt;b&gt;&amp;"))
    #expect(!html.contains("<b>&"))
    #expect(html.contains("lamps &amp; &lt;shades&gt;"))
    // The best comes first, and what it would do is said in words.
    let best = try #require(html.firstRange(of: "0.2000"))
    let other = try #require(html.firstRange(of: "0.1000"))
    #expect(best.lowerBound < other.lowerBound)
    #expect(html.contains("50 of 100 customers find something"))
    for part in ["NDCG@10", "Coverage against accuracy", "Customers by what they buy", "Not tried"]
    {
      #expect(html.contains(part))
    }
  }

  @Test("The text marks the chosen model and says why one was refused")
  func text() {
    let text = report.text()
    #expect(text.contains("▸ "))
    #expect(text.contains("0.2000"))
    #expect(text.contains("needs 40 GB"))
    #expect(!text.contains("\u{1B}"))
  }
}
