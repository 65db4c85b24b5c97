import Diagnostics
import Formats
import Quantities

/// One row: who bought what, when and how much, or why it is left out.
extension InteractionReader {
  mutating func add(
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
}
