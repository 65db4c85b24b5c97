public import Diagnostics

/// A reply with gaps: `within {{policy.returns.window_days}} days`.
public struct ReplyTemplate: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case text(String)
    case placeholder(String)
  }

  private let pieces: [Piece]

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// A template of nothing.
  static let empty = ReplyTemplate(pieces: [])

  /// Creates a template. Throws a `Fault` when braces stay open or a name is none: names are lower-case
  /// words joined by dots, such as `policy.delivery.express.price`.
  public init(_ text: String) throws(Fault) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw Fault(file: nil, "\"{{\" is not closed; write {{policy.returns.window_days}}")
      }
      let inside = rest[open.upperBound..<close.lowerBound]
      let name = inside.drop { $0 == " " }.prefix { $0 != " " }
      guard Self.isName(name),
        inside.drop(while: { $0 == " " }).dropFirst(name.count)
          .allSatisfy({ $0 == " " })
      else {
        throw Fault(
          file: nil,
          "\"{{\(inside)}}\" is no placeholder; write a name such as {{policy.returns.window_days}}"
        )
      }
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      pieces.append(.placeholder(String(name)))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
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
    pieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
  }

  /// The text with its gaps filled; a gap without a value reads `…`, never as braces.
  public func filled(with values: [String: String]) -> String {
    pieces.map {
      switch $0 {
      case .text(let text): text
      case .placeholder(let name): values[name] ?? "…"
      }
    }.joined()
  }
}
