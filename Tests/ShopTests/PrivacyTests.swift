import Diagnostics
import FoundationEssentials
import Quantities
import Shop
import ShopSQLite
import Testing

@Suite struct PrivacyTests {
  @Test("A forgotten customer leaves no byte in the files") func forgets() throws {
    try withFolder { folder in
      let database = try ShopDatabase(path: folder + "/shop.sqlite", currency: "USD", clock: { 0 })
      try database.load(SampleShop.seed())
      let policy = try SampleShop.policy()
      guard
        case .planned(let plan) = try database.propose(
          .changeAddress(order: "10001", to: elsewhere), for: "c1", policy: policy, today: today)
      else {
        Issue.record("not planned")
        return
      }
      _ = try database.carryOut(plan, policy: policy, today: today)
      for text in ["Marigold broke the lid", "Marigold again"] {
        guard
          case .planned(let plan) = try database.propose(
            .complain(order: "10004", text: text), for: "c1", policy: policy, today: today)
        else {
          Issue.record("not planned")
          return
        }
        _ = try database.carryOut(plan, policy: policy, today: today)
      }
      if let last = try database.lastReversibleAction(of: "c1") {
        _ = try database.undo(last, of: "c1", today: today)
      }
      for _ in 0..<4 {
        _ = try database.identify(
          IdentityClues(orderNumber: "10001", email: "ada@example.com", postcode: "1"),
          policy: SampleShop.policy(
            #"{"identification": {"methods": [["email", "postcode"]]}}"#
          ).identification)
      }
      let conversation = try database.beginConversation(on: today)
      try database.append(
        [.init(speaker: "customer", text: "secret words of Ada")], to: conversation,
        customer: "c1")
      #expect(try database.forget("c1", today: today))
      #expect(try !database.forget("c1", today: today))
      #expect(try database.customer("c1") == nil)
      #expect(try database.order("10001") != nil)
      #expect(try database.lastConversation() == nil)
      #expect(
        try database.identify(
          IdentityClues(orderNumber: "10001", email: "", postcode: ""),
          policy: Policy().identification)
          == .refused)
      // The connection is open still: what it holds in its write-ahead log counts.
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + file))
        for word in [
          "ada@example.com", "Ada Quill", "ada quill", "Larkspur", "secret words",
          "Marigold", "4242",
        ] {
          #expect(![UInt8](bytes).contains(Array(word.utf8)), "\(word) is still in \(file)")
        }
      }
    }
  }

  @Test("Conversations are kept as long as the policy says") func drops() throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy(#"{"privacy": {"keep_conversations_days": 90}}"#)
    _ = try database.beginConversation(on: today - 91)
    let kept = try database.beginConversation(on: today - 90)
    try database.append(
      [.init(speaker: "customer", text: "hello <EMAIL>"), .init(speaker: "desk", text: "hi")],
      to: kept, customer: nil, state: "{}")
    #expect(try database.dropOldConversations(policy: policy, today: today) == 1)
    let conversation = try #require(try database.lastConversation())
    #expect(conversation.id == kept && conversation.state == "{}")
    #expect(conversation.turns.map(\.text) == ["hello <EMAIL>", "hi"])
  }
}
