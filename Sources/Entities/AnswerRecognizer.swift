import Quantities
import Text
import TimeExpressions

/// Finds a yes or a no where one answers: at the beginning of a clause.
struct AnswerRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    guard let index = first(in: text), let (end, value) = Self.table.longest(in: text, at: index),
      isAnswer(text, index, end)
    else { return [] }
    return [Entity(kind: .yesNo, range: text.range(index..<end), value: .bool(value))]
  }

  /// The first lexeme that is neither punctuation nor a filler.
  private func first(in text: Reading) -> Int? {
    for index in 0..<min(text.count, 4) {
      let lexeme = text[index]
      if lexeme.kind == .symbol, Self.table.longest(in: text, at: index) == nil { continue }
      if lexeme.kind == .word, Self.fillers.contains(lexeme.hash) { continue }
      if lexeme.kind == .han, Self.hanFillers.contains(lexeme.code),
        Self.table.longest(in: text, at: index) == nil
      {
        continue
      }
      return index
    }
    return nil
  }

  /// A short Chinese word answers only where the clause ends; `no idea` and `好看` answer nothing.
  private func isAnswer(_ text: Reading, _ index: Int, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    let next = text[end]
    // `yes and no` is neither.
    if next.word == .and || next.word == .or, end + 1 < text.count,
      Self.table.longest(in: text, at: end + 1) != nil
    {
      return false
    }
    if text.isHan(index) {
      var place = end
      while place < text.count, text.isHan(place), Self.hanFillers.contains(text[place].code) {
        place += 1
      }
      guard place < text.count, text[place].kind == .han else { return true }
      return end - index >= 2 && !Self.continued.contains(next.code)
        && !Self.weakHan.contains { $0.stands(in: text, at: index) && $0.count == end - index }
    }
    guard next.kind == .word else {
      // `no. 5` is a number, `okay-ish` a word.
      return !(text.has(".", at: end) && text.isDigits(end + 1))
        && !(text.has("-", at: end) && text.isAttached(end) && text.isAttached(end + 1))
    }
    if Self.notAfter.contains(next.hash) { return false }
    // `do not hesitate`, `don't think`: a verb goes on from there.
    if text[end - 1].hash == Self.not || text[end - 1].hash == Self.apostrophized,
      end - index > 1
    {
      return Self.afterWeak.contains(next.hash)
    }
    // `right`, `fine` and their kin judge a thing as often as they answer.
    return !Self.weak.contains(text[end - 1].hash) || end - index > 1
      || Self.afterWeak.contains(next.hash)
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let fillers = hashes("oh um uh well hmm ah er so hi hello hey")
  private static let hanFillers: Set<UInt32> = Set("啊哇呀的吧了哦嗯呃啦嘛，那".unicodeScalars.map(\.value))
  private static let continued: Set<UInt32> = Set("退用买能想".unicodeScalars.map(\.value))
  private static let notAfter = hashes(
    "idea one longer way matter response reply refund news luck sign trace problem problems worries "
      + "worry clue doubt wonder rush hurry")
  private static let not = Lexer.read("not")[0].hash
  private static let apostrophized = Lexer.read("t")[0].hash
  private static let weak = hashes(
    "right fine correct wrong true false never not indeed definitely absolutely certainly exactly "
      + "incorrect sure k n y agree negative totally certain alright")
  private static let afterWeak = hashes(
    "thanks thank please then but and so i we that it this go let do with by you cheers mate sir "
      + "thing yes no is works sounds why if as")
  private static let weakHan: [ChinesePhrase] = [
    "正确", "算了", "确定", "肯定", "没有", "确认", "错了", "不是", "不对", "不好", "可以", "不行", "不用", "不要",
    "一定", "必须", "绝对",
  ]

  /// Words that answer, in both languages.
  static let table: PhraseTable<Bool> = {
    var table = PhraseTable<Bool>()
    for phrase in yes { table.add(phrase, true) }
    for phrase in no { table.add(phrase, false) }
    return table
  }()

  private static let yes = [
    "yes", "yeah", "yep", "yup", "yea", "ya", "sure", "sure thing", "ok", "okay", "okey", "k",
    "of course", "absolutely", "definitely", "certainly", "correct", "agree", "agreed", "i agree",
    "affirmative", "aye", "go ahead", "please do", "sounds good", "that's right", "that is right",
    "that's correct", "that is correct", "right", "indeed", "exactly", "true", "fine", "y",
    "yes please", "alright", "all right", "sounds great", "uh huh", "uh-huh", "mhm", "mm hmm",
    "yess", "yesss", "you bet", "by all means", "go for it",
    "yes indeed", "i guess so", "i suppose so", "i think so", "of course i do",
    "totally", "for sure", "i do agree", "that works", "works for me", "naturally", "👌", "👍", "✅",
    "✔", "☑",
    "是", "是的", "是啊", "对", "对的", "对啊", "好", "好的", "好啊", "好哇", "好呀", "好吧", "行", "行的",
    "行啊", "可以", "可以的", "没问题", "当然", "当然可以", "同意", "我同意", "嗯", "嗯嗯", "中", "确定",
    "确认", "肯定", "要", "要的", "没错", "正确", "成", "ok的", "行吧", "当然了", "当然的", "必须的", "必须",
    "一定", "肯定的", "沒問題", "当然行", "當然", "當然可以", "可以啊", "可以呀", "嗯好", "嗯是的", "對", "對的",
    "對啊", "是呀", "对呀", "就是", "有的",
  ]
  private static let no = [
    "no", "nope", "nah", "no thanks", "no thank you", "no way", "not", "not really", "never",
    "negative", "disagree", "i disagree", "don't", "do not", "of course not", "certainly not",
    "absolutely not", "definitely not", "no not really", "not at all", "not now", "not yet", "nay",
    "uh-uh", "uh uh", "noo", "nooo", "i don't think so", "i do not think so",
    "rather not", "i'd rather not", "please don't", "please do not",
    "not correct",
    "not right", "not true", "that's wrong", "that is wrong", "that's not right",
    "that is not right", "that's not correct", "that is not correct", "that's incorrect",
    "not okay", "not ok", "of course i don't", "no need", "never mind that", "not interested",
    "incorrect", "wrong", "false", "n", "👎", "❌", "✋", "🖐",
    "不", "不是", "不是的", "不对", "不好", "不行", "不可以", "不中", "不用", "不用了", "不要", "不要了",
    "不了", "不必", "不必了", "不想", "不想要", "当然不", "当然不是", "当然不行", "当然不要", "绝不", "绝对不",
    "绝对不行", "绝对不是", "绝对不要", "肯定不", "肯定不是", "肯定不行", "从不", "從不", "不對", "沒有", "不會",
    "不会", "不能", "没", "不太行", "不太好", "才不", "才不是", "不是啊", "不行的", "不可能", "否", "否定", "没有", "不同意", "不确定",
    "不需要", "算了", "别", "错", "错了", "不正确", "不成",
  ]
}
