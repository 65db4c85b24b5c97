/// What public packages reached on the same rows: scikit-learn 1.9.1, LightGBM 4.7.0, statsforecast 2.1.1,
/// lifetimes 0.11.3 and pyfim 6.28, settings chosen on validation rows.
enum PeerFigures {
  struct Peer {
    let name: String
    let auc: Double
    let logLoss: Double
  }

  struct TableSet {
    let folder: String
    let without: [String]
    let peers: [String: Peer]

    init(
      _ folder: String, without: [String] = [], boosted: (Double, Double),
      logistic: (Double, Double), tree: (Double, Double)
    ) {
      self.folder = folder
      self.without = without
      peers = [
        "boosted": Peer(name: "LightGBM", auc: boosted.0, logLoss: boosted.1),
        "auto": Peer(name: "LightGBM", auc: boosted.0, logLoss: boosted.1),
        "logistic": Peer(name: "scikit-learn", auc: logistic.0, logLoss: logistic.1),
        "tree": Peer(name: "scikit-learn, 8 leaves", auc: tree.0, logLoss: tree.1),
      ]
    }
  }

  static let tables: [TableSet] = [
    .init(
      "purchase/online-shoppers", boosted: (0.9355, 0.2203), logistic: (0.8972, 0.2878),
      tree: (0.9066, 0.2482)),
    .init(
      "churn/telco", boosted: (0.8585, 0.402), logistic: (0.8463, 0.419), tree: (0.8139, 0.4427)),
    .init(
      "churn/rebuy", without: ["customer", "cut", "spend_next"], boosted: (0.7387, 0.6049),
      logistic: (0.7385, 0.6075), tree: (0.7012, 0.6253)),
    .init(
      "campaigns/bank", boosted: (0.7984, 0.2725), logistic: (0.7862, 0.278),
      tree: (0.7516, 0.2841)),
    .init(
      "campaigns/coupons", without: ["campaign", "start", "household"], boosted: (0.8006, 0.3348),
      logistic: (0.8157, 0.4386), tree: (0.7925, 0.3537)),
    .init(
      "delivery/scms", without: ["due", "days_late"], boosted: (0.7662, 0.3427),
      logistic: (0.6829, 0.361), tree: (0.6424, 0.3736)),
    .init(
      "fraud/card-sample", boosted: (0.9918, 0.1087), logistic: (0.9879, 0.08909),
      tree: (0.9613, 0.178)),
    .init(
      "risk/orders",
      without: ["order", "minute", "customer", "card", "ship_to", "device", "scenario"],
      boosted: (0.9741, 0.02992), logistic: (0.9617, 0.03724), tree: (0.8462, 0.05746)),
    .init(
      "risk/returns", without: ["order", "customer", "day"], boosted: (0.9886, 0.0967),
      logistic: (0.9727, 0.1351), tree: (0.9557, 0.1366)),
    .init(
      "returns/online-retail", boosted: (0.7778, 0.1026), logistic: (0.7546, 0.1072),
      tree: (0.6566, 0.1076)),
    .init(
      "fairness/credit-default", boosted: (0.7816, 0.4282), logistic: (0.7189, 0.4665),
      tree: (0.7359, 0.4456)),
  ]

  /// The best single peer of each set by the figure that counts there.
  static let demand:
    [(
      folder: String, horizon: Int, season: Int, peer: String, figures: [(String, Double)]
    )] = [
      (
        "aus-retail", 12, 12, "AutoETS",
        [
          ("mase", 0.9718), ("rmsse", 0.7147), ("wape", 0.03032), ("cover95", 0.9606),
          ("pinball95", 0.00464), ("milliseconds_per_series", 450),
        ]
      ),
      (
        "online-retail-weekly", 6, 1, "dynamic optimised Theta; bounds AutoETS",
        [
          ("mase", 1.139), ("rmsse", 0.8412), ("wape", 0.5979), ("cover95", 0.891),
          ("pinball95", 0.1958),
        ]
      ),
      (
        "sales-weekly", 6, 1, "TSB; bounds AutoETS",
        [
          ("mase", 1.185), ("rmsse", 0.9232), ("wape", 0.2765), ("cover95", 0.8553),
          ("pinball95", 0.05158),
        ]
      ),
      (
        "carparts", 6, 1, "simple exponential smoothing; bounds AutoETS",
        [
          ("mase", 1.008), ("rmsse", 0.5895), ("wape", 1.413), ("cover95", 0.9437),
          ("pinball95", 0.4005),
        ]
      ),
    ]

  static let baskets: [(String, Double, Double, Int, Int, Double)] = [
    ("groceries.txt", 0.01, 0.2, 333, 231, 0.00746),
    ("groceries.txt", 0.001, 0.5, 13_492, 5668, 0.03238),
    ("online-retail.txt.gz", 0.02, 0.3, 470, 217, 0.2709),
    ("online-retail.txt.gz", 0.01, 0.5, 2493, 1234, 0.3965),
    ("online-retail.txt.gz", 0.005, 0.5, 22_526, 25_188, 0.6725),
  ]

  static let value: [String: (parameters: [Double], mae: Double, seconds: Double)] = [
    "BG/NBD": ([0.2516, 4.7889, 0.7234, 2.1611], 0.8187, 0.6688),
    "Pareto/NBD": ([0.5974, 11.586, 0.5222, 8.827], 0.7938, 6.613),
    "MBG/NBD": ([0.6371, 7.3103, 0.8075, 1.2284], 0.7945, 0.4131),
  ]

  static let trees: [Int: (auc: Double, train: Double, binning: Double)] = [
    10_000: (0.786, 0.5538, 0.08043), 100_000: (0.8084, 3.129, 0.7917),
    1_000_000: (0.8146, 28.6, 4.102),
  ]
}
