import Computing
import Diagnostics
import Foresight
import FoundationEssentials
import Formats
import Quantities
import Workspace

/// The campaigns of a shop that were kept, in the state folder: one file each, named by campaign and day.
struct CampaignFiles {
  private let folder: String

  /// The campaigns of the shop at a path.
  init(shop path: String) {
    let state = StatePaths(environment: ProcessInfo.processInfo.environment).state
    folder = "\(state)/\(StableHash("campaigns \(path)".utf8).text)/campaigns"
  }

  /// Keeps a campaign; one of the same name and day is replaced. Returns where it stands.
  func keep(_ record: CampaignRecord) throws(Fault) -> String {
    try Files.makeFolder(folder)
    let path = "\(folder)/\(record.name)-\(Day(number: record.day).iso).json"
    try Files.replace(path, with: Array((json(record).text + "\n").utf8))
    return path
  }

  /// All that were kept, the oldest first. Throws a `Fault` that names the place of what cannot be read.
  func records() throws(Fault) -> [CampaignRecord] {
    var found: [CampaignRecord] = []
    for path in Files.list(folder, ending: ".json") {
      found.append(try record(JSONReader.read(Files.bytes(path), file: path)))
    }
    return found.sorted { ($0.day, $0.name) < ($1.day, $1.name) }
  }

  private func json(_ record: CampaignRecord) -> JSON {
    [
      "campaign": .string(record.name), "day": .string(Day(number: record.day).iso),
      "window_days": .integer(record.window), "cost": .number(record.cost),
      "voucher": .number(record.voucher), "margin": .number(record.margin),
      "customers": .array(
        record.entries.map {
          [
            "key": .string($0.key), "written": .bool($0.isWritten),
            "expected": .number($0.expected, digits: 4),
          ]
        }),
    ]
  }

  private func record(_ root: JSONNode) throws(Fault) -> CampaignRecord {
    let dayNode = try root.required("day")
    guard let day = Day(iso: try dayNode.string("day")) else {
      throw dayNode.fault("\"day\" must be a day such as 2026-11-30")
    }
    var entries: [CampaignRecord.Entry] = []
    for node in try root.required("customers").array("customers") {
      entries.append(
        .init(
          key: try node.required("key").string("key"),
          isWritten: try node.required("written").bool("written"),
          expected: try node.required("expected").number("expected")))
    }
    return CampaignRecord(
      name: try root.required("campaign").string("campaign"), day: day.number,
      window: try root.required("window_days").integer("window_days"),
      cost: try root.required("cost").number("cost"),
      voucher: try root.required("voucher").number("voucher"),
      margin: try root.required("margin").number("margin"), entries: entries)
  }
}

extension ForeseeShop {
  /// Everybody who bought, but for those whom the shop knew by the workspace's list and knows no more: they
  /// asked to be forgotten.
  var buyers: Set<String> {
    get throws {
      var found = Set(history.purchases.map(\.customer))
      let path = try options.workspace.folder().path("knowledge-base/shop/customers.json")
      guard options.shop.named == nil, Files.exists(path) else { return found }
      for node in try JSONReader.read(Files.bytes(path), file: path).array() {
        guard let id = try node["id"]?.string("id"), customer(id) == nil else { continue }
        found.remove(id)
      }
      return found
    }
  }
}
