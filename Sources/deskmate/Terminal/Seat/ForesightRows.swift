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
  /// The open flags.
  let flags: [RiskFlags.Flag]
  /// The orders that will probably come late.
  let late: [(order: ShopHistory.Order, expected: DeliveryForecast.Expected)]

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
    flags = learned.flags(of: customer, order: order)
    late = learned.late(
      among: (try? chat.desk.shop?.orders(of: customer)) ?? [], order: order)
  }

  private var words: SeatWords { chat.words }
  private var risk: RiskWords { RiskWords(learned.shop) }

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
    Row(
      label: .offer,
      text: words(
        .offerRow,
        [
          "product": learned.shop.productName(offer.product),
          "because": learned.shop.productName(offer.because),
          "ago": learned.shop.age(since: offer.since),
          "chance": Percents.text(offer.chance), "days": "\(NextOffers.horizon)",
          "bought": "\(offer.bought)", "asked": "\(offer.asked)",
        ]))
  }

  private func basis(_ expected: DeliveryForecast.Expected) -> Row {
    basis(.lateBasis, learned.outlook.delivery.backtest) { figures in
      [
        "count": "\(expected.orders)", "error": GroupWords.number(figures["mae_days"] ?? .nan),
        "cover": Percents.text(figures["cover90"] ?? 0),
      ]
    }
  }

  private func basis(_ offer: NextOffers.Offer) -> Row {
    basis(.offerBasis, learned.outlook.offers.backtest) { figures in
      [
        "hits": Percents.text(figures["hit3"] ?? 0),
        "usual": Percents.text(figures["hit3_most_bought"] ?? 0),
      ]
    }
  }

  /// On what something rests: words filled from the figures of its backtest.
  private func basis(
    _ phrase: SeatPhrase, _ test: Backtest, _ values: ([String: Double]) -> [String: String]
  ) -> Row {
    let figures = Dictionary(test.figures.map { ($0.name, $0.value) }) { first, _ in first }
    return Row(label: nil, text: words(phrase, values(figures)))
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
