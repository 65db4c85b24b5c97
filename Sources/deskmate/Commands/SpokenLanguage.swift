import ArgumentParser
import Foundation

/// The language that a command prints in.
struct SpokenLanguage: ParsableArguments {
  enum Speech: String, ExpressibleByArgument, CaseIterable { case en, zh }

  @Option(help: "The language of the output.") var language: Speech = .en

  /// The text in the language of the output.
  func say(_ english: String, _ chinese: String) -> String {
    language == .zh ? chinese : english
  }

  /// A model's name; the field's own terms.
  func name(ofModel name: String) -> String {
    guard language == .zh else { return name }
    let known = [
      "logistic regression": "逻辑回归", "linear regression": "线性回归",
      "decision tree": "决策树", "boosted trees": "梯度提升树",
    ]
    return known.reduce(name) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }
}
