import Diagnostics
import Formats
import Foundation
import Testing

@Suite struct MemoryTests {
  private static func withShop(_ body: ([String], String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(["--shop", folder + "/shop.sqlite"], folder)
  }

  @Test(
    "A conversation that is gone on with in another run asks for proof again, and every file of it is masked",
    arguments: [
      (
        ["where is order 10234", "Mia.Hartwell@example.com", "send it to 5 Heron Way please"],
        "I want to return the stoneware mug", "Where shall the money go"
      ),
      (["订单10234到哪了", "97205", "谢谢"], "我要退粗陶马克杯", "钱退到哪里"),
    ])
  func resumes(lines: [String], next: String, question: String) throws {
    try Self.withShop { shop, folder in
      let first = try Program.run(
        shop + ["--transcript", folder + "/log.txt"],
        input: Data((lines.joined(separator: "\n") + "\n").utf8))
      #expect(first.status == 0 && first.lines.count == lines.count)
      let second = try Program.run(
        ["chat", "--resume"] + shop, input: Data((next + "\n").utf8))
      #expect(second.errors.isEmpty)
      // What was proven in another run proves nothing in this one.
      #expect(second.lines.first?.contains(question) == false, "\(second.lines)")
      let kept = try Program.run(["shop", "show", "conversations", "--json"] + shop)
      #expect(kept.lines.count == 2)
      let row = try JSONReader.read(Array((kept.lines.first ?? "").utf8), file: "row")
      #expect(try row.required("turns").integer() == 2)
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + file))
        // The answer to the identity question stands nowhere as it was written; the seed has it its own way.
        #expect(!bytes.contains(Array("Mia.Hartwell@example.com".utf8)), "\(file)")
      }
      let log = try String(contentsOfFile: folder + "/log.txt", encoding: .utf8)
      #expect(log.contains("Customer: [IDENTITY]") && !log.contains("10234"))
    }
  }

  @Test("A forgotten customer's conversation cannot be gone on with") func forgets() throws {
    try Self.withShop { shop, _ in
      let input = Data("where is order 10234\n97205\n".utf8)
      _ = try Program.run(shop, input: input)
      #expect(try Program.run(["shop", "forget", "c0001"] + shop).status == 0)
      let kept = try Program.run(["shop", "show", "conversations", "--json"] + shop)
      #expect(kept.lines.isEmpty)
      let again = try Program.run(["chat", "--resume"] + shop, input: Data("hi\n".utf8))
      #expect(again.status == 0 && again.lines.count == 1)
      #expect(again.errors.contains("no conversation is kept"))
    }
  }

  @Test("Conversations older than the policy's days are gone") func dropsTheOld() throws {
    try Self.withShop { shop, _ in
      _ = try Program.run(shop, input: Data("hi\n".utf8))
      let later = try Program.run(
        ["chat", "--resume"] + shop, input: Data("你好\n".utf8),
        environment: ["DESKMATE_TODAY": "2027-02-20"])
      #expect(later.errors.contains("no conversation is kept"))
    }
  }

  @Test("An agent may name a customer; one that is not there is a mistake of usage")
  func namesCustomers() throws {
    try Self.withShop { shop, _ in
      let unknown = try Program.run(
        ["chat", "--assist", "--customer", "c9999"] + shop, input: Data("hi\n".utf8))
      #expect(unknown.status == 64 && unknown.lines.isEmpty)
      let known = try Program.run(
        ["chat", "--assist", "--customer", "c0001"] + shop,
        input: Data("where is order 10234?\n".utf8))
      #expect(known.status == 0 && known.lines.first?.contains("10234") == true)
      #expect(known.lines.first?.contains("postcode") == false)
    }
  }

  @Test(
    "A shop that was imported is served by its own goods and policy",
    arguments: [
      "where is order #W1000001", "订单 #W1000001 到哪了",
    ])
  func servesImports(line: String) throws {
    try Self.withShop { shop, _ in
      let store = "Tests/Conversations/variety-store"
      _ = try Program.run(["shop", "import", store, "--policy", store + "/policy.json"] + shop)
      let output = try Program.run(shop + ["--json"], input: Data((line + "\n").utf8))
      let turn = try JSONReader.read(Array((output.lines.first ?? "").utf8), file: "turn")
      let kinds = try turn.required("entities").array().map { try $0.required("kind").string() }
      #expect(kinds.contains("order_number"))
      #expect(try turn.required("awaiting").string() == "identity")
    }
  }
}
