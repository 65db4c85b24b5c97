import Computing
import Quantities

/// Lines that hold personal data in forty forms, and lines that only look so.
enum EntityPersonalData {
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
    let (head, length) = generator.pick([
      ("4", 16), ("51", 16), ("5412", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16),
      ("622202", 16), ("622848", 19), ("3530", 16),
    ])
    return checked(head + digits(&generator, length - 1 - head.count))
  }
  /// An account number with its check digits (ISO 13616).
  static func iban(_ generator: inout SeededGenerator) -> String {
    let (country, bank) = generator.pick([
      ("DE", digits(&generator, 18)), ("GB", "BUKB" + digits(&generator, 14)),
      ("FR", digits(&generator, 23)),
      ("NL", "ABNA" + digits(&generator, 10)), ("ES", digits(&generator, 20)),
      ("CH", digits(&generator, 17)),
      ("AT", digits(&generator, 16)), ("PL", digits(&generator, 24)),
      ("BE", digits(&generator, 12)),
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
    let head =
      generator.pick(["110101", "310115", "440305", "330106"]) + "\(generator.from(1955, 2004))"
      + EntityNumberWords.two(generator.from(1, 12)) + EntityNumberWords.two(generator.from(1, 28))
      + digits(&generator, 3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(head.compactMap(\.wholeNumberValue), weights).reduce(0) { $0 + $1.0 * $1.1 }
    return head + String(Array("10X98765432")[sum % 11])
  }

  static let first = [
    "Ada", "James", "Priya", "Olga", "Wei", "Carlos", "Siobhan", "Tomasz", "Fatima", "Jean-Luc",
    "Zoë", "Mark", "Grace", "Will", "May", "Ngozi",
  ]
  static let last = [
    "Lovelace", "Okafor", "O'Neil", "Schmidt", "García", "Kowalska", "Nguyen", "Patel", "Smith",
    "van Dyke", "McAllister", "Brown",
  ]
  static let surnames = Array("王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗").map(String.init) + ["欧阳", "司马"]
  static let given = ["伟", "芳", "秀英", "敏", "丽", "强", "磊", "建国", "小红", "志明", "雨桐", "子涵"]
  static let streets = [
    "High Street", "Maple Avenue", "Station Road", "King's Lane", "Elm Drive", "Park Court",
    "Oak Boulevard", "Mill Close", "Sunset Way", "Church Square",
  ]
  static let cities = [
    "Leeds", "Springfield", "Bristol", "Austin", "Toronto", "Dublin", "Portland",
  ]
  static let hanStreets = [
    "北京市朝阳区建国路", "上海市浦东新区世纪大道", "广东省深圳市南山区科技园路", "杭州市西湖区文三路", "四川省成都市武侯区人民南路",
  ]

  static func address(_ generator: inout SeededGenerator) -> String {
    (0..<4).map { _ in "\(generator.from(1, 254))" }.joined(separator: ".")
  }
  static func spelled(_ digits: [Int]) -> String {
    digits.map { EntityNumberWords.english($0) }.joined(separator: " ")
  }
  static func name(_ generator: inout SeededGenerator) -> String {
    generator.pick(first) + " " + generator.pick(last)
  }
  static func hanName(_ generator: inout SeededGenerator) -> String {
    generator.pick(surnames) + generator.pick(given)
  }
  static func mail(_ generator: inout SeededGenerator) -> String {
    generator.pick(["anna", "b.meier", "jo_smith", "lee-wong", "k99"]) + "@"
      + generator.pick(["example", "my-shop", "post"]) + "."
      + generator.pick(["com", "co.uk", "de", "cn", "org"])
  }

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
