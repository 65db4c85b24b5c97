/// One thing a customer said, and what they wanted.
public struct IntentExample: Hashable, Sendable {
  /// What was said.
  public let text: String
  /// What was wanted.
  public let intent: Intent

  /// Creates an example.
  public init(text: String, intent: Intent) {
    self.text = text
    self.intent = intent
  }
}
