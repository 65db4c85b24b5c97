import Quantities

/// Advice sought: from what, and within what.
struct Wish: Hashable, Sendable {
  /// What it starts from.
  enum Kind: Hashable, Sendable {
    /// What goes with the seeds.
    case goesWith
    /// What is like the seeds.
    case like
    /// What fits a need.
    case need
  }

  /// What it starts from.
  var kind = Kind.need
  /// Products it starts from, by id.
  var seeds: [String] = []
  /// What the customer called them.
  var seedName: String?
  /// The most it may cost.
  var most: Money?
  /// The least it should cost.
  var least: Money?
  /// Categories it keeps to, by id; empty for any.
  var categories: Set<String> = []
  /// Colours it keeps to; empty for any.
  var colors: Set<String> = []
  /// Words of the need.
  var need: [String] = []
  /// What was shown last, by id.
  var shown: [String] = []

  /// Whether it says nothing of what is wanted.
  var isEmpty: Bool {
    seeds.isEmpty && categories.isEmpty && colors.isEmpty && need.isEmpty && most == nil
      && least == nil
  }
}
