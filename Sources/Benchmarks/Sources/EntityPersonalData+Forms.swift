/// Forty forms of personal data, with what must not remain of each.
extension EntityPersonalData {
  static let personal: [(String, Maker)] = [
    (
      "email",
      {
        let m = mail(&$0); return ("write to \(m) please", [m])
      }
    ),
    (
      "email.umlaut",
      {
        let m = $0.pick(["jürgen@müller.de", "søren@blåbær.no", "zoë.ångström@post.se"]);
        return ("mail \(m), thanks", [m])
      }
    ),
    (
      "email.apostrophe",
      {
        let m = $0.pick(["o’neil@example.com", "d'arcy@example.org"]);
        return ("it is \(m)", ["neil", "arcy"])
      }
    ),
    (
      "email.spelled",
      {
        let (a, b) = (
          $0.pick(["anna", "bmeier", "josmith"]), $0.pick(["example", "gmail", "outlook"])
        )
        return (
          $0.pick([
            "my email is \(a) at \(b) dot com", "\(a) (at) \(b) (dot) com",
            "\(a) [at] \(b) [dot] com",
          ]), [a + " at " + b, a]
        )
      }
    ),
    (
      "email.blanks",
      {
        let (a, b) = ($0.pick(["anna", "bmeier"]), $0.pick(["example", "gmail"]));
        return ("email: \(a) @ \(b) . com", [a])
      }
    ),
    (
      "email.in-url",
      {
        let m = mail(&$0);
        return (
          $0.pick([
            "https://shop.example/unsubscribe?mail=\(m)&x=1", "mailto:\(m)",
            "see https://example.com/u/\(m)",
          ]), [m]
        )
      }
    ),
    (
      "phone.plus",
      {
        let d = digits(&$0, 4), e = digits(&$0, 3);
        return ("call me on +44 7700 9\(e)\($0.from(10, 99)), or \(d)", ["7700 9\(e)"])
      }
    ),
    (
      "phone.us",
      {
        let d = digits(&$0, 4);
        return (
          $0.pick([
            "my number: (202) 555-\(d)", "reach me at 202-555-\(d)", "202.555.\(d) is my cell",
          ]), ["555-\(d)", "555.\(d)"]
        )
      }
    ),
    (
      "phone.trunk",
      {
        let d = digits(&$0, 6);
        return (
          $0.pick(["my number is 07911\(d)", "phone 07911 \(d)", "ring 07911\(d) after six"]), [d]
        )
      }
    ),
    (
      "phone.00",
      {
        let d = digits(&$0, 7); return ("my number is 004144\(d)", [d])
      }
    ),
    (
      "phone.china",
      {
        let d = digits(&$0, 8);
        return (
          $0.pick([
            "我的手机号是138\(d)", "电话：139\(d)", "打186\(d)找我", "联系138 \(d.prefix(4)) \(d.suffix(4))",
          ]), [d, String(d.suffix(4))]
        )
      }
    ),
    (
      "phone.china.landline",
      {
        let d = digits(&$0, 7); return ("座机是010-6\(d)", [d])
      }
    ),
    (
      "phone.spelled",
      {
        let d = digits(&$0, 10).compactMap(\.wholeNumberValue)
        return ("my phone is " + spelled(d), [spelled(Array(d.prefix(4)))])
      }
    ),
    (
      "phone.han",
      {
        let n = "一三" + EntityNumberWords.read(Int(digits(&$0, 9)) ?? 0); return ("我电话\(n)", [n])
      }
    ),
    (
      "card",
      {
        let c = card(&$0); return ("card \(c)", [c])
      }
    ),
    (
      "card.blanks",
      {
        let c = card(&$0), g = grouped(c, 4, by: " ");
        return ("I paid with \(g)", [g, String(g.suffix(9))])
      }
    ),
    (
      "card.dashes",
      {
        let c = grouped(card(&$0), 4, by: $0.pick(["-", ".", "–"]));
        return ("my card number is \(c)", [c])
      }
    ),
    (
      "card.han",
      {
        let c = card(&$0); return ("卡号\(c)", [c])
      }
    ),
    (
      "cvv",
      {
        let d = digits(&$0, 3);
        return (
          $0.pick(["cvv \(d)", "the CVC is \(d)", "security code: \(d)", "安全码是\(d)", "CVV：\(d)"]),
          [d]
        )
      }
    ),
    (
      "card.expiry",
      {
        let m = EntityNumberWords.two($0.from(1, 12)), y = $0.from(27, 33);
        return (
          $0.pick(["exp \(m)/\(y)", "expires \(m)/\(y)", "expiry date \(m)/\(y)", "有效期\(m)/\(y)"]),
          ["\(m)/\(y)"]
        )
      }
    ),
    (
      "iban",
      {
        let i = iban(&$0); return ("refund to \(i)", [i])
      }
    ),
    (
      "iban.blanks",
      {
        let i = grouped(iban(&$0), 4, by: " ");
        return ("IBAN \(i)", [i, String(i.dropFirst(5).prefix(4))])
      }
    ),
    (
      "account",
      {
        let d = digits(&$0, 8);
        return (
          $0.pick([
            "account number \(d)", "my bank account is \(d)", "sort code 20-15-55 account \(d)",
            "银行账号\(d)\(d)",
          ]), [d]
        )
      }
    ),
    (
      "ssn",
      {
        let d = "\($0.from(100, 665))-\($0.from(10, 99))-\($0.from(1000, 9999))";
        return (
          $0.pick(["SSN \(d)", "my social security number is \(d)", "\(d) is my social"]), [d]
        )
      }
    ),
    (
      "resident",
      {
        let r = resident(&$0); return ($0.pick(["身份证\(r)", "我的身份证号是\(r)", "id \(r)"]), [r])
      }
    ),
    (
      "national",
      {
        let d = digits(&$0, 6);
        return (
          $0.pick([
            "NI number AB\(d)C",
            "my national insurance number is QQ \(d.prefix(2)) \(d.dropFirst(2).prefix(2)) \(d.suffix(2)) A",
          ]), ["AB\(d)", "\(d.prefix(2)) \(d.dropFirst(2).prefix(2))"]
        )
      }
    ),
    (
      "passport",
      {
        let d = digits(&$0, 8);
        return (
          $0.pick([
            "passport E\(d)", "my passport number is \(d)1", "护照号E\(d)", "passport no. \(d)2",
          ]), [d]
        )
      }
    ),
    (
      "ip",
      {
        let t = address(&$0);
        return ($0.pick(["my ip is \(t)", "from \(t) I see nothing", "ip地址\(t)"]), [t])
      }
    ),
    (
      "ip.v6",
      {
        let t = "2001:db8:\($0.from(1, 9))::\($0.from(10, 99))";
        return ("address \(t) is blocked", [t])
      }
    ),
    (
      "name.introduced",
      {
        let n = name(&$0);
        return (
          $0.pick([
            "my name is \(n)", "I'm \(n), hello", "this is \(n) speaking",
            "I am \(n) and my order is late", "name: \(n)",
          ]), [n]
        )
      }
    ),
    (
      "name.signed",
      {
        let n = name(&$0);
        return (
          $0.pick([
            "Regards, \(n)", "Best wishes,\n\(n)", "Thanks, \(n)", "Kind regards \(n)",
            "Yours sincerely, \(n)",
          ]), [n]
        )
      }
    ),
    (
      "name.recipient",
      {
        let n = name(&$0);
        return (
          $0.pick([
            "the parcel is for \(n)", "it is addressed to \(n)", "recipient: \(n)",
            "please deliver to \(n)", "the order is under \(n)", "on behalf of \(n)",
          ]), [n]
        )
      }
    ),
    (
      "name.title",
      {
        let n = $0.pick(last);
        return (
          $0.pick(["ask for Mr \(n)", "Mrs. \(n) signed", "Dr. \(n) ordered it", "it's Ms \(n)"]),
          [n]
        )
      }
    ),
    (
      "name.chinese",
      {
        let n = hanName(&$0);
        return (
          $0.pick(["我叫\(n)", "我是\(n)，订单没到", "收件人\(n)", "收货人：\(n)", "姓名：\(n)", "本人\(n)", "联系人：\(n)"]
          ), [n]
        )
      }
    ),
    (
      "name.dot",
      {
        let n = $0.pick(["玛丽·琼斯", "约翰·史密斯", "安娜·卡列尼娜"]);
        return ($0.pick(["我叫\(n)", "我是\(n)", "收件人：\(n)"]), [n, String(n.suffix(2))])
      }
    ),
    (
      "address",
      {
        let s = "\($0.from(1, 250)) " + $0.pick(streets);
        return (
          $0.pick([
            "I live at \(s), \($0.pick(cities))", "ship it to \(s)", "my address is \(s)",
            "\(s), \($0.pick(cities))",
          ]), [s]
        )
      }
    ),
    (
      "address.chinese",
      {
        let s = $0.pick(hanStreets) + "\($0.from(1, 200))号";
        return (
          $0.pick(["地址是\(s)", "寄到\(s)\($0.from(1, 9))栋\($0.from(101, 999))室", "我住在\(s)"]), [s]
        )
      }
    ),
    (
      "postcode",
      {
        let p = $0.pick(["LS1 4AP", "SW1A 1AA", "M5V 2T6", "EC1A 1BB"]);
        return ("my postcode is \(p)", [p])
      }
    ),
    (
      "password",
      {
        let p = $0.pick(["Hunter2!", "s3cret99", "qwerty123", "Blue-Sky7"]);
        return (
          $0.pick(["my password is \(p)", "password: \(p)", "pw: \(p)", "密码是\(p)", "密码：\(p)"]), [p]
        )
      }
    ),
    (
      "messenger",
      {
        let d = $0.pick(["tea_lover88", "annam2001", "wxid_x9k2"]);
        return (
          $0.pick(
            [
              "my WeChat is \(d)", "微信号\(d)", "加我微信：\(d)", "telegram @\(d)", "Skype: \(d)",
              "QQ号\(digits(&$0, 9))@".replacing("@", with: "") + " \(d)",
            ].filter { !$0.contains("QQ") }), [d]
        )
      }
    ),
  ]
}
