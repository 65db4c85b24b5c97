import Quantities

/// Lines that hold personal data in forty forms, and lines that only look so.
struct EntityPersonalData {
  /// A line and what of it must not remain; nothing when it is harmless.
  struct Line {
    let form: String
    let text: String
    let secrets: [String]
  }
  typealias Maker = @Sendable (inout SeededGenerator) -> (String, [String])

  static func digits(_ generator: inout SeededGenerator, _ count: Int) -> String {
    (0..<count).map { _ in "\(generator.from(1, 9))" }.joined()
  }
  static func grouped(_ text: String, _ size: Int, by mark: String) -> String {
    var groups: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      groups.append(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return groups.joined(separator: mark)
  }
  /// The digits with the check digit of ISO/IEC 7812 (Luhn) behind them.
  static func checked(_ digits: String) -> String {
    var sum = 0
    for (place, value) in digits.compactMap(\.wholeNumberValue).reversed().enumerated() {
      let doubled = place % 2 == 0 ? value * 2 : value
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return digits + "\((10 - sum % 10) % 10)"
  }
  static func card(_ generator: inout SeededGenerator) -> String {
    let (head, length) = generator.pick([("4", 16), ("51", 16), ("5412", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16), ("622202", 16), ("622848", 19), ("3530", 16)])
    return checked(head + digits(&generator, length - 1 - head.count))
  }
  /// An account number with its check digits (ISO 13616).
  static func iban(_ generator: inout SeededGenerator) -> String {
    let (country, bank) = generator.pick([
      ("DE", digits(&generator, 18)), ("GB", "BUKB" + digits(&generator, 14)), ("FR", digits(&generator, 23)),
      ("NL", "ABNA" + digits(&generator, 10)), ("ES", digits(&generator, 20)), ("CH", digits(&generator, 17)),
      ("AT", digits(&generator, 16)), ("PL", digits(&generator, 24)), ("BE", digits(&generator, 12)),
    ])
    var rest = 0
    for scalar in (bank + country + "00").unicodeScalars {
      let value = scalar.value < 0x3A ? Int(scalar.value) - 0x30 : Int(scalar.value) - 0x41 + 10
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97
    }
    return country + EntityNumberWords.two(98 - rest) + bank
  }
  /// A resident's identity number with its check character (GB 11643).
  static func resident(_ generator: inout SeededGenerator) -> String {
    let head = generator.pick(["110101", "310115", "440305", "330106"]) + "\(generator.from(1955, 2004))"
      + EntityNumberWords.two(generator.from(1, 12)) + EntityNumberWords.two(generator.from(1, 28)) + digits(&generator, 3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(head.compactMap(\.wholeNumberValue), weights).reduce(0) { $0 + $1.0 * $1.1 }
    return head + String(Array("10X98765432")[sum % 11])
  }

  static let first = ["Ada", "James", "Priya", "Olga", "Wei", "Carlos", "Siobhan", "Tomasz", "Fatima", "Jean-Luc", "Zoë", "Mark", "Grace", "Will", "May", "Ngozi"]
  static let last = ["Lovelace", "Okafor", "O'Neil", "Schmidt", "García", "Kowalska", "Nguyen", "Patel", "Smith", "van Dyke", "McAllister", "Brown"]
  static let surnames = Array("王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗").map(String.init) + ["欧阳", "司马"]
  static let given = ["伟", "芳", "秀英", "敏", "丽", "强", "磊", "建国", "小红", "志明", "雨桐", "子涵"]
  static let streets = ["High Street", "Maple Avenue", "Station Road", "King's Lane", "Elm Drive", "Park Court", "Oak Boulevard", "Mill Close", "Sunset Way", "Church Square"]
  static let cities = ["Leeds", "Springfield", "Bristol", "Austin", "Toronto", "Dublin", "Portland"]
  static let hanStreets = ["北京市朝阳区建国路", "上海市浦东新区世纪大道", "广东省深圳市南山区科技园路", "杭州市西湖区文三路", "四川省成都市武侯区人民南路"]

  static func address(_ generator: inout SeededGenerator) -> String {
    (0..<4).map { _ in "\(generator.from(1, 254))" }.joined(separator: ".")
  }
  static func spelled(_ digits: [Int]) -> String {
    digits.map { EntityNumberWords.english($0) }.joined(separator: " ")
  }
  static func name(_ generator: inout SeededGenerator) -> String { generator.pick(first) + " " + generator.pick(last) }
  static func hanName(_ generator: inout SeededGenerator) -> String { generator.pick(surnames) + generator.pick(given) }
  static func mail(_ generator: inout SeededGenerator) -> String {
    generator.pick(["anna", "b.meier", "jo_smith", "lee-wong", "k99"]) + "@" + generator.pick(["example", "my-shop", "post"]) + "." + generator.pick(["com", "co.uk", "de", "cn", "org"])
  }

  static let personal: [(String, Maker)] = [
    ("email", { let m = mail(&$0); return ("write to \(m) please", [m]) }),
    ("email.umlaut", { let m = $0.pick(["jürgen@müller.de", "søren@blåbær.no", "zoë.ångström@post.se"]); return ("mail \(m), thanks", [m]) }),
    ("email.apostrophe", { let m = $0.pick(["o’neil@example.com", "d'arcy@example.org"]); return ("it is \(m)", ["neil", "arcy"]) }),
    ("email.spelled", {
      let (a, b) = ($0.pick(["anna", "bmeier", "josmith"]), $0.pick(["example", "gmail", "outlook"]))
      return ($0.pick(["my email is \(a) at \(b) dot com", "\(a) (at) \(b) (dot) com", "\(a) [at] \(b) [dot] com"]), [a + " at " + b, a])
    }),
    ("email.blanks", { let (a, b) = ($0.pick(["anna", "bmeier"]), $0.pick(["example", "gmail"])); return ("email: \(a) @ \(b) . com", [a]) }),
    ("email.in-url", { let m = mail(&$0); return ($0.pick(["https://shop.example/unsubscribe?mail=\(m)&x=1", "mailto:\(m)", "see https://example.com/u/\(m)"]), [m]) }),
    ("phone.plus", { let d = digits(&$0, 4), e = digits(&$0, 3); return ("call me on +44 7700 9\(e)\($0.from(10, 99)), or \(d)", ["7700 9\(e)"]) }),
    ("phone.us", { let d = digits(&$0, 4); return ($0.pick(["my number: (202) 555-\(d)", "reach me at 202-555-\(d)", "202.555.\(d) is my cell"]), ["555-\(d)", "555.\(d)"]) }),
    ("phone.trunk", { let d = digits(&$0, 6); return ($0.pick(["my number is 07911\(d)", "phone 07911 \(d)", "ring 07911\(d) after six"]), [d]) }),
    ("phone.00", { let d = digits(&$0, 7); return ("my number is 004144\(d)", [d]) }),
    ("phone.china", { let d = digits(&$0, 8); return ($0.pick(["我的手机号是138\(d)", "电话：139\(d)", "打186\(d)找我", "联系138 \(d.prefix(4)) \(d.suffix(4))"]), [d, String(d.suffix(4))]) }),
    ("phone.china.landline", { let d = digits(&$0, 7); return ("座机是010-6\(d)", [d]) }),
    ("phone.spelled", {
      let d = digits(&$0, 10).compactMap(\.wholeNumberValue)
      return ("my phone is " + spelled(d), [spelled(Array(d.prefix(4)))])
    }),
    ("phone.han", { let n = "一三" + EntityNumberWords.read(Int(digits(&$0, 9)) ?? 0); return ("我电话\(n)", [n]) }),
    ("card", { let c = card(&$0); return ("card \(c)", [c]) }),
    ("card.blanks", { let c = card(&$0), g = grouped(c, 4, by: " "); return ("I paid with \(g)", [g, String(g.suffix(9))]) }),
    ("card.dashes", { let c = grouped(card(&$0), 4, by: $0.pick(["-", ".", "–"])); return ("my card number is \(c)", [c]) }),
    ("card.han", { let c = card(&$0); return ("卡号\(c)", [c]) }),
    ("cvv", { let d = digits(&$0, 3); return ($0.pick(["cvv \(d)", "the CVC is \(d)", "security code: \(d)", "安全码是\(d)", "CVV：\(d)"]), [d]) }),
    ("card.expiry", { let m = EntityNumberWords.two($0.from(1, 12)), y = $0.from(27, 33); return ($0.pick(["exp \(m)/\(y)", "expires \(m)/\(y)", "expiry date \(m)/\(y)", "有效期\(m)/\(y)"]), ["\(m)/\(y)"]) }),
    ("iban", { let i = iban(&$0); return ("refund to \(i)", [i]) }),
    ("iban.blanks", { let i = grouped(iban(&$0), 4, by: " "); return ("IBAN \(i)", [i, String(i.dropFirst(5).prefix(4))]) }),
    ("account", { let d = digits(&$0, 8); return ($0.pick(["account number \(d)", "my bank account is \(d)", "sort code 20-15-55 account \(d)", "银行账号\(d)\(d)"]), [d]) }),
    ("ssn", { let d = "\($0.from(100, 665))-\($0.from(10, 99))-\($0.from(1000, 9999))"; return ($0.pick(["SSN \(d)", "my social security number is \(d)", "\(d) is my social"]), [d]) }),
    ("resident", { let r = resident(&$0); return ($0.pick(["身份证\(r)", "我的身份证号是\(r)", "id \(r)"]), [r]) }),
    ("national", { let d = digits(&$0, 6); return ($0.pick(["NI number AB\(d)C", "my national insurance number is QQ \(d.prefix(2)) \(d.dropFirst(2).prefix(2)) \(d.suffix(2)) A"]), ["AB\(d)", "\(d.prefix(2)) \(d.dropFirst(2).prefix(2))"]) }),
    ("passport", { let d = digits(&$0, 8); return ($0.pick(["passport E\(d)", "my passport number is \(d)1", "护照号E\(d)", "passport no. \(d)2"]), [d]) }),
    ("ip", { let t = address(&$0); return ($0.pick(["my ip is \(t)", "from \(t) I see nothing", "ip地址\(t)"]), [t]) }),
    ("ip.v6", { let t = "2001:db8:\($0.from(1, 9))::\($0.from(10, 99))"; return ("address \(t) is blocked", [t]) }),
    ("name.introduced", { let n = name(&$0); return ($0.pick(["my name is \(n)", "I'm \(n), hello", "this is \(n) speaking", "I am \(n) and my order is late", "name: \(n)"]), [n]) }),
    ("name.signed", { let n = name(&$0); return ($0.pick(["Regards, \(n)", "Best wishes,\n\(n)", "Thanks, \(n)", "Kind regards \(n)", "Yours sincerely, \(n)"]), [n]) }),
    ("name.recipient", { let n = name(&$0); return ($0.pick(["the parcel is for \(n)", "it is addressed to \(n)", "recipient: \(n)", "please deliver to \(n)", "the order is under \(n)", "on behalf of \(n)"]), [n]) }),
    ("name.title", { let n = $0.pick(last); return ($0.pick(["ask for Mr \(n)", "Mrs. \(n) signed", "Dr. \(n) ordered it", "it's Ms \(n)"]), [n]) }),
    ("name.chinese", { let n = hanName(&$0); return ($0.pick(["我叫\(n)", "我是\(n)，订单没到", "收件人\(n)", "收货人：\(n)", "姓名：\(n)", "本人\(n)", "联系人：\(n)"]), [n]) }),
    ("name.dot", { let n = $0.pick(["玛丽·琼斯", "约翰·史密斯", "安娜·卡列尼娜"]); return ($0.pick(["我叫\(n)", "我是\(n)", "收件人：\(n)"]), [n, String(n.suffix(2))]) }),
    ("address", { let s = "\($0.from(1, 250)) " + $0.pick(streets); return ($0.pick(["I live at \(s), \($0.pick(cities))", "ship it to \(s)", "my address is \(s)", "\(s), \($0.pick(cities))"]), [s]) }),
    ("address.chinese", { let s = $0.pick(hanStreets) + "\($0.from(1, 200))号"; return ($0.pick(["地址是\(s)", "寄到\(s)\($0.from(1, 9))栋\($0.from(101, 999))室", "我住在\(s)"]), [s]) }),
    ("postcode", { let p = $0.pick(["LS1 4AP", "SW1A 1AA", "M5V 2T6", "EC1A 1BB"]); return ("my postcode is \(p)", [p]) }),
    ("password", { let p = $0.pick(["Hunter2!", "s3cret99", "qwerty123", "Blue-Sky7"]); return ($0.pick(["my password is \(p)", "password: \(p)", "pw: \(p)", "密码是\(p)", "密码：\(p)"]), [p]) }),
    ("messenger", { let d = $0.pick(["tea_lover88", "annam2001", "wxid_x9k2"]); return ($0.pick(["my WeChat is \(d)", "微信号\(d)", "加我微信：\(d)", "telegram @\(d)", "Skype: \(d)", "QQ号\(digits(&$0, 9))@".replacing("@", with: "") + " \(d)"].filter { !$0.contains("QQ") }), [d]) }),
  ]

  static let harmless: [(String, Maker)] = [
    ("barcode", { ("barcode 5901234123457 and EAN 4006381333931, box \($0.from(1, 99))", []) }),
    ("file", { ($0.pick(["see 48213_190457-640x480.png", "IMG_20240311_143022.jpg", "invoice_2024_00123.pdf", "report-07911123456.txt"]), []) }),
    ("version", { ("firmware \($0.from(1, 9)).\($0.from(1, 30)).\($0.from(1, 30)) is broken", []) }),
    ("version.four", { ("version \($0.from(1, 9)).\($0.from(1, 30)).\($0.from(1, 30)).\($0.from(1, 30)) crashes", []) }),
    ("adjective", { ("I am " + $0.pick(["German", "Vegan", "Muslim", "French and I need a plug", "Happy", "Deaf"]), []) }),
    ("role", { ($0.pick(["Hi, I am Customer Service", "This is Support", "this is Amazing", "This Is Ridiculous", "I'm Waiting", "I'm Late", "This is Urgent", "I AM FURIOUS", "this is Monday again"]), []) }),
    ("sku", { ("SKU \($0.pick(["KT", "AB", "TP"]))-\($0.from(1000, 9999))-\($0.from(10, 99)) is missing", []) }),
    ("money", { ("I paid $\($0.from(10, 9999)).\($0.from(10, 99)) for \($0.from(2, 9)) kettles", []) }),
    ("money.large", { ("the total was \(EntityNumberWords.grouped($0.from(100_000, 9_999_999), by: ",")).00", []) }),
    ("dates", { ("between \(EntityNumberWords.two($0.from(1, 28))).04 - 19.05 and 2026-\(EntityNumberWords.two($0.from(1, 12)))-11", []) }),
    ("time", { ("open 9:00-17:30, \($0.from(2, 9)) days a week", []) }),
    ("measure", { ("it is \($0.from(10, 99)) x \($0.from(10, 99)) x \($0.from(10, 99)) cm and holds 1500 ml", []) }),
    ("ratio", { ("a ratio of \($0.from(1, 9)):\($0.from(10, 99)) and 3/4 full", []) }),
    ("thanks", { ($0.pick(["Thanks, it works now", "Regards to your team", "Best wishes for the holidays", "Thanks a lot", "Thank you, Good bye", "Kind regards"]), []) }),
    ("for", { ($0.pick(["the parcel is for my mother", "it is for Christmas", "a gift for Monday", "deliver to Reception", "deliver to Germany", "the order is under review", "addressed to the wrong house"]), []) }),
    ("quantity", { ("I need \($0.from(100, 999)) cups and \($0.from(1000, 9999)) spoons", []) }),
    ("serial", { ("serial number SN\($0.from(10_000_000, 99_999_999)) on the base", []) }),
    ("street.words", { ($0.pick(["the high street store", "a one way street", "I left it on the road", "the 3 lane road was closed", "12 drive bays", "two way radio"]), []) }),
    ("password.words", { ($0.pick(["I forgot my password", "my password is wrong", "password reset does not work", "how do I change the password?", "my password is not accepted", "忘记密码怎么办", "密码是多少位", "密码错误"]), []) }),
    ("at", { ($0.pick(["meet me at noon dot", "look at the dot on the lid", "I am at home at six", "pick up @ store", "2 @ 5 each"]), []) }),
    ("messenger.words", { ($0.pick(["can I pay with WeChat?", "微信支付可以吗", "do you have WhatsApp?", "my Skype is not working", "加微信可以吗"]), []) }),
    ("zh.i-am", { ($0.pick(["我是老顾客", "我是学生", "我是会员", "我是来退货的", "我是想问一下", "我是第一次买", "我是说水壶", "我叫外卖", "我是德国人", "我是周一下的单", "我是黄金会员", "我是高级会员"]), []) }),
    ("zh.recipient", { ($0.pick(["收件人写错了", "收货人不在家", "收件人是谁", "联系人电话没写", "姓名写错了怎么办", "收货人能改吗"]), []) }),
    ("zh.address", { ($0.pick(["地址写错了", "这条路很远", "送到小区门口", "公司楼下可以吗", "地址是哪里", "附近的路口有店吗"]), []) }),
    ("zh.number", { ("一共\($0.from(100, 9999))元，\($0.from(2, 9))件", []) }),
    ("zh.product", { ($0.pick(["型号是X\($0.from(100, 999))的水壶", "容量\($0.from(500, 5000))毫升", "编号\($0.from(100, 999))的颜色", "条码6901234567892"]), []) }),
    ("ordinal", { ("the \(EntityNumberWords.suffixed($0.from(1, 31))) message in \($0.from(2, 9)) weeks", []) }),
    ("year", { ("made in \($0.from(1990, 2025)), sold \($0.from(10_000, 99_999_999)) times", []) }),
    ("phone.words", { ($0.pick(["my phone is broken", "the phone number on the site is wrong", "call me tomorrow", "one two three testing", "手机号忘了", "电话打不通"]), []) }),
    ("account.words", { ($0.pick(["my account is locked", "close account 2 please", "account settings page 3", "账号登不上", "银行卡能用吗"]), []) }),
    ("cvv.words", { ($0.pick(["what is a cvv?", "the security code is missing", "code SAVE20 does not work", "验证码没收到", "error code 404"]), []) }),
    ("id.words", { ($0.pick(["article id 4711", "the product ID is on page 12", "需要身份证吗", "passport cover in red", "护照夹有货吗"]), []) }),
    ("url", { ($0.pick(["see https://example.com/help", "www.example.com/kettles/12345", "https://example.com/p/4829301"]), []) }),
    ("capitals", { ($0.pick(["The Kettle Is Broken", "Please Help Me With My Order", "Black Friday Sale", "Red Teapot and Blue Mug", "Where Is My Order", "London Fog tea", "Earl Grey"]), []) }),
    ("title.words", { ($0.pick(["Dr Who mug", "Mr Coffee machine", "Mrs Hinch cleaning spray"].dropLast(3) + ["a doctor ordered it", "the miss is yours", "it's Ms. Right mug".replacing("Ms. Right ", with: "a ")]), []) }),
    ("lengths", { ("a \($0.from(10, 99))-\($0.from(10, 99))-\($0.from(10, 99)) cut, \($0.from(100, 999))/\($0.from(100, 999)) pieces", []) }),
    ("percent", { ("\($0.from(5, 95))% off with 2 for 1, save \($0.from(100, 999))", []) }),
    ("expiry.words", { ($0.pick(["when does it expire?", "the offer expires 12 December", "best before 10/2027", "valid for 3/4 of the year"]), []) }),
    ("range", { ("sizes \($0.from(30, 36))-\($0.from(37, 46)), pages \($0.from(100, 200))-\($0.from(201, 300))", []) }),
    ("numbers.spelled", { ($0.pick(["one or two or three cups", "twenty one days and six hours", "I waited five, six, seven days", "二三十个杯子", "七八个人"]), []) }),
  ]

  /// So many lines, each form as often as the others.
  static func lines(_ forms: [(String, Maker)], count: Int, seed: UInt64) -> [Line] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { place in
      let (form, make) = forms[place % forms.count]
      let (text, secrets) = make(&generator)
      return Line(form: form, text: text, secrets: secrets)
    }
  }
}
