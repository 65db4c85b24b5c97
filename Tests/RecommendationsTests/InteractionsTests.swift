import Diagnostics
import Quantities
import Recommendations
import Testing

@Suite struct InteractionsTests {
  private func read(
    _ text: String, _ change: (inout Interactions.ReadingOptions) -> Void = { _ in }
  ) throws -> (interactions: Interactions, report: CleaningReport) {
    var options = Interactions.ReadingOptions()
    change(&options)
    return try Interactions.read(Array(text.utf8), file: "sales.csv", options: options)
  }

  @Test("Pairs are packed whatever the order of the rows")
  func orderOfRowsDoesNotMatter() throws {
    let header = "customer,product,timestamp,quantity\n"
    let one = try read(header + "a,x,100,1\nb,y,50,2\na,x,20,3\n").interactions
    let other = try read(header + "a,x,20,3\na,x,100,1\nb,y,50,2\n").interactions
    for interactions in [one, other] {
      #expect(interactions.pairCount == 2)
      #expect(interactions.customers[0] == "a")
      #expect(interactions.products["y"] == 1)
      #expect(Array(interactions.counts.values) == [4, 2])
      #expect(Array(interactions.firstTimes) == [20, 50])
      #expect(Array(interactions.lastTimes) == [100, 50])
    }
  }

  @Test("Ids may hold commas, line breaks, quotes and any letters")
  func idsAreAnyStrings() throws {
    let text = "customer,product,timestamp\n\"Li, 雷\",\"two\nlines\",10\n\"say \"\"hi\"\"\",x,20\n"
    let interactions = try read(text).interactions
    #expect(interactions.customers["Li, 雷"] != nil)
    #expect(interactions.customers["say \"hi\""] != nil)
    #expect(interactions.products["two\nlines"] != nil)
    #expect(interactions.products["two"] == nil)
  }

  @Test(
    "Columns are found by their usual names",
    arguments: [
      "customer,product,timestamp", "CustomerID,StockCode,InvoiceDate", "user_id;item_id;time",
      "User\tItem\tDate",
    ])
  func usualNames(_ header: String) throws {
    let separator = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ","
    let row = ["a", "x", "2026-01-02"].joined(separator: separator)
    let interactions = try read(header + "\n" + row + "\n").interactions
    #expect(Array(interactions.firstTimes) == [1_767_312_000])
  }

  @Test("The MovieLens form has no header")
  func movieLens() throws {
    let interactions = try read("1\t10\t4\t881250949\n1\t11\t5\t881250950\n2\t10\t3\t88\n")
      .interactions
    #expect(interactions.pairCount == 3)
    #expect(Array(interactions.ratings) == [4, 5, 3])
  }

  @Test(
    "A row that makes no sense is left out and told with its place",
    arguments: [
      ("a,x,yesterday,1,", CleaningReport.Reason.badTime, 5),
      (",x,100,1,", .missingCustomer, 1), ("a,,100,1,", .missingProduct, 3),
      ("a,x,100,-2,", .cancelled, 9), ("a,x,100,many,", .badQuantity, 9),
      ("a,x,100,1,NaN", .badRating, 11), ("a,x,2031-01-01,1,5", .futureTime, 5),
      ("a", .missingFields, 1), ("a,x,100,1000000000,3", .hugeQuantity, 9),
    ])
  func badRows(_ row: String, _ reason: CleaningReport.Reason, _ column: Int) throws {
    let text = "customer,product,timestamp,quantity,rating\ngood,y,50,1,4\n\(row)\n"
    let (_, report) = try read(text) { $0.today = Day(iso: "2026-11-21") }
    #expect(report.counts == [reason: 1])
    #expect(report.examples.first?.place == Place(line: 3, column: column))
    #expect(report.examples.first?.description.hasPrefix("sales.csv:3:\(column): warning") == true)
  }

  @Test(
    "A file without sense is refused in one line",
    arguments: [
      ("", "the file is empty"), ("  \n\n", "the file is empty"),
      ("name,thing\na,b\n", "must name a customer and a product column"),
      ("customer,product,timestamp\n", "no row below it"),
      ("customer,product,timestamp\n,,\n", "no row could be used"),
      ("customer,product,timestamp\n\"open,x,1\n", "never closes"),
      ("customer,product,timestamp\n\"a\"b,x,1\n", "closing quote"),
    ])
  func senselessFiles(_ text: String, _ part: String) {
    #expect {
      try read(text)
    } throws: { error in
      "\(error)".hasPrefix("sales.csv:") && "\(error)".contains(part)
    }
  }

  @Test("A column that was named and is not there is a fault that lists the header")
  func missingNamedColumn() {
    #expect {
      try read("customer,product,timestamp\na,x,1\n") { $0.columns.rating = "grade" }
    } throws: { "\($0)".contains("\"grade\"") && "\($0)".contains("customer, product, timestamp") }
  }

  @Test("Degenerate data is said to be so")
  func degenerate() throws {
    let header = "customer,product,timestamp,quantity,rating\n"
    #expect(
      try read(header + "a,x,1,1,\na,y,2,1,\n").report.remarks.first?.contains("one customer")
        == true)
    #expect(
      try read(header + "a,x,1,1,\nb,x,2,1,\n").report.remarks.first?.contains("one product")
        == true)
    #expect(
      try read(header + "a,x,1,1,3\nb,y,2,1,3\n").report.remarks.first?.contains("equal") == true)
  }

  @Test("Rows that say the same again are counted and left out; without a time they are purchases")
  func duplicates() throws {
    let rows = "a,x,100,2\na,x,100,2\na,x,100,3\nb,y,,1\nb,y,,1\n"
    let (interactions, report) = try read("customer,product,timestamp,quantity\n" + rows)
    #expect(report.counts == [.duplicate: 1])
    #expect(report.rowCount == 5 && report.keptCount == 4)
    #expect(Array(interactions.counts.values) == [5, 2])
  }

  @Test(
    "A file of which nothing is left says why, and where",
    arguments: [
      ("customer,product\n", "sales.csv:1:1: there is a header and no row below it"),
      ("customer,product,time\na,x,soon\n", "sales.csv:2:5: no row could be used"),
      ("customer,product,time\na,x,soon\n", "the first: a time must look like"),
    ])
  func nothingLeft(_ text: String, _ part: String) {
    #expect {
      try read(text)
    } throws: { "\($0)".contains(part) }
  }

  @Test("Ratings are taken for purchases where that is wished")
  func ignoresRatings() throws {
    let rows = "customer,product,rating\na,x,3\nb,y,3\n"
    #expect(try read(rows).interactions.isRatedAlike)
    let (interactions, report) = try read(rows) { $0.ignoresRatings = true }
    #expect(!interactions.isRated && !interactions.isRatedAlike)
    #expect(report.remarks.isEmpty)
  }

  @Test("Relative days count from today")
  func relativeDays() throws {
    let day = try #require(Day(iso: "2026-11-21"))
    let (interactions, _) = try read("customer,product,timestamp\na,x,-12d\n") { $0.today = day }
    #expect(Array(interactions.firstTimes) == [Int64((day - 12).number) * 86_400])
  }
}
