import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Quantities

/// `deskmate foresee delivery`: when an order arrives.
struct ForeseeDelivery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivery", abstract: "The day an order will arrive, and the latest day.",
    discussion: "Example:\n  deskmate foresee delivery 16708")

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "The order's number.") var order: String

  func run() throws {
    let shop = try ForeseeShop(source)
    let known = try shop.order(order)
    let model = DeliveryForecast(shop.history.orders)
    if let day = known.delivered {
      let text = Day(number: day).iso
      return Console.line(
        source.json
          ? JSON.object([("order", .string(known.number)), ("delivered", .string(text))]).text
          : source.say("It arrived on \(text).", "已于 \(text) 送达。"))
    }
    guard known.status != "cancelled" else {
      return Console.line(
        source.json
          ? JSON.object([("order", .string(known.number)), ("cancelled", .bool(true))]).text
          : source.say("It was cancelled.", "该订单已取消。"))
    }
    guard model.backtest.speaks, let found = model.expected(known, on: shop.history.today) else {
      return Console.line(
        source.json
          ? JSON.object([("order", .string(known.number)), ("expected_day", .null)]).text
          : source.say(
            "Too few deliveries are known to foresee a day.", "已知的送达记录太少，无法预测日期。"))
    }
    let (day, latest) = (Day(number: found.day).iso, Day(number: found.latest).iso)
    if source.json {
      Console.line(
        JSON.object([
          ("order", .string(known.number)), ("expected_day", .string(day)),
          ("latest_day", .string(latest)),
          (
            "chance_late",
            model.tellsLate ? found.late.map { .number($0, digits: 4) } ?? .null : .null
          ),
          ("deliveries", .integer(found.orders)), ("backtest", ForeseeTrain.json(model.backtest)),
        ]).text)
      return
    }
    Console.line(
      source.say(
        "Half of such orders are there by \(day), nine in ten by \(latest).",
        "同类订单一半在 \(day) 前送达，九成在 \(latest) 前送达。"))
    if let late = found.late, let due = known.due {
      let promised = Day(number: due).iso
      Console.line(
        shop.history.today > due
          ? source.say("It was promised for \(promised) and is late.", "承诺 \(promised) 送达，已晚。")
          : !model.tellsLate
            ? source.say(
              "Promised for \(promised); \(Percents.text(model.lateShare)) of orders come later than "
                + "promised, and which could not be told beforehand.",
              "承诺 \(promised) 送达；\(Percents.text(model.lateShare)) 的订单晚于承诺，事先无法分辨是哪些。")
            : source.say(
              "Promised for \(promised); the chance to be late is \(Percents.text(late)).",
              "承诺 \(promised) 送达，晚到的可能为 \(Percents.text(late))。"))
    }
    Console.line(basis(found))
  }

  /// On how much the days rest.
  private func basis(_ found: DeliveryForecast.Expected) -> String {
    found.orders < 10
      ? source.say(
        "Only \(found.orders) deliveries took as long already: better ask the carrier than promise a day.",
        "仅有 \(found.orders) 次送达用时至此：请先询问承运商，勿承诺日期。")
      : source.say(
        "Resting on \(found.orders) deliveries that took as long already.",
        "依据 \(found.orders) 次用时至此的送达。")
  }
}
