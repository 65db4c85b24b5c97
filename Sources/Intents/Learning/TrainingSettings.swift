import Text

/// How a classifier is trained. The defaults were chosen on validation rows of public sets.
public struct TrainingSettings: Hashable, Sendable {
  /// Rows of words, of characters, of pairs that a model has at most; what one kind does not fill is left
  /// to the others.
  public var buckets: SIMD4<UInt32> = [4096, 4096, 7168, 0]
  /// Passes of the linear model over the examples.
  public var linearEpochs = 12
  /// The linear model's cost of a mistake, against the size of its weights.
  public var cost: Float = 1
  /// Networks in the average.
  public var networks = 2
  /// Hidden units of each network, a multiple of 16.
  public var hiddenUnits = 96
  /// Passes of a network over the examples.
  public var networkEpochs = 12
  /// The networks' first step size; it falls to nothing in a straight line.
  public var rate: Float = 0.05
  /// The share of features hidden from a network in each step.
  public var dropout: Float = 0.4
  /// The share of words hidden from a network in each step, with all their features.
  public var wordDropout: Float = 0.2
  /// The share of the truth that is spread over all intents.
  public var labelSmoothing: Float = 0.1
  /// Passes of the linear model and of a network over all examples after a trial on four fifths of them.
  public var finishingEpochs = SIMD2(2, 4)
  /// Tasks at a time; the result does not depend on it.
  public var threads = 2

  /// With fewer examples no whole words are hidden: they cannot spare them, and a larger share of single
  /// features is hidden instead. They are gone over twice as often, and a mistake costs three times as
  /// much.
  public var fewExamples = 1000

  /// Whether frequent features get rows of their own and the ends of a text are features; else each feature
  /// is hashed straight into a row, and words, characters and pairs count alike.
  public var givesRows = true

  /// The defaults.
  public init() {}

  /// The shares of features and of words to hide, for so many examples.
  func dropouts(for examples: Int) -> (features: Float, words: Float) {
    examples < fewExamples ? (dropout + wordDropout / 2, 0) : (dropout, wordDropout)
  }

  /// The same settings as they stand for so many examples.
  func fitted(to examples: Int) -> TrainingSettings {
    guard examples < fewExamples else { return self }
    var fitted = self
    fitted.cost *= 3
    fitted.linearEpochs *= 2
    fitted.networkEpochs *= 2
    fitted.finishingEpochs &*= 2
    return fitted
  }

  /// For a desk's own intents: few intents with hundreds of utterances each want four times the
  /// features; smaller networks and fewer passes pay for them. On utterances of other writers that is two
  /// points better than the defaults. With as many rows features seldom meet, and what the desk takes for
  /// sure was chosen on models that hash straight into them.
  public static let desk = {
    var settings = TrainingSettings()
    settings.buckets = [16_384, 16_384, 32_767, 0]
    settings.givesRows = false
    settings.hiddenUnits = 64
    settings.linearEpochs = 3
    settings.networkEpochs = 5
    settings.finishingEpochs.y = 2
    settings.rate = 0.07
    return settings
  }()
}

extension TrainingSettings {
  /// Learning from some rows, or from all there are in one go.
  func phase(_ rows: [Int]? = nil) -> ModelTrainer.TrainingPhase {
    ModelTrainer.TrainingPhase(
      rows: rows, linearEpochs: linearEpochs, networkEpochs: networkEpochs, rate: rate)
  }

  /// Learning the rest after a trial: what was learned from four fifths is built on, which takes half
  /// the time of beginning anew and was as good.
  var finish: ModelTrainer.TrainingPhase {
    ModelTrainer.TrainingPhase(
      linearEpochs: finishingEpochs.x, networkEpochs: finishingEpochs.y, rate: rate)
  }

  /// The slots for these utterances: fewer where a few texts could not fill them.
  func slots(for utterances: [Utterance]) -> FeatureSpace {
    // A word brings some thirty features, most of them seen before.
    let needed = max(64, 60 * utterances.reduce(0) { $0 + $1.tokens.count })
    var size = 1 << 16
    while 3 * size / 2 >= needed { size /= 2 }
    return FeatureSpace(words: size, characters: size, pairs: size)
  }

  /// How much each block counts for these utterances: words, characters, pairs. Chosen over ten sets,
  /// each whole and with few examples of every intent.
  func blockWeights(for utterances: [Utterance]) -> SIMD4<Float> {
    var (han, words) = (0, 0)
    for utterance in utterances {
      for token in utterance.tokens where token.kind != .symbol {
        words += 1
        if token.kind == .han { han += 1 }
      }
    }
    // Of Chinese the characters and their neighbours are words already.
    return 2 * han > words ? [1, 0.25, 0.5, 0] : [1, 1.4, 0.7, 0]
  }
}
