import Shop

/// Something the customer came to have done, named as its intent.
enum Task: String, Hashable, Sendable, CaseIterable {
  case trackOrder = "track_order"
  case orderHistory = "order_history"
  case trackRefund = "track_refund"
  case getRefund = "get_refund"
  case cancelOrder = "cancel_order"
  case changeOrder = "change_order"
  case changeAddress = "change_shipping_address"
  case setDefaultAddress = "set_up_shipping_address"
  case changePayment = "change_payment_method"
  case returnItem = "return_item"
  case exchangeItem = "exchange_item"
  case reportDamaged = "report_damaged_item"
  case reportMissing = "report_missing_item"
  case reportWrong = "report_wrong_item"
  case getInvoice = "get_invoice"
  case warranty
  case complaint
}

extension Task {
  /// Whether it is about one order.
  var needsOrder: Bool {
    switch self {
    case .orderHistory, .setDefaultAddress, .complaint: false
    default: true
    }
  }

  /// Whether it only looks, and changes nothing.
  var isLookUp: Bool { self == .trackOrder || self == .trackRefund }

  /// Whether it can only be done once the goods are there.
  var followsDelivery: Bool {
    [
      .returnItem, .getRefund, .exchangeItem, .reportDamaged, .reportMissing, .reportWrong,
      .warranty,
    ].contains(self)
  }

  /// Whether an order in a state is there for this very task: then it is told how far that is.
  func isUnderWay(at status: OrderStatus) -> Bool {
    switch self {
    case .returnItem, .getRefund: status == .returnRequested || status == .returned
    default: false
    }
  }

  /// What it reports of a parcel; `nil` for all that is no report.
  var problem: Request.Problem? {
    switch self {
    case .reportDamaged: .damaged
    case .reportMissing: .missing
    case .reportWrong: .wrong
    default: nil
    }
  }

  /// Whether a new address belongs to it.
  var takesAddress: Bool { self == .changeAddress || self == .setDefaultAddress }

  /// Whether it may ask where money comes from or goes.
  var takesMoney: Bool {
    [.returnItem, .getRefund, .exchangeItem, .changeOrder, .changePayment].contains(self)
  }

  /// Whether it is about some of the order's items.
  var needsItems: Bool {
    switch self {
    case .returnItem, .getRefund, .exchangeItem, .changeOrder, .reportDamaged, .reportMissing,
      .reportWrong, .warranty:
      true
    default: false
    }
  }

  /// Whether an article answers the mere question; then only a request or an order number opens it.
  var hasArticle: Bool {
    switch self {
    case .trackOrder, .orderHistory, .trackRefund, .complaint: false
    default: true
    }
  }
}

extension Task {
  /// Whether one wants what the other wants in other words.
  func isSame(as other: Task) -> Bool {
    self == other || [self, other].allSatisfy { [.returnItem, .getRefund].contains($0) }
  }

  /// Whether one takes the place of the other, for the same goods: an exchange instead of a return.
  func isAlternative(to other: Task) -> Bool {
    let ways: [Task] = [
      .returnItem, .getRefund, .exchangeItem, .reportDamaged, .reportWrong, .reportMissing,
      .warranty,
    ]
    return ways.contains(self) && ways.contains(other)
      || [self, other].allSatisfy { [.cancelOrder, .changeOrder].contains($0) }
  }
}

/// A task being done: what is known of it, and what is asked for next.
struct Flow: Hashable, Sendable {
  /// What the desk waits for, as `"awaiting"` says it.
  enum Slot: String, Hashable, Sendable {
    case orderNumber = "order_number"
    case identity
    case order
    case items
    case reason
    case variant
    case refundTo = "refund_to"
    case paymentMethod = "payment_method"
    case address
    case description
    case confirmation
  }

  /// What is done.
  var task: Task
  /// The order's number.
  var order: String?
  /// The lines of the order it is about, with how many of each.
  var lines: [Line] = []
  /// Products named before the order was known.
  var products: [String] = []
  /// How many of the item, when said.
  var quantity: Int?
  /// Why.
  var reason: String?
  /// The variant wanted instead, by line.
  var variants: [Int: String] = [:]
  /// Options named before the lines were known, such as `blue`.
  var options: [String] = []
  /// Where money goes to or comes from.
  var method: String?
  /// The new address, as written.
  var address: String?
  /// What was read of the new address so far.
  var addressParts = AddressParts()
  /// The new address, as read.
  var parsedAddress: Address?
  /// What will happen at a yes.
  var plan: Plan?
  /// What happened, in the customer's words.
  var description: String?
  /// Set when something was named since the plan was shown that did not change it: a yes is asked anew.
  var isUnsettled = false
  /// What is asked for next.
  var awaiting: Slot?
  /// How often in a row that was asked for in vain.
  var asked = 0
  /// Set when an article was given and doing it merely offered; any other line lets it go.
  var isOffered = false

  /// A number that was named and is no order of the customer's: no other takes its place unless it is named.
  var deniedOrder: String?
  /// Lines of the order that the customer said are not meant.
  var rejected: Set<Int> = []
  /// What was said of it before the order was known: it may name the items.
  var told: [String] = []
  /// The order it is not about: "and my other order?"
  var otherThan: String?
  /// Set when it was asked how many.
  var asksQuantity = false
  /// Set when things are to be added to an order or taken out of it.
  var wantsMore = false
  /// What was said of paying before it was asked for.
  var money: String?
  /// Set when what was named can't be had and only the rest of the order is left to name.
  var isRefused = false
  /// How often an answer was understood and could not be accepted.
  var objections = 0

  /// Whether more is known than which order it is about.
  var isUnderWay: Bool {
    awaiting != .orderNumber && awaiting != .order && awaiting != .identity && !isOffered
  }

  /// Whether more was settled in it than in an earlier state.
  func isAhead(of earlier: Flow) -> Bool {
    order != earlier.order || lines != earlier.lines || variants != earlier.variants
      || method != earlier.method || reason != earlier.reason || plan != earlier.plan
      || parsedAddress != earlier.parsedAddress || description != earlier.description
      || objections != earlier.objections || addressParts != earlier.addressParts
  }

  /// A line of the order and how many of it.
  struct Line: Hashable, Sendable {
    var line: Int
    var quantity: Int
  }

  init(_ task: Task) { self.task = task }
}
