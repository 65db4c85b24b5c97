import Quantities
import Shop
import Shopping
public import Text

/// One customer's conversation: a value, so that a transcript replays to the same bytes.
public struct Conversation: Hashable, Sendable {
  /// How many turns there were.
  public internal(set) var turn = 0
  /// The language the customer speaks now.
  public internal(set) var language: Language
  /// The id of the customer, once they have shown who they are.
  public internal(set) var customer: String?
  /// Set when a person has taken over.
  public internal(set) var handover: Handover?

  /// The language of replies where it does not follow the customer.
  var preferredLanguage: Language?
  /// What the customer said of who they are, as yet unproven.
  var clues = IdentityClues()
  /// What the customer wrote that may be a name, the latest first.
  var nameCandidates: [String] = []
  /// What was said of it last and fitted nobody: a corrected number takes the place of one of its parts.
  var refused: IdentityClues?
  /// The line before, as long as nobody knows whose conversation it is: it may say what they came for.
  var lineBefore: String?
  /// How often that was wrong.
  var wrongTries = 0
  /// What a person at the desk said before, where the desk goes on with their talk.
  var colleague = ColleagueLine()
  /// What is being done.
  var flow: Flow?
  /// What was let go last, until something else is opened.
  var dropped: Flow?
  /// The turn it was let go in.
  var droppedTurn = 0
  /// What waits until it is done; the newest last.
  var suspended: [Flow] = []
  /// What was asked for beside it and comes next, in the customer's words.
  var waiting: [String] = []
  /// Set while what waits asks the same for other orders: what was said of the first holds for them too.
  var waitsAlike = false
  /// Set when the customer said that they have no order number: it is not asked for again.
  var lacksNumber = false
  /// The orders that were answered about, the latest last.
  var spokenOrders: [String] = []
  /// What was spoken of, the most recent first.
  var topics = Topics()
  /// What was done in the shop, the latest last; no more than a line may come back to.
  var receipts: [Receipt] = []
  /// The order spoken of last, which "it" and "that order" mean.
  var order: String? {
    didSet {
      guard let order, order != oldValue else { return }
      topics.note(.order(order))
      spokenOrders = (spokenOrders.filter { $0 != order } + [order]).suffix(4).map(\.self)
    }
  }
  /// The orders listed last, which "the second one" means.
  var orders: [String] = []
  /// The item of an order that was asked about last, which "it" means for some turns.
  var item: SpokenItem?
  /// What was refused last, task and order; insisting on it is for a person.
  var refusal: String?
  /// The products named or shown last, which "it" and "the second one" mean.
  var products: [String] = []
  /// The talk of goods, for "something cheaper" and "not that one".
  var shopping = ShoppingState()
  /// Two intents that were too close, until the customer chooses.
  var choice: PendingChoice?
  /// How often each phrase and article was said.
  var said: [String: Int] = [:]
  /// Lines in a row that were not understood.
  var misunderstood = 0
  /// How the last lines felt.
  var moods: [Double] = []
  /// What was done or tried, for a colleague who takes over.
  var tried: [String] = [] {
    didSet {
      if tried.count > Self.mostTried { tried.removeFirst(tried.count - Self.mostTried / 2) }
    }
  }
  /// More than a colleague reads.
  private static let mostTried = 64
  /// What the desk waited for last.
  var lastAwaited: String?
  /// What the last reply asked or did, as it tells an act reader what a line follows.
  var question: String?
  /// The task opened last.
  var lastTask: Task?
  /// What was done last.
  var lastAction: String?
  /// What was done last in the shop, line by line, for "did that work?"
  var lastDone: String?
  /// What the customer last told of a thing that is broken or does not work, in their words.
  var trouble: String?
  /// The last reply, for "say that again".
  var lastReply: String?

  /// Creates a conversation that has not begun.
  public init(language: Language = .english) { self.language = language }

  /// The plan that was let go in one of the last turns: for so long it may be asked what would have come of it.
  var planLetGo: Plan? { turn - droppedTurn <= Self.droppedMemory ? dropped?.plan : nil }
  private static let droppedMemory = 2

  /// Whether the next line answers the question of who the customer is; such a line enters no file.
  public var awaitsIdentity: Bool { flow?.awaiting == .identity }

  /// Whether something is being done or was asked that waits for an answer.
  public var isBusy: Bool { flow.map { !$0.isOffered } ?? false || choice != nil }

  /// Whose conversation it is, as an agent who can see them says. One conversation is one customer's: for
  /// another it begins anew.
  public mutating func identify(as customer: String) {
    if let known = self.customer, known != customer {
      let preferred = preferredLanguage
      self = Conversation(language: language)
      preferredLanguage = preferred
    }
    self.customer = customer
    clues = IdentityClues()
    wrongTries = 0
  }
}

/// An item of an order that was spoken of, and when.
struct SpokenItem: Hashable, Sendable {
  let order: String
  let line: Int
  let turn: Int
  /// What was asked of it, in the customer's words.
  let question: String

  /// For so many turns "it" means it.
  static let memory = 3
}

extension Conversation {
  /// The item of an order that was asked about lately.
  func spokenItem(of order: Order) -> OrderItem? {
    guard let item, item.order == order.number, turn - item.turn <= SpokenItem.memory else {
      return nil
    }
    return order.item(item.line)
  }
}

extension Conversation {
  /// Answers in a language, whatever the customer writes in; with `nil` in the customer's again.
  public mutating func prefer(_ language: Language?) { preferredLanguage = language }
}

extension Conversation {
  /// Notes what was done in the shop.
  mutating func note(_ receipt: Receipt) {
    receipts.append(receipt)
    if receipts.count > 4 { receipts.removeFirst() }
    topics.note(.receipt)
    let hasTicket = receipt.plan.effects.contains {
      if case .ticket = $0 { true } else { false }
    }
    if hasTicket { topics.note(.ticket) }
  }
}
