import Shopping
import Testing

@Suite("Things that are not sold, and lines that ask for none")
struct NotSoldTests {
  @Test(arguments: [
    ["do you sell gaming keyboards", "mouse?"], ["你家卖哑铃不", "跑步机呢"], ["有助听器卖吗", "血压计也没有？"],
    ["do you have rooibos", "hibiscus? peppermint?"],
  ])
  func goesOnWithMoreOfThem(lines: [String]) throws {
    var talk = try Talk()
    for line in lines { #expect(try talk.answer(line).action == "not_sold") }
  }

  @Test(arguments: [
    ["do you sell car seats", "no worries! anything for a baby shower gift?"],
    ["do you sell car seats", "a gift for a baby", "she isn't eating off plates yet. so not that"],
    ["瑜伽垫有货吗", "有味道没 我鼻子贼灵"], ["周末去露营还差个灯", "要能挂帐篷顶上的"], ["有助听器卖吗", "收音机总有吧"],
    ["想买床被子"], ["need a lamp for my desk", "no clamps, glass desk"],
  ])
  func takesNoOtherWordForOne(lines: [String]) throws {
    var talk = try Talk()
    for line in lines { _ = talk.say(line) }
    #expect(talk.query?.things == [])
  }

  @Test(arguments: [
    (
      ["你家卖哑铃不", "那健身的都有点啥"], ["gym-bag", "yoga-mat", "yoga-blocks", "sport-earbuds", "head-torch"]
    )
  ])
  func findsByWhatItIsFor(lines: [String], products: [String]) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    let reply = try talk.answer(lines[1])
    #expect(!reply.products.isEmpty)
    #expect(Set(reply.products).isSubset(of: products))
  }

  @Test(arguments: [
    ["想给他整个保温杯", "行了 我跟儿子商量下再说"], ["show me mugs", "let me talk to my husband first"],
    ["show me mugs", "ok cheers, i'll sleep on it"],
  ])
  func readsThatTheChoiceIsPutOff(lines: [String]) throws {
    var talk = try Talk()
    for line in lines { _ = talk.say(line) }
    #expect(talk.query?.isLater == true)
  }

  @Test(arguments: [
    (["登机箱和大号行李箱哪个好", "大号行李箱带锁吗"], "锁"), (["屏幕挂灯多少钱", "我显示器2公分厚 卡得住不"], "1–3"),
    (["儿童餐具套装有货吗", "一套里头都有哪几样"], "勺"),
    (["how much is the cotton hammock", "will it hold us, 180 kilos"], "160"),
    (["are the cotton percale sheets in stock", "could they be washed hot"], "60"),
    (["how much is the gym bag", "has it got a separate bit for wet stuff"], "pocket"),
  ])
  func answersByTheFactThatSharesItsWords(lines: [String], fact: String) throws {
    var talk = try Talk()
    _ = try talk.answer(lines[0])
    #expect(try talk.answer(lines[1]).text.contains(fact))
  }
}
