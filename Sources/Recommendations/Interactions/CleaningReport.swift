public import Diagnostics
public import Formats

/// What was read and what was left out, and why.
public struct CleaningReport: Hashable, Sendable {
  /// Why a row was left out or changed.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case missingCustomer = "no customer"
    case missingProduct = "no product"
    case missingFields = "fields missing"
    case badTime = "time not understood"
    case futureTime = "dated in the future"
    case badQuantity = "quantity not a number"
    case hugeQuantity = "quantity not believable, counted as 1"
    case badRating = "rating not a number"
    case cancelled = "cancelled or returned"
    case duplicate = "exact duplicate"
    case robot = "of a customer who buys like a robot"
  }

  /// The rows in the file, its header not counted.
  public var rowCount = 0
  /// The rows that became interactions.
  public var keptCount = 0
  /// How many rows each reason met.
  public var counts: [Reason: Int] = [:]
  /// The first few rows of each reason, where they stand.
  public var examples: [Fault] = []
  /// Remarks on the whole: what the data is too poor for.
  public var remarks: [String] = []

  /// Creates an empty report.
  public init() {}

  /// How many examples of a reason are kept.
  static let examplesPerReason = 3

  mutating func note(_ reason: Reason, file: String?, place: Place, _ message: String) {
    counts[reason, default: 0] += 1
    if counts[reason, default: 0] <= Self.examplesPerReason {
      examples.append(Fault(file: file, place: place, message, severity: .warning))
    }
  }
}

extension CleaningReport: CustomStringConvertible {
  /// One line: how many rows, how many kept, and what became of the others.
  public var description: String {
    let others = Reason.allCases.compactMap { reason in
      counts[reason].map { "\($0) \(reason.rawValue)" }
    }
    return "\(rowCount) rows, \(keptCount) kept"
      + (others.isEmpty ? "" : "; " + others.joined(separator: ", "))
  }

  /// The report as JSON.
  public var json: JSON {
    [
      "rows": .integer(rowCount), "kept": .integer(keptCount),
      "reasons": .object(
        Reason.allCases.compactMap { reason in
          counts[reason].map { (key: reason.rawValue, value: .integer($0)) }
        }),
      "examples": .array(examples.map { .string($0.description) }),
      "remarks": .array(remarks.map { .string($0) }),
    ]
  }
}
