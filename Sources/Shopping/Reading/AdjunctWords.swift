import Diagnostics
import Formats

/// Words by which a noun is known to say only what something is for, or where it goes.
struct AdjunctWords: Sendable {
  /// What opens one: "for", "takes".
  var before: Set<String> = []
  /// Those that say where, so that goods of the shop are a place as well: "inside".
  var places: Set<String> = []
  /// What may stand between: "my".
  var between: Set<String> = []
  /// What closes one: “上”.
  var after: Set<String> = []

  /// Adds those of a language.
  mutating func add(_ node: JSONNode) throws(Fault) {
    before.formUnion(try node["before"]?.strings("before") ?? [])
    places.formUnion(try node["places"]?.strings("places") ?? [])
    between.formUnion(try node["between"]?.strings("between") ?? [])
    after.formUnion(try node["after"]?.strings("after") ?? [])
  }
}
