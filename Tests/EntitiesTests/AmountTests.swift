import Diagnostics
import Entities
import Testing

@Suite struct AmountTests {
  @Test(
    "Reads amounts however they are grouped and signed",
    arguments: [
      ("7,50,000 rupees", "750000.00", "INR"), ("3'250.00 CHF", "3250.00", "CHF"),
      ("3’250 CHF", "3250.00", "CHF"), ("1.234,56 €", "1234.56", "EUR"),
      ("1 234 567 euros", "1234567.00", "EUR"), ("-$5.50", "-5.50", "USD"),
      ("thousand euros", "1000.00", "EUR"), ("a couple thousand dollars", "2000.00", "USD"),
      ("115USD", "115.00", "USD"), ("7882zł", "7882.00", "PLN"), ("人民币5339元", "5339.00", "CNY"),
      ("人民币1639", "1639.00", "CNY"), ("五十七块半", "57.50", "CNY"), ("三块五吧", "3.50", "CNY"),
      ("50元6角三分", "50.63", "CNY"), ("陆萬叁仟元", "63000.00", "CNY"),
    ])
  func readsAmounts(text: String, amount: String, currency: String) throws {
    let value = #"{"amount":"\#(amount)","currency":"\#(currency)"}"#
    #expect(
      try SampleShop.found("it is \(text)").contains {
        $0.hasPrefix("money:") && $0.hasSuffix(value)
      })
  }

  @Test("Yuan, jiao and fen add up wherever an amount begins") func addsParts() throws {
    let digits = Array("一二三四五六七八九").map(String.init)
    for (jiao, first) in digits.enumerated() {
      for (fen, last) in digits.enumerated() {
        let hundredths = (jiao + 1) * 10 + fen + 1
        for (text, amount) in [
          ("\(first)毛\(last)", hundredths), ("\(first)角\(last)分", hundredths),
          ("两块\(first)毛\(last)", 200 + hundredths), ("三元\(first)角\(last)分", 300 + hundredths),
        ] {
          let value = "\(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)"
          #expect(
            try SampleShop.found(text) == [
              "money:\(text)={\"amount\":\"\(value)\",\"currency\":\"CNY\"}"
            ])
        }
      }
    }
  }

  @Test("How many with an x", arguments: ["2x the kettle", "2x kettle", "kettle x2", "2 x"])
  func countsWithX(text: String) throws {
    #expect(
      try SampleShop.found(text).contains { $0.hasPrefix("quantity:") && $0.hasSuffix("=2") })
  }

  @Test(
    "Things are counted with their own words",
    arguments: ["盏", "床", "幅", "粒", "颗", "壶", "碗", "辆", "盆", "叠"])
  func counts(word: String) throws {
    #expect(try SampleShop.found("买了三\(word)").contains("quantity:三\(word)=3"))
  }

  @Test(
    "A dash between two amounts is no minus", arguments: ["30 -45 usd", "30 - 45 usd", "$30 -$45"])
  func readsNoMinus(text: String) throws {
    #expect(
      try SampleShop.found(text).contains { $0.hasSuffix(#"{"amount":"45.00","currency":"USD"}"#) })
  }

  @Test(
    "Everyday words and goods are no money",
    arguments: ["a 6 cup teapot", "give it 5 try", "3 mad people", "8 pen set", "五个马克杯", "八块桌布"])
  func readsNoMoney(text: String) throws {
    #expect(try SampleShop.found(text).allSatisfy { !$0.hasPrefix("money") })
  }

  @Test(
    "The tail of a code and words with numerals hold no number",
    arguments: [
      "it is R415.00", "陆续捡拾，肆意玩耍，伍子胥", "几十个", "十几个", "五六个", "买了两三件",
      "三五盒", "see IMG_2026.jpg", "deskmate_88", "the RX2 and the X2",
      "AB-2x",
    ])
  func readsNoNumber(text: String) throws {
    #expect(
      try SampleShop.found(text).allSatisfy {
        !$0.hasPrefix("number") && !$0.hasPrefix("quantity")
      })
  }

  @Test(
    "Shares of a percent and below nothing",
    arguments: [
      ("half a percent", "0.5"), ("two percentage points", "2"), ("三成半", "35"),
      ("负百分之五", "-5"), ("七成六", "76"),
    ])
  func readsPercent(text: String, value: String) throws {
    #expect(
      try SampleShop.found("it is \(text) of 3").contains {
        $0.hasPrefix("percent") && $0.hasSuffix("=\(value)")
      })
  }
}
