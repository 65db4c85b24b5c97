import Text

/// Names that no words announce: a known given name with a surname after it, one that ends a message,
/// a Chinese name after thanks.
struct FullNames {
  let reading: Reading

  /// All names from left to right.
  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let range = full(at: index) ?? signed(at: index) ?? here(at: index) ?? chinese(at: index) {
        found.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private func isGiven(_ index: Int) -> Bool {
    reading.isWord(index) && reading[index].isCapital
      && !PersonWords.isShouted(reading, index) && GivenNames.contains(reading[index].hash)
      && !Self.ambiguous.contains(reading[index].hash)
  }

  /// `Rosalind Featherstone`
  private func full(at index: Int) -> Range<Int>? {
    guard isGiven(index) else { return nil }
    var end = index + 1
    while end < index + 8, let next = part(at: end) { end = next }
    return end > index + 1 ? index..<end : nil
  }

  /// Where a further part of a name ends: an initial, a particle with its word, a capital.
  private func part(at index: Int) -> Int? {
    if reading.has("-", at: index) || reading.has("'", at: index) || reading.has("’", at: index),
      reading.isAttached(index), reading.isAttached(index + 1), reading.isWord(index + 1),
      reading[index + 1].isCapital
    {
      return index + 2
    }
    guard reading.isWord(index) else { return nil }
    if reading[index].code == 1, reading[index].isCapital, reading.has(".", at: index + 1) {
      return part(at: index + 2) == nil ? nil : index + 2
    }
    if ["van", "von", "de", "del", "di", "da", "der", "la", "al", "el"]
      .contains(reading.spelling(index))
    {
      return part(at: index + 1)
    }
    return PersonWords.mayName(reading, index) ? index + 1 : nil
  }

  /// `…, Priyanka` at the end.
  private func signed(at index: Int) -> Range<Int>? {
    guard reading.has(",", at: index - 1), isGiven(index) else { return nil }
    var end = index + 1
    while end < reading.count, reading[end].kind == .symbol { end += 1 }
    return end == reading.count ? index..<index + 1 : nil
  }

  /// `Gemma here`, `it's Kareem`
  private func here(at index: Int) -> Range<Int>? {
    guard isGiven(index) else { return nil }
    let isHere =
      ["here", "speaking", "again"].contains(reading.spelling(index + 1))
      || reading.word(index - 1) == .s && reading.word(index - 3) == .it
      || reading.word(index - 1) == .isWord && reading.word(index - 2) == .it
      || Self.kin.contains(reading.isWord(index - 1) ? reading[index - 1].hash : 0)
      || isGreeted(index)
    return isHere ? index..<index + 1 : nil
  }

  /// `Hi Laura,`, `Dear Anna`
  private func isGreeted(_ index: Int) -> Bool {
    reading.isWord(index - 1) && Self.greetings.contains(reading[index - 1].hash)
      && (index + 1 >= reading.count || reading[index + 1].kind == .symbol)
  }

  /// 谢谢，赵敏 at the end; 我妈妈王桂兰.
  private func chinese(at index: Int) -> Range<Int>? {
    guard reading.isHan(index) else { return nil }
    let kinEnd = reading.has("叫", at: index - 1) ? index - 1 : index
    let isKin = Self.hanKin.contains { reading.hasHan($0, at: kinEnd - $0.count) }
    let isSigned =
      reading.has("—", at: index - 1) && reading.has("—", at: index - 2)
      || reading[index].hasBlankBefore
        && Self.thanks.contains { reading.hasHan($0, at: index - $0.count) }
      || (reading.has("，", at: index - 1) || reading.has(",", at: index - 1)
        || reading.has("。", at: index - 1) || reading.has("！", at: index - 1))
        && Self.thanks.contains { reading.hasHan($0, at: index - 1 - $0.count) }
    guard isKin || isSigned, let end = ChineseNames(reading: reading).surnamed(from: index) else {
      return nil
    }
    if isSigned, !isKin {
      var stop = end
      while stop < reading.count, reading[stop].kind == .symbol { stop += 1 }
      guard stop == reading.count else { return nil }
    }
    return index..<end
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static func scalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { HanFold.fold($0.value) }
  }
  /// Given names that are words, places or goods as often.
  private static let ambiguous = hashes(
    "may will mark grace faith joy summer dawn hazel ivy rose ruby amber jasmine violet iris april june "
      + "pat rob bill jack frank dean guy ray max sandy daisy poppy lily holly heather austin paris "
      + "sydney florence georgia virginia victoria charlotte chelsea earl grant chase troy troy jean "
      + "crystal ginger olive pearl sage art drew miles rich eve nova stella eden ram raj bin hao hana "
      + "min ming jin jun lan ling linh mai mei mona nia noor omar qing rose salim sana sara sato thi "
      + "carol christian jordan kelly kerry penny sue wade warren dale glen clay hunter mason spencer "
      + "carmen india china angel jesus santiago valencia lorena roman milan florin ole rene remi basil"
  )
  private static let greetings = hashes("hi hello hey dear hiya")
  private static let kin = hashes(
    "husband wife partner son daughter mother father mum mom dad brother sister neighbour neighbor "
      + "friend colleague boss assistant flatmate roommate grandma grandpa aunt uncle cousin")
  private static let hanKin = [
    "妈妈", "爸爸", "老公", "老婆", "先生", "太太", "朋友", "同事", "儿子", "女儿", "哥哥", "姐姐", "弟弟", "妹妹", "室友", "邻居",
    "母亲", "父亲", "丈夫", "妻子", "同学", "老板", "助理", "改成", "改为", "换成",
  ].map(scalars)
  private static let thanks = ["谢谢", "多谢", "此致", "敬礼", "祝好", "感谢", "谢了", "麻烦了", "辛苦了", "拜托了"].map(
    scalars)
}
