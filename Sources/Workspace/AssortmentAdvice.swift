public import Diagnostics
import Quantities
import Shop

extension WorkspaceFolder {
  /// What customers will miss in the workspace's catalogue: warnings with their places. Throws `Faults` when
  /// it cannot be read.
  public func assortmentAdvice() throws -> [Fault] {
    let name = "knowledge-base/shop/products.json"
    guard Files.exists(path(name)) else { return [] }
    let file = SeedFile(path: name, bytes: try Files.bytes(path(name)))
    return try Seed.read([file], currency: "USD", today: Day(number: 0), advising: true).advice
  }
}
