import Foresight
import Quantities
import Reports
import Text

/// The owner's page, part by part: what to do today first, how far to trust it last.
struct ForeseePage {
  private let shop: ForeseeShop
  private let list: ForeseeList
  private let stock: ForeseeStockTable
  private let rebuy: RebuyForecast?
  private let personas: ShopPersonas?
  private let campaigns: [CampaignResult]

  init(_ shop: ForeseeShop) throws {
    self.shop = shop
    list = ForeseeList(shop, limit: 14)
    stock = ForeseeStockTable(shop, horizon: 8)
    rebuy = RebuyForecast(shop.history, seed: shop.options.seed)
    personas = ShopPersonas(shop.history, seed: shop.options.seed)
    campaigns = try CampaignResults.all(shop)
  }

  private func say(_ english: String, _ chinese: String) -> String {
    shop.options.say(english, chinese)
  }

  /// The HTML between the title and the end.
  var body: String {
    [
      cards, writing, alerts, orders, demand, groups, alike, campaign, fairness, backtests,
    ].joined(separator: "\n")
  }

  private var cards: String {
    func card(_ value: String, _ name: String) -> String {
      "<div class=\"card\"><b>\(Page.escape(value))</b>\(Page.escape(name))</div>"
    }
    return "<div class=\"cards\">"
      + card("\(list.entries.count)", say("will probably write tomorrow", "位顾客明天可能来信"))
      + card("\(list.flags.count)", say("worth a second look", "项值得再看"))
      + card("\(stock.due.count)", say("products to order", "种商品需补货"))
      + card(
        rebuy?.backtest.speaks == true
          ? "\(Int((rebuy?.expected.reduce(0) { $0 + $1.chance } ?? 0).rounded()))" : "–",
        say("customers expected to buy again within 90 days", "位顾客预计 90 天内再购"))
      + "</div>"
  }

  private var writing: String {
    let title = say("Who will write tomorrow", "明天谁会来信")
    guard !list.entries.isEmpty else {
      return section(
        title,
        note(
          list.writing?.backtest.speaks == true
            ? say("Nobody stands out.", "没有突出的顾客。")
            : say(
              "Silent: who writes could not be told on the last 60 days.",
              "沉默：最近 60 天无法可靠预测谁会来信。")))
    }
    return section(
      title,
      ReportTable(
        say("chance|customer|order|write first", "可能|顾客|订单|可先写"), numbers: [0]
      ).html(
        list.entries.map { entry in
          [
            Percents.text(entry.expected.chance),
            shop.customerName(entry.expected.order.customer), entry.expected.order.number,
            entry.draft,
          ]
        }))
  }

  private var alerts: String {
    let title = say("Worth a second look", "值得再看一眼")
    guard !list.flags.isEmpty else { return section(title, note(say("Nothing unusual.", "没有异常。"))) }
    let lines = list.flags.map {
      "<li>\(Page.escape(RiskWords(shop).line($0, shop).visible()))</li>"
    }
    return section(
      title,
      "<ul class=\"flags\">\(lines.joined())</ul>"
        + note(say("Rare, not wrong: look, and decide yourself.", "只是少见，并非有错：请查看后自行判断。")))
  }

  private var orders: String {
    let title = say("To order", "补货清单")
    let due = stock.due
    guard !due.isEmpty else { return section(title, note(say("Nothing runs out.", "没有商品将售罄。"))) }
    let table = ReportTable(
      say(
        "product|stock|order|weeks left|sold out before it comes|weeks",
        "商品|库存|补货|可撑周数|到货前断货可能|走势"), numbers: [1, 2, 3, 4], raw: [5])
    let rows = due.prefix(20).map { item in
      [
        shop.productName(item.product), "\(item.stock)", "\(item.order)",
        GroupWords.number((item.weeksLeft * 10).rounded() / 10), Percents.text(item.chanceOut),
        ForeseeCharts.line(item),
      ]
    }
    let more =
      due.count > 20
      ? note(
        say(
          "… and \(due.count - 20) more: deskmate foresee stock",
          "… 另有 \(due.count - 20) 种：deskmate foresee stock")) : ""
    let doubt =
      stock.forecast.backtest.speaks
      ? ""
      : note(
        say(
          "Careful: on the last weeks these forecasts did no better than a plain mean.",
          "注意：在最近几周，这些预测并不优于简单平均。"))
    return section(title, doubt + table.html(Array(rows)) + more)
  }

  private var demand: String {
    let items = stock.forecast.items.sorted {
      (-($0.mean.first ?? 0), $0.product) < (-($1.mean.first ?? 0), $1.product)
    }.prefix(6)
    guard !items.isEmpty else { return "" }
    let charts = items.map { item in
      let next = item.mean.reduce(0, +) / Double(max(1, item.mean.count))
      let top = item.upper.max() ?? 0
      return "<figure>\(ForeseeCharts.demand(item))<figcaption><b>"
        + Page.escape(shop.productName(item.product)) + "</b><br>"
        + Page.escape(
          say(
            "about \(GroupWords.number((next * 10).rounded() / 10)) a week, at most "
              + "\(GroupWords.number(top.rounded(.up)))",
            "每周约 \(GroupWords.number((next * 10).rounded() / 10))，最多 "
              + GroupWords.number(top.rounded(.up)))) + "</figcaption></figure>"
    }
    return section(
      say("What sells most, and the next 8 weeks", "最畅销商品与未来 8 周"),
      "<div class=\"charts\">\(charts.joined())</div>"
        + note(
          say(
            "Solid: units sold a week. Dashed: expected. Shaded: up to what 19 of 20 weeks stay below.",
            "实线：每周销量。虚线：预计。阴影：二十周中十九周不超过的上限。")))
  }

  private var groups: String {
    let title = say("Groups of customers", "顾客群体")
    guard let rebuy, rebuy.backtest.speaks else {
      return section(
        title,
        note(
          say(
            "Silent: who buys again lost its backtest on this shop.",
            "沉默：“是否再购”模型在本店未通过回测。")))
    }
    let table = ReportTable(
      say("buy again|customers|group|served", "再购比例|顾客数|群体|服务方式"), numbers: [0, 1])
    return section(
      title,
      table.html(
        rebuy.groups.map {
          [
            Percents.text($0.share), "\($0.size)", say($0.english, $0.chinese),
            ForeseeGroups.served($0, shop),
          ]
        }))
  }

  private var alike: String {
    guard let personas else { return "" }
    let title = say("Who buys alike", "购买相似的顾客")
    guard personas.backtest.speaks else {
      return section(
        title,
        note(say("Silent: personas lost their backtest.", "沉默：顾客画像未通过回测。")))
    }
    let table = ReportTable(say("customers|buy above all", "顾客数|主要购买"), numbers: [0])
    return section(
      title,
      table.html(
        personas.personas.filter { $0.size > 0 }.map { persona in
          [
            "\(persona.size)",
            persona.marks.map { mark in
              "\(shop.categoryName(mark.category)) \(Percents.text(mark.share)) "
                + "(× \(GroupWords.number((mark.lift * 10).rounded() / 10)))"
            }.joined(separator: say(", ", "、")),
          ]
        }))
  }

  private var campaign: String {
    let title = say("Campaigns", "活动")
    guard !campaigns.isEmpty else {
      return section(
        title,
        note(
          say(
            "None yet. deskmate foresee campaign win-back --budget 200 lists whom to write to.",
            "尚无。deskmate foresee campaign win-back --budget 200 列出可联系的顾客。")))
    }
    let table = ReportTable(
      say(
        "campaign|day|written to: bought|left out: bought|difference in points (95 %)|verdict",
        "活动|日期|已联系：购买|未联系：购买|差异，百分点（95 %）|结论"))
    func group(_ group: CampaignResult.Group) -> String {
      say("\(group.buyers) of \(group.people)", "\(group.people) 中 \(group.buyers)")
    }
    return section(
      title,
      table.html(
        campaigns.map { result in
          [
            result.record.name, Day(number: result.record.day).iso, group(result.written),
            group(result.control),
            Points.text(result.effect.difference, result.effect.interval),
            result.isOver
              ? CampaignResults.verdict(result, shop.options.say)
              : say("\(result.daysLeft) days to go", "还剩 \(result.daysLeft) 天"),
          ]
        }))
  }

  private var fairness: String {
    guard let figures = rebuy?.fairness, rebuy?.backtest.speaks == true else { return "" }
    let table = ReportTable(
      say(
        "language|customers|bought again|foreseen|AUC|chance minus share",
        "语言|顾客数|再购|预测再购|AUC|预测减实际"), numbers: [1, 2, 3, 4, 5])
    return section(
      say("Alike for all languages?", "对各语言顾客一视同仁？"),
      table.html(
        figures.groups.map {
          [
            $0.name, "\($0.rows)", Percents.text($0.rate), Percents.text($0.flagged),
            GroupWords.number($0.auc), Points.text($0.calibration),
          ]
        }))
  }

  private var backtests: String {
    let table = ReportTable(say("part|speaks|figures|rule", "部分|启用|指标|规则"))
    return section(
      say("How good this is", "预测有多准"),
      table.html(
        ForeseeTrain.backtests(shop).map { BacktestWords.cells($0, shop.options.say) })
        + note(
          say(
            "Measured on days that were not learned from. What loses stays silent.",
            "在未参与学习的日期上衡量；未达标者保持沉默。")))
  }

  private func note(_ text: String) -> String { "<p>\(Page.escape(text))</p>" }

  private func section(_ title: String, _ body: String) -> String {
    "<h2>\(Page.escape(title))</h2>\n" + body
  }
}

/// A table of the page: on a phone each row becomes a card whose cells name their column.
struct ReportTable {
  private let header: [String]
  private let numbers: Set<Int>
  private let raw: Set<Int>

  /// A table; `header` names the columns between bars, `raw` those whose cells are HTML already.
  init(_ header: String, numbers: Set<Int> = [], raw: Set<Int> = []) {
    self.header = header.split(separator: "|").map(String.init)
    self.numbers = numbers
    self.raw = raw
  }

  func html(_ rows: [[String]]) -> String {
    func style(_ place: Int) -> String { numbers.contains(place) ? " class=\"number\"" : "" }
    let head = header.enumerated().map { "<th\(style($0))>\(Page.escape($1))</th>" }.joined()
    let body = rows.map { row in
      "<tr>"
        + row.enumerated().map { place, cell in
          "<td\(style(place)) data-name=\"\(Page.escape(header[place]))\"><span>"
            + (raw.contains(place) ? cell : Page.escape(cell.visible())) + "</span></td>"
        }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<table class=\"stack\"><thead><tr>\(head)</tr></thead>\n<tbody>\(body)</tbody></table>"
  }
}
