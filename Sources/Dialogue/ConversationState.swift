public import Diagnostics
import Shop
import Text

// A conversation as it is kept, to be gone on with later: who is there, what it was about, what was
// being done. What a customer wrote of themselves is not in it: addresses, names and postcodes are asked
// for again.
extension Conversation {
  /// What is kept, as JSON on one line.
  public var state: String {
    let json: JSON = [
      "turn": .integer(turn),
      "language": .string(language.rawValue),
      "customer": .optional(customer),
      "order": .optional(order),
      "task": .optional(flow?.task.rawValue),
      "task_order": .optional(flow?.order),
      "products": .array(products.map { .string($0) }),
      "refused": .array(refused.sorted().map { .string($0) }),
      "tried": .array(tried.map { .string($0) }),
      "wrong_tries": .integer(wrongTries),
    ]
    return json.text
  }

  /// The conversation that a state was kept of. Throws a `Fault` when it is in no form of ours.
  public init(state: String) throws(Fault) {
    let root = try JSONReader.read(Array(state.utf8), file: "conversation")
    self.init(
      language: Language(rawValue: try root.required("language").string("language")) ?? .english)
    turn = try root.required("turn").integer("turn")
    customer = try Self.text(root, "customer")
    order = try Self.text(root, "order")
    products = try root["products"]?.strings("products") ?? []
    refused = Set(try root["refused"]?.strings("refused") ?? [])
    tried = try root["tried"]?.strings("tried") ?? []
    wrongTries = try root["wrong_tries"]?.integer("wrong_tries") ?? 0
    if let name = try Self.text(root, "task"), let task = Task(rawValue: name) {
      var flow = Flow(task)
      flow.order = try Self.text(root, "task_order")
      self.flow = flow
    }
  }

  private static func text(_ root: JSONNode, _ key: String) throws(Fault) -> String? {
    guard let node = root[key] else { return nil }
    if case .null = node.content { return nil }
    return try node.string(key)
  }
}
