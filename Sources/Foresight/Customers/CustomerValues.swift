public import Diagnostics
import Quantities

/// What customers are worth: how often they will buy again by the likeliest of three buying models, and for how
/// much.
public struct CustomerValues: Sendable {
  /// What is known of the customers.
  public struct Input: Sendable {
    package var names: [String]
    /// How each bought.
    public package(set) var histories: [BuyingHistory]
    package var spends: [Double]
    /// What came later, where the file says so.
    var later: [Double]?

    init(names: [String], histories: [BuyingHistory], spends: [Double], later: [Double]? = nil) {
      self.names = names
      self.histories = histories
      self.spends = spends
      self.later = later
    }
  }

  /// One customer.
  public struct Customer: Sendable {
    /// The name or number.
    public let name: String
    /// The purchases expected.
    public let expected: Double
    /// The chance not to have left.
    public let alive: Double
    /// The purchases expected times what one is expected to bring.
    public let worth: Double
    /// How they bought.
    public let history: BuyingHistory
  }

  /// The models, each fitted.
  public let models: [BuyingModel]
  /// The one with the higher likelihood.
  public let chosen: BuyingModel
  /// What a purchase brings.
  public let spend: SpendModel
  /// The customers by the chosen model, in the order of the input.
  public let customers: [Customer]
  /// All purchases expected, by model.
  public let totals: [BuyingModel.Kind: Double]
  /// The errors against what came later, where that is known.
  public let errors: [BuyingModel.Kind: (mae: Double, rmse: Double)]

  /// Fits and foresees.
  public init(_ input: Input, weeks: Double) {
    models = BuyingModel.Kind.allCases.map { BuyingModel($0, fitting: input.histories) }
    var chosen = models[0]
    for model in models.dropFirst() where model.logLikelihood > chosen.logLikelihood {
      chosen = model
    }
    self.chosen = chosen
    let spend = SpendModel(counts: input.histories.map(\.repeats), spends: input.spends)
    self.spend = spend
    var totals: [BuyingModel.Kind: Double] = [:]
    var errors: [BuyingModel.Kind: (mae: Double, rmse: Double)] = [:]
    var customers: [Customer] = []
    for model in models {
      let expected = input.histories.map { model.expected($0, next: weeks) }
      totals[model.kind] = expected.reduce(0, +)
      if let later = input.later {
        errors[model.kind] = ProbabilityMeasures.errors(expected, later)
      }
      guard model.kind == chosen.kind else { continue }
      customers = input.names.indices.map { place in
        let history = input.histories[place]
        return Customer(
          name: input.names[place], expected: expected[place], alive: model.alive(history),
          worth: expected[place]
            * spend.expected(count: history.repeats, mean: input.spends[place]),
          history: history)
      }
    }
    self.totals = totals
    self.errors = errors
    self.customers = customers
  }

  /// Those worth most.
  public func best(_ count: Int) -> [Customer] {
    Array(customers.sorted { (-$0.worth, $0.name) < (-$1.worth, $1.name) }.prefix(count))
  }
}

extension CustomerValues.Input {
  /// Reads summaries (frequency, recency, age, mean_spend) or orders (customer, day, spend). Throws a
  /// `Fault` that names the columns it wants.
  public init(_ table: Table, file: String) throws(Fault) {
    func numbers(_ name: String) -> [Double]? {
      guard let column = table.column(name), case .numbers(let values) = column.values else {
        return nil
      }
      return values
    }
    if let frequency = numbers("frequency"), let recency = numbers("recency"),
      let age = numbers("age") ?? numbers("T")
    {
      let rows = frequency.indices.filter {
        frequency[$0] >= 0 && recency[$0] >= 0 && age[$0] >= recency[$0]
      }
      guard !rows.isEmpty else {
        throw Fault(file: file, "holds no customer with frequency, recency and a greater age")
      }
      let spend = numbers("mean_spend")
      let later = numbers("next_count")
      self.init(
        names: rows.map { table.column("customer")?.text($0) ?? "\($0 + 1)" },
        histories: rows.map {
          BuyingHistory(
            repeats: frequency[$0].rounded(), recency: recency[$0], age: max(age[$0], 1e-6))
        }, spends: rows.map { spend?[$0] ?? 0 }, later: later.map { all in rows.map { all[$0] } })
      return
    }
    guard let customer = table.column("customer"), let days = numbers("day") ?? numbers("date")
    else {
      throw Fault(
        file: file,
        "needs the columns customer and day (and spend), or frequency, recency and age")
    }
    let spend = numbers("spend") ?? numbers("amount") ?? [Double](repeating: 0, count: days.count)
    var orders: [String: [Double: Double]] = [:]
    for row in days.indices where !days[row].isNaN {
      orders[customer.text(row), default: [:]][days[row].rounded(.down), default: 0] +=
        spend[row].isNaN ? 0 : spend[row]
    }
    guard let end = days.filter({ !$0.isNaN }).max() else {
      throw Fault(file: file, "holds no order with a day")
    }
    self.init(orders: orders, end: end)
  }

  /// Orders by customer and day, up to a last day; time in weeks.
  public init(orders: [String: [Double: Double]], end: Double) {
    self.init(names: [], histories: [], spends: [])
    for name in orders.keys.sorted() {
      let days = (orders[name] ?? [:]).sorted { $0.key < $1.key }
      guard let first = days.first, let last = days.last else { continue }
      let repeats = days.dropFirst()
      names.append(name)
      histories.append(
        BuyingHistory(
          repeats: Double(repeats.count), recency: (last.key - first.key) / 7,
          age: max((end - first.key) / 7, 1e-6)))
      spends.append(repeats.reduce(0) { $0 + $1.value } / Double(max(1, repeats.count)))
    }
  }
}
