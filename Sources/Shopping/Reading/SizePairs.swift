import Shop
import Text

/// Sizes of two sides: "150x200", "150 by 200", “150×200”.
struct SizePairs {
  let index: GoodsIndex

  /// What stands between the two numbers.
  static let signs: Set<String> = ["x", "×", "*", "by", "乘"]

  /// The option that is so large, by the numbers of its labels in either order; one that nothing comes in where
  /// none is.
  func wish(
    _ first: ProductQuery.Measure, _ second: ProductQuery.Measure, label: String
  ) -> ProductQuery.OptionWish {
    let sides = [side(first, like: second), side(second, like: first)].sorted()
    let options = index.measuredOptions.filter { isNear(numbers($0.value).sorted(), sides) }
    return .values(
      option: options.first?.option ?? "size", exact: options.map(\.value), near: [], label: label)
  }

  /// In centimetres where a unit was said, with the unit of the other side where only that has one.
  private func side(
    _ measure: ProductQuery.Measure, like other: ProductQuery.Measure
  ) -> Double {
    if measure.dimension == "length" { return measure.value * 100 }
    guard other.dimension == "length", other.number > 0 else { return measure.number }
    return measure.number * other.value / other.number * 100
  }

  private func isNear(_ own: [Double], _ sides: [Double]) -> Bool {
    own.count == sides.count && zip(own, sides).allSatisfy { abs($0 - $1) < 0.5 }
  }

  /// Whether a text names both sides: "130 by 190 cm".
  static func isSize(_ label: String) -> Bool {
    let pieces = ShoppingLine(label).pieces
    return pieces.count { $0.value != nil } == 2 && pieces.contains { signs.contains($0.text) }
  }

  private func numbers(_ text: String) -> [Double] { ShoppingLine(text).pieces.compactMap(\.value) }
}
