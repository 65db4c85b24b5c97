import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import Foundation

/// `benchmarks make openings`: fits why customers write on `contacts.csv`.
struct MakeOpenings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openings",
    abstract: "Fits knowledge-base/shop/openings.json on contacts.csv; every fifth row is held out."
  )

  @Option(help: "The folder with the sample shop.") var shop = "knowledge-base/shop"
  @Option(help: "From which probability the desk speaks.") var threshold = 0.7

  func run() throws {
    let rows = try ContactRows(shop: shop)
    let model = ContactFit.fit(rows.kept, threshold: threshold)
    emit(rows.figures(of: model))
    try (model.json.indented() + "\n").write(
      toFile: shop + "/openings.json", atomically: true, encoding: .utf8)
  }
}
