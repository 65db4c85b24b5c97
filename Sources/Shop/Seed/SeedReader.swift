import Diagnostics
import Formats

/// Gathers a shop from its files, record by record, and checks that what names another record finds it.
struct SeedReader {
  let context: RecordReader.Context
  private(set) var seed: Seed
  /// Files that are no JSON at all: nothing can be skipped there.
  private(set) var broken: [Fault] = []

  var categories: [ProductCategory] = []
  var products: [Product] = []
  var optionNames: [Assortment.OptionName] = []
  /// What customers will miss, where that is asked for.
  var advice: AssortmentAdvice?
  /// The file that the products came from.
  private var productsFile: String?
  /// Where each unique key was seen first, to name both places of a double.
  private var seen: [Unique: Place] = [:]
  /// Payment methods by customer, to check orders against.
  private var methods: [String: Set<String>] = [:]
  private var orderNodes: [(order: Order, node: JSONNode)] = []

  private struct Unique: Hashable {
    let kind: String
    let key: String
  }

  init(context: RecordReader.Context, files: [SeedFile], advice: AssortmentAdvice? = nil) {
    self.context = context
    self.advice = advice
    seed = Seed(fingerprint: SeedFile.fingerprint(of: files), today: context.today)
  }

  mutating func read(_ file: SeedFile) {
    do throws(Fault) {
      switch file.kind {
      case .products:
        productsFile = file.path
        try readProducts(JSONReader.read(file.bytes, file: file.path))
      case .customers:
        try JSONReader.forEachElement(of: file.bytes, file: file.path) { customer($0) }
      case .orders: try JSONReader.forEachElement(of: file.bytes, file: file.path) { order($0) }
      case .wholeShop: try readTau2(JSONReader.read(file.bytes, file: file.path))
      }
    } catch {
      broken.append(error)
    }
  }

  mutating func finish() -> Seed {
    seed.assortment = Assortment(
      categories: categories, products: products, optionNames: optionNames)
    seed.advice =
      advice?.faults(labelled: Set(optionNames.map(\.key)), file: productsFile) ?? []
    for (order, node) in orderNodes { check(order, node) }
    orderNodes = []
    seed.skipped.sort { ($0.file ?? "", $0.place ?? .start) < ($1.file ?? "", $1.place ?? .start) }
    return seed
  }

  mutating func skip(_ faults: [Fault]) { seed.skipped += faults }

  /// Whether a key is new; a second one is a fault that names the first.
  mutating func claim(_ kind: String, _ key: String, _ node: JSONNode) -> Bool {
    let first = seen.updateValue(node.place, forKey: Unique(kind: kind, key: key))
    guard let first else { return true }
    seen[Unique(kind: kind, key: key)] = first
    skip([node.fault("the \(kind) \"\(key)\" is here twice; the first is on line \(first.line)")])
    return false
  }

  mutating func add(_ customer: Customer, _ node: JSONNode) {
    guard claim("customer", customer.id, node) else { return }
    methods[customer.id] = Set(customer.paymentMethods.map(\.id))
    seed.customers.append(customer)
  }

  mutating func add(_ order: Order, _ node: JSONNode) {
    guard claim("order", OrderNumber.key(order.number), node) else { return }
    orderNodes.append((order, JSONNode.marker(of: node)))
  }

  private mutating func check(_ order: Order, _ node: JSONNode) {
    var faults: [Fault] = []
    func names(_ what: String) -> String { "order \"\(order.number)\" names \(what)" }
    if let methods = methods[order.customer] {
      for method in Set([order.paymentMethod] + order.payments.map(\.method)).sorted()
      where !methods.contains(method) {
        faults.append(
          node.fault(names("the payment method \"\(method)\", which its customer does not have")))
      }
    } else {
      faults.append(node.fault(names("the customer \"\(order.customer)\", who is not in the shop")))
    }
    for item in order.items where seed.assortment.product(sku: item.sku)?.id != item.product {
      faults.append(
        node.fault(names("\"\(item.sku)\" of \"\(item.product)\", which the shop does not sell")))
    }
    if let placed = order.placed {
      for day in [order.shipped, order.due, order.delivered].compactMap(\.self) where day < placed {
        faults.append(node.fault(names("the day \(day), before it was placed on \(placed)")))
      }
    }
    if faults.isEmpty { seed.orders.append(order) } else { skip(faults) }
  }
}

extension Place {
  static let start = Place(line: 1, column: 1)
}
