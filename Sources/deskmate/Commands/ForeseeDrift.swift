import Foresight
import Formats

/// What has moved against the last month, in a sentence an owner can act on.
enum ForeseeDrift {
  /// The sentence; without a change one that says so.
  static func sentence(_ test: Backtest, _ say: (String, String) -> String) -> String? {
    guard let drift = test.drift, let first = drift.features.first else { return nil }
    let part = partName(test.name, say)
    guard let moved = drift.moved else {
      return say(
        "\(part): nothing has moved against the last month (most: \(name(first, say)), \(index(first))).",
        "\(part)：与上月相比没有明显变化（变化最大的是\(name(first, say))，\(index(first))）。")
    }
    let (before, now) = (GroupWords.number(moved.before), GroupWords.number(moved.now))
    return say(
      "\(part): \(name(moved, say)) has moved against the last month, from \(before) to \(now) in the middle "
        + "(\(index(moved))). Trust these chances less until the backtest has seen a month of it.",
      "\(part)：与上月相比，\(name(moved, say))的中位数由 \(before) 变为 \(now)（\(index(moved))）。"
        + "在回测覆盖一个月的新情况之前，请谨慎看待这些可能性。")
  }

  /// The same for programs.
  static func json(_ drift: Drift) -> JSON {
    [
      "moved": .bool(drift.moved != nil),
      "features": .array(
        drift.features.map {
          [
            "feature": .string($0.name), "psi": .number($0.index, digits: 4),
            "chance": .number($0.chance, digits: 4), "before": .number($0.before, digits: 3),
            "now": .number($0.now, digits: 3), "moved": .bool($0.hasMoved),
          ]
        }),
    ]
  }

  private static func index(_ feature: Drift.Feature) -> String {
    "PSI " + GroupWords.number((feature.index * 100).rounded() / 100)
  }

  private static func partName(_ name: String, _ say: (String, String) -> String) -> String {
    name == "who writes tomorrow"
      ? say("Who writes tomorrow", "谁明天来信") : say("Who buys again", "谁会再购")
  }

  private static func name(
    _ feature: Drift.Feature, _ say: (String, String) -> String
  ) -> String {
    let names = [
      "score": ("the chance foreseen", "预测的可能性"),
      "placed": ("days since an order was placed", "下单至今的天数"),
      "shipped": ("days since it left", "发货至今的天数"),
      "overdue": ("days past the promised one", "超过承诺日的天数"),
      "arrived": ("days since it arrived", "送达至今的天数"),
      "return": ("days since a return was opened", "申请退货至今的天数"),
      "refund": ("days since a refund was promised", "承诺退款至今的天数"),
    ]
    if let known = names[feature.name] { return say(known.0, known.1) }
    return say(
      "\"\(feature.name)\" of customers", "顾客的“\(RebuyForecast.chineseName(feature.name))”")
  }
}
