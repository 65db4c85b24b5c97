import Computing
import Text

/// Trains the members of a model, the linear one and the networks, side by side on one matrix.
struct ModelTrainer: Sendable {
  private let intents: [Intent]
  /// The place of each row's intent in `intents`.
  private let labels: [Int]
  private let matrix: TrainingMatrix
  private let settings: TrainingSettings
  private let seed: UInt64

  init(
    _ rows: [IntentClassifier.Row], intents: [Intent], settings: TrainingSettings, seed: UInt64
  ) {
    self.intents = intents
    self.settings = settings
    self.seed = seed
    let numbers = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    labels = rows.map { numbers[$0.intent, default: 0] }
    let utterances = rows.map(\.utterance)
    let pairs = rows.map { ($0.utterance, $0.entities) }
    let room = settings.buckets
    matrix =
      settings.givesRows
      ? TrainingMatrix(
        pairs, space: settings.slots(for: utterances), room: room,
        blockWeights: settings.blockWeights(for: utterances),
        // Of few examples most of what customers say is new, and that says nothing.
        unseenCount: rows.count >= settings.fewExamples, threads: settings.threads)
      : TrainingMatrix(
        pairs,
        space: FeatureSpace(words: Int(room[0]), characters: Int(room[1]), pairs: Int(room[2])),
        threads: settings.threads)
  }

  /// What is learned in one go.
  struct TrainingPhase: Sendable {
    /// The rows to learn from; `nil` stands for all.
    var rows: [Int]?
    let linearEpochs: Int
    let networkEpochs: Int
    /// The networks' first step size.
    let rate: Float
  }

  private enum Weights: Sendable {
    case linear([SIMD16<Float>])
    case network(NetworkTrainer.Weights)
  }

  /// Learns one phase after the other, each built on those before, and keeps the model after each.
  ///
  /// A member waits for no other between two phases: the slowest would leave a core idle twice.
  func models(after phases: [TrainingPhase]) -> [IntentModel] {
    let parts = (intents.count + 15) / 16
    let lengths = LinearTrainer.lengths(of: matrix, cost: settings.cost)
    // The networks first: each takes longer than any part of the linear model.
    let taught = parallelMap(settings.networks + parts, threads: settings.threads) { member in
      member < settings.networks
        ? network(member, phases) : linear(member - settings.networks, lengths, phases)
    }
    return parallelMap(phases.count, threads: settings.threads) { phase in
      model(taught.map { $0[phase] }, knowing: phases[phase].rows)
    }
  }

  private func linear(_ part: Int, _ lengths: [Float], _ phases: [TrainingPhase]) -> [Weights] {
    var trainer = LinearTrainer(
      matrix: matrix, labels: labels, lanesFrom: part * 16, cost: settings.cost, lengths: lengths,
      seed: seed)
    return phases.map { phase in
      trainer.learn(phase.rows ?? Array(labels.indices), epochs: phase.linearEpochs)
      return .linear(trainer.weights)
    }
  }

  private func network(_ number: Int, _ phases: [TrainingPhase]) -> [Weights] {
    var trainer = NetworkTrainer(
      matrix: matrix, labels: labels, classCount: intents.count, settings: settings,
      seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    return phases.map { phase in
      trainer.learn(
        phase.rows ?? Array(labels.indices), epochs: phase.networkEpochs, rate: phase.rate)
      return .network(trainer.weights)
    }
  }

  /// The model of some weights, which were learned from these rows only, if any are named.
  private func model(_ members: [Weights], knowing rows: [Int]?) -> IntentModel {
    let frequencies = rows.map { matrix.frequencies(in: $0) } ?? matrix.frequencies
    var linear: [[SIMD16<Float>]] = []
    var networks: [NetworkTrainer.Weights] = []
    for member in members {
      switch member {
      case .linear(let weights): linear.append(weights)
      case .network(let weights): networks.append(weights)
      }
    }
    return IntentModel(
      intents: intents, table: matrix.table, networks: networks.count,
      hiddenUnits: settings.hiddenUnits, frequencies: frequencies,
      knownWords: matrix.knownWords,
      quantized: QuantizedWeights(
        linear: linear, networks: networks, frequencies: frequencies, threads: settings.threads),
      calibration: Calibration())
  }
}
