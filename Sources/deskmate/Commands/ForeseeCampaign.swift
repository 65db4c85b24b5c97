import ArgumentParser
import Diagnostics
import Foresight
import Formats
import Quantities
import Reports
import Shop
import Text

/// `deskmate foresee campaign`: whom to write to, and what came of it.
struct ForeseeCampaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign",
    abstract: "Whom to write to, what that should bring, and what came of it.",
    discussion: """
      Nothing is sent: the list is yours to send. A part of those chosen is left out by chance, so that \
      `campaign result` can tell what the letters did from what would have come anyway. Campaigns, their \
      texts and costs stand in knowledge-base/shop/foresight.json.

      Examples:
        deskmate foresee campaign win-back --budget 200
        deskmate foresee campaign win-back --budget 200 --csv > to-write.csv
        deskmate foresee campaign result
      """,
    subcommands: [ForeseeCampaignPlan.self, ForeseeCampaignResult.self],
    defaultSubcommand: ForeseeCampaignPlan.self)
}

/// `deskmate foresee campaign NAME`: the list.
struct ForeseeCampaignPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Whom to write to within a budget (the default).")

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "The campaign's name, such as win-back.") var name: String
  @Option(
    help: "The most to spend, in the shop's currency; vouchers count as likely as they are used.")
  var budget: Double
  @Flag(help: "The list as CSV: whom, where, in which language, what.") var csv = false
  @Flag(help: "Look only: keep nothing for `campaign result`.") var dryRun = false
  @Option(help: "At most so many are shown; --csv and --json list all.") var limit = 15

  func validate() throws {
    guard budget > 0, budget.isFinite else {
      throw ValidationError("--budget must be an amount above 0.")
    }
  }

  func run() throws {
    let shop = try ForeseeShop(source)
    guard let settings = shop.settings.campaigns.first(where: { $0.rules.name == name }) else {
      let known = shop.settings.campaigns.map { "\"\($0.rules.name)\"" }.joined(separator: ", ")
      throw Fault(
        file: "knowledge-base/shop/foresight.json",
        "describes no campaign \"\(name.visible())\"; it has \(known.isEmpty ? "none" : known)")
    }
    let files = try CampaignFiles(shop: shop.path)
    let letters = try CampaignLetters(shop, settings, earlier: files.records(), budget: budget)
    if csv {
      Console.text(letters.csv)
    } else {
      Console.line(source.json ? letters.json.text : letters.text(limit: limit))
    }
    guard !dryRun, !letters.plan.written.isEmpty else { return }
    _ = try files.keep(CampaignRecord(letters.plan))
    Console.error(
      source.say(
        "Kept for `campaign result`; with --dry-run nothing is kept.",
        "已记录，之后可用 `campaign result` 查看；加 --dry-run 则不记录。"))
  }
}

/// `deskmate foresee campaign result`: those written to against those left out.
struct ForeseeCampaignResult: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "result", abstract: "What came of the campaigns, from the orders since.")

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "One campaign; else all.") var name: String?

  func run() throws {
    let shop = try ForeseeShop(source)
    let results = try CampaignResults.all(shop).filter { name == nil || $0.record.name == name }
    if source.json {
      return Console.line(JSON.array(results.map(CampaignResults.json)).text)
    }
    guard !results.isEmpty else {
      throw Fault(
        file: nil,
        "no campaign\(name.map { " \"\($0.visible())\"" } ?? "") was kept for this shop; "
          + "`deskmate foresee campaign win-back --budget 200` makes one")
    }
    Console.line(results.map { CampaignResults.text($0, shop) }.joined(separator: "\n\n"))
  }
}
