import Computing

/// People who buy alike: a mixture of multinomials over what was bought (Cadez, Smyth and Mannila, KDD 2001),
/// and what each person buys next, from both their own purchases and those of people alike.
public struct Personas: Sendable {
  /// How a mixture is learned and how it is joined with a person's own purchases.
  public struct Settings: Hashable, Sendable {
    /// How many personas.
    public var count = 8
    /// Purchases of everybody that are added to each persona, as a share of all.
    public var smoothing = 0.02
    /// What a purchase counts when persons are given to personas: people buy the same again, so that two
    /// purchases say less than two draws.
    public var weight = 0.5
    /// To how many own purchases the persona's are worth.
    public var pull = 130.0

    /// The settings above.
    public init() {}
  }

  /// The share of each kind of goods in each persona.
  public let shares: [[Double]]
  /// The share of each kind of goods among all.
  public let everybody: [Double]
  /// How common each persona is.
  public let sizes: [Double]
  /// How it was learned.
  public let settings: Settings

  /// Learns from rows of purchases by kind of goods, the best of a few starts.
  public init(_ rows: [[Double]], settings: Settings = Settings(), seed: UInt64 = 1) {
    self.settings = settings
    let width = rows.first?.count ?? 0
    var totals = [Double](repeating: 1, count: width)
    for row in rows { for place in 0..<width { totals[place] += row[place] } }
    let all = totals.reduce(0, +)
    let everybody = totals.map { $0 / max(all, 1) }
    self.everybody = everybody
    let sparse = SparseCounts(rows)
    let count = max(1, min(settings.count, rows.count))
    var best: (mixture: MixtureFit, likelihood: Double)?
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<(count == 1 ? 1 : 3) {
      var fit = MixtureFit(
        sparse, count: count, everybody: everybody, smoothing: settings.smoothing * all,
        &generator)
      let likelihood = fit.run(sparse)
      if best.map({ likelihood > $0.likelihood }) ?? true { best = (fit, likelihood) }
    }
    let order = (best?.mixture.sizes.indices ?? 0..<0).sorted {
      (-(best?.mixture.sizes[$0] ?? 0), $0) < (-(best?.mixture.sizes[$1] ?? 0), $1)
    }
    sizes = order.map { best?.mixture.sizes[$0] ?? 0 }
    shares = order.map { best?.mixture.shares[$0] ?? everybody }
  }

  /// Learns with the settings that foresaw later purchases best, when learned from earlier ones.
  public init(
    _ rows: [[Double]], earlier: [[Double]], later: [[Double]], seed: UInt64 = 1
  ) {
    var best: (settings: Settings, perplexity: Double)?
    for count in [4, 6, 8, 12] {
      for smoothing in [0.01, 0.02] {
        var settings = Settings()
        (settings.count, settings.smoothing) = (count, smoothing)
        let learned = Personas(earlier, settings: settings, seed: seed)
        for (weight, pull) in [
          (0.35, 90.0), (0.35, 130), (0.35, 200), (0.5, 90), (0.5, 130), (0.5, 200),
        ] {
          (settings.weight, settings.pull) = (weight, pull)
          let found = learned.with(settings).perplexity(earlier, later: later).own
          if best.map({ found < $0.perplexity }) ?? true { best = (settings, found) }
        }
      }
    }
    self.init(rows, settings: best?.settings ?? Settings(), seed: seed)
  }

  private init(_ other: Personas, _ settings: Settings) {
    (shares, everybody, sizes) = (other.shares, other.everybody, other.sizes)
    self.settings = settings
  }

  /// The same personas, joined otherwise with own purchases.
  func with(_ settings: Settings) -> Personas { Personas(self, settings) }

  /// How likely a person belongs to each persona.
  public func belongs(_ row: [Double]) -> [Double] {
    var logs = sizes.map { Mathematics.log(max($0, 1e-12)) }
    for (place, count) in row.enumerated() where count > 0 {
      for persona in shares.indices {
        logs[persona] += settings.weight * count * Mathematics.log(shares[persona][place])
      }
    }
    let top = logs.max() ?? 0
    let powers = logs.map { Mathematics.exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// What people alike buy next.
  public func group(_ row: [Double]) -> [Double] {
    let parts = belongs(row)
    return everybody.indices.map { place in
      parts.indices.reduce(0) { $0 + parts[$1] * shares[$1][place] }
    }
  }

  /// What the person buys next: their own purchases, and those of people alike for what is not known yet.
  public func next(_ row: [Double]) -> [Double] {
    let group = group(row)
    let total = row.reduce(0, +) + settings.pull
    return row.indices.map { (row[$0] + settings.pull * group[$0]) / total }
  }

  /// How many kinds of goods are as good as left open for a later purchase, by each way of foreseeing it.
  public func perplexity(_ rows: [[Double]], later: [[Double]]) -> (
    everybody: Double, group: Double, own: Double
  ) {
    var (sums, bought) = ([0.0, 0.0, 0.0], 0.0)
    for (row, next) in zip(rows, later) {
      guard next.contains(where: { $0 > 0 }) else { continue }
      let parts = [everybody, group(row), self.next(row)]
      for (place, count) in next.enumerated() where count > 0 {
        bought += count
        for part in 0..<3 {
          sums[part] -= count * Mathematics.log(max(parts[part][place], 1e-12))
        }
      }
    }
    let means = sums.map { bought > 0 ? Mathematics.exp($0 / bought) : .nan }
    return (means[0], means[1], means[2])
  }

  /// What marks a persona: the kinds bought most beyond what everybody buys.
  public func marks(_ persona: Int, limit: Int = 3) -> [(kind: Int, share: Double, lift: Double)] {
    let own = shares[persona]
    return own.indices.map { ($0, own[$0], own[$0] / max(everybody[$0], 1e-12)) }
      .filter { $0.2 > 1.1 }
      .sorted { ($0.1 - everybody[$0.0], $1.0) > ($1.1 - everybody[$1.0], $0.0) }
      .prefix(limit).map { (kind: $0.0, share: $0.1, lift: $0.2) }
  }
}

/// The counts that are not zero.
private struct SparseCounts {
  var rows: [[(kind: Int, count: Double)]]

  init(_ dense: [[Double]]) {
    rows = dense.map { row in
      row.indices.filter { row[$0] > 0 }.map { (kind: $0, count: row[$0]) }
    }
  }
}

/// Expectation and maximisation of one mixture.
private struct MixtureFit {
  private(set) var sizes: [Double]
  private(set) var shares: [[Double]]
  private let everybody: [Double]
  private let smoothing: Double

  init(
    _ rows: SparseCounts, count: Int, everybody: [Double], smoothing: Double,
    _ generator: inout SeededGenerator
  ) {
    self.everybody = everybody
    self.smoothing = max(smoothing, 1)
    sizes = [Double](repeating: 1 / Double(count), count: count)
    shares = []
    for _ in 0..<count {
      // A few persons together make a start that is neither everybody nor somebody.
      var sums = everybody.map { $0 * self.smoothing }
      for _ in 0..<max(1, min(40, rows.rows.count / count)) {
        for (kind, count) in rows.rows.isEmpty ? [] : rows.rows[generator.below(rows.rows.count)] {
          sums[kind] += count * 4
        }
      }
      let total = sums.reduce(0, +)
      shares.append(sums.map { $0 / total })
    }
  }

  /// Runs until the likelihood hardly grows; returns it.
  mutating func run(_ rows: SparseCounts) -> Double {
    var last = -Double.infinity
    for step in 0..<120 {
      let found = self.step(rows)
      if step > 10, found - last < 1e-6 * abs(found) { return found }
      last = found
    }
    return last
  }

  private mutating func step(_ rows: SparseCounts) -> Double {
    let count = sizes.count
    // By kind, so that a purchase reads its personas side by side.
    var logs = [Double](repeating: 0, count: everybody.count * count)
    for persona in 0..<count {
      for kind in everybody.indices {
        logs[kind * count + persona] = Mathematics.log(shares[persona][kind])
      }
    }
    let logSizes = sizes.map { Mathematics.log($0) }
    var sums = [Double](repeating: 0, count: logs.count)
    for kind in everybody.indices {
      for persona in 0..<count { sums[kind * count + persona] = smoothing * everybody[kind] }
    }
    var members = [Double](repeating: 1, count: count)
    var likelihood = 0.0
    var parts = logSizes
    for row in rows.rows {
      parts = logSizes
      for (kind, times) in row {
        for persona in 0..<count { parts[persona] += times * logs[kind * count + persona] }
      }
      let top = parts.max() ?? 0
      var total = 0.0
      for persona in 0..<count {
        parts[persona] = Mathematics.exp(parts[persona] - top)
        total += parts[persona]
      }
      likelihood += top + Mathematics.log(total)
      for persona in 0..<count {
        let share = parts[persona] / total
        members[persona] += share
        if share < 1e-9 { continue }
        for (kind, times) in row { sums[kind * count + persona] += share * times }
      }
    }
    let all = members.reduce(0, +)
    sizes = members.map { $0 / all }
    for persona in 0..<count {
      let total = everybody.indices.reduce(0) { $0 + sums[$1 * count + persona] }
      for kind in everybody.indices {
        shares[persona][kind] = max(sums[kind * count + persona] / total, 1e-12)
      }
    }
    return likelihood
  }
}
