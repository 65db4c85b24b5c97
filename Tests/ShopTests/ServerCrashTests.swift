#if PostgreSQL
  import Dispatch
  import FoundationEssentials
  import Glibc
  import Shop
  import ShopPostgres
  import ShopSQL
  import Synchronization
  import TestSupport
  import Testing

  /// A server that is killed while desks write; `benchmarks shop --kills 100 --postgres …` is the long form.
  @Suite(.enabled(if: OwnServer.isInstalled, "no PostgreSQL server was started"))
  struct ServerCrashTests {
    @Test("A server that is killed while desks write has every change whole, none twice, none lost")
    func survivesCrashes() throws {
      let server = try OwnServer()
      let address = try #require(PostgresAddress(server.address))
      func open() throws -> PostgresShop {
        try PostgresShop(address, currency: "USD", clock: { 0 })
      }
      let shop = try open()
      try shop.load(SampleShop.seed())
      let policy = try SampleShop.policy()
      let isOver = Atomic(false)
      let done = Mutex<[Int: String]>([:])
      let group = DispatchGroup()
      for desk in 0..<4 {
        let store = try open()
        DispatchQueue(label: "desk \(desk)").async(group: group) {
          var round = 0
          while !isOver.load(ordering: .relaxed) {
            round += 1
            let text = "desk \(desk) round \(round)"
            // A desk goes on with the next thing when the server is away for longer than it waits.
            guard
              case .planned(let plan)? = try? store.propose(
                .complain(order: "10004", text: text), for: "c1", policy: policy, today: today),
              case .done(let receipt)? = try? store.carryOut(plan, policy: policy, today: today)
            else { continue }
            done.withLock { $0[receipt.action] = text }
          }
        }
      }
      for _ in 0..<4 {
        usleep(UInt32.random(in: 200_000...500_000))
        try server.crash()
      }
      usleep(300_000)
      isOver.store(true, ordering: .relaxed)
      group.wait()
      let told = done.withLock { $0 }
      let tickets = try shop.tickets(limit: 100_000).map(\.text)
      #expect(told.count > 10)
      #expect(Set(told.values).isSubset(of: tickets))
      #expect(Set(tickets).count == tickets.count)
      #expect(try Set(told.keys).isSubset(of: shop.actions(limit: 100_000).map(\.id)))
      #expect(try shop.actions(limit: 100_000).count == tickets.count)
      #expect(try shop.unexplainedChanges(since: SampleShop.database()) == [])
    }
  }
#endif
