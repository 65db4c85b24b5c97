/// A name index that whoever reads it shares: its dozen of arrays would otherwise be counted for every
/// sentence.
final class SharedIndex: Sendable {
  let index: NameIndex

  init(_ index: NameIndex) { self.index = index }
}
