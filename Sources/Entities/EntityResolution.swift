import Text

/// Settles which of the proposed entities stand: the longer match wins, then the surer kind.
enum EntityResolution {
  static func resolve(_ proposed: [Entity], in reading: Reading) -> [Entity] {
    let proposed = withoutCutGoods(
      withoutJoinedNumbers(proposed.filter { !$0.range.isEmpty }, in: reading))
    guard proposed.count > 1 else { return proposed }
    let ranked = proposed.sorted { left, right in
      if left.range.count != right.range.count { return left.range.count > right.range.count }
      let (first, second) = (rank(left.kind), rank(right.kind))
      if first != second { return first < second }
      return left.range.lowerBound < right.range.lowerBound
    }
    // Only what shares a stretch of 64 bytes can overlap: long texts stay linear.
    var kept: [Entity] = []
    var places: [Int: [Int]] = [:]
    for entity in ranked {
      let stretches = entity.range.lowerBound >> 6...(entity.range.upperBound - 1) >> 6
      let isExcluded = stretches.contains { stretch in
        places[stretch]?.contains { excludes(kept[$0], entity) } ?? false
      }
      if isExcluded { continue }
      for stretch in stretches { places[stretch, default: []].append(kept.count) }
      kept.append(entity)
    }
    return kept.sorted { left, right in
      if left.range.lowerBound != right.range.lowerBound {
        return left.range.lowerBound < right.range.lowerBound
      }
      if left.range.upperBound != right.range.upperBound {
        return left.range.upperBound > right.range.upperBound
      }
      return left.kind < right.kind
    }
  }

  /// An order number and a postcode with only a blank between them look like a telephone number.
  private static func withoutJoinedNumbers(_ proposed: [Entity], in reading: Reading) -> [Entity] {
    let orders = proposed.filter { $0.kind == .orderNumber }
    if orders.isEmpty { return proposed }
    return proposed.filter { entity in
      guard entity.kind == .phone else { return true }
      let groups = reading.text(entity.range).split(
        separator: " ", omittingEmptySubsequences: false)
      return groups.count != 2 || !groups.allSatisfy { (5...6).contains($0.count) }
        || !groups.allSatisfy { $0.allSatisfy(\.isNumber) }
        || !orders.contains { entity.range.overlaps($0.range) }
    }
  }

  /// 两个马克 of 两个马克杯 is two mugs and no money.
  private static func withoutCutGoods(_ proposed: [Entity]) -> [Entity] {
    let goods = proposed.filter { $0.kind == .product || $0.kind == .category }
    guard !goods.isEmpty, proposed.contains(where: { $0.kind == .money }) else { return proposed }
    return proposed.filter { entity in
      entity.kind != .money
        || !goods.contains {
          $0.range.lowerBound > entity.range.lowerBound
            && $0.range.lowerBound < entity.range.upperBound
            && $0.range.upperBound > entity.range.upperBound
        }
    }
  }

  private static func excludes(_ kept: Entity, _ entity: Entity) -> Bool {
    guard kept.range.overlaps(entity.range) else { return false }
    if kept.kind == entity.kind { return true }
    // A product's words also name its brand or category.
    let parts: Set<Entity.Kind> = [.brand, .category]
    if kept.kind == .product, parts.contains(entity.kind) { return false }
    if entity.kind == .product, parts.contains(kept.kind) { return false }
    return true
  }

  /// Among matches of one length, the kind that asks for more is surer.
  private static func rank(_ kind: Entity.Kind) -> Int {
    ranks[kind] ?? 5
  }

  private static let ranks: [Entity.Kind: Int] = {
    let order: [Entity.Kind] = [
      .email, .url, .card, .trackingNumber, .orderNumber, .postcode, .phone, .money, .percent,
      .dateRange, .date, .time, .duration, .person, .product, .category, .brand, .color, .size,
      .ordinal, .quantity, .yesNo, .number,
    ]
    var ranks: [Entity.Kind: Int] = [:]
    for (place, kind) in order.enumerated() { ranks[kind] = place }
    return ranks
  }()
}
