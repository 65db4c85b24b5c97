import Computing
import Entities
import Quantities
import Text

/// Web and mail addresses, telephone numbers, IP addresses, and answers.
extension EntityForm {
  private static func spans(
    _ language: Language, _ name: String, _ model: RecognizerModel,
    make: @escaping @Sendable (inout SeededGenerator) -> String
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let text = make(&generator)
      return Mention(text: text, meaning: .fields(model, kind: nil, [:]))
    }
  }

  private static let names = [
    "anna", "b.meier", "jo_smith", "lee-wong", "m.k.rossi", "sales", "x1",
  ]
  private static let hosts = ["example", "my-shop", "abc123", "teehaus", "north.example", "a-b-c"]
  private static let ends = [
    "com", "org", "net", "de", "co.uk", "com.cn", "io", "fr", "info", "cn", "eu", "com.au",
  ]

  private static func host(_ generator: inout SeededGenerator) -> String {
    generator.pick(hosts) + "." + generator.pick(ends)
  }
  private static func octets(_ generator: inout SeededGenerator) -> String {
    (0..<4).map { _ in "\(generator.from(1, 254))" }.joined(separator: ".")
  }
  private static func digits(_ generator: inout SeededGenerator, _ count: Int) -> String {
    (0..<count).map { _ in "\(generator.from(2, 9))" }.joined()
  }

  private static func contacts(_ language: Language) -> [EntityForm] {
    let head = language == .english ? "" : "zh."
    return [
      spans(language, head + "url.scheme", .url) { $0.pick(["http://", "https://"]) + host(&$0) },
      spans(language, head + "url.scheme.path", .url) {
        $0.pick(["http://", "https://", "HTTPS://"]) + host(&$0)
          + $0.pick([
            "/track", "/a/b/c.html", "/orders/1234", "/path_with_underscore/", "/~user/index.php",
            "/a-b/c+d", "/x%20y",
          ])
      },
      spans(language, head + "url.query", .url) {
        "https://" + host(&$0)
          + $0.pick([
            "/s?q=tea&page=2", "/?id=12", "?a=b", "/a#top", "/a?x=1#y", "/v?t=a,b;c=d",
            "/a?u=http://b.com/c",
          ])
      },
      spans(language, head + "url.www", .url) {
        "www." + host(&$0) + $0.pick(["", "/", "/shop", "/a/b?c=d"])
      },
      spans(language, head + "url.bare", .url) { host(&$0) },
      spans(language, head + "url.bare.path", .url) {
        host(&$0) + $0.pick(["/shop", "/a/b", "/x?y=z"])
      },
      spans(language, head + "url.subdomain", .url) {
        $0.pick(["shop.", "m.", "support.eu.", "www2."]) + host(&$0)
      },
      spans(language, head + "url.port", .url) {
        $0.pick(["http://", "https://"]) + host(&$0) + ":\($0.from(80, 9999))"
          + $0.pick(["", "/x"])
      },
      spans(language, head + "url.ip", .url) {
        "http://" + octets(&$0) + $0.pick(["", ":8080", "/a", ":8080/a/b"])
      },
      spans(language, head + "url.localhost", .url) {
        $0.pick(["http://localhost", "http://localhost:3000", "https://localhost/x"])
      },
      spans(language, head + "url.user", .url) {
        $0.pick(["ftp://", "https://user@", "https://user:secret@"]) + host(&$0)
          + $0.pick(["", "/f.txt"])
      },
      spans(language, head + "url.unicode", .url) {
        $0.pick([
          "http://müller.de", "https://bücher.example.com/a", "http://www.詹姆斯.com",
          "http://例子.com/路径".replacing("/路径", with: ""),
        ])
      },
      spans(language, head + "email.plain", .email) { $0.pick(names) + "@" + host(&$0) },
      spans(language, head + "email.plus", .email) {
        $0.pick(names) + "+" + $0.pick(["shop", "x.y", "1"]) + "@" + host(&$0)
      },
      spans(language, head + "email.capitals", .email) {
        ($0.pick(names) + "@" + host(&$0)).uppercased()
      },
      spans(language, head + "email.subdomain", .email) { $0.pick(names) + "@mail." + host(&$0) },
      EntityForm(language, head + "email.umlaut") {
        let text = $0.pick([
          "jürgen@müller.de", "søren.å@example.com", "josé@correo.es", "o’neil@example.com",
          "d'arcy@example.org",
        ])
        return Mention(
          text: text, meaning: .entity(.email, "\"" + text.replacing("’", with: "'") + "\""))
      },
      spans(language, head + "phone.international", .phone) {
        "+"
          + $0.pick([
            "44 7700 \(digits(&$0, 6))", "1 202 555 \(digits(&$0, 4))", "49 171 \(digits(&$0, 7))",
            "86 138 \(digits(&$0, 4)) \(digits(&$0, 4))",
            "33 6 \(digits(&$0, 2)) \(digits(&$0, 2)) \(digits(&$0, 2)) \(digits(&$0, 2))",
            "61 4\(digits(&$0, 2)) \(digits(&$0, 3)) \(digits(&$0, 3))",
            "91 98\(digits(&$0, 3)) \(digits(&$0, 5))",
          ])
      },
      spans(language, head + "phone.international.glued", .phone) {
        "+" + $0.pick(["447700", "12025", "49171", "86138"]) + digits(&$0, 6)
      },
      spans(language, head + "phone.us", .phone) {
        let a = "\($0.from(2, 9))\(digits(&$0, 2))", b = "\($0.from(2, 9))\(digits(&$0, 2))",
          c = digits(&$0, 4)
        return $0.pick([
          "(\(a)) \(b)-\(c)", "\(a)-\(b)-\(c)", "\(a).\(b).\(c)", "1-\(a)-\(b)-\(c)",
          "+1 (\(a)) \(b)-\(c)", "(\(a))\(b)-\(c)",
        ])
      },
      spans(language, head + "phone.extension", .phone) {
        "\($0.from(2, 9))\(digits(&$0, 2))-\(digits(&$0, 3))-\(digits(&$0, 4))"
          + $0.pick([" ext. 123", " x12", " ext 4567", "x22"])
      },
      spans(language, head + "phone.trunk", .phone) {
        $0.pick([
          "07700 \(digits(&$0, 6))", "020 7\(digits(&$0, 3)) \(digits(&$0, 4))",
          "0161 \(digits(&$0, 3)) \(digits(&$0, 4))", "030 \(digits(&$0, 8))",
          "06 \(digits(&$0, 2)) \(digits(&$0, 2)) \(digits(&$0, 2)) \(digits(&$0, 2))",
          "04\(digits(&$0, 2)) \(digits(&$0, 3)) \(digits(&$0, 3))",
        ])
      },
      spans(language, head + "phone.trunk.glued", .phone) {
        $0.pick([
          "07700\(digits(&$0, 6))", "0161\(digits(&$0, 7))", "0171\(digits(&$0, 7))",
          "0044\(digits(&$0, 10))",
        ])
      },
      spans(language, head + "phone.china", .phone) {
        $0.pick([
          "138\(digits(&$0, 8))", "138-\(digits(&$0, 4))-\(digits(&$0, 4))",
          "138 \(digits(&$0, 4)) \(digits(&$0, 4))", "010-6\(digits(&$0, 7))",
          "0755-8\(digits(&$0, 7))", "021 6\(digits(&$0, 7))",
          "400-\(digits(&$0, 3))-\(digits(&$0, 4))", "(010)6\(digits(&$0, 7))",
        ])
      },
      EntityForm(language, head + "ip.v4") {
        let text = octets(&$0)
        return Mention(
          text: text, meaning: .entity(Entity.Kind(rawValue: "ip_address"), "\"\(text)\""))
      },
      EntityForm(language, head + "ip.v6") {
        let text = $0.pick([
          "2001:db8::\($0.from(1, 9))", "fe80::1ff:fe23:4567:890a",
          "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "2001:db8:0:1:1:1:1:1", "::1",
        ])
        return Mention(
          text: text, meaning: .entity(Entity.Kind(rawValue: "ip_address"), "\"\(text)\""))
      },
    ]
  }

  static let englishContacts =
    contacts(.english) + answers(.english, "yes-no", englishAnswers, englishNone)
  static let chineseContacts =
    contacts(.chinese) + answers(.chinese, "zh.yes-no", chineseAnswers, chineseNone)

  private static func answers(
    _ language: Language, _ name: String, _ answers: [(String, Bool, [String])], _ none: [String]
  ) -> [EntityForm] {
    let tails =
      language == .english
      ? ["", ".", "!", ", thanks", " please", ", that works for me", "..."]
      : ["", "。", "！", "，谢谢", "，就这样"]
    let forms = answers.map { kind, value, words in
      EntityForm(language, name + "." + kind, carriers: []) { generator in
        let word = generator.pick(words)
        let tail = generator.pick(tails)
        return Mention(
          text: word + tail,
          meaning: .fields(.boolean, kind: "boolean", ["value": value ? "true" : "false"]),
          span: word)
      }
    }
    return forms + [
      EntityForm(language, name + ".none", carriers: []) {
        Mention(text: $0.pick(none), meaning: .none([.yesNo]))
      }
    ]
  }

  private static let englishAnswers: [(String, Bool, [String])] = [
    (
      "yes.plain", true,
      ["yes", "Yes", "YES", "yeah", "yep", "yup", "Yea", "uh huh", "uh-huh", "aye"]
    ),
    (
      "yes.agree", true,
      [
        "ok", "okay", "OK", "alright", "all right", "fine", "sure", "Sure", "agreed", "I agree",
        "sounds good", "sounds great", "go ahead", "please do",
      ]
    ),
    (
      "yes.firm", true,
      [
        "of course", "absolutely", "definitely", "certainly", "exactly", "correct", "that's right",
        "that is correct", "right", "indeed", "affirmative", "totally", "for sure",
      ]
    ),
    ("yes.signs", true, ["👍", "👌", "👍🏽", "✅", "✔"]),
    ("no.plain", false, ["no", "No", "NO", "nope", "nah", "Nope", "nay", "uh-uh"]),
    (
      "no.firm", false,
      [
        "of course not", "absolutely not", "definitely not", "certainly not", "no way",
        "not at all", "never", "not really",
      ]
    ),
    (
      "no.wrong", false,
      [
        "wrong", "incorrect", "that's wrong", "that is not right", "that's not correct",
        "I disagree", "disagree",
      ]
    ),
    ("no.signs", false, ["👎", "👎🏿", "❌", "✋"]),
    (
      "no.decline", false,
      ["no thanks", "no thank you", "please don't", "don't", "do not", "rather not", "not now"]
    ),
  ]
  private static let englishNone = [
    "no one answered the phone", "no idea where it is", "no longer works",
    "right hand side is broken", "the right size", "fine print is unclear",
    "not the blue one was sent", "sure-footed boots in size 9", "true colours kettle",
    "wrong item delivered", "never received my parcel", "correct address is 5 High Street",
    "okay-ish quality kettle", "exact change only", "no. 5 perfume",
    "how can I say yes to the offer?", "my order is not here", "definitely broken kettle",
  ]
  private static let chineseAnswers: [(String, Bool, [String])] = [
    ("yes.plain", true, ["是", "是的", "对", "对的", "嗯", "嗯嗯", "没错", "是啊", "對", "對的"]),
    (
      "yes.agree", true,
      ["好", "好的", "好啊", "好吧", "行", "行吧", "可以", "可以的", "同意", "我同意", "没问题", "沒問題", "OK", "ok", "成"]
    ),
    ("yes.firm", true, ["当然", "当然可以", "必须的", "肯定", "确定", "当然了", "正确", "當然", "一定"]),
    ("yes.signs", true, ["👍", "👌", "👍🏽", "✅"]),
    ("no.plain", false, ["不", "不是", "不对", "没有", "否", "不是的", "不對"]),
    (
      "no.refuse", false,
      ["不行", "不要", "不好", "不用", "不用了", "不可以", "不需要", "不了", "算了", "别", "不同意", "不必了", "不要了", "不想"]
    ),
    ("no.firm", false, ["当然不", "绝对不行", "肯定不是", "绝不", "从不", "错了", "不正确", "当然不行"]),
    ("no.signs", false, ["👎", "👎🏿", "❌"]),
  ]
  private static let chineseNone = [
    "好看吗", "行李箱多少钱", "对比一下两款", "不锈钢水壶有货吗", "是什么材质", "可以退货吗", "要多久才能到", "没有收到货", "中号有吗", "成套的餐具",
    "好久没发货了",
    "对面的店也能取吗", "确定一下发货时间", "不知道怎么退", "正确的地址是北京路5号", "肯定是你们发错了", "算了一下价格不对", "别墅区送吗",
  ]
}
