public import Diagnostics

/// A reply with gaps: `within {{policy.returns.window_days}} days`, and gaps that read better when there
/// is nothing to pay: `costs {{policy.returns.fee|nothing}}`.
public struct ReplyTemplate: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case text(String)
    /// `none` is written for an amount of 0.
    case placeholder(String, none: String?)
  }

  private let pieces: [Piece]

  /// A template of nothing.
  static let empty = ReplyTemplate(pieces: [])

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// Creates a template. Throws a `Fault` when braces stay open or a name is none: names are lower-case
  /// words joined by dots, such as `policy.delivery.express.price`.
  public init(_ text: String) throws(Fault) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw Fault(file: nil, "\"{{\" is not closed; write {{policy.returns.window_days}}")
      }
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      pieces.append(try Self.placeholder(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  private static func placeholder(_ inside: Substring) throws(Fault) -> Piece {
    let parts = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].split(separator: " ", omittingEmptySubsequences: true)
    guard name.count == 1, isName(name[0]) else {
      throw Fault(
        file: nil,
        "\"{{\(inside)}}\" is no placeholder; write a name such as {{policy.returns.window_days}}")
    }
    return .placeholder(String(name[0]), none: parts.count == 2 ? String(parts[1]) : nil)
  }

  private static func isName(_ name: Substring) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
  }
}

extension ReplyTemplate {
  /// The names of its gaps, in order, a repeated one as often as it stands there.
  public var placeholders: [String] {
    pieces.compactMap { if case .placeholder(let name, _) = $0 { name } else { nil } }
  }

  /// The text with its gaps filled; a gap without a value reads `…`, never as braces.
  public func filled(with values: [String: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .placeholder(let name, let none):
        let value = values[name] ?? "…"
        if let none, Self.isNothing(value) { return none }
        return value
      }
    }.joined()
  }

  /// Whether an amount such as `$0` or `0` is nothing.
  private static func isNothing(_ value: String) -> Bool {
    let digits = value.utf8.filter { (0x30...0x39).contains($0) }
    return !digits.isEmpty && digits.allSatisfy { $0 == 0x30 }
  }
}
