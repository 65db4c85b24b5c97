import Quantities
import Shop
import ShopSQLite
import Testing
import Text

/// The facts that a conversation tells of orders, money and parcels.
@Suite struct OrderFactsTests {
  static let rules = """
    {"returns": {"window_days": 30, "fee": "2.50", "send_back_days": 14, "check_days": 3,
                 "label": {"en": "prepaid label", "zh": "预付标签"},
                 "box": {"en": "any sturdy box", "zh": "任何结实的纸箱"}},
     "refunds": {"days": {"credit_card": [5, 7], "gift_card": [0, 0]}},
     "delivery": {
       "standard": {"days": [3, 5]}, "express": {"days": [1, 2], "price": "12.90"},
       "countries": [{"code": "US", "name": {"en": "the United States", "zh": "美国"}}],
       "international": {"days": [7, 14],
                         "countries": [{"code": "CN", "name": {"en": "China", "zh": "中国"}}]},
       "lost_after_days": 7},
     "damage": {"answer_days": 1}, "complaints": {"answer_days": 2}}
    """

  static func facts(
    _ status: String, placed: String = "-10d", more: String = "", country: String = "US",
    shipping: String = "4.90"
  ) throws -> OrderFacts {
    let text = SampleShop.order("10001", status, placed: placed, more: more)
      .replacing("\"country\": \"US\"", with: "\"country\": \"\(country)\"")
      .replacing("\"shipping\": \"4.90\"", with: "\"shipping\": \"\(shipping)\"")
    let seed = try Seed.read(
      SampleShop.files(orders: "[" + text + "]"), currency: "USD", today: today)
    return OrderFacts(
      order: try #require(seed.orders.first), customer: seed.customers.first,
      policy: try SampleShop.policy(rules), today: today)
  }

  struct Delivery: Sendable {
    let status: String
    let more: String
    var country = "US"
    var shipping = "4.90"
    /// Days from today, first and last.
    let expected: ClosedRange<Int>?
    var daysLate = 0
    var isLost = false
  }

  static let deliveries = [
    // The day that the order names counts; one that is over makes it late.
    Delivery(status: "shipped", more: #""shipped": "-4d", "due": "+1d","#, expected: 1...1),
    Delivery(
      status: "shipped", more: #""shipped": "-4d", "due": "-1d","#, expected: -1...(-1),
      daysLate: 1),
    Delivery(
      status: "shipped", more: #""shipped": "-9d", "due": "-8d","#, expected: -8...(-8),
      daysLate: 8, isLost: true),
    // Without one the policy's days are counted from the day it left, or was placed.
    Delivery(status: "shipped", more: #""shipped": "-4d","#, expected: -1...1),
    Delivery(status: "pending", more: "", expected: -7...(-5), daysLate: 5),
    Delivery(
      status: "shipped", more: #""shipped": "-4d","#, shipping: "12.90", expected: -3...(-2),
      daysLate: 2),
    Delivery(status: "shipped", more: #""shipped": "-4d","#, country: "中国", expected: 3...10),
    // What arrived is late by the day it arrived; what was cancelled is expected no more.
    Delivery(
      status: "delivered", more: #""due": "-4d", "delivered": "-2d","#, expected: -4...(-4),
      daysLate: 2),
    Delivery(status: "cancelled", more: #""due": "-4d","#, expected: nil),
  ]

  @Test("When an order comes, and whether it is late", arguments: deliveries)
  func tellsDelivery(_ kind: Delivery) throws {
    let facts = try Self.facts(
      kind.status, more: kind.more, country: kind.country, shipping: kind.shipping
    ).delivery
    #expect(facts.expected == kind.expected.map { today + $0.lowerBound...today + $0.upperBound })
    #expect(facts.daysLate == kind.daysLate)
    #expect(facts.isCountedAsLost == kind.isLost)
    #expect(facts.isLate == (kind.daysLate > 0 && facts.arrived == nil))
    #expect(facts.wasLate == (kind.daysLate > 0 && facts.arrived != nil))
    if kind.status == "shipped", kind.daysLate == 0 {
      #expect(facts.daysLeft == kind.expected?.upperBound)
    }
  }

  @Test(
    "How far a refund is, and whether it is overdue",
    arguments: [
      (#""opened": "-3d", "due": "+4d", "status": "pending""#, RefundFacts.State.onItsWay, 4, 0),
      (#""opened": "-9d", "due": "-2d", "status": "pending""#, .onItsWay, -2, 2),
      (#""opened": "-9d", "status": "pending""#, .onItsWay, -2, 2),
      (#""opened": "-9d", "due": "-2d", "status": "paid""#, .arrived, -2, 0),
      (#""opened": "-9d", "status": "waiting""#, .waitsForParcel, nil, 0),
    ] as [(String, RefundFacts.State, Int?, Int)])
  func tellsRefunds(refund: String, state: RefundFacts.State, due: Int?, overdue: Int) throws {
    let facts = try Self.facts(
      "returned", more: #""refund": {"amount": "39.90", \#(refund)},"#)
    let told = try #require(facts.refunds.first)
    #expect(told.state == state && told.due == due.map { today + $0 })
    #expect(told.daysOverdue == overdue && told.isOverdue == (overdue > 0))
    #expect(told.method?.lastFour == "4242")
    #expect(told.daysAfterParcel == (state == .waitsForParcel ? 5...10 : nil))
    #expect(facts.refundable.amount == "56.80")
  }

  @Test("A return tells the day to post it, the label, the box and the cost")
  func tellsReturns() throws {
    let facts = try Self.facts(
      "return_requested",
      more: """
        "delivered": "-8d",
        "return": {"opened": "-2d", "status": "open", "items": [{"line": 1, "quantity": 1}]},
        """)
    let told = try #require(facts.returns.first)
    #expect(told.postBy == today + 12 && told.daysLeft == 12 && !told.isOverdue)
    #expect(told.label?[.english] == "prepaid label" && told.label?[.chinese] == "预付标签")
    #expect(told.box?[.english] == "any sturdy box" && told.box?[.chinese] == "任何结实的纸箱")
    #expect(told.cost.amount == "2.50" && told.worth.amount == "39.90")
    #expect(facts.window.lastDay == today + 22 && !facts.window.isOpen)
    #expect(facts.window.remaining == [.init(line: 1, quantity: 1), .init(line: 2, quantity: 1)])
  }

  @Test(
    "Until when an order can be sent back",
    arguments: [("-8d", 22, true), ("-30d", 0, true), ("-31d", -1, false)])
  func tellsTheWindow(delivered: String, left: Int, isOpen: Bool) throws {
    let window = try Self.facts(
      "delivered", placed: "-40d", more: "\"delivered\": \"\(delivered)\","
    ).window
    #expect(window.daysLeft == left && window.isOpen == isOpen)
  }

  @Test("What it is worth and costs, what paid it, and what can be refunded")
  func tellsMoney() throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    guard
      case .planned(let plan) = try database.propose(
        .changeItems(
          order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-2")],
          payment: "gift"), for: "c1", policy: policy, today: today)
    else {
      Issue.record("not planned")
      return
    }
    _ = try database.carryOut(plan, policy: policy, today: today)
    let facts = try #require(
      try database.facts(ofOrder: "#10001", policy: policy, today: today))
    #expect(facts.worth.amount == "96.80" && facts.total.amount == "101.70")
    #expect(facts.payments.map(\.share.method) == ["card", "gift"])
    #expect(facts.payments.map(\.lastFour) == ["4242", nil])
    #expect(facts.payments.map(\.share.paid.amount) == ["96.70", "5.00"])
    #expect(facts.refundable.amount == "101.70")
    #expect(try database.facts(ofOrder: "99999", policy: policy, today: today) == nil)
  }

  @Test("Open tickets come with the day of their answer") func tellsTickets() throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy(Self.rules)
    for request: Request in [
      .complain(order: "10004", text: "it is late"),
      .reportProblem(order: "10002", items: [mug], problem: .damaged),
    ] {
      guard
        case .planned(let plan) = try database.propose(
          request, for: "c1", policy: policy, today: today)
      else {
        Issue.record("not planned")
        return
      }
      _ = try database.carryOut(plan, policy: policy, today: today)
    }
    let facts = try database.openTicketFacts(of: "c1", policy: policy, today: today + 2)
    #expect(facts.map(\.ticket.order) == ["10004", "10002"])
    #expect(facts.map(\.answerBy) == [today + 2, today + 1])
    #expect(facts.map(\.isOverdue) == [false, true])
    #expect(try database.openTicketFacts(of: "c2", policy: policy, today: today).isEmpty)
  }

  @Test("The sample shop's orders all have their facts") func fitsTheSampleShop() throws {
    let seed = try ShippedShopTests.seed()
    let policy = try ShippedShopTests.policy()
    let customers = Dictionary(
      seed.customers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for order in seed.orders {
      let facts = OrderFacts(
        order: order, customer: customers[order.customer], policy: policy, today: today)
      #expect((facts.delivery.expected == nil) == (order.status == .cancelled))
      #expect(facts.delivery.daysLate == order.daysLate(on: today), "\(order.number)")
      for refund in facts.refunds {
        #expect(refund.state == .waitsForParcel || refund.due != nil, "\(order.number)")
      }
      for told in facts.returns {
        #expect(told.postBy != nil && !told.items.isEmpty, "\(order.number)")
        #expect(told.label?[.chinese] == "预付邮费的退货标签" && told.box != nil)
      }
      #expect(facts.payments.allSatisfy { $0.method != nil }, "\(order.number)")
      #expect(facts.refundable <= facts.total && facts.worth <= facts.total)
      let cardEndings = facts.payments.filter { $0.method?.kind == .creditCard }.map(\.lastFour)
      #expect(cardEndings.allSatisfy { $0?.count == 4 })
    }
  }
}
