/// How much may be learned of one person from what was released, ε of differential privacy: exact, in
/// millionths, so that what is spent adds up without rounding.
public struct PrivacyBudget: Hashable, Sendable, Comparable {
  /// Millionths of ε.
  public let millionths: Int

  /// A budget in millionths.
  public init(millionths: Int) { self.millionths = millionths }

  /// A decimal such as `1` or `0.25`; `nil` for what is none, not positive, above 1000, or finer than a
  /// millionth.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty || parts.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy(CellForm.isDigit) }), parts[0].utf8.count <= 4
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= 6, parts.count == 1 || !fraction.isEmpty else { return nil }
    let whole = Int(parts[0]) ?? 0
    let rest = Int(fraction + String(repeating: "0", count: 6 - fraction.utf8.count)) ?? 0
    let millionths = whole * 1_000_000 + rest
    guard millionths > 0, millionths <= 1_000_000_000 else { return nil }
    self.millionths = millionths
  }

  /// The decimal.
  public var text: String {
    var fraction = String(millionths % 1_000_000)
    while fraction.utf8.count < 6 { fraction = "0" + fraction }
    while fraction.last == "0" { fraction.removeLast() }
    return "\(millionths / 1_000_000)" + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The budget in parts that add up to it.
  public func parts(_ count: Int) -> [PrivacyBudget] {
    (0..<max(1, count)).map {
      PrivacyBudget(
        millionths: millionths / max(1, count) + ($0 < millionths % max(1, count) ? 1 : 0))
    }
  }

  /// The smaller is less.
  public static func < (left: Self, right: Self) -> Bool { left.millionths < right.millionths }
}

/// What was released and what it cost: budgets of releases about the same people add up.
public struct PrivacyLedger: Sendable {
  /// One release.
  public struct Entry: Sendable, Hashable {
    /// The day, what was released, and what it cost.
    public let day, what: String
    /// What it cost.
    public let cost: PrivacyBudget

    /// Names a release.
    public init(day: String, what: String, cost: PrivacyBudget) {
      (self.day, self.what, self.cost) = (day, what, cost)
    }
  }

  /// The releases, the oldest first.
  public private(set) var entries: [Entry]
  /// No release may go beyond this.
  public let limit: PrivacyBudget

  /// A ledger with what was released before.
  public init(_ entries: [Entry] = [], limit: PrivacyBudget) {
    (self.entries, self.limit) = (entries, limit)
  }

  /// What was spent in all.
  public var spent: PrivacyBudget {
    PrivacyBudget(millionths: entries.reduce(0) { $0 + $1.cost.millionths })
  }

  /// What is left.
  public var left: PrivacyBudget {
    PrivacyBudget(millionths: max(0, limit.millionths - spent.millionths))
  }

  /// Writes a release down; `false`, and nothing written, where it would go beyond the limit.
  public mutating func spend(_ entry: Entry) -> Bool {
    guard entry.cost <= left else { return false }
    entries.append(entry)
    return true
  }
}
