import ArgumentParser
import Diagnostics
import Dialogue
import Foundation
import Shop

/// `benchmarks make openings`: fits why customers write on `contacts.csv`.
struct MakeOpenings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openings",
    abstract: "Fits knowledge-base/shop/openings.json on contacts.csv; every fifth row is held out."
  )

  @Option(help: "The folder with the sample shop.") var shop = "knowledge-base/shop"
  @Option(help: "From which probability the desk speaks.") var threshold = 0.7

  func run() throws {
    let text = try String(contentsOfFile: shop + "/contacts.csv", encoding: .utf8)
    let contacts = text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return fields.count == 11
        ? OrderMoment(fields: Array(fields[3..<10])).map {
          ContactFit.Contact(moment: $0, intent: fields[10])
        } : nil
    }
    let kept = contacts.enumerated().filter { $0.offset % 5 != 4 }.map(\.element)
    let held = contacts.enumerated().filter { $0.offset % 5 == 4 }.map(\.element)
    let model = ContactFit.fit(kept, threshold: threshold)
    let figures = ContactFit.figures(of: model, on: held)
    emit([
      "benchmark": "openings", "rows": .integer(contacts.count), "held_out": .integer(held.count),
      "threshold": .number(threshold, digits: 2),
      "speaks": .number(figures.speaks, digits: 4), "right": .number(figures.right, digits: 4),
    ])
    try (model.json.indented() + "\n").write(
      toFile: shop + "/openings.json", atomically: true, encoding: .utf8)
  }
}
