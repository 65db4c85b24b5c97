public import Shop

/// Fits a `ContactModel`: gradient descent on the log-likelihood with a Gaussian prior.
public enum ContactFit {
  /// One time a customer wrote: the state of the order, and why.
  public struct Contact: Hashable, Sendable {
    /// The state of the order.
    public let moment: OrderMoment
    /// Why they wrote, as an intent.
    public let intent: String

    /// Creates a contact.
    public init(moment: OrderMoment, intent: String) {
      self.moment = moment
      self.intent = intent
    }
  }

  /// Fits weights; the order of contacts does not matter beyond rounding.
  public static func fit(
    _ contacts: [Contact], threshold: Double, steps: Int = 800, rate: Double = 0.5,
    prior: Double = 1
  ) -> ContactModel {
    let intents = Set(contacts.map(\.intent)).sorted()
    let features = OrderMoment.featureNames.count
    var weights = [[Double]](
      repeating: [Double](repeating: 0, count: features), count: intents.count)
    let rows = contacts.map { ($0.moment.vector, intents.firstIndex(of: $0.intent) ?? 0) }
    let scale = rate / Double(max(1, rows.count))
    for _ in 0..<steps {
      var slopes = weights.map { row in row.map { $0 * prior } }
      for (vector, intent) in rows {
        let probabilities = ContactModel.probabilities(vector, weights)
        for (place, probability) in probabilities.enumerated() {
          let error = probability - (place == intent ? 1 : 0)
          for (feature, value) in vector.enumerated() where value != 0 {
            slopes[place][feature] += error * value
          }
        }
      }
      for place in weights.indices {
        for feature in 0..<features { weights[place][feature] -= scale * slopes[place][feature] }
      }
    }
    return ContactModel(intents: intents, weights: weights, threshold: threshold)
  }

  /// How often a model speaks on contacts, and how often it is right then.
  public static func figures(
    of model: ContactModel, on contacts: [Contact]
  ) -> (speaks: Double, right: Double) {
    let spoken = contacts.compactMap { contact in
      model.guess(contact.moment).flatMap {
        $0.probability >= model.threshold ? ($0, contact) : nil
      }
    }
    let right = spoken.count { $0.0.intent == $0.1.intent }
    return (
      Double(spoken.count) / Double(max(1, contacts.count)),
      Double(right) / Double(max(1, spoken.count))
    )
  }
}
