#if PostgreSQL
  import Diagnostics
  import Dispatch
  import FoundationEssentials
  import Glibc
  import Shop
  import ShopPostgres
  import ShopSQL
  import Testing

  /// What only a server can do to a desk. Skipped where `.ci/postgres` has started none.
  @Suite(.serialized, .enabled(if: Server.address != nil, "no PostgreSQL server was started"))
  struct PostgresTests {
    @Test("Connections that are cut a hundred times lose nothing and do nothing twice")
    func survivesCuts() async throws {
      let test = try TestStore(.postgres, in: "", named: "cut")
      let store = try test.filled()
      let policy = try SampleShop.policy()
      let base = try #require(Server.address.flatMap { PostgresAddress($0) })
      let cutter = Task.detached {
        for _ in 0..<100 where !Task.isCancelled {
          usleep(20_000)
          try? PostgresScript.run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'cut' AND pid <> pg_backend_pid()
            """, at: base)
        }
      }
      var receipts: [Int] = []
      for round in 0..<60 {
        let request = Request.complain(order: "10004", text: "round \(round)")
        guard
          case .planned(let plan) = try store.propose(
            request, for: "c1", policy: policy, today: today),
          case .done(let receipt) = try store.carryOut(plan, policy: policy, today: today)
        else {
          Issue.record("round \(round) was not done")
          continue
        }
        receipts.append(receipt.action)
        usleep(20_000)
      }
      cutter.cancel()
      _ = await cutter.value
      let logged = try store.actions(limit: 1_000).map(\.id)
      #expect(Set(logged) == Set(receipts) && logged.count == 60)
      #expect(try store.tickets(limit: 1_000).count == 60)
      #expect(try test.unexplained(store) == [])
    }

    static let addresses = [
      (
        "postgresql://anna:s3cret@db.example.com:5433/shop",
        "postgresql://anna@db.example.com:5433/shop"
      ),
      (
        "postgres://anna:s3c@ret@db/shop?sslmode=require", "postgres://anna@db/shop?sslmode=require"
      ),
      ("postgresql:///shop?user=anna&password=s3cret", "postgresql:///shop?user=anna"),
      ("postgresql://db/shop?p%61ssword=s3cret&sslpassword=s3cret", "postgresql://db/shop"),
      ("postgresql://anna:%zzs3cret@db/", "postgresql://anna@db/"),
    ]

    @Test("No fault shows a password", arguments: addresses)
    func hidesPasswords(address: String, shown: String) throws {
      let place = try #require(PostgresAddress(address))
      #expect(place.shown == shown)
    }

    @Test("What cannot be opened is one line that says what to do")
    func saysWhatToDo() throws {
      let base = try #require(Server.address)
      try PostgresScript.run(
        "DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'right'",
        at: #require(PostgresAddress(base)))
      let foreign = try Server.place()
      try PostgresScript.run("CREATE TABLE orders (id INT)", at: #require(PostgresAddress(foreign)))
      let newer = try Server.place()
      try PostgresScript.run(
        """
        CREATE TABLE deskmate_migrations (identifier TEXT);
        INSERT INTO deskmate_migrations VALUES ('from the future')
        """, at: #require(PostgresAddress(newer)))
      let guarded = base.split(separator: "deskmate@").joined(separator: "guarded:wr0ng@")
      let cases = [
        (guarded, "PGPASSWORD"), (base + "_none", "createdb"), (foreign, "somebody else's"),
        (newer, "newer Deskmate"), ("postgresql://x:wr0ng@127.0.0.1:1/y", "no server answers"),
        ("postgresql://x:wr0ng%zz@127.0.0.1/y", "cannot be read"),
        ("postgresql:///?service=none_such", "service"),
      ]
      for (address, words) in cases {
        #expect {
          try PostgresShop(#require(PostgresAddress(address)), currency: "USD", clock: { 0 })
        } throws: { error in
          let line = "\((error as? Fault)?.description ?? "")"
          return line.contains(words) && !line.contains("wr0ng") && !line.contains("\n")
        }
      }
    }

    @Test("Many desks that find an empty database make its tables once")
    func beginsTogether() async throws {
      let test = try TestStore(.postgres, in: "")
      let seed = try SampleShop.seed()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<12 {
          group.addTask { try test.open().load(seed, onlyIfEmpty: true) }
        }
        try await group.waitForAll()
      }
      #expect(try test.open().counts().orders == 5)
    }

    @Test("A desk that makes its tables too long is waited for only so long")
    func waitsForMigration() throws {
      let test = try TestStore(.postgres, in: "")
      let address = try #require(PostgresAddress(test.place))
      let lock = "SELECT pg_advisory_xact_lock(1364829105, hashtext(current_schema()))"
      let other = DispatchGroup()
      DispatchQueue(label: "other desk").async(group: other) {
        try? PostgresScript.run("BEGIN; \(lock); SELECT pg_sleep(13); COMMIT", at: address)
      }
      func isHeld() -> Bool {
        do { try PostgresScript.run("SET lock_timeout = '20ms'; \(lock)", at: address) } catch {
          return true
        }
        return false
      }
      while !isHeld() { usleep(10_000) }
      #expect {
        try test.open()
      } throws: {
        "\($0)".contains("another desk has been making its tables for 5 s; start again")
      }
      other.wait()
      #expect(throws: Never.self) { try test.open() }
    }

    @Test("A disk that is full is one line, and nothing of the change is written")
    func saysThatTheDiskIsFull() throws {
      let test = try TestStore(.postgres, in: "")
      let store = try test.filled()
      let address = try #require(PostgresAddress(test.place))
      let policy = try SampleShop.policy()
      guard
        case .planned(let plan) = try store.propose(
          .cancel(order: "10001", reason: "no_longer_needed"), for: "c1", policy: policy,
          today: today)
      else {
        Issue.record("not planned")
        return
      }
      // The last statement of the change is the one that finds no room.
      try PostgresScript.run(
        """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
        END $$;
        CREATE TRIGGER no_room BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION no_room()
        """, at: address)
      #expect {
        try store.carryOut(plan, policy: policy, today: today)
      } throws: { error in
        let line = "\((error as? Fault)?.description ?? "")"
        return line.contains("the disk of the server is full; nothing was written")
          && !line.contains("\n")
      }
      #expect(try store.order("10001") == SampleShop.seed().orders.first)
      #expect(try test.unexplained(store) == [])
      try PostgresScript.run("DROP TRIGGER no_room ON receipts", at: address)
      guard case .done = try store.carryOut(plan, policy: policy, today: today) else {
        Issue.record("not done once there is room")
        return
      }
    }

    @Test("A store that may only be read says so, and answers what is asked")
    func readsAlone() throws {
      let test = try TestStore(.postgres, in: "")
      _ = try test.filled()
      let address = test.place.replacing(
        "&", with: "%20-cdefault_transaction_read_only%3Don&", maxReplacements: 1)
      let store = try PostgresShop(
        #require(PostgresAddress(address)), currency: "USD", clock: { 0 })
      #expect(try store.order("10001")?.customer == "c1")
      #expect {
        try store.beginConversation(on: today)
      } throws: {
        "\($0)".contains("may only be read")
      }
    }

    @Test("The documented role does a desk's work and no more")
    func hasEnoughRights() throws {
      let test = try TestStore(.postgres, in: "")
      let owner = try #require(PostgresAddress(test.place))
      _ = try test.filled()
      let schema = String(
        test.place.split(separator: "%3D").last?.prefix { $0 != "&" } ?? "")
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/ShopPostgres/desk-role.sql")
      let role = "desk_" + schema
      let script = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        .split(separator: ":\"desk\"").joined(separator: role)
        .split(separator: "SCHEMA public").joined(separator: "SCHEMA " + schema)
      try PostgresScript.run(
        script + "; ALTER ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA \(schema) TO \(role)",
        at: owner)
      let address = test.place.split(separator: "deskmate@").joined(separator: role + "@")
      let desk = try PostgresShop(
        #require(PostgresAddress(address)), currency: "USD", clock: { 0 })
      let policy = try SampleShop.policy()
      for request in TransactionTests.possible {
        guard
          case .planned(let plan) = try desk.propose(
            request, for: "c1", policy: policy, today: today),
          case .done(let receipt) = try desk.carryOut(plan, policy: policy, today: today)
        else { continue }
        if plan.isReversible {
          #expect(
            try desk.undo(receipt.action, of: "c1", today: today)
              == .done(action: receipt.action + 1))
        }
      }
      let conversation = try desk.beginConversation(on: today)
      try desk.append([.init(speaker: "desk", text: "hi")], to: conversation, customer: "c1")
      let wrong = IdentityClues(orderNumber: "10001", email: "eve@example.com")
      #expect(try desk.identify(wrong, policy: Policy().identification) == .refused)
      for statement in [
        "DROP TABLE orders", "DELETE FROM orders", "UPDATE customers SET name = 'x'",
        "TRUNCATE actions", "DELETE FROM actions", "UPDATE action_values SET after = '1'",
        "UPDATE orders SET customer = 2", "UPDATE payments SET amount = 0",
        "INSERT INTO payment_methods (customer, key, kind) VALUES (1, 'x', 'gift_card')",
        "DELETE FROM customers", "DELETE FROM receipts", "UPDATE products SET price = 1",
        "UPDATE variants SET price = 1", "UPDATE actions SET customer = 2", "DELETE FROM meta",
        "CREATE TABLE \(schema).mine (id INT)", "SELECT pg_read_file('/etc/passwd')",
        "COPY actions TO PROGRAM 'cat'",
      ] {
        #expect(throws: Fault.self) {
          try PostgresScript.run(statement, at: #require(PostgresAddress(address)))
        }
      }
      #expect(throws: Fault.self) { try desk.load(SampleShop.seed()) }
    }
  }
#endif
