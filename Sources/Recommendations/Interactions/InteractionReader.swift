import Diagnostics
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
    /// Takes every row for a plain purchase.
    public var ignoresRatings = false

    /// The usual options.
    public init() {}
  }

  /// Reads `customer,product,timestamp[,quantity][,rating]` with a header, separated by commas,
  /// semicolons or tabs, or the MovieLens form `user⇥item⇥rating⇥time` without one.
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
    let delimiter = Self.delimiter(of: bytes)
    var records = DelimitedReader(bytes, delimiter: delimiter, file: file)
    var fields: [DelimitedReader.Field] = []
    let places: InteractionColumns.Places
    if Self.isMovieLens(bytes, delimiter: delimiter) {
      places = .init(customer: 0, product: 1, timestamp: 3, rating: 2)
    } else {
      _ = try records.next(into: &fields)
      places = try header(fields)
    }
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
    guard !customer.bytes.isEmpty else {
      return report.note(.missingCustomer, file: file, place: customer.place, "no customer")
    }
    guard !product.bytes.isEmpty else {
      return report.note(.missingProduct, file: file, place: product.place, "no product")
    }
    if let invoice = field(places.invoice), invoice.bytes.first == UInt8(ascii: "C") {
      return report.note(
        .cancelled, file: file, place: invoice.place, "invoice \(invoice.text) was cancelled")
    }
    var time: Int64?
    if let written = field(places.timestamp), !written.bytes.isEmpty {
      time = TimeText.seconds(written.bytes, today: options.today)
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
      customer: customer.bytes, product: product.bytes, time: time, quantity: quantity,
      rating: rating.isNaN ? nil : rating)
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

  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    let line = bytes.prefix { $0 != 0x0A }
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    let counts = candidates.map { candidate in line.count { $0 == candidate } }
    return zip(candidates, counts).max { $0.1 < $1.1 }?.0 ?? candidates[0]
  }

  /// Four numbers separated by tabs in the first line.
  private static func isMovieLens(_ bytes: [UInt8], delimiter: UInt8) -> Bool {
    guard delimiter == UInt8(ascii: "\t") else { return false }
    let fields = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
      .split(separator: delimiter, omittingEmptySubsequences: false)
    return fields.count == 4
      && fields.allSatisfy { Double(String(decoding: $0, as: UTF8.self)) != nil }
  }
}
