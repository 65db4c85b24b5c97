import Computing
import Diagnostics
import Formats

/// A customer of the sample shop: invented, with an address that could be.
struct SamplePerson {
  let id: String
  let name: String
  let email: String
  let phone: String
  let language: String
  let address: JSON
  let isAbroad: Bool
  let methods: [(id: String, json: JSON)]
  /// What the person likes: a segment of `SampleTaste`.
  let segment: Int

  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "email": .string(email), "phone": .string(phone),
      "language": .string(language), "address": address,
      "payment_methods": .array(methods.map(\.json)),
    ]
  }
}

enum SamplePeople {
  static let count = 120

  static func make(_ random: inout SeededGenerator) -> [SamplePerson] {
    var used: Set<String> = ["mia.hartwell@example.com", "lin.xiaoyu@example.org"]
    var people: [SamplePerson] = []
    for number in 1...count {
      switch number {
      case 1:
        people.append(
          person(
            number, ("Mia Hartwell", "mia.hartwell@example.com"), chinese: false,
            address: address("418 Alder Court", "Apt 3", "Portland", "OR", "97205", "US"),
            methods: ["credit_card", "gift_card"], &random))
      case 2:
        people.append(
          person(
            number, ("林晓雨", "lin.xiaoyu@example.org"), chinese: true,
            address: address("静安区梧桐路 88 号", "6 栋 1203 室", "上海市", nil, "200040", "CN"),
            methods: ["paypal", "gift_card"], &random))
      default:
        let chinese = random.chance(0.4)
        var who = name(chinese, &random)
        while !used.insert(who.email).inserted { who = name(chinese, &random) }
        let abroad = chinese && random.chance(0.7)
        let place = abroad ? chineseAddress(&random) : americanAddress(&random)
        people.append(
          person(number, who, chinese: chinese, address: place, methods: nil, &random))
      }
    }
    return people
  }

  private static func person(
    _ number: Int, _ who: (name: String, email: String), chinese: Bool, address: JSON,
    methods kinds: [String]?, _ random: inout SeededGenerator
  ) -> SamplePerson {
    let digits = String(number)
    let id = "c" + String(repeating: "0", count: 4 - digits.count) + digits
    let isAbroad = address.text.contains("\"CN\"")
    let line = 1000 + random.below(9000)
    var drawn = kinds ?? [random.pick(["credit_card", "credit_card", "paypal"])]
    if kinds == nil {
      if random.chance(0.35) { drawn.append("gift_card") }
      if random.chance(0.25), !drawn.contains("paypal") { drawn.append("paypal") }
    }
    return SamplePerson(
      id: id, name: who.name, email: who.email,
      phone: isAbroad
        ? "+86 130 0000 \(line)" : "+1 \(random.pick(areaCodes)) 555 0\(100 + line % 100)",
      language: chinese ? "zh" : "en", address: address, isAbroad: isAbroad,
      methods: drawn.map { method($0, of: digits, &random) }, segment: random.below(6))
  }

  private static func method(
    _ kind: String, of number: String, _ random: inout SeededGenerator
  ) -> (id: String, json: JSON) {
    let id = kind.replacing("_", with: "-") + "-" + number
    let four = String(1000 + random.below(9000))
    let balance = 20 + 5 * random.below(25)
    switch kind {
    case "credit_card":
      return (id, ["id": .string(id), "type": .string(kind), "last_four": .string(four)])
    case "gift_card":
      return (id, ["id": .string(id), "type": .string(kind), "balance": .string("\(balance).00")])
    default: return (id, ["id": .string(id), "type": .string(kind)])
    }
  }

  private static func name(
    _ chinese: Bool, _ random: inout SeededGenerator
  ) -> (name: String, email: String) {
    if chinese {
      let family = random.pick(families)
      let given = random.pick(givens)
      let tail = random.chance(0.4) ? String(random.within(10...99)) : ""
      return (family.0 + given.0, "\(family.1).\(given.1)\(tail)@example.org")
    }
    let first = random.pick(firsts)
    let last = random.pick(lasts)
    let tail = random.chance(0.15) ? String(random.within(2...99)) : ""
    return ("\(first) \(last)", "\(first.lowercased()).\(last.lowercased())\(tail)@example.com")
  }

  private static func americanAddress(_ random: inout SeededGenerator) -> JSON {
    let city = random.pick(cities)
    let flat =
      random.chance(0.35)
      ? random.pick(["Apt", "Unit", "Suite"]) + " \(random.within(1...48))" : nil
    return address(
      "\(random.within(11...2890)) \(random.pick(streets))", flat, city.0, city.1,
      city.2 + String(random.within(10...99)), "US")
  }

  private static func chineseAddress(_ random: inout SeededGenerator) -> JSON {
    let city = random.pick(chineseCities)
    return address(
      "\(random.pick(city.2))\(random.pick(chineseStreets)) \(random.within(1...320)) 号",
      "\(random.within(1...18)) 栋 \(random.within(1...24))0\(random.within(1...6)) 室", city.0, nil,
      city.1 + "0" + String(random.within(10...99)), "CN")
  }

  private static func address(
    _ line1: String, _ line2: String?, _ city: String, _ state: String?, _ postcode: String,
    _ country: String
  ) -> JSON {
    var members: [(key: String, value: JSON)] = [("line1", .string(line1))]
    if let line2 { members.append(("line2", .string(line2))) }
    members.append(("city", .string(city)))
    if let state { members.append(("state", .string(state))) }
    members += [("postcode", .string(postcode)), ("country", .string(country))]
    return .object(members)
  }
}
