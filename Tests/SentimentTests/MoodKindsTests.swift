import Sentiment
import Testing
import Text

/// Kinds of lines, each made by a rule, so that no line can be learned by heart.
@Suite struct MoodKindsTests {
  private static func compound(_ text: String, _ scorer: SentimentScorer) -> Double {
    scorer.score(Tokenizer().utterance(text)).compound
  }

  /// Every choice of one part from each list.
  private static func combinations(_ parts: [[String]]) -> [String] {
    parts.reduce([""]) { before, choices in before.flatMap { start in choices.map { start + $0 } } }
  }

  @Test(
    "What only asks how, or for, what a desk does has no mood",
    arguments: [
      [
        ["How can I ", "How do I ", "Can I ", "I want to ", "I'd like to ", "Could you please "],
        ["cancel", "return", "exchange", "track"], [" my order", " this kettle", " it"], ["", "?"],
      ],
      [["When will ", "Where is "], ["my order", "my parcel", "my refund"], ["?", ""]],
      [
        ["I ", "We "], ["entered ", "typed ", "gave "], ["the wrong "],
        ["address", "size", "zip code"],
      ],
      [["sorry, ", "oops, ", ""], ["I ordered "], ["the wrong size", "two by mistake"]],
      [
        ["怎么", "如何", "请问怎么", "能不能", "我想", "我要", "请帮我"], ["退货", "换货", "取消订单", "申请退款", "查订单"],
        ["", "？"],
      ],
      [["我", "不好意思，我", "抱歉，我"], ["写错", "填错", "选错"], ["地址了", "尺码了", "颜色了"]],
    ])
  func hasNone(parts: [[String]]) throws {
    let scorer = try ShippedLexiconTests.scorer()
    for line in Self.combinations(parts) {
      #expect(abs(Self.compound(line, scorer)) < 0.05, "\(line)")
    }
  }

  @Test(
    "What is good is heard as good",
    arguments: [
      [["It could not ", "It couldn't "], ["be better", "be easier", "have been easier"]],
      [["I have never ", "We have never "], ["felt better", "been happier", "had it easier"]],
      [
        ["Without a doubt ", "Without any doubt ", "Without question ", "No doubt "],
        ["the best shop", "excellent", "a great kettle"],
      ],
      [
        ["I couldn't have asked for ", "We could not have asked for "],
        ["more", "anything more", "a better desk"],
      ],
      [["It was ", "They were "], ["engaging", "delightful", "extraordinary", "meticulous"]],
      [["质量", "做工", "服务"], ["无可挑剔", "名不虚传", "超赞", "很靠谱"]],
      [["No, ", "No ", "Nope, "], ["it is great", "I love it", "everything is perfect"]],
      [["從來沒有這麼", "从来没有这么", "从没这么"], ["满意过", "開心過", "好用过"]],
    ])
  func isGood(parts: [[String]]) throws {
    let scorer = try ShippedLexiconTests.scorer()
    for line in Self.combinations(parts) {
      #expect(Self.compound(line, scorer) >= 0.05, "\(line)")
    }
  }

  @Test(
    "What is bad is heard as bad",
    arguments: [
      [["It could not ", "It couldn't "], ["be worse", "have been worse", "be more annoying"]],
      [
        ["I can't ", "I cannot ", "We can not "], ["stand ", "bear "], ["this shop", "the smell"],
      ],
      [["Kindly ", "Please "], ["stop "], ["spamming me", "calling me", "sending me emails"]],
      [["a great ", "what a great ", "a huge "], ["disappointment", "mess", "failure"]],
      [
        ["It would have been ", "It would be "],
        ["much nicer", "a lot better", "far easier"], [" if it worked", " with a manual"],
      ],
      [["It was ", "That is "], ["far from perfect", "anything but helpful", "misleading"]],
      [["The kettle ", "Your app "], ["stopped ", "quit "], ["working", "responding"]],
      [["There was ", "I got "], ["no response", "no apology", "zero help"]],
      [["客服", "你们"], ["敷衍", "推卸责任", "爱理不理", "置之不理"]],
      [["不太", "不算", "不是特别", "不怎么", "不是很"], ["好", "好用", "满意", "方便"]],
      [["实在", "真的", ""], ["受不了你们", "忍无可忍", "无法忍受"]],
      [["別再", "不要再", "请不要再"], ["骚扰我", "給我發短信", "给我打电话"]],
    ])
  func isBad(parts: [[String]]) throws {
    let scorer = try ShippedLexiconTests.scorer()
    for line in Self.combinations(parts) {
      #expect(Self.compound(line, scorer) <= -0.05, "\(line)")
    }
  }

  @Test(
    "A degree word never turns what it grades, and emphasis never weakens",
    arguments: [
      (["slightly ", "", "extremely "], ["happy", "pleased", "angry", "frustrated", "useful"]),
      (["有点", "", "非常"], ["生气", "失望", "难用", "慢", "郁闷"]),
      (["有點", "", "特別"], ["生氣", "失望", "难受", "贵"]),
      (["挺", "非常"], ["满意", "好用", "开心", "方便"]),
    ])
  func isOrdered(degrees: [String], words: [String]) throws {
    let scorer = try ShippedLexiconTests.scorer()
    for word in words {
      let grades = degrees.map { Self.compound($0 + word, scorer) }
      for (weaker, stronger) in zip(grades, grades.dropFirst()) {
        #expect(abs(stronger) >= abs(weaker) - 0.0001, "\(word): \(grades)")
      }
      let loud = Self.compound(degrees[0] + word + "!!!", scorer)
      #expect(abs(loud) >= abs(grades[0]) - 0.0001, "\(word): \(loud) \(grades)")
    }
  }

  @Test(
    "Traditional characters feel as simplified ones do",
    arguments: [
      ("質量很差", "质量很差"), ("非常滿意", "非常满意"), ("快遞太慢了", "快递太慢了"), ("乾淨好用", "干净好用"),
      ("我想退貨", "我想退货"), ("難吃極了", "难吃极了"), ("物流很給力", "物流很给力"),
    ])
  func isLike(traditional: String, simplified: String) throws {
    let scorer = try ShippedLexiconTests.scorer()
    #expect(Self.compound(traditional, scorer) == Self.compound(simplified, scorer))
  }
}
