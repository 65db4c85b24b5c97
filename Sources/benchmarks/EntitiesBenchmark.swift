import ArgumentParser
import Diagnostics
import Entities
import Foundation

/// `benchmarks entities`: a recognizer suite's cases, product names in noise, and speed.
struct EntitiesBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Entities: a recognizer suite, product names, speed.")

  @Option(help: "The folder with the layout of the shared data.")
  var data: String

  @Option(help: "The workspace whose catalogue is loaded.")
  var workspace = "."

  @Option(help: "Only this model, such as NumberModel.")
  var model: String?

  @Flag(help: "Print the cases that fail to stderr.")
  var failures = false

  func run() async throws {
    let suite = EntitySuite(folder: data + "/entities/recognizers")
    for language in ["english", "chinese"] {
      for kind in RecognizerModel.allCases where model == nil || model == kind.rawValue {
        guard let score = try suite.score(kind, language: language, showFailures: failures) else {
          continue
        }
        print(score.text)
      }
    }
  }
}
