import Diagnostics
import Quantities
import Shop
import ShopSQLite
import Synchronization
import Testing

/// A clock that a test moves.
private final class Clock: Sendable {
  private let seconds = Mutex(1_000_000)
  var now: Int { seconds.withLock { $0 } }
  func advance(minutes: Int) { seconds.withLock { $0 += minutes * 60 } }
}

@Suite struct WrongTriesTests {
  static let right = IdentityClues(orderNumber: "10001", email: "ada@example.com")
  static let wrong = IdentityClues(orderNumber: "#10001", email: "eve@example.com")
  static let policy = Policy().identification

  private func shop(_ clock: Clock) throws -> ShopDatabase {
    let database = try ShopDatabase(inMemoryWithCurrency: "USD", clock: { clock.now })
    try database.load(SampleShop.seed())
    return database
  }

  @Test("After three wrong tries an order rests for a quarter of an hour, whoever asks")
  func pauses() throws {
    let clock = Clock()
    let database = try shop(clock)
    for place in 0..<3 {
      #expect(try database.pause(for: Self.right, policy: Self.policy) == nil)
      // Each try comes with another address, as from another conversation.
      let clues = IdentityClues(orderNumber: "10001", email: "eve\(place)@example.com")
      #expect(try database.identify(clues, policy: Self.policy) == .refused)
    }
    #expect(try database.identify(Self.right, policy: Self.policy) == .refused)
    #expect(try database.pause(for: Self.right, policy: Self.policy) == 15 * 60)
    // Another order is not affected.
    let other = IdentityClues(orderNumber: "10005", email: "siyuan@example.org")
    guard case .identified = try database.identify(other, policy: Self.policy) else {
      Issue.record("another customer was refused")
      return
    }
    clock.advance(minutes: 14)
    #expect(try database.identify(Self.right, policy: Self.policy) == .refused)
    #expect(try database.pause(for: Self.right, policy: Self.policy) == 60)
    clock.advance(minutes: 1)
    guard case .identified = try database.identify(Self.right, policy: Self.policy) else {
      Issue.record("refused after the pause")
      return
    }
  }

  @Test("An e-mail address rests as well, and right clues end the count") func countsAddresses()
    throws
  {
    let clock = Clock()
    let database = try shop(clock)
    for number in ["1", "2"] {
      let clues = IdentityClues(orderNumber: number, email: "ada@example.com")
      #expect(try database.identify(clues, policy: Self.policy) == .refused)
    }
    guard case .identified = try database.identify(Self.right, policy: Self.policy) else {
      Issue.record("refused after two wrong tries")
      return
    }
    for number in ["3", "4", "5"] {
      let clues = IdentityClues(orderNumber: number, email: "ADA@example.com")
      #expect(try database.identify(clues, policy: Self.policy) == .refused)
    }
    #expect(try database.identify(Self.right, policy: Self.policy) == .refused)
  }

  @Test("A second connection and a new one know of the tries") func outlivesConversations() throws {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let first = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try first.load(SampleShop.seed())
      for _ in 0..<3 { _ = try first.identify(Self.wrong, policy: Self.policy) }
      let second = try ShopDatabase(path: path, currency: "USD", clock: { 60 })
      #expect(try second.identify(Self.right, policy: Self.policy) == .refused)
      let later = try ShopDatabase(path: path, currency: "USD", clock: { 900 })
      #expect(try later.identify(Self.right, policy: Self.policy) != .refused)
    }
  }

  @Test("Tries and pause are the policy's") func followsPolicy() throws {
    let policy = try SampleShop.policy(
      #"{"identification": {"attempts": 1, "pause_minutes": 60}}"#
    ).identification
    let database = try shop(Clock())
    #expect(try database.identify(Self.wrong, policy: policy) == .refused)
    #expect(try database.pause(for: Self.right, policy: policy) == 3_600)
  }
}
