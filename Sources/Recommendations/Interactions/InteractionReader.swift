import Diagnostics
import Formats
public import Quantities

extension Interactions {
  /// How a file of interactions is read.
  public struct ReadingOptions: Sendable {
    /// What the columns are called.
    public var columns = InteractionColumns()
    /// The day that `-12d` counts from and after which a date lies in the future; `nil` believes all.
    public var today: Day?
    /// Leaves out customers with more than a thousand rows and fifty times as many as usual.
    public var dropsRobots = false
    /// Which of two small numbers of a date is the day; `nil` looks at the times.
    public var isMonthFirst: Bool?
    /// Takes every row for a plain purchase.
    public var ignoresRatings = false

    /// The usual options.
    public init() {}
  }

  /// Reads `customer,product,timestamp[,quantity][,rating]` with a header, separated by commas,
  /// semicolons, tabs, bars or `::`; without a header the columns are known by what stands in them.
  ///
  /// A row that makes no sense is left out and told in the report with its place; a file without any
  /// sense (no header, nothing left) throws a `Fault`.
  public static func read(
    _ bytes: [UInt8], file: String? = nil, options: ReadingOptions = ReadingOptions()
  ) throws -> (interactions: Interactions, report: CleaningReport) {
    var reader = InteractionReader(file: file, options: options)
    return try reader.read(bytes)
  }
}

/// Turns records into interactions and says what it could not use.
struct InteractionReader {
  let file: String?
  let options: Interactions.ReadingOptions
  var report = CleaningReport()
  var builder = InteractionsBuilder()
  var order = WrittenTime.DayOrder.dayFirst
  /// The customer of the last order: its other lines need not name them again.
  var lastOrder: (invoice: ArraySlice<UInt8>, customer: ArraySlice<UInt8>)?

  /// A quantity beyond this is a slip of the hand.
  static let believableQuantity: Float = 1_000_000

  init(file: String?, options: Interactions.ReadingOptions) {
    self.file = file
    self.options = options
  }

  mutating func read(_ bytes: [UInt8]) throws -> (Interactions, CleaningReport) {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "the file is empty; a header \"customer,product,timestamp\" and one row a purchase are wanted"
      )
    }
    let (decoded, detection) = TextEncoding.decoded(bytes)
    if let note = detection.note { report.remarks.append(note) }
    try refuseOthers(decoded)
    let text = Self.withoutPairs(decoded)
    let layout = TableLayout.detect(text[...]) { options.columns.knows($0) }
    var records = DelimitedReader(text, separator: layout.separator, file: file)
    for _ in 0..<layout.skippedLines { records.skipLine() }
    var fields: [DelimitedReader.Field] = []
    let places: InteractionColumns.Places
    if let numbered = try numbered(layout) {
      places = numbered
    } else if hasNames || layout.hasHeader(knows: { options.columns.knows($0) })
      || !Self.hasNumber(layout)
    {
      _ = try records.next(into: &fields)
      places = try header(fields)
    } else {
      places = try guessed(layout)
    }
    settleOrder(layout, places)
    while try records.next(into: &fields) {
      report.rowCount += 1
      add(fields, places)
    }
    var (interactions, duplicates) = builder.packed()
    if duplicates > 0 { report.counts[.duplicate] = duplicates }
    if options.ignoresRatings { interactions = interactions.withoutRatings }
    if options.dropsRobots { interactions = dropRobots(interactions) }
    report.keptCount = builder.rowCount - duplicates
    guard builder.rowCount > 0 else { throw nothingLeft }
    report.remarks += Self.remarks(on: interactions)
    return (interactions, report)
  }

  private func refuseOthers(_ text: [UInt8]) throws {
    let kind = DocumentKind.detect(text[...])
    switch kind {
    case .text: return
    default:
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "looks like \(kind.name), which holds no interactions; a table (CSV, TSV, ::) with a customer, a "
          + "product and, where known, a time in each row is wanted")
    }
  }

  /// `1::1193::5::978300760` with tabs.
  private static func withoutPairs(_ text: [UInt8]) -> [UInt8] {
    let line = text.prefix { $0 != 0x0A }
    guard zip(line, line.dropFirst()).count(where: { $0 == 0x3A && $1 == 0x3A }) >= 2 else {
      return text
    }
    var tabbed: [UInt8] = []
    tabbed.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let isPair = text[index] == 0x3A && index + 1 < text.count && text[index + 1] == 0x3A
      tabbed.append(isPair ? 0x09 : text[index])
      index += isPair ? 2 : 1
    }
    return tabbed
  }

  private var nothingLeft: Fault {
    guard let first = report.examples.first else {
      return Fault(
        file: file, place: Place(line: 1, column: 1),
        "there is a header and no row below it; one row a purchase is wanted")
    }
    return Fault(
      file: file, place: first.place,
      "no row could be used (\(report)); the first: \(first.message)")
  }

  private mutating func dropRobots(_ interactions: Interactions) -> Interactions {
    let sizes = (0..<interactions.customerCount).map { interactions.counts.cells($0).count }
    let usual = sizes.sorted()[sizes.count / 2]
    let limit = max(1000, usual * 50)
    guard sizes.contains(where: { $0 > limit }) else { return interactions }
    report.counts[.robot] = sizes.filter { $0 > limit }.reduce(0, +)
    return interactions.keeping { customer, _ in sizes[customer] <= limit }
  }

  private static func remarks(on interactions: Interactions) -> [String] {
    var remarks: [String] = []
    if interactions.customerCount == 1 {
      remarks.append("only one customer: nothing can be learned from others, popularity is used")
    }
    if interactions.productCount == 1 {
      remarks.append("only one product: there is nothing else to recommend, popularity is used")
    }
    let rated = interactions.ratings.filter { !$0.isNaN }
    if rated.count > 1, let first = rated.first, rated.allSatisfy({ $0 == first }) {
      remarks.append(
        interactions.isRatedAlike
          ? Interactions.equalRatingsRemark : "all ratings are equal: they say nothing")
    }
    return remarks
  }
}
