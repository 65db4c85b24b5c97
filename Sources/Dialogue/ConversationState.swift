public import Diagnostics
import Formats
import Shop
import Shopping
import Text

// A conversation as it is kept, to be gone on with later: who is there, what it was about, what was
// being done. What a customer wrote of themselves is not in it: addresses, names and postcodes are asked
// for again.
extension Conversation {
  /// What is kept, as JSON on one line.
  public var state: String {
    func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    let json: JSON = [
      "turn": .integer(turn),
      "language": .string(language.rawValue),
      "customer": .optional(customer),
      "order": .optional(order),
      "orders": strings(orders),
      "asked_order": .optional(clues.orderNumber),
      "flow": flow?.kept ?? .null,
      "suspended": .array(suspended.map(\.kept)),
      "products": strings(products),
      "shopping": .string(shopping.text),
      "tried": strings(tried.suffix(Self.keptTries)),
      "moods": .array(moods.map { .number($0, digits: 3) }),
      "wrong_tries": .integer(wrongTries),
      "handover": handover?.kept ?? .null,
    ]
    return json.text
  }

  /// More tries than anybody would read; a conversation of a day must not grow its own record.
  private static let keptTries = 12

  /// The conversation that a state was kept of. Throws a `Fault` when it is in no form of ours.
  public init(state: String) throws(Fault) {
    let root = try JSONReader.read(Array(state.utf8), file: "conversation")
    self.init(
      language: Language(rawValue: try root.required("language").string("language")) ?? .english)
    turn = try root.required("turn").integer("turn")
    customer = try root.text("customer")
    order = try root.text("order")
    orders = try root["orders"]?.strings("orders") ?? []
    clues.orderNumber = try root.text("asked_order")
    if let node = root["flow"] { flow = try Flow(kept: node) }
    for node in try root["suspended"]?.array("suspended") ?? [] {
      if let waiting = try Flow(kept: node) { suspended.append(waiting) }
    }
    products = try root["products"]?.strings("products") ?? []
    shopping = try root.text("shopping").flatMap { ShoppingState(text: $0) } ?? ShoppingState()
    tried = try root["tried"]?.strings("tried") ?? []
    for node in try root["moods"]?.array("moods") ?? [] { moods.append(try node.number("moods")) }
    wrongTries = try root["wrong_tries"]?.integer("wrong_tries") ?? 0
    if let node = root["handover"] { handover = try Handover(kept: node) }
  }
}

extension Flow {
  fileprivate var kept: JSON {
    [
      "task": .string(task.rawValue), "order": .optional(order),
      "lines": .array(lines.map { [.integer($0.line), .integer($0.quantity)] }),
      "products": .array(products.map { .string($0) }),
      "reason": .optional(reason),
      "variants": .object(variants.sorted { $0.key < $1.key }.map { ("\($0)", .string($1)) }),
      "method": .optional(method), "offered": .bool(isOffered),
    ]
  }

  /// `nil` where no task is kept.
  fileprivate init?(kept node: JSONNode) throws(Fault) {
    if case .null = node.content { return nil }
    guard let task = Task(rawValue: try node.required("task").string("task")) else { return nil }
    self.init(task)
    order = try node.text("order")
    for pair in try node["lines"]?.array("lines") ?? [] {
      let numbers = try pair.array("lines")
      guard numbers.count == 2 else { throw pair.fault("a line is a number and how many of it") }
      lines.append(
        Line(line: try numbers[0].integer("lines"), quantity: try numbers[1].integer("lines")))
    }
    products = try node["products"]?.strings("products") ?? []
    reason = try node.text("reason")
    for member in try node["variants"]?.object("variants") ?? [] {
      if let line = Int(member.key) { variants[line] = try member.value.string("variants") }
    }
    method = try node.text("method")
    if case .bool(true)? = node["offered"]?.content { isOffered = true }
  }
}

extension Handover {
  fileprivate var kept: JSON {
    [
      "reason": .string(reason.rawValue), "customer": .optional(customer),
      "request": .optional(request), "order": .optional(order),
      "tried": .array(tried.map { .string($0) }), "mood": .number(mood, digits: 3),
    ]
  }

  fileprivate init?(kept node: JSONNode) throws(Fault) {
    if case .null = node.content { return nil }
    guard let reason = Reason(rawValue: try node.required("reason").string("reason")) else {
      return nil
    }
    self.init(
      reason: reason, customer: try node.text("customer"), request: try node.text("request"),
      order: try node.text("order"), tried: try node["tried"]?.strings("tried") ?? [],
      mood: try node.required("mood").number("mood"))
  }
}

extension JSONNode {
  /// A member that may be `null` or missing.
  fileprivate func text(_ key: String) throws(Fault) -> String? {
    guard let node = self[key] else { return nil }
    if case .null = node.content { return nil }
    return try node.string(key)
  }
}
