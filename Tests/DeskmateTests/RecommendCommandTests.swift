import Diagnostics
import Formats
import Foundation
import Testing

@Suite(.serialized) struct RecommendCommandTests {
  /// A made-up shop of three tastes, as a file that is removed with the value.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "recommend-" + UUID().uuidString
    ).path

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let shop = Program.root + "/Tests/Spark/shop.csv"
      try FileManager.default.copyItem(atPath: shop, toPath: path + "/shop.csv")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test("The shop's customer is advised with reasons")
  func forCustomer() throws {
    let output = try Program.run(["recommend", "for", "g1024", "--limit", "3", "--json"])
    let node = try JSONReader.read(Array(try #require(output.lines.first).utf8), file: "out")
    #expect(try node.required("known").bool())
    let list = try node.required("recommendations").array()
    #expect(list.count == 3)
    #expect(try list[0].required("because").required("both_bought").integer() > 0)
  }

  @Test("A model is trained, mapped and serves; a refused product does not come back")
  func trains() throws {
    let folder = try Folder()
    let model = folder.path + "/shop.model"
    for kind in ["items", "ease", "als"] {
      let trained = try Program.run(
        ["recommend", "train", folder.path + "/shop.csv", "-o", model, "--kind", kind])
      #expect(trained.status == 0)
      let first = try Program.run(["recommend", "like", "kettle", "--model", model, "--json"])
      #expect(first.status == 0)
      let list = try JSONReader.read(Array(try #require(first.lines.first).utf8), file: "out")
        .required("recommendations").array()
      let best = try #require(list.first).required("product").string()
      #expect(["green-tea", "black-tea", "teapot", "tea-tin", "strainer"].contains(best))
      let second = try Program.run(
        [
          "recommend", "for", "x", "--basket", "kettle", "--refuse", best, "--model", model,
          "--json",
        ])
      #expect(!(second.lines.first ?? "").contains("\"product\":\"\(best)\",\"score\""))
    }
  }

  @Test("An export with Spark's factors becomes a model")
  func factors() throws {
    let folder = try Folder()
    let model = folder.path + "/spark.model"
    let trained = try Program.run([
      "recommend", "train", "--factors", Program.root + "/Tests/Spark/export", "-o", model,
    ])
    #expect(trained.status == 0)
    let output = try Program.run(["recommend", "for", "k00", "--model", model])
    #expect(output.status == 0)
    #expect(output.lines.count == 12)
  }

  @Test("Two files are evaluated, with every model's figures")
  func evaluates() throws {
    let folder = try Folder()
    let shop = try String(contentsOfFile: folder.path + "/shop.csv", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let header = [shop[0]]
    let test = shop.dropFirst().enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
    let train = shop.dropFirst().enumerated().filter { $0.offset % 5 != 0 }.map(\.element)
    for (name, rows) in [("train", header + train), ("test", header + test)] {
      try rows.joined(separator: "\n").write(
        toFile: folder.path + "/\(name).csv", atomically: true, encoding: .utf8)
    }
    let output = try Program.run([
      "recommend", "evaluate", "--train", folder.path + "/train.csv", "--test",
      folder.path + "/test.csv", "--json", "--report", folder.path + "/page.html",
    ])
    #expect(output.status == 0)
    let node = try JSONReader.read(Array(try #require(output.lines.first).utf8), file: "out")
    #expect(try node.required("models").array().count > 10)
    let page = try String(contentsOfFile: folder.path + "/page.html", encoding: .utf8)
    #expect(page.contains("Customers by what they buy"))
  }

  @Test("What is wrong is told in a line, with status 2")
  func faults() throws {
    let folder = try Folder()
    let junk = folder.path + "/junk"
    try "junk".write(toFile: junk, atomically: true, encoding: .utf8)
    for arguments in [
      ["for", "a", "--model", junk], ["for", "a", "--model", folder.path + "/none"],
      ["evaluate", junk], ["train", folder.path, "-o", junk],
      ["like", "no-such-product"], ["train", folder.path + "/shop.csv", "-o", "/none/x"],
      ["train", folder.path + "/shop.csv", "-o", junk, "--kind", "ease", "--memory", "0.0000001"],
    ] {
      let output = try Program.run(["recommend"] + arguments)
      #expect(output.status == 2, "\(arguments)")
      #expect(output.errors.hasPrefix("deskmate: "), "\(output.errors)")
      #expect(output.lines.isEmpty)
    }
  }
}
