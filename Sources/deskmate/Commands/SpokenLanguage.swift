import ArgumentParser

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
    let known = [("boosted", "提升树"), ("logistic", "逻辑回归"), ("linear", "线性回归"), ("tree", "决策树")]
    return known.first { name.hasPrefix($0.0) }?.1 ?? name
  }
}
