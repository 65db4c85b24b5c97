#if PostgreSQL
  import Diagnostics
  import FoundationEssentials
  import Shop
  import ShopPostgres
  import ShopSQL
  import TestSupport
  import Testing

  /// A connection that is cut around a commit, and one that stays away.
  @Suite(.enabled(if: Server.address != nil, "no PostgreSQL server was started"))
  struct LostConnectionTests {
    /// A shop of the test's own, and the way to it through a proxy.
    struct Proxied {
      let test: TestStore
      let owner: any SQLStore
      let proxy: CuttingProxy
      let address: PostgresAddress

      init() throws {
        test = try TestStore(.postgres, in: "")
        owner = try test.filled()
        let base = try #require(Server.address)
        let digits = try #require(
          base.split(separator: "127.0.0.1:").last?.prefix { $0.isNumber })
        proxy = try CuttingProxy(serverPort: #require(UInt16(digits)))
        let place = test.place.split(separator: ":\(digits)/").joined(separator: ":\(proxy.port)/")
        address = try #require(PostgresAddress(place + "&sslmode=disable&gssencmode=disable"))
      }

      func open() throws -> PostgresShop {
        try PostgresShop(address, currency: "USD", clock: { 0 })
      }
    }

    @Test(
      "A change whose commit is cut is there once and whole", arguments: CuttingProxy.Cut.allCases)
    func survives(cut: CuttingProxy.Cut) throws {
      let proxied = try Proxied()
      let store = try proxied.open()
      let policy = try SampleShop.policy()
      var actions: [Int] = []
      for round in 0..<12 {
        let request = Request.complain(order: "10004", text: "round \(round)")
        guard
          case .planned(let plan) = try store.propose(
            request, for: "c1", policy: policy, today: today)
        else {
          Issue.record("round \(round) was not planned")
          continue
        }
        proxied.proxy.cutNext(cut)
        guard case .done(let receipt) = try store.carryOut(plan, policy: policy, today: today)
        else {
          Issue.record("round \(round) was not done")
          continue
        }
        #expect(proxied.proxy.cuts == round + 1)
        actions.append(receipt.action)
      }
      let logged = try proxied.owner.actions(limit: 100).map(\.id)
      #expect(logged == actions.reversed())
      #expect(try proxied.owner.tickets(limit: 100).map(\.text).count == 12)
      #expect(try proxied.test.unexplained(proxied.owner) == [])
      // What was not committed has used up its number; what was committed was not tried again.
      switch cut {
      case .before: #expect(actions == (1...12).map { 2 * $0 })
      case .after: #expect(actions == Array(1...12))
      case .within: #expect(Set(actions).count == 12)
      }
    }

    @Test(
      "Taking back whose commit is cut takes back once", arguments: CuttingProxy.Cut.allCases)
    func takesBack(cut: CuttingProxy.Cut) throws {
      let proxied = try Proxied()
      let store = try proxied.open()
      let policy = try SampleShop.policy()
      for _ in 0..<4 {
        guard
          case .planned(let plan) = try store.propose(
            .changeAddress(order: "10001", to: elsewhere), for: "c1", policy: policy, today: today),
          case .done(let receipt) = try store.carryOut(plan, policy: policy, today: today)
        else {
          Issue.record("the address was not changed")
          return
        }
        proxied.proxy.cutNext(cut)
        guard case .done(let undoing) = try store.undo(receipt.action, of: "c1", today: today)
        else {
          Issue.record("nothing was taken back")
          return
        }
        #expect(try proxied.owner.actions(limit: 1).first?.id == undoing)
      }
      #expect(proxied.proxy.cuts == 4)
      #expect(try proxied.owner.actions(limit: 100).count == 8)
      #expect(
        try proxied.owner.order("10001")?.address == SampleShop.seed().orders.first?.address)
      #expect(try proxied.test.unexplained(proxied.owner) == [])
    }

    @Test("What nobody can look up later says that it may have been written")
    func saysWhatIsOpen() throws {
      let proxied = try Proxied()
      let store = try proxied.open()
      proxied.proxy.cutNext(.after)
      #expect {
        try store.beginConversation(on: today)
      } throws: {
        "\($0)".contains("look whether it took place")
      }
      #expect(try store.conversations(of: nil, limit: 9).count == 1)
    }

    @Test("A network that is gone is one line, and nothing is changed")
    func saysThatItIsGone() throws {
      let proxied = try Proxied()
      let store = try proxied.open()
      #expect(try store.order("10001") != nil)
      proxied.proxy.drop()
      for _ in 0..<2 {
        #expect {
          try store.order("10001")
        } throws: { error in
          let line = "\((error as? Fault)?.description ?? "")"
          return line.contains("no server answers") && !line.contains("\n")
        }
      }
      #expect(try proxied.owner.actions(limit: 9).isEmpty)
    }

    @Test("A server that is too old is named with what is needed")
    func refusesOldServers() throws {
      let proxied = try Proxied()
      proxied.proxy.pretend(version: "9.6.24")
      #expect {
        try proxied.open()
      } throws: {
        "\($0)".contains("PostgreSQL 9.6; Deskmate needs 12 or newer: name")
      }
    }
  }
#endif
