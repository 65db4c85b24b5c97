/// What a customer wants, by name: `return_item`.
public struct Intent: RawRepresentable, Hashable, Codable, Sendable, Comparable {
  /// The name, as in the intent files.
  public let rawValue: String

  /// Creates an intent by its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What the shop does not do; reserved.
  public static let outOfScope = Intent(rawValue: "out_of_scope")

  /// By name.
  public static func < (left: Intent, right: Intent) -> Bool { left.rawValue < right.rawValue }
}
