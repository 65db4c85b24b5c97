/// Logistic regression of two or more classes with a Gaussian prior on all weights but the constants.
public struct LogisticRegression: Sendable {
  /// How rows are weighed.
  public let design: LinearDesign
  /// The weights of each output: two classes have one.
  public let weights: [[Double]]
  /// The constants of each output.
  public let constants: [Double]
  /// How strongly the data speaks against the prior: C of scikit-learn.
  public let strength: Double

  /// How many probabilities an answer has.
  var outputs: Int { constants.count }

  /// Fits weights to classes 0 ..< `classes`.
  public init(
    _ matrix: FeatureMatrix, targets: [Double], classes: Int = 2, levels: [Int?],
    shape: LinearDesign.Shape = .plain, strength: Double
  ) {
    let design = LinearDesign(matrix, levels: levels, shape: shape)
    self.init(design, design.encode(matrix), targets, classes: classes, strength: strength)
  }

  init(
    _ design: LinearDesign, _ rows: (numbers: [Double], words: [Int32]), _ targets: [Double],
    classes: Int, strength: Double, start: LogisticRegression? = nil
  ) {
    let outputs = classes == 2 ? 1 : classes
    let width = design.terms.count
    let likelihood = LogisticLikelihood(
      design: design, numbers: rows.numbers, words: rows.words, targets: targets,
      outputs: outputs, prior: 1 / strength)
    var first = [Double](repeating: 0, count: outputs * (width + 1))
    if let start, start.outputs == outputs {
      for output in 0..<outputs {
        for place in 0..<width {
          first[output * (width + 1) + place] = start.weights[output][place]
        }
        first[output * (width + 1) + width] = start.constants[output]
      }
    }
    let found = QuasiNewton.minimise(first, steps: 400, tolerance: 1e-5) {
      likelihood.value($0, &$1)
    }
    weights = (0..<outputs).map {
      Array(found.point[$0 * (width + 1)..<$0 * (width + 1) + width])
    }
    constants = (0..<outputs).map { found.point[$0 * (width + 1) + width] }
    self.design = design
    self.strength = strength
  }

  /// The log odds of the second class, or the scores of all.
  public func scores(_ matrix: FeatureMatrix) -> [Double] {
    scores(design.encode(matrix), rows: matrix.rows)
  }

  func scores(_ rows: (numbers: [Double], words: [Int32]), rows count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count * outputs)
    let (dense, chosen) = (design.numberTerms, design.wordCount)
    for output in 0..<outputs {
      let weights = weights[output]
      for row in 0..<count {
        var sum = constants[output]
        for place in 0..<dense { sum += weights[place] * rows.numbers[row * dense + place] }
        for word in 0..<chosen {
          let place = rows.words[row * chosen + word]
          if place >= 0 { sum += weights[Int(place)] }
        }
        result[row * outputs + output] = sum
      }
    }
    return result
  }

  /// Probabilities: of the second class, or of all.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    (outputs == 1 ? Objective.binary : .classes(outputs)).answers(scores(matrix))
  }

  /// What each feature adds to the score of a row, against a row of mean numbers and no words.
  public func contributions(_ row: [Double], output: Int = 0) -> (
    expected: Double, features: [Double]
  ) {
    let matrix = FeatureMatrix(values: row, rows: 1, width: row.count)
    let encoded = design.encode(matrix)
    var features = [Double](repeating: 0, count: row.count)
    for (place, term) in design.terms.prefix(design.numberTerms).enumerated() {
      features[term.feature] += weights[output][place] * encoded.numbers[place]
    }
    for place in encoded.words.prefix(design.wordCount) where place >= 0 {
      features[design.terms[Int(place)].feature] += weights[output][Int(place)]
    }
    return (constants[output], features)
  }

  /// How many bytes its weights take.
  public var byteCount: Int { outputs * (design.terms.count + 1) * 8 }
}

extension LinearDesign.Term {
  /// The feature it belongs to.
  public var feature: Int {
    switch self {
    case .number(let feature), .rank(let feature), .missing(let feature), .word(let feature, _):
      feature
    }
  }
}

/// The mean negative log-likelihood with its prior, and its slope.
private struct LogisticLikelihood {
  let design: LinearDesign
  let numbers: [Double]
  let words: [Int32]
  let targets: [Double]
  let outputs: Int
  let prior: Double

  func value(_ point: [Double], _ slope: inout [Double]) -> Double {
    let width = design.terms.count + 1
    let (dense, chosen) = (design.numberTerms, design.wordCount)
    let share = 1 / Double(max(1, targets.count))
    var loss = 0.0
    var scores = [Double](repeating: 0, count: outputs)
    for place in slope.indices { slope[place] = 0 }
    numbers.withUnsafeBufferPointer { numbers in
      words.withUnsafeBufferPointer { words in
        point.withUnsafeBufferPointer { point in
          slope.withUnsafeMutableBufferPointer { slope in
            for row in targets.indices {
              let (first, firstWord) = (row &* dense, row &* chosen)
              for output in 0..<outputs {
                let base = output * width
                var sum = point[base + width - 1]
                for place in 0..<dense { sum += point[base + place] * numbers[first + place] }
                for word in 0..<chosen {
                  let place = Int(words[firstWord + word])
                  if place >= 0 { sum += point[base + place] }
                }
                scores[output] = sum
              }
              loss += errors(&scores, targets[row])
              for output in 0..<outputs {
                let base = output * width
                let error = scores[output]
                slope[base + width - 1] += error
                for place in 0..<dense {
                  slope[base + place] += error * numbers[first + place]
                }
                for word in 0..<chosen {
                  let place = Int(words[firstWord + word])
                  if place >= 0 { slope[base + place] += error }
                }
              }
            }
          }
        }
      }
    }
    loss *= share
    for place in slope.indices {
      slope[place] *= share
      guard (place + 1) % width != 0 else { continue }
      slope[place] += prior * share * point[place]
      loss += prior * share * point[place] * point[place] / 2
    }
    return loss
  }

  /// Turns scores into errors of probability; returns the row's loss.
  @inline(__always)
  private func errors(_ scores: inout [Double], _ target: Double) -> Double {
    if outputs == 1 {
      let score = scores[0]
      scores[0] = Mathematics.sigmoid(score) - target
      return Mathematics.softplus(score) - target * score
    }
    let (top, sum) = Objective.softmax(scores, 0, outputs)
    let loss = top + Mathematics.log(sum) - scores[Int(target)]
    for place in scores.indices {
      scores[place] =
        Mathematics.exp(scores[place] - top) / sum - (place == Int(target) ? 1 : 0)
    }
    return loss
  }
}
