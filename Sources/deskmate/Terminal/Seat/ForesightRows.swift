import Dialogue
import Foresight
import Quantities
import Shop
import Text

/// What is foreseen of the customer on the table, as rows with their labels.
@MainActor
struct ForesightRows {
  /// A row.
  struct Row {
    /// `nil` where it goes on with the row before.
    let label: SeatPhrase?
    let text: String
    /// Whether the agent should look before answering.
    var isAlert = false
  }

  let chat: ChatSession
  private let learned: SeatForesight.Learned
  private let customer: Customer.ID
  private let order: String?

  /// What is foreseen; `nil` where nobody is known, or nothing was learned.
  init?(_ chat: ChatSession, believing other: Conversation? = nil) {
    let believed = other ?? chat.believed
    guard let customer = believed.customer ?? chat.conversation.customer,
      let learned = chat.foresight?.learned(in: chat.words.language)
    else { return nil }
    self.chat = chat
    self.learned = learned
    self.customer = customer
    order = believed.orderNumber
  }

  private var words: SeatWords { chat.words }
  private var risk: RiskWords { RiskWords(learned.shop) }

  /// The open flags.
  var flags: [RiskFlags.Flag] { learned.flags(of: customer, order: order) }

  /// The orders that will probably come late.
  var late: [(order: ShopHistory.Order, expected: DeliveryForecast.Expected)] {
    let orders = (try? chat.desk.shop?.orders(of: customer)) ?? []
    return learned.late(among: orders, order: order)
  }

  /// What stands beside a line: what to look at, else, where nothing was said yet, what to offer.
  func beside(isCalm: Bool) -> [Row] {
    var rows = besideFlags.map(row)
    rows += late.prefix(2).map { row($0.order, $0.expected) }
    if rows.isEmpty, isCalm, chat.turns.isEmpty {
      rows += learned.offers(to: customer, limit: 1).map(row)
    }
    return rows
  }

  /// The flags that stand beside a line.
  var besideFlags: ArraySlice<RiskFlags.Flag> { flags.prefix(2) }

  /// All that is known of the customer.
  var all: [Row] {
    flags.map(row) + late.map { row($0.order, $0.expected) }
      + learned.offers(to: customer, limit: 3).map(row)
  }

  /// Why: what weighs how much, and how often such a thing was right.
  var reasons: [Row] {
    flags.flatMap { flag in
      [row(flag)]
        + zip(flag.reasons, flag.weights).map { reason, weight in
          Row(label: nil, text: "\(signed(weight)) \(risk.reason(reason))")
        }
    } + late.flatMap { order, expected in [row(order, expected), basis(expected)] }
      + learned.offers(to: customer, limit: 1).flatMap { [row($0), basis($0)] }
  }

  private func row(_ flag: RiskFlags.Flag) -> Row {
    let answered = learned.shop.precision(isReturn: flag.isReturn)
    let precision =
      answered.map { risk.precision($0, flag) } ?? words(.flagUnanswered)
    let isWatched = learned.shop.answer(to: flag) == .watch
    return Row(
      label: .flag,
      text: words(
        isWatched ? .flagWatchedRow : .flagRow,
        [
          "what": risk.what(flag), "reasons": risk.reasons(flag), "rarity": risk.rarity(flag),
          "precision": precision,
        ]), isAlert: true)
  }

  private func row(
    _ order: ShopHistory.Order, _ expected: DeliveryForecast.Expected
  ) -> Row {
    let isOverdue = (order.due ?? .max) < learned.shop.history.today
    let values = [
      "order": order.number, "due": date(order.due), "day": date(expected.day),
      "latest": date(expected.latest), "chance": Percents.text(expected.late ?? 0),
      "count": "\(expected.orders)",
    ]
    let text =
      expected.orders < 10
      ? words(.lateUnknown, values) : words(isOverdue ? .lateOverdue : .lateLikely, values)
    return Row(label: .late, text: text, isAlert: true)
  }

  private func row(_ offer: NextOffers.Offer) -> Row {
    let days = max(1, learned.shop.history.today - offer.since)
    return Row(
      label: .offer,
      text: words(
        days < RiskWords.daysInMonths ? .offerRowDays : .offerRow,
        [
          "product": learned.shop.productName(offer.product),
          "because": learned.shop.productName(offer.because), "ago": "\(days)",
          "months": "\(days / 30)",
          "chance": Percents.text(offer.chance), "days": "\(NextOffers.horizon)",
          "bought": "\(offer.bought)", "asked": "\(offer.asked)",
        ]))
  }

  private func basis(_ expected: DeliveryForecast.Expected) -> Row {
    let figures = figures(learned.outlook.delivery.backtest)
    return Row(
      label: nil,
      text: words(
        .lateBasis,
        [
          "count": "\(expected.orders)", "error": GroupWords.number(figures["mae_days"] ?? .nan),
          "cover": Percents.text(figures["cover90"] ?? 0),
        ]))
  }

  private func basis(_ offer: NextOffers.Offer) -> Row {
    let figures = figures(learned.outlook.offers.backtest)
    return Row(
      label: nil,
      text: words(
        .offerBasis,
        [
          "hits": Percents.text(figures["hit3"] ?? 0),
          "usual": Percents.text(figures["hit3_most_bought"] ?? 0),
        ]))
  }

  private func figures(_ test: Backtest) -> [String: Double] {
    Dictionary(test.figures.map { ($0.name, $0.value) }) { first, _ in first }
  }

  private func date(_ day: Int?) -> String {
    day.map { Day(number: $0).spoken(in: words.language, today: chat.today) } ?? "–"
  }

  /// What could be written of the late order that is spoken of, in the customer's language.
  func draft(in language: Language) -> String? {
    guard let order, let late = late.first, late.order.number == order, late.expected.orders >= 10
    else { return nil }
    return learned.draft(late.order, late.expected, in: language)
  }
}
