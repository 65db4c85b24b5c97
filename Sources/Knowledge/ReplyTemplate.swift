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
    while let open = rest.pair(of: UInt8(ascii: "{")) {
      let inside = rest[open.upperBound...]
      guard let close = inside.pair(of: UInt8(ascii: "}")) else {
        throw Fault(file: nil, "\"{{\" is not closed; write {{policy.returns.window_days}}")
      }
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      pieces.append(try Self.placeholder(inside[..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  private static func placeholder(_ inside: Substring) throws(Fault) -> Piece {
    let bar = inside.utf8.firstIndex(of: UInt8(ascii: "|"))
    var name = inside[..<(bar ?? inside.endIndex)]
    while name.utf8.first == UInt8(ascii: " ") { name.removeFirst() }
    while name.utf8.last == UInt8(ascii: " ") { name.removeLast() }
    guard isName(name.utf8) else {
      throw Fault(
        file: nil,
        "\"{{\(inside)}}\" is no placeholder; write a name such as {{policy.returns.window_days}}")
    }
    let none = bar.map { String(inside[inside.utf8.index(after: $0)...]) }
    return .placeholder(String(name), none: none)
  }

  private static func isName(_ name: Substring.UTF8View) -> Bool {
    var beginsPart = true
    for byte in name {
      switch byte {
      case UInt8(ascii: "."):
        if beginsPart { return false }
        beginsPart = true
      case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "_"): beginsPart = false
      default: return false
      }
    }
    return !beginsPart
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

extension Substring {
  /// Where a byte first stands twice in a row.
  func pair(of byte: UInt8) -> Range<Index>? {
    var index = utf8.startIndex
    while let first = utf8[index...].firstIndex(of: byte) {
      let next = utf8.index(after: first)
      guard next < utf8.endIndex else { return nil }
      if utf8[next] == byte { return first..<utf8.index(after: next) }
      index = next
    }
    return nil
  }
}
