import Shop
import Text

/// Finds what of a product's options a wish means.
struct OptionChoice {
  let index: GoodsIndex
  let product: Product

  enum Found: Equatable {
    case found(name: String, value: String)
    /// Not that, but what is near it.
    case near(name: String, value: String, wanted: String)
    /// The product has such an option, and not this value.
    case none(name: String, wanted: String)
    /// A number that is none of its options: how many.
    case quantity(Int)
    /// The product has no such option.
    case unrelated(wanted: String)
  }

  /// The values of an option in the order of the product's variants.
  func values(_ option: String) -> [String] {
    var values: [String] = []
    for variant in product.variants {
      if let value = variant.option(option), !values.contains(value) { values.append(value) }
    }
    return values
  }

  func choose(_ wish: ProductQuery.OptionWish) -> Found {
    switch wish {
    case .values(let option, let exact, let near, let label):
      let own = values(option)
      if let value = own.first(where: exact.contains) { return .found(name: option, value: value) }
      if let other = elsewhere(exact) { return other }
      if own.isEmpty { return .unrelated(wanted: label) }
      if let value = own.first(where: near.contains) {
        return .near(name: option, value: value, wanted: label)
      }
      return .none(name: option, wanted: label)
    case .measure(let measure): return choose(measure)
    case .extreme(let isLargest):
      let sized = values("size").compactMap { value in
        index.measures[.init(option: "size", value: value)].map { (value, $0.value) }
      }
      let ordered = sized.sorted { $0.1 < $1.1 }
      let named = values("size").filter { index.measures[.init(option: "size", value: $0)] == nil }
      if let end = isLargest ? ordered.last : ordered.first {
        return .found(name: "size", value: end.0)
      }
      // Queen and King, S and XL stand in the order of the file.
      if named.count > 1, let end = isLargest ? named.last : named.first {
        return .found(name: "size", value: end)
      }
      return .unrelated(wanted: "")
    }
  }

  /// The same label may be a value of another option: “whole bean”.
  private func elsewhere(_ exact: [String]) -> Found? {
    for variant in product.variants {
      for option in variant.options where exact.contains(option.value) {
        return .found(name: option.name, value: option.value)
      }
    }
    return nil
  }

  private func choose(_ measure: ProductQuery.Measure) -> Found {
    let options = product.variants.flatMap(\.options).map { (option: $0.name, value: $0.value) }
    var related: String?
    for (option, value) in options {
      guard let own = index.measures[.init(option: option, value: value)] else {
        // “400” of a 400/1000 grit stone, “150” of 150×200.
        if measure.dimension == nil, measure.number >= 10,
          value.hasPrefix("\(Int(min(measure.number, 1e9)))")
        {
          return .found(name: option, value: value)
        }
        continue
      }
      let isSame =
        measure.dimension == nil
        ? own.number == measure.number
        : own.dimension == measure.dimension
          && abs(own.value - measure.value) <= 0.02 * max(own.value, measure.value)
      if isSame { return .found(name: option, value: value) }
      if own.dimension == measure.dimension { related = option }
    }
    let count = Int(measure.number)
    // A bare number as high as that counts nothing: "washed at 60".
    let most = measure.dimension == nil ? 24 : 9999
    if measure.dimension == nil || measure.dimension == "count", Double(count) == measure.number,
      (1...most).contains(count)
    {
      return .quantity(count)
    }
    if let related { return .none(name: related, wanted: measure.label) }
    return .unrelated(wanted: measure.label)
  }
}
