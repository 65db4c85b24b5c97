public import Diagnostics

/// A JSON value that remembers where it stood, so that whoever reads it can say so.
public struct JSONNode: Hashable, Sendable {
  /// What stands there.
  public enum Content: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number as written, so that `39.90` keeps its digits.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  /// A key and its value, in the order of the file.
  public struct Member: Hashable, Sendable {
    /// The key, unescaped.
    public let key: String
    /// Where the key stands.
    public let place: Place
    /// Its value.
    public let value: JSONNode
  }

  /// The value.
  public let content: Content
  /// Where it begins.
  public let place: Place
  /// The file it stands in.
  public let file: String

  init(content: Content, place: Place, file: String) {
    self.content = content
    self.place = place
    self.file = file
  }
}

extension JSONNode {
  /// Nothing at the same place: what remains of a value that was read, for faults found later.
  public static func marker(of node: JSONNode) -> JSONNode {
    JSONNode(content: .null, place: node.place, file: node.file)
  }

  /// A fault at this value's place.
  public func fault(_ message: String, severity: Fault.Severity = .error) -> Fault {
    Fault(file: file, place: place, message, severity: severity)
  }

  /// What stands here, for a person: `a number`, `a list`.
  public var found: String {
    switch content {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): "the number \(text)"
    case .string(let text): text.count <= 30 ? "\"\(text)\"" : "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  private func wanted(_ what: String, _ name: String?) -> Fault {
    fault((name.map { "\"\($0)\" " } ?? "") + "must be \(what), found \(found)")
  }

  /// The members of an object; throws a `Fault` when it is none. `name` is the key, for the message.
  public func object(_ name: String? = nil) throws(Fault) -> [Member] {
    guard case .object(let members) = content else { throw wanted("an object", name) }
    return members
  }

  /// The elements of a list; throws a `Fault` when it is none.
  public func array(_ name: String? = nil) throws(Fault) -> [JSONNode] {
    guard case .array(let elements) = content else { throw wanted("a list", name) }
    return elements
  }

  /// The text; throws a `Fault` when it is no string.
  public func string(_ name: String? = nil) throws(Fault) -> String {
    guard case .string(let text) = content else { throw wanted("a string", name) }
    return text
  }

  /// The whole number; throws a `Fault` when it is none.
  public func integer(_ name: String? = nil) throws(Fault) -> Int {
    guard case .number(let text) = content, let value = Int(text) else {
      throw wanted("a whole number", name)
    }
    return value
  }

  /// The number; throws a `Fault` when it is none.
  public func number(_ name: String? = nil) throws(Fault) -> Double {
    guard case .number(let text) = content, let value = Double(text) else {
      throw wanted("a number", name)
    }
    return value
  }

  /// True or false; throws a `Fault` when it is neither.
  public func bool(_ name: String? = nil) throws(Fault) -> Bool {
    guard case .bool(let value) = content else { throw wanted("true or false", name) }
    return value
  }

  /// The strings of a list of strings; throws a `Fault` at the first element that is none.
  public func strings(_ name: String? = nil) throws(Fault) -> [String] {
    guard case .array(let elements) = content else { throw wanted("a list of strings", name) }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element.content else {
        throw element.fault(
          (name.map { "\"\($0)\" " } ?? "") + "must be a list of strings, found \(element.found)")
      }
      texts.append(text)
    }
    return texts
  }

  /// The value under a key, or `nil`; also `nil` when this is no object.
  public subscript(key: String) -> JSONNode? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The value under a key that must be there.
  public func required(_ key: String) throws(Fault) -> JSONNode {
    _ = try object()
    guard let value = self[key] else { throw fault("\"\(key)\" is missing") }
    return value
  }

  /// Throws at the first key that is none of `known`; a misspelt key is a mistake, not a wish.
  public func rejectUnknownKeys(_ known: [String]) throws(Fault) {
    for member in try object() where !known.contains(member.key) {
      throw Fault(
        file: file, place: member.place,
        "unknown key \"\(member.key)\"; known are \(known.joined(separator: ", "))")
    }
  }
}
