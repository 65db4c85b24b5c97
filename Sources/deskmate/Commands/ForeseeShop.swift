import Formats
import ArgumentParser
import Diagnostics
import Dialogue
import Foresight
import FoundationEssentials
import Quantities
import Shop
import Text
import Workspace

/// What every `foresee` command that looks at the shop asks for.
struct ForeseeShopOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @OptionGroup var speech: SpokenLanguage
  @Option(help: "The seed of all that is left to chance.") var seed: UInt64 = 1
  @Flag(help: "JSON.") var json = false

  /// The language of what is printed.
  var language: SpokenLanguage.Speech { speech.language }

  /// The text in the language of the output.
  func say(_ english: String, _ chinese: String) -> String { speech.say(english, chinese) }
}

/// The shop as foresight sees it: from its database, or from the workspace's files where there is none.
struct ForeseeShop {
  let options: ForeseeShopOptions
  let history: ShopHistory
  let settings: ForeseeSettings
  private let assortment: Assortment
  private let orders: [String: Order]
  private let customers: [String: Customer]
  private let contacts: ContactModel?

  init(_ options: ForeseeShopOptions) throws {
    self.options = options
    let folder = try options.workspace.folder()
    let records = try ShopRecords(options)
    assortment = records.assortment
    let (orders, customers, loaded) = (records.orders, records.customers, records.loaded)
    let today = Program.today
    self.orders = Dictionary(orders.map { ($0.number, $0) }) { first, _ in first }
    self.customers = Dictionary(customers.map { ($0.id, $0) }) { first, _ in first }
    settings = try ForeseeSettings.read(folder)
    // What came beside the shop's own files belongs to the workspace's shop alone.
    let isOwn = options.shop.named == nil
    let openings = folder.path("knowledge-base/shop/openings.json")
    contacts =
      isOwn && Files.exists(openings)
      ? try ContactModel.read(Files.bytes(openings), file: openings) : nil
    var history = ShopHistory(today: today.number)
    history.orders = orders.compactMap(Self.order)
    for product in assortment.products {
      history.stock[product.id] = product.stock
      history.categories[product.id] = product.category
    }
    for customer in customers { history.languages[customer.id] = customer.language?.rawValue }
    for order in orders where order.status != .cancelled {
      guard let placed = order.placed else { continue }
      for item in order.items {
        history.purchases.append(
          .init(
            customer: order.customer, product: item.product, day: placed.number,
            quantity: Double(item.quantity),
            amount: Double(item.price.hundredths * item.quantity) / 100))
      }
    }
    if isOwn {
      try Self.addFiles(folder, loaded, records.forgotten(folder), assortment, &history)
    }
    self.history = history
  }

  private static func order(_ order: Order) -> ShopHistory.Order? {
    guard let placed = order.placed else { return nil }
    var found = ShopHistory.Order(
      number: order.number, customer: order.customer, status: order.status.rawValue,
      country: order.address.country, placed: placed.number,
      worth: Double(order.subtotal.hundredths) / 100)
    found.carrier = order.carrier
    found.shipped = order.shipped?.number
    found.due = order.due?.number
    found.delivered = order.delivered?.number
    if let back = order.returns.last {
      found.returnOpened = back.opened?.number
      found.returnReason = back.reason
      let worth = back.items.reduce(0) { sum, line in
        sum + (order.item(line.line)?.price.hundredths ?? 0) * line.quantity
      }
      found.returnedShare = Double(worth) / Double(max(1, order.subtotal.hundredths))
    }
    found.refundPromised = order.refunds.last { $0.status != .paid }?.opened?.number
    return found
  }

  /// Purchases before the shop's own orders, and why customers wrote: files whose days count back from the
  /// day the shop was loaded.
  private static func addFiles(
    _ folder: WorkspaceFolder, _ loaded: Day, _ forgotten: Set<String>, _ assortment: Assortment,
    _ history: inout ShopHistory
  ) throws {
    let purchases = folder.path("knowledge-base/shop/interactions.csv")
    if Files.exists(purchases) {
      let table = try TableReader.read(
        Files.bytes(purchases), file: purchases, words: ["customer", "product", "timestamp"]
      ).table
      // The file repeats what customers of the database bought until it was loaded; the longer record
      // stands, with what was bought since.
      history.purchases.removeAll { $0.day <= loaded.number }
      for row in 0..<table.rowCount {
        guard !forgotten.contains(table.column("customer")?.text(row) ?? ""),
          let product = table.column("product")?.text(row),
          let day = day(table.column("timestamp")?.text(row) ?? "", loaded),
          day <= loaded.number
        else { continue }
        let quantity = Double(table.column("quantity")?.text(row) ?? "") ?? 1
        let price = Double(assortment.product(product)?.price.hundredths ?? 0) / 100
        history.purchases.append(
          .init(
            customer: table.column("customer")?.text(row) ?? "", product: product, day: day,
            quantity: quantity, amount: price * quantity))
      }
    }
    let contacts = folder.path("knowledge-base/shop/contacts.csv")
    guard Files.exists(contacts) else { return }
    let table = try TableReader.read(
      Files.bytes(contacts), file: contacts, words: ["customer", "order", "day", "intent"]
    ).table
    for row in 0..<table.rowCount {
      guard let order = table.column("order")?.text(row),
        let day = day(table.column("day")?.text(row) ?? "", loaded)
      else { continue }
      history.contacts.append(
        .init(order: order, day: day, intent: table.column("intent")?.text(row) ?? ""))
    }
  }

  private static func day(_ text: String, _ loaded: Day) -> Int? {
    if text.hasSuffix("d"), let count = Int(text.dropLast()) { return loaded.number + count }
    return Day(iso: text)?.number
  }
}

extension ForeseeShop {
  /// A product's name in the language of the output.
  func productName(_ id: String) -> String {
    assortment.product(id)?.name[options.language == .zh ? .chinese : .english] ?? id
  }

  /// A product's name in a customer's language.
  func productName(_ id: String, in language: Language) -> String {
    assortment.product(id)?.name[language] ?? id
  }

  /// A category's name in the language of the output.
  func categoryName(_ id: String) -> String {
    assortment.categories.first { $0.id == id }?.name[
      options.language == .zh ? .chinese : .english] ?? id
  }

  /// A customer the shop has an address of.
  func customer(_ id: String) -> Customer? { customers[id] }

  /// Where the shop lies.
  var path: String { get throws { try options.shop.path(for: options.workspace.folder()) } }

  /// An amount in the shop's currency.
  func money(_ amount: Double) -> String {
    guard amount.isFinite, abs(amount) < 1e12 else { return "–" }
    let currency = assortment.products.first?.price.currency ?? ""
    return Money(hundredths: Int((amount * 100).rounded()), currency: currency).display
  }

  /// A customer's name, or the id.
  func customerName(_ id: String) -> String { customers[id].map { $0.name.visible() } ?? id }

  /// Whether the shop knows a customer.
  func knows(_ customer: String) -> Bool { customers[customer] != nil }

  /// An order of the shop. Throws a `Fault` where there is none.
  func order(_ number: String) throws(Fault) -> ShopHistory.Order {
    let plain = number.hasPrefix("#") ? String(number.dropFirst()) : number
    guard let order = history.orders.first(where: { $0.number == plain }) else {
      throw Fault(file: nil, "there is no order \"\(number.visible())\" in this shop")
    }
    return order
  }

  /// Why the customer of an order would write, by the workspace's contact model.
  func intent(_ number: String) -> (intent: String, probability: Double)? {
    guard let order = orders[number],
      let guess = contacts?.guess(OrderMoment(order, on: Day(number: history.today)))
    else { return nil }
    return (guess.intent, guess.probability)
  }

  /// What to write first, in the customer's language.
  func draft(_ order: ShopHistory.Order, delivery: DeliveryForecast.Expected?) -> String {
    let isLate = order.delivered == nil && (order.due ?? Int.max) < history.today
    let intent = intent(order.number)?.intent ?? "other"
    let name =
      isLate && intent != "track_refund"
      ? "late" : settings.drafts[intent] == nil ? "other" : intent
    var text =
      settings.drafts[name]?[customers[order.customer]?.language == .chinese ? .chinese : .english]
      ?? ""
    let words = [
      "{number}": order.number, "{day}": delivery.map { Day(number: $0.day).iso } ?? "–",
      "{latest}": delivery.map { Day(number: $0.latest).iso } ?? "–",
    ]
    for (place, word) in words { text = text.replacing(place, with: word) }
    return text
  }
}

/// `knowledge-base/shop/foresight.json`: thresholds, how groups are served, and what to write first.
struct ForeseeSettings {
  var leadWeeks = 2
  var coverWeeks = 6
  var writingThreshold = 0.05
  var riskThreshold = 0.98
  var riskDays = 30
  var campaigns: [CampaignSettings] = []
  /// How much ε all releases for others may cost together, and the most of a customer's spend that counts.
  var privacyLimit = PrivacyBudget(millionths: 10_000_000)
  var privacySpend = 500
  var served: [(from: Double, text: LocalizedText)] = []
  var drafts: [String: LocalizedText] = [:]

  static func read(_ folder: WorkspaceFolder) throws(Fault) -> ForeseeSettings {
    let name = folder.path("knowledge-base/shop/foresight.json")
    var settings = ForeseeSettings()
    guard Files.exists(name) else { return settings }
    let root = try JSONReader.read(Files.bytes(name), file: "knowledge-base/shop/foresight.json")
    try root.rejectUnknownKeys([
      "lead_weeks", "cover_weeks", "writing_threshold", "risk_threshold", "risk_days", "served",
      "drafts", "campaigns", "margin", "left_out", "quiet_days", "assumed_odds", "privacy_limit",
      "privacy_spend",
    ])
    func share(_ key: String, _ old: Double) throws(Fault) -> Double {
      guard let node = root[key] else { return old }
      let value = try node.number(key)
      guard (0...1).contains(value) else { throw node.fault("\"\(key)\" must be from 0 to 1") }
      return value
    }
    func count(_ key: String, _ old: Int) throws(Fault) -> Int {
      guard let node = root[key] else { return old }
      let value = try node.integer(key)
      guard (1...365).contains(value) else { throw node.fault("\"\(key)\" must be 1 to 365") }
      return value
    }
    settings.leadWeeks = try count("lead_weeks", settings.leadWeeks)
    settings.coverWeeks = try count("cover_weeks", settings.coverWeeks)
    settings.riskDays = try count("risk_days", settings.riskDays)
    settings.writingThreshold = try share("writing_threshold", settings.writingThreshold)
    settings.riskThreshold = try share("risk_threshold", settings.riskThreshold)
    settings.campaigns = try CampaignSettings.read(root)
    if let node = root["privacy_limit"] {
      guard let limit = PrivacyBudget(try node.string("privacy_limit")) else {
        throw node.fault("\"privacy_limit\" must be a positive decimal in quotes, such as \"10\"")
      }
      settings.privacyLimit = limit
    }
    if let node = root["privacy_spend"] {
      settings.privacySpend = try node.integer("privacy_spend")
      guard (1...1_000_000).contains(settings.privacySpend) else {
        throw node.fault("\"privacy_spend\" must be from 1 to 1000000")
      }
    }
    for node in try root["served"]?.array("served") ?? [] {
      settings.served.append((try node.required("from").number("from"), try text(node)))
    }
    for member in try root["drafts"]?.object("drafts") ?? [] {
      settings.drafts[member.key] = try text(member.value)
    }
    return settings
  }

  private static func text(_ node: JSONNode) throws(Fault) -> LocalizedText {
    LocalizedText(
      english: try node.required("en").string("en"), chinese: try node.required("zh").string("zh"))
  }

  /// How a group with a share of those who buy again is served.
  func served(_ share: Double) -> LocalizedText? {
    served.first { share >= $0.from }?.text
  }
}
