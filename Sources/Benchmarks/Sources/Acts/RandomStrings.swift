import Computing

/// Strings that mean nothing: keys struck at random, a hand drawn along a row, characters picked from a
/// page, signs and figures.
struct RandomStrings {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
  private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0) }
  private static let mixed = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789")
  private static let signs = Array("!#$%&*+-./:;<=>@[]^_{|}~¿§°×÷“”—·、。《》")
  private static let han = Array(
    "天地人日月山水火木金土石花草树木鱼鸟马牛羊风雨云雪春夏秋冬东西南北左右上下大小多少高低长短新旧快慢红黄蓝白黑书笔纸"
      + "门窗桌椅车船路桥家国学校医药饭菜茶米面油盐糖手足头目口耳心身父母兄弟姐妹男女老幼走跑跳飞坐立看听说读写")
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// So many strings, none of them twice; equal seeds give equal strings.
  func strings(_ count: Int) -> [String] {
    var random = SeededGenerator(seed: seed)
    var strings: [String] = []
    var seen: Set<String> = []
    while strings.count < count {
      let text = string(&random, kind: strings.count % 5)
      if seen.insert(text).inserted { strings.append(text) }
    }
    return strings
  }

  private func string(_ random: inout SeededGenerator, kind: Int) -> String {
    switch kind {
    case 0: return picked(Self.letters, 3 + random.below(8), &random)
    case 1:
      let row = Self.rows[random.below(Self.rows.count)]
      let start = random.below(row.count - 3)
      let run = row[start..<min(row.count, start + 4 + random.below(4))]
      return String(random.below(2) == 0 ? Array(run) : run.reversed())
        + picked(row, random.below(4), &random)
    case 2:
      let words = (0..<(1 + random.below(4))).map { _ in
        picked(Self.mixed, 3 + random.below(6), &random)
      }
      return words.joined(separator: " ")
    case 3: return picked(Self.han, 3 + random.below(6), &random)
    default:
      return picked(Self.signs, 1 + random.below(4), &random)
        + picked(Self.mixed, 2 + random.below(4), &random)
        + picked(Self.signs, random.below(4), &random)
    }
  }

  private func picked(
    _ characters: [Character], _ count: Int, _ random: inout SeededGenerator
  ) -> String {
    String((0..<count).map { _ in characters[random.below(characters.count)] })
  }
}
