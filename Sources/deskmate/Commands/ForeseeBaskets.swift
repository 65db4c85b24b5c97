import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Text

/// `deskmate foresee baskets`: what is bought together, and whether it still is later.
struct ForeseeBaskets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baskets", abstract: "What is bought together, and whether it still is later.",
    discussion: """
      With a file: a basket a line, its items between commas, the oldest first. Without: the shop's \
      own orders. The confidence in later baskets is that of rules learned from the first four fifths.

      Examples:
        deskmate foresee baskets
        deskmate foresee baskets groceries.txt --support 0.01 --confidence 0.2 --json
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "A file of baskets.") var file: String?
  @Option(help: "The least share of baskets.") var support = 0.01
  @Option(help: "The least confidence.") var confidence = 0.2
  @Option(help: "At most so many rules are shown.") var limit = 20

  func validate() throws {
    guard support > 0, support <= 1, confidence >= 0, confidence <= 1, limit >= 0 else {
      throw ValidationError("--support and --confidence must be shares between 0 and 1.")
    }
  }

  func run() throws {
    let names: (String) -> String
    let baskets: Baskets
    if let file {
      baskets = try Baskets.read(InputText.decoded(ForeseeFiles.bytes(file), of: file), file: file)
      names = { $0 }
    } else {
      let shop = try ForeseeShop(source)
      baskets = Baskets(shop.history.baskets)
      names = { shop.productName($0) }
    }
    let least = Int((support * Double(baskets.baskets.count)).rounded(.up))
    let started = ForeseeFiles.seconds()
    let sets = try FrequentSets(baskets, support: least)
    let counted = ForeseeFiles.seconds()
    let rules = AssociationRule.rules(
      sets, baskets: baskets.baskets.count, confidence: confidence)
    let ruled = ForeseeFiles.seconds()
    let later = try later(baskets)
    guard source.json else { return show(baskets, sets, rules, later, names) }
    Console.line(
      JSON.object([
        ("baskets", .integer(baskets.baskets.count)), ("items", .integer(baskets.items.count)),
        ("itemsets", .integer(sets.count)), ("rules_to_one_item", .integer(rules.count)),
        ("sets_seconds", .number(counted - started, digits: 4)),
        ("rules_seconds", .number(ruled - counted, digits: 4)),
        ("learned_confidence", .number(later.learned)), ("later_confidence", .number(later.later)),
        ("rules", .array(rules.prefix(limit).map { json($0, baskets, later.part) })),
      ]).text)
  }

  /// Rules of the first four fifths, asked of the last: confidence then and later, of the strongest.
  private func later(_ all: Baskets) throws -> (learned: Double, later: Double, part: Baskets) {
    let cut = all.baskets.count * 4 / 5
    let (early, rest) = (all.part(0..<cut), all.part(cut..<all.baskets.count))
    let sets = try FrequentSets(early, support: max(5, Int(support * Double(cut))))
    var (then, now): ([Double], [Double]) = ([], [])
    for rule in AssociationRule.rules(sets, baskets: cut, confidence: confidence)
    where rule.body.count <= 2 && then.count < 100 {
      let found = rule.confidence(in: rest)
      guard found.asked >= 10 else { continue }
      then.append(rule.confidence)
      now.append(found.confidence)
    }
    func mean(_ values: [Double]) -> Double {
      values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }
    return (mean(then), mean(now), rest)
  }

  private func json(_ rule: AssociationRule, _ baskets: Baskets, _ later: Baskets) -> JSON {
    let found = rule.confidence(in: later)
    return [
      "if": .array(rule.body.map { .string(baskets.items[Int($0)]) }),
      "then": .string(baskets.items[Int(rule.head)]), "support": .integer(rule.support),
      "confidence": .number(rule.confidence, digits: 4), "lift": .number(rule.lift, digits: 3),
      "confidence_last_fifth": .number(found.confidence, digits: 4),
      "asked_last_fifth": .integer(found.asked),
    ]
  }

  private func show(
    _ baskets: Baskets, _ sets: FrequentSets, _ rules: [AssociationRule],
    _ later: (learned: Double, later: Double, part: Baskets), _ names: (String) -> String
  ) {
    let isChinese = source.language == .zh
    Console.line(
      isChinese
        ? "\(baskets.baskets.count) 个购物篮，\(sets.count) 个频繁组合，\(rules.count) 条规则"
        : "\(baskets.baskets.count) baskets, \(sets.count) frequent sets, \(rules.count) rules")
    if later.later.isFinite {
      let (a, b) = (Percents.text(later.learned), Percents.text(later.later))
      Console.line(
        isChinese
          ? "最强的规则学习时置信度 \(a)，后来的购物篮中为 \(b)"
          : "the strongest rules held in \(a) when learned, in \(b) of later baskets")
    }
    var table = TextTable(
      isChinese
        ? ["次数", "置信度", "提升", "购买", "也购买"]
        : ["times", "confidence", "lift", "who buys", "also buys"],
      alignments: [.right, .right, .right])
    for rule in rules.prefix(limit) {
      table.add([
        "\(rule.support)", Percents.text(rule.confidence), GroupWords.number(rule.lift),
        rule.body.map { names(baskets.items[Int($0)]) }.joined(separator: " + "),
        names(baskets.items[Int(rule.head)]),
      ])
    }
    Console.line(table.text(width: TerminalSize.ofTable))
  }
}

/// Shares as people write them.
enum Percents {
  static func text(_ share: Double) -> String {
    share.isFinite ? "\(Int((share * 100).rounded())) %" : "–"
  }
}
