import Shop
import Text

/// Sizes of two sides: "150x200", "150 by 200", “150×200”.
struct SizePairs {
  let index: GoodsIndex

  /// What stands between the two numbers.
  static let signs: Set<String> = ["x", "×", "*", "by", "乘"]

  /// The option that is so large, by the numbers of its labels in either order; one that nothing comes in where
  /// none is.
  func wish(_ first: Double, _ second: Double, label: String) -> ProductQuery.OptionWish {
    let sides = [first, second].sorted()
    let options = index.measuredOptions.filter { numbers($0.value).sorted() == sides }
    return .values(
      option: options.first?.option ?? "size", exact: options.map(\.value), near: [], label: label)
  }

  /// Whether a text names both sides: "130 by 190 cm".
  static func isSize(_ label: String) -> Bool {
    let pieces = ShoppingLine(label).pieces
    return pieces.count { $0.value != nil } == 2 && pieces.contains { signs.contains($0.text) }
  }

  private func numbers(_ text: String) -> [Double] { ShoppingLine(text).pieces.compactMap(\.value) }
}
