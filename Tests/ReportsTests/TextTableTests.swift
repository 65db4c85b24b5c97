import Formats
import Reports
import Testing
import Text

@Suite struct TextTableTests {
  @Test("Columns line up under wide characters and fit the width") func fits() {
    var table = TextTable(["intent", "n"], alignments: [.left, .right])
    table.add(["退货的人说的一句很长很长的话", "3"])
    table.add(["return\u{1B}", "12"])
    let lines = table.text(width: 20).split(separator: "\n")
    #expect(lines.allSatisfy { $0.displayWidth <= 20 })
    #expect(lines[3].hasPrefix("return␛"))
  }

  @Test("A field that a spreadsheet would run is defused") func defuses() {
    #expect(CSV.record(["=1+1", "-3.5", "a,\"b\""]) == "'=1+1,-3.5,\"a,\"\"b\"\"\"")
  }

  @Test("Bars and sparklines keep their measure") func draws() {
    #expect(Bars.bar(0.5, width: 4) == "██")
    #expect(Bars.sparkline([-1, 0, 1], in: -1...1) == "▁▅█")
  }

  @Test("A page shows markup as text") func escapes() throws {
    let html = try Page(title: "<b>", body: "<p>x</p>").html()
    #expect(html.contains("<title>&lt;b&gt;</title>") && html.contains("<p>x</p>"))
  }
}
