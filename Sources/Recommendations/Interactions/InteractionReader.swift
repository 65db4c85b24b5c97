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
  private var report = CleaningReport()
  private var builder = InteractionsBuilder()
  private var order = WrittenTime.DayOrder.dayFirst
  /// The customer of the last order: its other lines need not name them again.
  private var lastOrder: (invoice: ArraySlice<UInt8>, customer: ArraySlice<UInt8>)?

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

  /// Whether a column was named.
  private var hasNames: Bool {
    let columns = options.columns
    return [
      columns.customer, columns.product, columns.timestamp, columns.quantity, columns.rating,
      columns.invoice,
    ].contains { $0 != nil }
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

  /// Whether the first record has a number or a time, as no header has.
  private static func hasNumber(_ layout: TableLayout) -> Bool {
    (layout.rows.first ?? []).contains { Double($0) != nil || WrittenTime($0) != nil }
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

  /// The columns that were numbered: customer, product, rating or quantity, time.
  private mutating func numbered(_ layout: TableLayout) throws -> InteractionColumns.Places? {
    let numbers = options.columns.numbers
    guard !numbers.isEmpty else { return nil }
    let width = layout.rows.first?.count ?? 0
    guard numbers.count >= 2, numbers.allSatisfy({ $0 >= 0 && $0 <= width }), numbers[0] > 0,
      numbers[1] > 0
    else {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "--columns must number a customer, a product, and a rating and a time where they are known, of "
          + "1 to \(width)")
    }
    func place(_ index: Int) -> Int? {
      index < numbers.count && numbers[index] > 0 ? numbers[index] - 1 : nil
    }
    return .init(customer: place(0), product: place(1), timestamp: place(3), rating: place(2))
  }

  /// The columns of a file without a header: a customer, a product, then by what stands in them a rating
  /// and a time.
  private mutating func guessed(_ layout: TableLayout) throws -> InteractionColumns.Places {
    let rows = layout.rows
    guard let width = rows.first?.count, width >= 2, layout.evenness > 0.5 else {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "no header and no table: a header \"customer,product,timestamp\" and one row a purchase are wanted, "
          + "found: \((rows.first ?? []).prefix(12).joined(separator: ", "))")
    }
    let second = rows.compactMap { $0.count > 1 ? $0[1] : nil }
    if second.allSatisfy({ Double($0) == nil && WrittenTime($0) != nil }) {
      throw Fault(
        file: file, place: Place(line: layout.skippedLines + 1, column: 1),
        "no header, and times stand where the products are looked for: --columns 1,N,0,2 says where they are"
      )
    }
    var places = InteractionColumns.Places(customer: 0, product: 1)
    for column in 2..<max(2, width) {
      let values = rows.compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
      guard !values.isEmpty else { continue }
      let isTime = values.allSatisfy { value in
        Double(value).map { $0 >= 100_000_000 } ?? (WrittenTime(value) != nil)
      }
      if isTime {
        if places.timestamp == nil { places.timestamp = column }
      } else if values.allSatisfy({ Double($0).map { abs($0) <= 100 } == true }),
        places.rating == nil
      {
        places.rating = column
      }
    }
    var parts = ["customer 1", "product 2"]
    if let rating = places.rating { parts.append("rating \(rating + 1)") }
    if let time = places.timestamp { parts.append("time \(time + 1)") }
    report.remarks.append(
      "no header; read by place: \(parts.joined(separator: ", ")) (--columns settles it)")
    return places
  }

  /// Which of two small numbers is the day, by the first times.
  private mutating func settleOrder(_ layout: TableLayout, _ places: InteractionColumns.Places) {
    if let isMonthFirst = options.isMonthFirst {
      order = isMonthFirst ? .monthFirst : .dayFirst
      return
    }
    guard let column = places.timestamp else { return }
    let (found, isGuess) = WrittenTime.order(
      of: layout.rows.compactMap { column < $0.count ? $0[column] : nil })
    // Where a slash parts and nothing proves the day first, exports of shops have the month first.
    let hasSlash = layout.rows.contains { column < $0.count && $0[column].contains("/") }
    order = isGuess && hasSlash ? .monthFirst : found
    if isGuess {
      report.remarks.append(
        "dates are read with the \(order == .dayFirst ? "day" : "month") first (--day-order settles it)"
      )
    }
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

  private func header(_ fields: [DelimitedReader.Field]) throws -> InteractionColumns.Places {
    let names = fields.map(\.text)
    let (places, missing) = options.columns.places(in: names)
    let found = names.prefix(12).joined(separator: ", ")
    if let name = missing.first {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "no column is called \"\(name)\"; the header has: \(found)")
    }
    guard places.customer != nil, places.product != nil else {
      throw Fault(
        file: file, place: Place(line: 1, column: 1),
        "the header must name a customer and a product column (or say which with "
          + "--customer-column and --product-column), found: \(found)")
    }
    return places
  }

  private mutating func add(
    _ fields: [DelimitedReader.Field], _ places: InteractionColumns.Places
  ) {
    let start = fields.first?.place ?? Place(line: 1, column: 1)
    func field(_ place: Int?) -> DelimitedReader.Field? {
      guard let place, place < fields.count else { return nil }
      return fields[place]
    }
    guard let customer = field(places.customer), let product = field(places.product) else {
      return report.note(
        .missingFields, file: file, place: start,
        "\(fields.count == 1 ? "1 field" : "\(fields.count) fields"); the customer's or the product's "
          + "is missing")
    }
    let invoice = field(places.invoice)
    guard let buyer = buyer(customer.bytes, invoice?.bytes) else {
      return report.note(.missingCustomer, file: file, place: customer.place, "no customer")
    }
    guard !product.bytes.isEmpty else {
      return report.note(.missingProduct, file: file, place: product.place, "no product")
    }
    if let invoice, invoice.bytes.first == UInt8(ascii: "C"),
      invoice.bytes.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      return report.note(
        .cancelled, file: file, place: invoice.place, "invoice \(invoice.text) was cancelled")
    }
    var time: Int64?
    if let written = field(places.timestamp), !written.bytes.isEmpty {
      time = TimeText.seconds(written.bytes, today: options.today, order: order)
      guard let time else {
        return report.note(
          .badTime, file: file, place: written.place,
          "a time must look like 2026-11-21 14:30:00 or Unix seconds, found \"\(written.text)\"")
      }
      if let today = options.today, time >= Int64((today + 2).number) * 86_400 {
        return report.note(
          .futureTime, file: file, place: written.place, "\(written.text) is after \(today)")
      }
    }
    guard let quantity = quantity(field(places.quantity)),
      let rating = rating(field(places.rating))
    else { return }
    builder.add(
      customer: buyer, product: product.bytes, time: time, quantity: quantity,
      rating: rating.isNaN ? nil : rating)
  }

  /// The row's customer, or that of the line above in the same order; `nil` when there is none.
  private mutating func buyer(
    _ customer: ArraySlice<UInt8>, _ invoice: ArraySlice<UInt8>?
  ) -> ArraySlice<UInt8>? {
    guard customer.isEmpty else {
      if let invoice { lastOrder = (invoice, customer) }
      return customer
    }
    guard let invoice, !invoice.isEmpty, let lastOrder, lastOrder.invoice == invoice else {
      return nil
    }
    return lastOrder.customer
  }

  /// The quantity, 1 where none is written, or `nil` when the row is left out.
  private mutating func quantity(_ field: DelimitedReader.Field?) -> Float? {
    guard let field, !field.bytes.isEmpty else { return 1 }
    guard let value = Float(field.text), value.isFinite else {
      report.note(
        .badQuantity, file: file, place: field.place,
        "a quantity must be a number, found \"\(field.text)\"")
      return nil
    }
    guard value > 0 else {
      report.note(
        .cancelled, file: file, place: field.place,
        "quantity \(field.text): taken as cancelled or returned")
      return nil
    }
    guard value <= Self.believableQuantity else {
      report.note(
        .hugeQuantity, file: file, place: field.place,
        "quantity \(field.text) is not believable; counted as 1")
      return 1
    }
    return value
  }

  /// The rating, not a number where none is written, or `nil` when the row is left out.
  private mutating func rating(_ field: DelimitedReader.Field?) -> Float? {
    guard let field, !field.bytes.isEmpty else { return .nan }
    guard let value = Float(field.text), value.isFinite, abs(value) <= 1_000_000 else {
      report.note(
        .badRating, file: file, place: field.place,
        "a rating must be a number within ±1,000,000, found \"\(field.text)\"")
      return nil
    }
    return value
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
