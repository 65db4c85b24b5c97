import Diagnostics
import Formats

/// Which column is which: by name, by number, or by what stands in it.
extension InteractionReader {
  /// Whether a column was named.
  var hasNames: Bool {
    let columns = options.columns
    return [
      columns.customer, columns.product, columns.timestamp, columns.quantity, columns.rating,
      columns.invoice,
    ].contains { $0 != nil }
  }

  /// Whether the first record has a number or a time, as no header has.
  static func hasNumber(_ layout: TableLayout) -> Bool {
    (layout.rows.first ?? []).contains { Double($0) != nil || WrittenTime($0) != nil }
  }

  /// The columns that were numbered: customer, product, rating or quantity, time.
  mutating func numbered(_ layout: TableLayout) throws -> InteractionColumns.Places? {
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
  mutating func guessed(_ layout: TableLayout) throws -> InteractionColumns.Places {
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
  mutating func settleOrder(_ layout: TableLayout, _ places: InteractionColumns.Places) {
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

  func header(_ fields: [DelimitedReader.Field]) throws -> InteractionColumns.Places {
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
}
