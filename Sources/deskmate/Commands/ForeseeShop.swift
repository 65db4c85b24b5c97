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

  /// Which shop is looked at.
  var source: ForeseeSource {
    ForeseeSource(workspace: workspace, shop: shop, language: language, seed: seed)
  }
}

/// Which shop is looked at, and the language in which it is spoken of.
struct ForeseeSource: Sendable {
  let workspace: WorkspaceOptions
  let shop: ShopOptions
  var language: SpokenLanguage.Speech
  /// The seed of all that is left to chance.
  var seed: UInt64 = 1

  /// The text in the language of the output.
  func say(_ english: String, _ chinese: String) -> String {
    language == .zh ? chinese : english
  }
}

/// The shop as foresight sees it: from its database, or from the workspace's files where there is none.
struct ForeseeShop: Sendable {
  var options: ForeseeSource
  private(set) var history: ShopHistory
  let settings: ForeseeSettings
  private let assortment: Assortment
  private var orders: [String: Order]
  private let customers: [String: Customer]
  private let contacts: ContactModel?
  /// What agents found of flags.
  private var answers: [Bool: [String: FlagNote.Answer]] = [:]

  init(_ options: ForeseeShopOptions) throws { try self.init(options.source) }

  init(_ options: ForeseeSource) throws {
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
    note(records.flagNotes)
  }

  /// An order as foresight sees it; `nil` where nobody knows when it was placed.
  static func order(_ order: Order) -> ShopHistory.Order? {
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
  /// Lets go of orders and purchases, once all was learned from them: of a large shop they fill memory.
  mutating func forgetRecords() {
    orders = [:]
    history.orders = []
    history.purchases = []
    history.contacts = []
  }
}

// Flags, and what became of them.
extension ForeseeShop {
  /// Takes over what agents found of flags.
  mutating func note(_ notes: [FlagNote]) {
    for isReturn in [false, true] { answers[isReturn] = notes.answers(isReturn: isReturn) }
  }

  /// What an agent found of a flag; `nil` before anybody said.
  func answer(to flag: RiskFlags.Flag) -> FlagNote.Answer? {
    answers[flag.isReturn]?[flag.order.number]
  }

  /// How many flags on orders, or on returns, were answered, and how many of those were worth watching;
  /// `nil` before any was.
  func precision(isReturn: Bool) -> (watched: Int, answered: Int)? {
    guard let answered = answers[isReturn], !answered.isEmpty else { return nil }
    return (answered.count { $0.value == .watch }, answered.count)
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

  /// How long a day lies back, in the language of the output: `1 day`, `12 days`, from two months on `3 months`.
  func age(since day: Int) -> String {
    let days = max(1, history.today - day)
    if days >= 60 { return options.say("\(days / 30) months", "\(days / 30) 个月") }
    return self.days(days)
  }

  /// So many days in the language of the output: `1 day`, `12 天`.
  func days(_ count: Int) -> String {
    options.say(count == 1 ? "1 day" : "\(count) days", "\(count) 天")
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
    return draft(
      named: name, order, delivery: delivery,
      in: customers[order.customer]?.language ?? .english)
  }

  /// A draft of the settings, filled with what is expected of an order.
  func draft(
    named name: String, _ order: ShopHistory.Order, delivery: DeliveryForecast.Expected?,
    in language: Language
  ) -> String {
    var text = settings.drafts[name]?[language] ?? ""
    let today = Day(number: history.today)
    func date(_ day: Int?) -> String {
      day.map { Day(number: $0).spoken(in: language, today: today) } ?? "–"
    }
    let words = [
      "{number}": order.number, "{day}": date(delivery?.day), "{latest}": date(delivery?.latest),
    ]
    for (place, word) in words { text = text.replacing(place, with: word) }
    return text
  }
}
