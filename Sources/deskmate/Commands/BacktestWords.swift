import Foresight

/// Backtests in the words of the page and of `foresee train`.
enum BacktestWords {
  /// The part, whether it speaks, its figures, and by what that was decided.
  static func cells(_ test: Backtest, _ say: (String, String) -> String) -> [String] {
    [
      say(test.name, chinese[test.name] ?? test.name),
      test.speaks ? say("yes", "是") : say("silent", "沉默"),
      test.figures.map { "\(say(figure($0.name), chinese[$0.name] ?? $0.name)) \(text($0))" }
        .joined(separator: say(", ", "，")), say(test.rule, chinese[test.rule] ?? test.rule),
    ]
  }

  private static func text(_ figure: (name: String, value: Double)) -> String {
    GroupWords.number((figure.value * 1000).rounded() / 1000)
  }

  /// Figures as an owner reads them.
  private static func figure(_ name: String) -> String {
    switch name {
    case "auc": "AUC"
    case "auc_low": "AUC at least"
    case "pr_auc": "PR-AUC"
    case "ece": "calibration error"
    case "lift_top5": "lift of the best 5 %"
    case "mae_days": "days off"
    case "cover90": "arrived by the latest day"
    case "cover95": "stayed below the bound"
    case "late_auc": "AUC of late"
    case "late_share": "came late"
    case "wape": "error"
    case "wape_last8": "error of a plain mean"
    case "hit3": "one of three was bought"
    case "hit3_most_bought": "with the most bought"
    case "log_loss": "log loss"
    case "perplexity": "kinds left open"
    case "perplexity_group": "by persona alone"
    case "perplexity_everybody": "for everybody"
    default: name.replacing("_", with: " ")
    }
  }

  private static let chinese: [String: String] = [
    "who writes tomorrow": "明天谁会来信", "buys again within 90 days": "90 天内再购",
    "delivery day": "送达日期", "next best offer": "下一个推荐", "personas": "顾客画像", "demand": "需求",
    "auc": "AUC", "auc_low": "AUC 至少", "pr_auc": "PR-AUC", "ece": "校准误差",
    "lift_top5": "前 5 % 提升", "mae_days": "平均偏差天数", "cover90": "最晚日期前送达",
    "cover95": "未超过上限", "late_auc": "晚到 AUC", "late_share": "晚到比例", "wape": "误差",
    "wape_last8": "简单平均误差",
    "hit3": "三个推荐中有一个被买", "hit3_most_bought": "推荐最畅销商品时", "log_loss": "对数损失",
    "perplexity": "剩余可能种类", "perplexity_group": "仅按画像", "perplexity_everybody": "不分顾客",
    "days": "天次", "customers": "顾客数", "orders": "订单数", "products": "商品数",
    "AUC above .6 with 95 % certainty on the last 60 days": "最近 60 天 AUC 以 95 % 把握高于 .6",
    "AUC above .55 with 95 % certainty at the last day whose 90 days are over":
      "最近一个 90 天已满的日期，AUC 以 95 % 把握高于 .55",
    "at least 20 deliveries, eight in ten of them by the latest day": "至少 20 次送达，八成不晚于最晚日期",
    "no worse than the mean of the last 8 weeks, and 85 % below the bound":
      "不差于最近 8 周平均，且 85 % 未超过上限",
    "one of three offers is bought in the next 90 days, no less often than the most bought":
      "90 天内三个推荐之一被买，不少于推荐最畅销商品",
    "the last quarter's purchases are foreseen better than from what everybody buys":
      "最近一季的购买预测优于不分顾客", "too little is known": "数据太少",
  ]
}
