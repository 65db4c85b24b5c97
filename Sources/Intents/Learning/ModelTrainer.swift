import Diagnostics
/// Trains the members of a model, the linear one and the networks, side by side on one matrix.
struct ModelTrainer: Sendable {
  private let intents: [Intent]
  private let matrix: TrainingMatrix
  private let settings: TrainingSettings
  private var linear: [LinearTrainer]
  private var networks: [NetworkTrainer]

  init(_ rows: [IntentClassifier.Row], intents: [Intent], settings: TrainingSettings, seed: UInt64)
  {
    self.intents = intents
    self.settings = settings
    let numbers = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    let labels = rows.map { numbers[$0.intent, default: 0] }
    let matrix = TrainingMatrix(
      rows.map { ($0.utterance, $0.entities) }, space: settings.space(for: rows.map(\.utterance)),
      threads: settings.threads)
    self.matrix = matrix
    let lengths = LinearTrainer.lengths(of: matrix, cost: settings.cost)
    linear = (0..<(intents.count + 15) / 16).map { part in
      LinearTrainer(
        matrix: matrix, labels: labels, lanesFrom: part * 16, cost: settings.cost,
        lengths: lengths, seed: seed)
    }
    networks = (0..<settings.networks).map { number in
      NetworkTrainer(
        matrix: matrix, labels: labels, classCount: intents.count, settings: settings,
        seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    }
  }

  /// How long a go over the rows lasts.
  struct Lesson: Sendable {
    let linearEpochs: Int
    let networkEpochs: Int
    /// The networks' first step size.
    let rate: Float
  }

  private enum Member: Sendable {
    case linear(LinearTrainer)
    case network(NetworkTrainer)
  }

  /// Learns from some of the rows; what was learned before is built on.
  mutating func learn(_ rows: [Int], _ lesson: Lesson) {
    // The networks first: each takes longer than any part of the linear model.
    let members = networks.map(Member.network) + linear.map(Member.linear)
    networks = []
    linear = []
    let taught = concurrently(members.count, threads: settings.threads) { number in
      switch members[number] {
      case .linear(var trainer):
        trainer.learn(rows, epochs: lesson.linearEpochs)
        return Member.linear(trainer)
      case .network(var trainer):
        trainer.learn(rows, epochs: lesson.networkEpochs, rate: lesson.rate)
        return Member.network(trainer)
      }
    }
    for member in taught {
      switch member {
      case .linear(let trainer): linear.append(trainer)
      case .network(let trainer): networks.append(trainer)
      }
    }
  }

  /// The model as far as it has learned, which was from some of the rows only, if any are named.
  func model(knowing rows: [Int]? = nil) -> IntentModel {
    let frequencies = rows.map { matrix.frequencies(in: $0) } ?? matrix.frequencies
    return IntentModel(
      intents: intents, space: matrix.space, networks: networks.count,
      hiddenUnits: settings.hiddenUnits, frequencies: frequencies.steps,
      quantized: QuantizedWeights(
        linear: linear.map(\.weights), networks: networks.map(\.weights),
        frequencies: frequencies, threads: settings.threads),
      calibration: Calibration())
  }
}
