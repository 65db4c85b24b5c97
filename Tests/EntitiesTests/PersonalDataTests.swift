import Formats
import Entities
import Testing
import Text

@Suite struct PersonalDataTests {
  private func masked(_ text: String) throws -> String {
    var masker = TextMasker(
      extractor: try SampleShop.extractor(), masker: Masker(), today: SampleShop.today)
    return masker.mask(text: text)
  }

  @Test(
    "Masks personal data of every kind",
    arguments: [
      ("card: 4111.1111.1111.1111", "card: [CARD]"), ("卡号6222021234567890128", "卡号[CARD]"),
      ("IBAN GB33 BUKB 2020 1555 5555 55", "IBAN [IBAN]"),
      ("my ip is 203.0.113.77", "my ip is [IP_ADDRESS]"),
      ("from 2001:db8::1", "from [IP_ADDRESS]"), ("SSN 219-09-9999", "SSN [NATIONAL_NUMBER]"),
      ("身份证11010519491231002X", "身份证[NATIONAL_NUMBER]"), ("护照号E23218623", "护照号[NATIONAL_NUMBER]"),
      ("my number is 07911123456 or 0041445551234", "my number is [PHONE] or [PHONE]"),
      ("jürgen@müller.example", "[EMAIL]"), ("it is o’neil@example.com", "it is [EMAIL]"),
      ("see https://a.example/u?m=b@c.example", "see https://a.example/u?m=[EMAIL]"),
      ("anna at example dot com", "[EMAIL]"), ("我叫玛丽·琼斯", "我叫[PERSON]"),
      ("我是孙强，订单没到", "我是[PERSON]，订单没到"), ("收件人：张秀英", "收件人：[PERSON]"),
      ("Regards, Ada Lovelace", "Regards, [PERSON]"),
      ("ask for Mrs O'Neil", "ask for Mrs [PERSON]"),
      ("the parcel is for Tomasz Nowak", "the parcel is for [PERSON]"),
      ("I live at 12 Alder Row, Leeds", "I live at [ADDRESS]"),
      ("寄到北京市朝阳区建国路12号3栋501室", "寄到[ADDRESS]"),
      ("my password is Hunter2!", "my password is [PASSWORD]"),
      ("cvv 123, exp 04/29", "cvv [CARD_CODE], exp [CARD_CODE]"),
      ("微信号tea_lover88", "微信号[MESSENGER]"),
      ("account number 12345678", "account number [BANK_ACCOUNT]"),
      ("born on 12 March 1984", "born on [BIRTH_DATE]"),
      ("我电话一三八零零一三八零零零", "我电话[PHONE]"),
    ])
  func masks(text: String, wanted: String) throws {
    let name = wanted.replacing("[PERSON]", with: "[NAME]")
    #expect(try masked(text) == name)
  }

  @Test(
    "Leaves alone what only looks like personal data",
    arguments: [
      "barcode 5901234123457", "see 48213_190457-640x480.png", "I am German",
      "Hi, I am Customer Service",
      "This Is Ridiculous", "firmware 1.2.3.4 is out", "my password is wrong",
      "the parcel is for my mother",
      "the 5 star drive was great", "look at that dot com bubble", "batch 20240311-0042", "我是老顾客",
      "收件人写错了", "我是周一下的单", "一共一二三种", "密码是多少位", "微信支付可以吗", "2号线地铁",
    ])
  func leavesAlone(text: String) throws {
    #expect(try masked(text) == text)
  }

  @Test("The columns of a table are masked by their header") func masksColumns() throws {
    var masker = TextMasker(
      extractor: try SampleShop.extractor(), masker: Masker(), today: SampleShop.today)
    let lines = ["id,Customer Name,e-mail,note", #"1,"Lindqvist, Yara",y,"call Yara""#].map {
      String(decoding: masker.mask(line: Array($0.utf8)), as: UTF8.self)
    }
    #expect(lines == ["id,Customer Name,e-mail,note", #"1,"[NAME]",[EMAIL],"call [NAME]""#])
  }

  @Test("Who speaks has one name throughout, and roles stay") func masksSpeakers() throws {
    var masker = TextMasker(
      extractor: try SampleShop.extractor(), masker: Masker(), today: SampleShop.today)
    let lines = ["Yara Lindqvist: hello", "Agent: hi Yara", "[10:15] 李明：你好", "Yara Lindqvist: bye"]
      .map {
        String(decoding: masker.mask(line: Array($0.utf8)), as: UTF8.self)
      }
    #expect(
      lines == ["[NAME-1]: hello", "Agent: hi [NAME]", "[10:15] [NAME-2]：你好", "[NAME-1]: bye"])
  }

  @Test("Numbers in JSON are masked by key and form") func masksNumbers() throws {
    var masker = TextMasker(
      extractor: try SampleShop.extractor(), masker: Masker(), today: SampleShop.today)
    let line = #"{"card":4111111111111111,"phone":2025550143,"n":97205}"#
    #expect(
      String(decoding: masker.mask(line: Array(line.utf8)), as: UTF8.self)
        == #"{"card":"[CARD]","phone":"[PHONE]","n":97205}"#)
  }

  @Test(
    "Long walls of one word take no square of their length",
    arguments: ["twenty one", "point", "水壶", "一", "零", "kettle", "anna at b dot", "5 to"])
  func staysLinear(word: String) throws {
    let text = String(repeating: word + " ", count: 2000)
    let utterance = Tokenizer().utterance(text)
    let extractor = try SampleShop.extractor()
    let clock = ContinuousClock()
    let time = clock.measure { _ = extractor.entities(in: utterance, today: SampleShop.today) }
    // Unoptimised, and on a busy machine.
    #expect(time < .seconds(20))
  }
}
