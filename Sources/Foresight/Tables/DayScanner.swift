import Quantities

/// Reads calendar days in the forms that tables use.
enum DayScanner {
  /// The order of the parts, one for a whole column.
  enum Order: CaseIterable, Sendable { case yearFirst, dayFirst, monthFirst }

  /// The day in days since 1970, and a fraction for a time after it; `nil` when it is none.
  static func day(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ order: Order
  ) -> Double? {
    guard range.count >= 8, range.count <= 35 else { return nil }
    var index = range.lowerBound
    let end = range.upperBound
    var parts: [Int] = []
    var widths: [Int] = []
    var separator: UInt8?
    while parts.count < 3 {
      var value = 0
      let start = index
      while index < end, bytes[index] &- 48 < 10, index - start < 5 {
        value = value * 10 + Int(bytes[index] &- 48)
        index += 1
      }
      guard index > start else { return nil }
      parts.append(value)
      widths.append(index - start)
      guard parts.count < 3 else { break }
      guard index < end, [0x2D, 0x2F, 0x2E].contains(bytes[index]),
        separator == nil || separator == bytes[index]
      else { return nil }
      separator = bytes[index]
      index += 1
    }
    let day: Day?
    switch order {
    case .yearFirst:
      guard widths[0] == 4 else { return nil }
      day = Day(year: parts[0], month: parts[1], day: parts[2])
    case .dayFirst:
      guard widths[2] == 4 else { return nil }
      day = Day(year: parts[2], month: parts[1], day: parts[0])
    case .monthFirst:
      guard widths[2] == 4 else { return nil }
      day = Day(year: parts[2], month: parts[0], day: parts[1])
    }
    guard let day else { return nil }
    guard index < end else { return Double(day.number) }
    guard bytes[index] == 0x20 || bytes[index] | 0x20 == 0x74 else { return nil }
    return time(index + 1..<end, bytes).map { Double(day.number) + $0 }
  }

  /// `13:45`, `13:45:10.5`, `13:45:10Z` as a part of the day.
  private static func time(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Double? {
    var parts: [Double] = []
    var index = range.lowerBound
    while index < range.upperBound, parts.count < 3 {
      let start = index
      while index < range.upperBound, bytes[index] &- 48 < 10 { index += 1 }
      guard index > start, index - start <= 2,
        let value = CellScanner.number(start..<index, bytes)
      else { return nil }
      parts.append(value)
      guard index < range.upperBound, bytes[index] == 0x3A else { break }
      index += 1
    }
    guard parts.count >= 2, parts[0] < 25, parts[1] < 60 else { return nil }
    return (parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)) / 86_400
  }
}
