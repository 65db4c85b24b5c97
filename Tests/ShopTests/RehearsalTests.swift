import Quantities
import Shop
import ShopSQLite
import Testing

@Suite struct RehearsalTests {
  @Test("What is rehearsed gives its receipt and leaves no trace") func leavesNoTrace() throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    let rehearsal = database.rehearsal()
    let request = Request.changeAddress(order: "10001", to: elsewhere)
    guard
      case .planned(let plan) = try rehearsal.propose(
        request, for: "c1", policy: policy, today: today)
    else {
      Issue.record("not planned")
      return
    }
    let before = try database.order("10001")
    guard case .done(let rehearsed) = try rehearsal.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("not done")
      return
    }
    #expect(try database.order("10001") == before)
    #expect(try database.actions().isEmpty)
    guard case .done(let receipt) = try database.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("not done")
      return
    }
    #expect(receipt == rehearsed)
    #expect(try database.order(ofAction: receipt.action) == "10001")
  }

  @Test("The last conversation is anybody's, or one customer's") func findsTheLast() throws {
    let database = try SampleShop.database()
    for customer in ["c1", nil] {
      let id = try database.beginConversation(on: today)
      try database.append(
        [.init(speaker: "customer", text: "hi")], to: id, customer: customer, state: "{}")
    }
    #expect(try database.lastConversation()?.customer == nil)
    #expect(try database.lastConversation(of: "c1")?.customer == "c1")
    #expect(try database.lastConversation(of: "c2") == nil)
  }
}
