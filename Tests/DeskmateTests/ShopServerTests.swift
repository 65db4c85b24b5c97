import Foundation
import Glibc
import TestSupport
import Testing

/// The program with its shop on a server, as people run it.
@Suite(.serialized, .enabled(if: OwnServer.isInstalled, "no PostgreSQL server was started"))
struct ShopServerTests {
  /// What cancels an order of the variety store, or of the sample shop, said on a pipe.
  private static let cancelling = [
    "cancel order 10412", "mia.hartwell@example.com", "ordered by mistake", "yes",
  ]

  @Test("A shop on a server is imported, talked about, shown, reset, and forgets a customer")
  func keepsShop() throws {
    let server = try OwnServer()
    let shop = ["--shop", server.address]
    let imported = try Program.run(["shop", "import", "knowledge-base/shop"] + shop)
    #expect(imported.status == 0 && imported.errors.hasPrefix("Imported 200 products"))
    let talk = Self.cancelling.joined(separator: "\n") + "\n"
    let chat = try Program.run(shop, input: Data(talk.utf8))
    #expect(chat.lines.count == 4)
    #expect(try order("10412", shop).contains(#""status":"cancelled""#))
    let actions = try Program.run(["shop", "show", "actions", "--json"] + shop).lines
    #expect(actions.count == 1 && actions.first?.contains("cancel") == true)
    let customer = try Program.run(["shop", "show", "customers", "--limit", "500"] + shop).lines
      .first { $0.contains("mia.hartwell@example.com") }
    let id = try #require(customer?.split(separator: " ").first.map(String.init))
    #expect(try Program.run(["shop", "forget", id] + shop).status == 0)
    let after = try Program.run(["shop", "show", "customers", "--limit", "500"] + shop).lines
    #expect(!after.joined().contains("mia.hartwell"))
    #expect(try Program.run(["shop", "reset"] + shop).status == 0)
    #expect(try order("10412", shop).contains(#""status":"pending""#))
  }

  private func order(_ number: String, _ shop: [String]) throws -> String {
    try Program.run(["shop", "show", "orders", "--json", "--limit", "2000"] + shop).lines
      .first { $0.contains("\"\(number)\"") } ?? ""
  }

  @Test("A desk that is killed while it talks leaves every order whole")
  func leavesOrdersWhole() throws {
    let server = try OwnServer()
    let shop = ["--shop", server.address]
    #expect(try Program.run(["shop", "import", "knowledge-base/shop"] + shop).status == 0)
    for round in 0..<5 {
      let desk = try RunningProgram(shop)
      for line in Self.cancelling { desk.say(line) }
      // The answers before the change show that it is near.
      for _ in 0..<3 { _ = desk.hear() }
      usleep(UInt32(round) * 4_000)
      desk.kill()
      let isCancelled = try order("10412", shop).contains(#""status":"cancelled""#)
      let actions = try Program.run(["shop", "show", "actions", "--json"] + shop).lines
      #expect(actions.count == (isCancelled ? 1 : 0))
      let receipt = try Program.run(["shop", "show", "actions", "--of", "1", "--json"] + shop).lines
      #expect(receipt.contains { $0.contains("payments") } == isCancelled)
      #expect(try Program.run(["shop", "reset"] + shop).status == 0)
    }
  }

  @Test("When the server is gone the desk says so and answers from its articles")
  func answersFromArticles() throws {
    let server = try OwnServer()
    let shop = ["--shop", server.address]
    #expect(try Program.run(["shop", "import", "knowledge-base/shop"] + shop).status == 0)
    let desk = try RunningProgram(shop)
    desk.say("where is my order 10412")
    #expect(!desk.hear().isEmpty)
    try server.crash(staysAway: true)
    desk.say("mia.hartwell@example.com")
    let away = desk.hear()
    desk.say("how long does shipping take?")
    let article = desk.hear()
    #expect(!away.isEmpty && !article.isEmpty && away != article)
    #expect(article.lowercased().contains("day"))
    desk.end()
    let later = try Program.run(
      ["ask", "how long does shipping take?"], environment: ["DESKMATE_SHOP": server.address])
    #expect(later.lines.joined().lowercased().contains("day"))
  }
}
