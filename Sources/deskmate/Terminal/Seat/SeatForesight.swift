import Diagnostics
import Foresight
import Quantities
import Shop
import Synchronization
import Text

/// What is foreseen of the customer who writes, for the agent's eyes alone: learned from the shop in the
/// background when a seat is opened.
final class SeatForesight: Sendable {
  /// What was learned.
  struct Learned: Sendable {
    var shop: ForeseeShop
    let outlook: DeskOutlook
    /// What became of flags, the first first.
    var notes: [FlagNote]
  }

  private enum State: Sendable {
    case unknown
    /// The shop cannot be looked at.
    case closed
    case learned(Learned)
  }

  private let source: ForeseeSource
  private let store: any ShopStore
  private let state: Mutex<State> = Mutex(.unknown)
  /// Whether the shop is so small that nobody notices waiting for what is learned of it.
  private let isSmall: Bool

  /// Up to so many orders are learned from within a fraction of a second.
  private static let few = 5_000

  init(_ source: ForeseeSource, store: any ShopStore) {
    self.source = source
    self.store = store
    isSmall = ((try? store.counts())?.orders ?? .max) <= Self.few
  }

  /// Learns in the background.
  func prepare() {
    Task.detached(priority: .utility) { [self] in
      state.withLock { learn(&$0) }
    }
  }

  /// What was learned, spoken of in a language; `nil` while a large shop is learned from, and where the shop
  /// cannot be looked at.
  func learned(in language: Language) -> Learned? {
    let found: Learned?? =
      isSmall
      ? state.withLock { state in
        learn(&state)
        return Self.learned(state)
      } : state.withLockIfAvailable { Self.learned($0) }
    guard var learned = found ?? nil else { return nil }
    learned.shop.options.language = language == .chinese ? .zh : .en
    return learned
  }

  private static func learned(_ state: State) -> Learned? {
    if case .learned(let learned) = state { learned } else { nil }
  }

  private func learn(_ state: inout State) {
    guard case .unknown = state else { return }
    state = .closed
    guard var shop = try? ForeseeShop(source), let notes = try? store.flagNotes() else { return }
    let outlook = DeskOutlook(
      shop.history, threshold: shop.settings.riskThreshold, days: shop.settings.riskDays)
    shop.forgetRecords()
    state = .learned(Learned(shop: shop, outlook: outlook, notes: notes))
  }

  /// Writes into the log of actions what became of a flag; that it was shown only once.
  func note(_ flag: RiskFlags.Flag, _ answer: FlagNote.Answer, on day: Day) throws(Fault) {
    let note = FlagNote(
      order: flag.order.number, isReturn: flag.isReturn, answer: answer, day: day)
    let isNew = state.withLock { state in
      guard case .learned(var learned) = state else { return false }
      let isKnown = learned.notes.contains { old in
        old.order == note.order && old.isReturn == note.isReturn && answer == .shown
      }
      if isKnown { return false }
      learned.notes.append(note)
      learned.shop.note(learned.notes)
      state = .learned(learned)
      return true
    }
    if isNew { try store.log(note) }
  }
}

extension SeatForesight.Learned {
  /// The open flags of a customer, of one order where it is known; those that were found fine are left out.
  func flags(of customer: String, order: String?) -> [RiskFlags.Flag] {
    let open = (outlook.flags[customer] ?? []).filter { shop.answer(to: $0) != .fine }
    let own = open.filter { $0.order.number == order }
    return own.isEmpty ? open : own
  }

  /// The orders that will probably come late, of one where it is known, with what is expected of each.
  func late(
    among orders: [Order], order: String?
  ) -> [(order: ShopHistory.Order, expected: DeliveryForecast.Expected)] {
    orders.filter { order == nil || $0.number == order }.compactMap { order in
      ForeseeShop.order(order).flatMap { known in
        outlook.late(known).map { (known, $0) }
      }
    }
  }

  /// What to offer a customer, the likeliest first; only what is in stock.
  func offers(to customer: String, limit: Int) -> [NextOffers.Offer] {
    outlook.offers(to: customer, limit: limit) { (shop.history.stock[$0] ?? 0) > 0 }
  }

  /// What to write of a late order, in a language.
  func draft(
    _ order: ShopHistory.Order, _ expected: DeliveryForecast.Expected, in language: Language
  ) -> String {
    let isOverdue = (order.due ?? .max) < shop.history.today
    return shop.draft(
      named: isOverdue || shop.settings.drafts["delayed"] == nil ? "late" : "delayed", order,
      delivery: expected, in: language)
  }
}
