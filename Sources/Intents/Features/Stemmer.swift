/// Cuts English endings, lightly: enough that `returning`, `returned` and `returns` meet.
enum Stemmer {
  /// How many scalars of a folded word belong to its stem.
  static func stemLength(_ word: ArraySlice<UInt32>) -> Int {
    let start = word.startIndex
    var count = word.count
    func at(_ fromEnd: Int) -> UInt32 { word[start + count - fromEnd] }
    guard count > 3, at(1) < 0x80 else { return count }
    if at(2) == 0x27, at(1) == s { count -= 2 }
    guard count > 3 else { return count }
    if at(1) == s, at(2) != s, at(2) != u, at(2) != i {
      // `tries` and `boxes` lose two, `prices` one.
      count -=
        count > 4 && at(2) == e && (at(3) == i || at(3) == x || at(3) == h || at(3) == s) ? 2 : 1
    }
    if count > 5, at(3) == i, at(2) == n, at(1) == g {
      count -= 3
      return undoubled(word, count)
    }
    if count > 4, at(2) == e, at(1) == d {
      count -= 2
      return undoubled(word, count)
    }
    if count > 4, at(2) == l, at(1) == y { count -= 2 }
    if count > 3, at(1) == e || at(1) == y || at(1) == i { count -= 1 }
    return count
  }

  /// `stopp` is `stop`; `tell` stays.
  private static func undoubled(_ word: ArraySlice<UInt32>, _ count: Int) -> Int {
    let last = word[word.startIndex + count - 1]
    let before = word[word.startIndex + count - 2]
    if count > 3, last == before, last != l, last != s { return count - 1 }
    return count > 3 && (last == e || last == y || last == i) ? count - 1 : count
  }

  private static let d: UInt32 = 0x64
  private static let e: UInt32 = 0x65
  private static let g: UInt32 = 0x67
  private static let h: UInt32 = 0x68
  private static let i: UInt32 = 0x69
  private static let l: UInt32 = 0x6C
  private static let n: UInt32 = 0x6E
  private static let s: UInt32 = 0x73
  private static let u: UInt32 = 0x75
  private static let x: UInt32 = 0x78
  private static let y: UInt32 = 0x79
}
