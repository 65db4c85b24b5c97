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

  /// What comes first.
  enum Order: Hashable, Sendable {
    case fit, cheapest, dearest, bestRated
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
  /// Products of the kind named, by id; empty for any.
  var among: Set<String> = []
  /// Brands it keeps to; empty for any.
  var brands: Set<String> = []
  /// Colours it keeps to; empty for any.
  var colors: Set<String> = []
  /// Stems of the need, and the word each was said with.
  var need: [String: String] = [:]
  /// What comes first.
  var order = Order.fit
  /// Whether it is for the customer who speaks.
  var isForMe = false
  /// What was shown last, by id.
  var shown: [String] = []
  /// What was shown for this wish before, by id.
  var past: Set<String> = []
}

extension Wish {
  /// Whether it says anything of what is wanted.
  var isOpen: Bool {
    categories.isEmpty && among.isEmpty && brands.isEmpty && colors.isEmpty && need.isEmpty
      && kind == .need
  }
}
