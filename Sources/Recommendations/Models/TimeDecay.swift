/// Another model made aware of time: what a customer bought long ago says less of what comes next, and
/// what has sold since their last visit is likelier than what had its season before.
///
/// The decay of the profile is that of Y. Ding and X. Li, "Time weight collaborative filtering", CIKM
/// 2005. The second factor is, for each product, (s + a) / (e + a) to the power of `strength`: s is what
/// sold since that day, e what would have, had the product always sold its share.
public struct TimeDecay: ProfileRecommender {
  /// What is tuned on a validation part.
  public struct Settings: Hashable, Sendable {
    /// Days after which an entry of the profile counts 1/e of the latest one; 0 for no decay.
    public var memory: Double
    /// The power of the second factor; 0 switches it off.
    public var strength: Double
    /// Sales added on both sides, so that a few do not decide.
    public var smoothing: Double

    /// Creates settings.
    public init(memory: Double = 120, strength: Double = 1.4, smoothing: Double = 3) {
      self.memory = memory
      self.strength = strength
      self.smoothing = smoothing
    }
  }

  let base: any ProfileRecommender
  private let settings: Settings
  /// The first day of each bucket of last visits, ascending.
  private let days: Column<Int64>
  /// A row of factors for each bucket.
  private let factors: Column<Float>

  /// Counts what sold since each day; at most 16 MB or 32 days' worth of factors are kept, then days
  /// are put together.
  public init(_ base: any ProfileRecommender, settings: Settings = Settings()) {
    self.base = base
    self.settings = settings
    let training = base.training
    let known = training.times.lazy.filter { $0 != Interactions.noTime }.map(Self.day)
    guard settings.strength > 0, let first = known.min(), let last = known.max(), first < last
    else {
      days = Column([])
      factors = Column([])
      return
    }
    let products = training.productCount
    let most = max(32, (16 << 20) / (4 * max(products, 1)))
    let step = (last - first) / Int64(most) + 1
    let buckets = Int((last - first) / step) + 1
    days = Column((0..<buckets).map { first + Int64($0) * step })
    var sold = [Float](repeating: 0, count: buckets * products)
    for (cell, product) in training.purchases.columns.enumerated()
    where training.times[cell] != Interactions.noTime {
      let bucket = Int((Self.day(training.times[cell]) - first) / step)
      sold[bucket * products + Int(product)] += 1
    }
    let total = Double(training.purchases.cellCount)
    let shares = training.popularity.map { Double($0) / total }
    var since = [Double](repeating: 0, count: products)
    var sum = 0.0
    factors = Column(count: buckets * products) { factors in
      for bucket in (0..<buckets).reversed() {
        for product in 0..<products {
          let ratio =
            (since[product] + settings.smoothing)
            / (sum * shares[product] + settings.smoothing)
          factors[bucket * products + product] = Float(power(ratio, settings.strength))
        }
        for product in 0..<products {
          let here = Double(sold[bucket * products + product])
          since[product] += here
          sum += here
        }
      }
    }
  }

  /// The day of a time, counted from 1970.
  private static func day(_ time: Int64) -> Int64 { (time - (time < 0 ? 86_399 : 0)) / 86_400 }
}

extension TimeDecay {
  /// What the base model was trained on.
  public var training: TrainingSet { base.training }

  /// The base model's scores for the profile as it has faded, times what sold since.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    base.score(faded(profile), into: scores)
    guard let last = profile.lastTime, let bucket = bucket(of: last) else { return }
    let products = training.productCount
    factors.withUnsafeBufferPointer { factors in
      for product in 0..<products { scores[product] *= factors[bucket * products + product] }
    }
  }

  func write(to file: inout ModelWriter) {
    file.add("timely.days", days)
    file.add("timely.factors", factors)
  }

  init(from file: ModelReader, base: any ProfileRecommender, settings: Settings) throws {
    days = try file.column("timely.days")
    factors = try file.column("timely.factors")
    guard factors.count == days.count * base.training.productCount else {
      throw file.damaged("its days do not fit its products")
    }
    self.base = base
    self.settings = settings
  }

  private func faded(_ profile: Profile) -> Profile {
    guard settings.memory > 0, let last = profile.lastTime else { return profile }
    var faded = profile
    let scale = -1 / (settings.memory * 86_400)
    for index in faded.entries.indices {
      guard let time = faded.entries[index].time else { continue }
      faded.entries[index].weight *= Float(exponential(Double(last - time) * scale))
    }
    return faded
  }

  private func bucket(of time: Int64) -> Int? {
    guard let first = days.first else { return nil }
    let step = days.count > 1 ? days[1] - days[0] : 1
    let bucket = (Self.day(time) - first) / step
    return Int(min(max(bucket, 0), Int64(days.count - 1)))
  }
}
