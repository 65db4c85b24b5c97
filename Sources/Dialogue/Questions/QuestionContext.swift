import Entities
import Knowledge
import Quantities
import Shop
import Text

/// What a question may be about: the customer with their orders, what is planned, what was done.
struct QuestionContext {
  let desk: Desk
  let conversation: Conversation
  let line: Interpretation
  let customer: Customer?
  /// The order that is meant; `nil` where none is, or several may be.
  let order: Order?
  /// Whether the line itself names that order, by number or by what is in it.
  let isOrderNamed: Bool

  init(_ line: Interpretation, _ conversation: Conversation, _ desk: Desk) {
    self.desk = desk
    self.conversation = conversation
    self.line = line
    let customer = conversation.customer.flatMap { try? desk.shop?.customer($0) }
    self.customer = customer
    let orders = customer.flatMap { try? desk.shop?.orders(of: $0.id) } ?? []
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    let named = finder.named(in: line)
    isOrderNamed = named != nil
    order = named ?? finder.unnamed(in: line)
  }

  var language: Language { conversation.language }
  var report: OrderReport { OrderReport(desk: desk, language: language) }

  /// What waits for a yes or was just let go, unless the line names another order.
  var plan: Plan? {
    let isFree = conversation.flow?.isOffered ?? true
    guard let plan = conversation.flow?.plan ?? (isFree ? conversation.planLetGo : nil) else {
      return nil
    }
    return named == nil || plan.request.order == named ? plan : nil
  }

  /// The return or exchange of the order that was opened and has not arrived.
  var openReturn: ReturnRequest? { order?.returns.last { $0.status == .open } }

  /// What was done last, with the order that the line names where it names one.
  var receipt: Receipt? {
    guard let named else { return conversation.receipts.last }
    return conversation.receipts.last { $0.plan.request.order == named }
  }

  /// The number of the customer's order that the line names.
  private var named: String? { line.text(.orderNumber) == nil ? nil : order?.number }

  /// A phrase of the desk's, filled.
  func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }

  func date(_ day: Day) -> String { desk.date(day, in: language) }

  /// A payment method for a reader.
  func method(_ id: String) -> String {
    customer.map { report.method(id, of: $0) } ?? id
  }

  /// So many days, in words.
  func span(_ days: Int) -> String {
    say(days == 1 ? .spanDay : .spanDays, ["days": "\(days)"])
  }

  /// The days a refund to a kind of method takes, in words.
  func days(_ range: ClosedRange<Int>?) -> String {
    guard let range else { return "" }
    return range.upperBound == 0
      ? say(.spanAtOnce) : say(.spanWithin, ["days": "\(range.upperBound)"])
  }
}
