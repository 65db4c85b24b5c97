public import Diagnostics

/// What was bought together: each basket a set of items, by their places in the list of names.
public struct Baskets: Sendable {
  /// The names of the items, sorted.
  public let items: [String]
  /// The baskets in their order, each with its items once.
  public let baskets: [[Int32]]

  /// Creates baskets from names; an item named twice in a basket counts once.
  public init(_ lists: [[String]]) {
    var names: Set<String> = []
    for list in lists { names.formUnion(list) }
    items = names.sorted()
    let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, Int32($0)) })
    baskets = lists.map { list in Set(list.compactMap { places[$0] }).sorted() }
  }

  private init(items: [String], baskets: [[Int32]]) {
    self.items = items
    self.baskets = baskets
  }

  /// Some of the baskets with the same items.
  public func part(_ range: Range<Int>) -> Baskets {
    Baskets(items: items, baskets: Array(baskets[range]))
  }

  /// Reads a file with a basket a line, its items between commas. Throws a `Fault` when there is none.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> Baskets {
    if bytes.prefix(4096).contains(0) {
      throw Fault(file: file, "holds NUL bytes: a file of baskets is text, a basket a line")
    }
    var places: [ArraySlice<UInt8>: Int32] = [:]
    var names: [String] = []
    var baskets: [[Int32]] = []
    for line in bytes.split(separator: 0x0A) {
      var basket: [Int32] = []
      for cell in line.split(separator: 0x2C) {
        var cell = cell
        while let first = cell.first, first == 0x20 || first == 0x22 { cell = cell.dropFirst() }
        while let last = cell.last, last == 0x20 || last == 0x22 || last == 0x0D {
          cell = cell.dropLast()
        }
        if cell.isEmpty { continue }
        if let place = places[cell] {
          basket.append(place)
        } else {
          let place = Int32(names.count)
          places[cell] = place
          names.append(String(decoding: cell, as: UTF8.self))
          basket.append(place)
        }
      }
      if !basket.isEmpty { baskets.append(basket) }
    }
    guard !baskets.isEmpty else {
      throw Fault(file: file, "holds no baskets; each line is a basket, its items between commas")
    }
    let order = names.indices.sorted { names[$0] < names[$1] }
    var rank = [Int32](repeating: 0, count: names.count)
    for (place, old) in order.enumerated() { rank[old] = Int32(place) }
    return Baskets(
      items: order.map { names[$0] },
      baskets: baskets.map { basket in
        let sorted = basket.map { rank[Int($0)] }.sorted()
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
      })
  }
}
