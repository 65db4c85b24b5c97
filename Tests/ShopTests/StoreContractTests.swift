import Diagnostics
import FoundationEssentials
import Quantities
import Shop
import ShopSQL
import ShopSQLite
import Synchronization
import Testing

#if PostgreSQL
  import ShopPostgres
#endif

/// A store that keeps the contract: SQLite always, PostgreSQL where `.ci/postgres` has started a server.
enum StoreKind: String, CaseIterable {
  case sqlite, postgres

  static var here: [StoreKind] { allCases.filter { $0 == .sqlite || Server.address != nil } }
}

/// The server that the tests were given.
enum Server {
  static let address = ProcessInfo.processInfo.environment["DESKMATE_TEST_POSTGRES"]
  private static let count = Atomic(0)

  /// The address of an empty schema of its own.
  static func place() throws -> String {
    let base = try #require(address)
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    let schema = "t\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    #if PostgreSQL
      try PostgresScript.run(
        "CREATE SCHEMA \(schema)", at: #require(PostgresAddress(base)))
    #endif
    return base + "?options=-csearch_path%3D" + schema
  }
}

/// A store of one kind, with the sample shop, and more connections to it.
struct TestStore {
  let kind: StoreKind
  let place: String
  let clock: @Sendable () -> Int

  /// A server knows its connections by `name`.
  init(
    _ kind: StoreKind, in folder: String, named name: String = "deskmate",
    clock: @escaping @Sendable () -> Int = { 0 }
  ) throws {
    self.kind = kind
    self.clock = clock
    place =
      kind == .sqlite
      ? folder + "/shop.sqlite" : try Server.place() + "&application_name=" + name
  }

  func open() throws -> any SQLStore {
    if kind == .sqlite { return try ShopDatabase(path: place, currency: "USD", clock: clock) }
    #if PostgreSQL
      return try PostgresShop(
        #require(PostgresAddress(place)), currency: "USD", clock: clock)
    #else
      throw Fault(file: place, "built without PostgreSQL")
    #endif
  }

  func filled() throws -> any SQLStore {
    let store = try open()
    try store.load(SampleShop.seed())
    return store
  }

  /// What the log does not explain.
  func unexplained(_ store: any SQLStore) throws -> [String] {
    if let file = store as? ShopDatabase {
      return try file.unexplainedChanges(since: SampleShop.seed())
    }
    #if PostgreSQL
      if let server = store as? PostgresShop {
        return try server.unexplainedChanges(since: SampleShop.database())
      }
    #endif
    return ["no such store"]
  }
}

@Suite struct StoreContractTests {
  @Test("What the policy allows is done once, logged and undone", arguments: StoreKind.here)
  func carriesOut(kind: StoreKind) throws {
    try withFolder { folder in
      let policy = try SampleShop.policy()
      let test = try TestStore(kind, in: folder)
      for request in TransactionTests.possible {
        let store = try test.filled()
        guard
          case .planned(let plan) = try store.propose(
            request, for: "c1", policy: policy, today: today),
          case .done(let receipt) = try store.carryOut(plan, policy: policy, today: today),
          case .done(let again) = try store.carryOut(plan, policy: policy, today: today)
        else {
          Issue.record("not done: \(request)")
          continue
        }
        #expect(again.isRepeated && again.action == receipt.action)
        #expect(again.reference == receipt.reference)
        #expect(try test.unexplained(store) == [])
        #expect(try store.actions().map(\.kind) == [request.kind])
        let undone = try store.undo(receipt.action, of: "c1", today: today)
        #expect(
          undone == (plan.isReversible ? .done(action: receipt.action + 1) : .notReversible))
        #expect(try test.unexplained(store) == [])
        guard plan.isReversible else { continue }
        for order in try SampleShop.seed().orders {
          #expect(try store.order(order.number) == order)
        }
        #expect(try store.customer("c1") == SampleShop.seed().customers.first)
        #expect(try store.assortment().products == SampleShop.seed().assortment.products)
      }
    }
  }

  @Test("What the policy forbids is refused with the same reason", arguments: StoreKind.here)
  func refuses(kind: StoreKind) throws {
    try withFolder { folder in
      let policy = try SampleShop.policy()
      let test = try TestStore(kind, in: folder)
      let store = try test.filled()
      for (request, refusal) in TransactionTests.impossible {
        #expect(
          try store.propose(request, for: "c1", policy: policy, today: today) == .refused(refusal))
      }
      #expect(try test.unexplained(store) == [])
    }
  }

  @Test(
    "Of many desks at one order one wins, and the others learn how it stands",
    arguments: StoreKind.here)
  func contends(kind: StoreKind) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "c-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let policy = try SampleShop.policy()
    let test = try TestStore(kind, in: folder.path)
    let store = try test.filled()
    let desks = try (0..<20).map { _ in try test.open() }
    let request = Request.cancel(order: "10001", reason: "no_longer_needed")
    guard
      case .planned(let cancel) = try store.propose(
        request, for: "c1", policy: policy, today: today),
      case .planned(let move) = try store.propose(
        .changeAddress(order: "10001", to: elsewhere), for: "c1", policy: policy, today: today)
    else {
      Issue.record("not planned")
      return
    }
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for (place, desk) in desks.enumerated() {
        group.addTask {
          try desk.carryOut(place % 2 == 0 ? cancel : move, policy: policy, today: today)
        }
      }
      return try await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    let cancelled = outcomes.filter {
      if case .done(let receipt) = $0 {
        receipt.plan == cancel && !receipt.isRepeated
      } else {
        false
      }
    }
    #expect(cancelled.count <= 1)
    #expect(try store.order("10001")?.refunds.count == cancelled.count)
    #expect(outcomes.count == 20)
    #expect(try store.actions().count <= 2)
    #expect(try test.unexplained(store) == [])
  }

  @Test(
    "Many desks that want the last pieces get as many as there are", arguments: StoreKind.here)
  func sharesStock(kind: StoreKind) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let policy = try SampleShop.policy()
    let test = try TestStore(kind, in: folder.path)
    let store = try test.filled()
    // There are two red kettles; each order takes two, so that one customer's change ends the other's.
    let change = ItemChange(line: 1, quantity: 2, sku: "K-2")
    let wanted = [("10001", "c1", "card"), ("10005", "c2", "pal")]
    var plans: [Plan] = []
    for (order, customer, payment) in wanted {
      let request = Request.changeItems(order: order, changes: [change], payment: payment)
      guard
        case .planned(let plan) = try store.propose(
          request, for: customer, policy: policy, today: today)
      else {
        Issue.record("not planned: \(order)")
        return
      }
      plans.append(plan)
    }
    let desks = try (0..<12).map { _ in try test.open() }
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for (place, desk) in desks.enumerated() {
        let plan = plans[place % 2]
        group.addTask { try desk.carryOut(plan, policy: policy, today: today) }
      }
      return try await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    let won = outcomes.filter {
      if case .done(let receipt) = $0 { !receipt.isRepeated } else { false }
    }
    #expect(won.count == 1)
    #expect(try store.stock("K-2") == 0)
    #expect(try test.unexplained(store) == [])
  }

  @Test(
    "A rehearsal gives the receipt that follows, and leaves no trace", arguments: StoreKind.here)
  func rehearses(kind: StoreKind) throws {
    try withFolder { folder in
      let policy = try SampleShop.policy()
      let store = try TestStore(kind, in: folder).filled()
      for request in TransactionTests.possible.prefix(9) {
        guard
          case .planned(let plan) = try store.propose(
            request, for: "c1", policy: policy, today: today)
        else { continue }
        let rehearsed = try store.rehearsal().carryOut(plan, policy: policy, today: today)
        #expect(try store.carryOut(plan, policy: policy, today: today) == rehearsed)
      }
      #expect(try store.actions().count > 3)
    }
  }

  static let people: [(IdentityClues, Bool)] = [
    (IdentityClues(orderNumber: "# 10001", email: "ADA@example.com"), true),
    (IdentityClues(orderNumber: "10005", email: "siyuan@example.org"), true),
    (IdentityClues(orderNumber: "10001", email: "siyuan@example.org"), false),
    (IdentityClues(orderNumber: "77777", email: "ada@example.com"), false),
    (IdentityClues(orderNumber: "' OR 1=1 --", email: "x\u{0}y"), false),
  ]

  @Test(
    "Who somebody is shows by the same clues, and wrong ones are counted",
    arguments: StoreKind.here)
  func identifies(kind: StoreKind) throws {
    try withFolder { folder in
      let store = try TestStore(kind, in: folder).filled()
      let policy = Policy().identification
      for (clues, fits) in Self.people {
        let found = try store.identify(clues, policy: policy)
        if case .identified = found { #expect(fits) } else { #expect(!fits) }
      }
      for place in 0..<3 {
        let clues = IdentityClues(orderNumber: "10005", email: "eve\(place)@example.com")
        #expect(try store.identify(clues, policy: policy) == .refused)
      }
      #expect(try store.identify(Self.people[1].0, policy: policy) == .refused)
      #expect(try store.pause(for: Self.people[1].0, policy: policy) == 900)
    }
  }

  @Test("Any text comes back as it was said", arguments: StoreKind.here)
  func keepsTexts(kind: StoreKind) throws {
    try withFolder { folder in
      let store = try TestStore(kind, in: folder).filled()
      let texts = ["'; DROP TABLE orders --", "a\tb\nc\\N \\", "茶壶坏了 😀", "$1 ? ?2", ""]
      let conversation = try store.beginConversation(on: today)
      try store.append(
        texts.map { .init(speaker: "customer", text: $0) }, to: conversation, customer: "c2",
        state: "{}")
      let kept = try #require(try store.lastConversation(of: "c2"))
      #expect(kept.turns.map(\.text) == texts)
      #expect(try store.lastConversation(of: "c1") == nil)
      #expect(try store.customer("c2")?.name == "王思远")
      #expect(
        try store.dropOldConversations(
          policy: SampleShop.policy(#"{"privacy": {"keep_conversations_days": 1}}"#),
          today: today + 2) == 1)
    }
  }

  @Test("A customer who is forgotten is gone, and the orders stay", arguments: StoreKind.here)
  func forgets(kind: StoreKind) throws {
    try withFolder { folder in
      let store = try TestStore(kind, in: folder).filled()
      #expect(try store.forget("c1", today: today))
      #expect(try !store.forget("c1", today: today))
      #expect(try store.customer("c1") == nil)
      #expect(try store.order("10001")?.address.line1 == "")
      #expect(try Set(store.purchases().map(\.customer)) == ["c2"])
      #expect(try store.actions().map(\.kind) == ["forget"])
    }
  }

  @Test(
    "A shop is loaded once, imported over, and says where it is from", arguments: StoreKind.here)
  func loads(kind: StoreKind) throws {
    try withFolder { folder in
      let test = try TestStore(kind, in: folder)
      let (first, second) = (try test.open(), try test.open())
      let seed = try SampleShop.seed()
      #expect(try first.seedState(fingerprint: seed.fingerprint) == .empty)
      try first.load(seed, onlyIfEmpty: true)
      _ = try first.beginConversation(on: today)
      try second.load(seed, onlyIfEmpty: true)
      #expect(try second.seedState(fingerprint: seed.fingerprint) == .current)
      #expect(try second.seedState(fingerprint: "other") == .changed)
      try second.importShop(seed, policy: "{}")
      #expect(try first.isImported())
      #expect(try first.importedPolicy() == "{}")
      #expect(try first.counts().orders == 5)
      #expect(
        try first.orders(status: .pending, limit: 9).map(\.number) == ["10005", "10001"])
    }
  }
}
