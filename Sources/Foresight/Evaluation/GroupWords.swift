/// Says groups and features in words.
public struct GroupWords: Sendable {
  private let schema: FeatureSchema
  private let isChinese: Bool

  /// Creates words for a schema, in English or Chinese.
  public init(_ schema: FeatureSchema, isChinese: Bool = false) {
    self.schema = schema
    self.isChinese = isChinese
  }

  /// All conditions of a group in one line; everybody where there are none.
  public func text(_ group: DecisionTree.Group) -> String {
    if group.conditions.isEmpty { return isChinese ? "所有行" : "everybody" }
    return group.conditions.map(text).joined(separator: isChinese ? "，且 " : " and ")
  }

  /// One condition.
  public func text(_ condition: DecisionTree.Condition) -> String {
    let missing = isChinese ? "或缺失" : " or missing"
    switch condition {
    case .atMost(let feature, let limit, let orMissing):
      if limit == .infinity {
        return schema.features[feature].name + (isChinese ? " 已知" : " is known")
      }
      return "\(schema.features[feature].name) ≤ \(Self.number(limit))"
        + (orMissing ? missing : "")
    case .above(let feature, let limit, let orMissing):
      if limit == .infinity {
        return schema.features[feature].name + (isChinese ? " 缺失" : " is missing")
      }
      return "\(schema.features[feature].name) > \(Self.number(limit))"
        + (orMissing ? missing : "")
    case .oneOf(let feature, let codes):
      return "\(schema.features[feature].name) \(isChinese ? "属于" : "is one of") "
        + words(feature, codes)
    case .noneOf(let feature, let codes):
      return "\(schema.features[feature].name) \(isChinese ? "不属于" : "is none of") "
        + words(feature, codes)
    }
  }

  private func words(_ feature: Int, _ codes: [Int]) -> String {
    let levels = schema.features[feature].levels ?? []
    let names = codes.filter { $0 < levels.count }.map { levels[$0] }
    let shown = names.prefix(6).joined(separator: isChinese ? "、" : ", ")
    return names.count > 6 ? "\(shown) … (\(names.count))" : shown
  }

  /// A number with four digits that matter.
  public static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
    var scale = 1.0
    while abs(value) * scale < 1000, scale < 1e9 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }

  /// What stands in a row's cell: the number, the word, or that it is missing.
  public func cell(_ feature: Int, _ value: Double) -> String {
    if value.isNaN { return isChinese ? "缺失" : "missing" }
    guard let levels = schema.features[feature].levels else { return Self.number(value) }
    return value >= 0 && Int(value) < levels.count
      ? levels[Int(value)] : isChinese ? "未见过" : "unseen"
  }
}
