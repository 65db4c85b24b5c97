import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Text

/// `deskmate foresee value`: how often customers will buy again, and for how much.
struct ForeseeValue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value", abstract: "How often customers will buy again, and what they are worth.",
    discussion: """
      With a file: CSV of orders (customer, day, spend) or of summaries (customer, frequency, recency, \
      age, mean_spend, in weeks). Without: the shop's own orders.

      Examples:
        deskmate foresee value
        deskmate foresee value orders.csv --weeks 39 --json
      """)

  @OptionGroup var source: ForeseeShopOptions
  @OptionGroup var privacy: PrivacyOptions
  @Argument(help: "A file of orders or of summaries.") var file: String?
  @Option(help: "How many weeks ahead.") var weeks = 39.0
  @Option(help: "At most so many customers are shown.") var limit = 20

  func validate() throws {
    if try privacy.budget() != nil, file != nil {
      throw ValidationError("--private is for the shop's own orders, whose ledger adds it up.")
    }
    guard weeks > 0, weeks <= 520 else { throw ValidationError("--weeks must be 1 to 520.") }
  }

  func run() throws {
    if let budget = try privacy.budget() {
      let found = try ForeseePrivate(
        ForeseeShop(source), what: "value", parts: [.spend], budget: budget)
      return Console.line(source.json ? found.json.text : found.text)
    }
    let customers: CustomerValues.Input
    if let file {
      customers = try CustomerValues.Input(
        ForeseeFiles.table(file, words: ["customer"]), file: file)
    } else {
      customers = try ForeseeShop(source).history.valueInput
    }
    let repeating = customers.histories.count { $0.repeats > 0 }
    if repeating < 50 {
      Console.error(
        "deskmate: warning: only \(repeating) of \(customers.histories.count) customers bought again: "
          + "the figures mean little")
    }
    let started = ForeseeFiles.seconds()
    let found = CustomerValues(customers, weeks: weeks)
    let spent = ForeseeFiles.seconds() - started
    guard source.json else { return show(found) }
    var members: [(key: String, value: JSON)] = [
      ("customers", .integer(found.customers.count)), ("weeks", .number(weeks)),
    ]
    for model in found.models {
      members.append(
        (
          model.kind.rawValue,
          [
            "r": .number(model.r, digits: 5), "alpha": .number(model.alpha, digits: 5),
            (model.kind == .paretoNBD ? "s" : "a"): .number(model.a, digits: 5),
            (model.kind == .paretoNBD ? "beta" : "b"): .number(model.b, digits: 5),
            "log_likelihood": .number(model.logLikelihood, digits: 2),
            "expected_purchases": .number(found.totals[model.kind] ?? .nan, digits: 2),
          ]
        ))
      if let errors = found.errors[model.kind] {
        members.append(
          ("\(model.kind.rawValue) mae", .number(errors.mae)))
        members.append(("\(model.kind.rawValue) rmse", .number(errors.rmse)))
      }
    }
    members += [
      ("chosen", .string(found.chosen.kind.rawValue)),
      (
        "spend",
        [
          "p": .number(found.spend.p, digits: 5), "q": .number(found.spend.q, digits: 5),
          "v": .number(found.spend.v, digits: 5),
        ]
      ),
      ("seconds", .number(spent, digits: 4)),
      ("best", .array(found.best(limit).map(json))),
    ]
    Console.line(JSON.object(members).text)
  }

  private func json(_ customer: CustomerValues.Customer) -> JSON {
    [
      "customer": .string(customer.name), "expected": .number(customer.expected, digits: 4),
      "alive": .number(customer.alive, digits: 4), "worth": .number(customer.worth, digits: 2),
    ]
  }

  private func show(_ found: CustomerValues) {
    let isChinese = source.language == .zh
    Console.line(
      isChinese
        ? "\(found.customers.count) 位顾客，\(found.chosen.kind.rawValue)，未来 \(Int(weeks)) 周预计共 \(GroupWords.number(found.totals[found.chosen.kind] ?? 0)) 次购买"
        : "\(found.customers.count) customers, \(found.chosen.kind.rawValue): "
          + "\(GroupWords.number(found.totals[found.chosen.kind] ?? 0)) purchases expected in the "
          + "next \(Int(weeks)) weeks")
    var table = TextTable(
      isChinese
        ? ["顾客", "预计购买", "仍活跃", "价值"] : ["customer", "purchases", "still active", "worth"],
      alignments: [.left, .right, .right, .right])
    for customer in found.best(limit) {
      table.add([
        customer.name, GroupWords.number(customer.expected), Percents.text(customer.alive),
        GroupWords.number((customer.worth * 100).rounded() / 100),
      ])
    }
    Console.line(table.text())
  }
}
