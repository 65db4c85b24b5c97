/// Forty forms of lines that only look as if they held personal data.
extension EntityPersonalData {
  static let harmless: [(String, Maker)] = [
    ("barcode", { ("barcode 5901234123457 and EAN 4006381333931, box \($0.from(1, 99))", []) }),
    (
      "file",
      {
        (
          $0.pick([
            "see 48213_190457-640x480.png", "IMG_20240311_143022.jpg", "invoice_2024_00123.pdf",
            "report-07911123456.txt",
          ]), []
        )
      }
    ),
    (
      "version", { ("firmware \($0.from(1, 9)).\($0.from(1, 30)).\($0.from(1, 30)) is broken", []) }
    ),
    (
      "version.four",
      {
        (
          "version \($0.from(1, 9)).\($0.from(1, 30)).\($0.from(1, 30)).\($0.from(1, 30)) crashes",
          []
        )
      }
    ),
    (
      "adjective",
      {
        (
          "I am "
            + $0.pick(["German", "Vegan", "Muslim", "French and I need a plug", "Happy", "Deaf"]),
          []
        )
      }
    ),
    (
      "role",
      {
        (
          $0.pick([
            "Hi, I am Customer Service", "This is Support", "this is Amazing", "This Is Ridiculous",
            "I'm Waiting", "I'm Late", "This is Urgent", "I AM FURIOUS", "this is Monday again",
          ]), []
        )
      }
    ),
    (
      "sku",
      {
        (
          "SKU \($0.pick(["KT", "AB", "TP"]))-\($0.from(1000, 9999))-\($0.from(10, 99)) is missing",
          []
        )
      }
    ),
    (
      "money",
      { ("I paid $\($0.from(10, 9999)).\($0.from(10, 99)) for \($0.from(2, 9)) kettles", []) }
    ),
    (
      "money.large",
      {
        ("the total was \(EntityNumberWords.grouped($0.from(100_000, 9_999_999), by: ",")).00", [])
      }
    ),
    (
      "dates",
      {
        (
          "between \(EntityNumberWords.two($0.from(1, 28))).04 - 19.05 and 2026-\(EntityNumberWords.two($0.from(1, 12)))-11",
          []
        )
      }
    ),
    ("time", { ("open 9:00-17:30, \($0.from(2, 9)) days a week", []) }),
    (
      "measure",
      {
        (
          "it is \($0.from(10, 99)) x \($0.from(10, 99)) x \($0.from(10, 99)) cm and holds 1500 ml",
          []
        )
      }
    ),
    ("ratio", { ("a ratio of \($0.from(1, 9)):\($0.from(10, 99)) and 3/4 full", []) }),
    (
      "thanks",
      {
        (
          $0.pick([
            "Thanks, it works now", "Regards to your team", "Best wishes for the holidays",
            "Thanks a lot", "Thank you, Good bye", "Kind regards",
          ]), []
        )
      }
    ),
    (
      "for",
      {
        (
          $0.pick([
            "the parcel is for my mother", "it is for Christmas", "a gift for Monday",
            "deliver to Reception", "deliver to Germany", "the order is under review",
            "addressed to the wrong house",
          ]), []
        )
      }
    ),
    ("quantity", { ("I need \($0.from(100, 999)) cups and \($0.from(1000, 9999)) spoons", []) }),
    ("serial", { ("serial number SN\($0.from(10_000_000, 99_999_999)) on the base", []) }),
    (
      "street.words",
      {
        (
          $0.pick([
            "the high street store", "a one way street", "I left it on the road",
            "the 3 lane road was closed", "12 drive bays", "two way radio",
          ]), []
        )
      }
    ),
    (
      "password.words",
      {
        (
          $0.pick([
            "I forgot my password", "my password is wrong", "password reset does not work",
            "how do I change the password?", "my password is not accepted", "忘记密码怎么办", "密码是多少位",
            "密码错误",
          ]), []
        )
      }
    ),
    (
      "at",
      {
        (
          $0.pick([
            "meet me at noon dot", "look at the dot on the lid", "I am at home at six",
            "pick up @ store", "2 @ 5 each",
          ]), []
        )
      }
    ),
    (
      "messenger.words",
      {
        (
          $0.pick([
            "can I pay with WeChat?", "微信支付可以吗", "do you have WhatsApp?", "my Skype is not working",
            "加微信可以吗",
          ]), []
        )
      }
    ),
    (
      "zh.i-am",
      {
        (
          $0.pick([
            "我是老顾客", "我是学生", "我是会员", "我是来退货的", "我是想问一下", "我是第一次买", "我是说水壶", "我叫外卖", "我是德国人",
            "我是周一下的单", "我是黄金会员", "我是高级会员",
          ]), []
        )
      }
    ),
    (
      "zh.recipient",
      { ($0.pick(["收件人写错了", "收货人不在家", "收件人是谁", "联系人电话没写", "姓名写错了怎么办", "收货人能改吗"]), []) }
    ),
    (
      "zh.address", { ($0.pick(["地址写错了", "这条路很远", "送到小区门口", "公司楼下可以吗", "地址是哪里", "附近的路口有店吗"]), []) }
    ),
    ("zh.number", { ("一共\($0.from(100, 9999))元，\($0.from(2, 9))件", []) }),
    (
      "zh.product",
      {
        (
          $0.pick([
            "型号是X\($0.from(100, 999))的水壶", "容量\($0.from(500, 5000))毫升", "编号\($0.from(100, 999))的颜色",
            "条码6901234567892",
          ]), []
        )
      }
    ),
    (
      "ordinal",
      {
        ("the \(EntityNumberWords.suffixed($0.from(1, 31))) message in \($0.from(2, 9)) weeks", [])
      }
    ),
    ("year", { ("made in \($0.from(1990, 2025)), sold \($0.from(10_000, 99_999_999)) times", []) }),
    (
      "phone.words",
      {
        (
          $0.pick([
            "my phone is broken", "the phone number on the site is wrong", "call me tomorrow",
            "one two three testing", "手机号忘了", "电话打不通",
          ]), []
        )
      }
    ),
    (
      "account.words",
      {
        (
          $0.pick([
            "my account is locked", "close account 2 please", "account settings page 3", "账号登不上",
            "银行卡能用吗",
          ]), []
        )
      }
    ),
    (
      "cvv.words",
      {
        (
          $0.pick([
            "what is a cvv?", "the security code is missing", "code SAVE20 does not work", "验证码没收到",
            "error code 404",
          ]), []
        )
      }
    ),
    (
      "id.words",
      {
        (
          $0.pick([
            "article id 4711", "the product ID is on page 12", "需要身份证吗", "passport cover in red",
            "护照夹有货吗",
          ]), []
        )
      }
    ),
    (
      "url",
      {
        (
          $0.pick([
            "see https://example.com/help", "www.example.com/kettles/12345",
            "https://example.com/p/4829301",
          ]), []
        )
      }
    ),
    (
      "capitals",
      {
        (
          $0.pick([
            "The Kettle Is Broken", "Please Help Me With My Order", "Black Friday Sale",
            "Red Teapot and Blue Mug", "Where Is My Order", "London Fog tea", "Earl Grey",
          ]), []
        )
      }
    ),
    (
      "title.words",
      {
        (
          $0.pick(
            ["Dr Who mug", "Mr Coffee machine", "Mrs Hinch cleaning spray"].dropLast(3) + [
              "a doctor ordered it", "the miss is yours",
              "it's Ms. Right mug".replacing("Ms. Right ", with: "a "),
            ]), []
        )
      }
    ),
    (
      "lengths",
      {
        (
          "a \($0.from(10, 99))-\($0.from(10, 99))-\($0.from(10, 99)) cut, \($0.from(100, 999))/\($0.from(100, 999)) pieces",
          []
        )
      }
    ),
    ("percent", { ("\($0.from(5, 95))% off with 2 for 1, save \($0.from(100, 999))", []) }),
    (
      "expiry.words",
      {
        (
          $0.pick([
            "when does it expire?", "the offer expires 12 December", "best before 10/2027",
            "valid for 3/4 of the year",
          ]), []
        )
      }
    ),
    (
      "range",
      {
        (
          "sizes \($0.from(30, 36))-\($0.from(37, 46)), pages \($0.from(100, 200))-\($0.from(201, 300))",
          []
        )
      }
    ),
    (
      "numbers.spelled",
      {
        (
          $0.pick([
            "one or two or three cups", "twenty one days and six hours",
            "I waited five, six, seven days", "二三十个杯子", "七八个人",
          ]), []
        )
      }
    ),
  ]
}
