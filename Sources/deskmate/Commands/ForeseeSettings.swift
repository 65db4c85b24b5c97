import Diagnostics
import Foresight
import Formats
import Shop
import Workspace

/// `knowledge-base/shop/foresight.json`: thresholds, how groups are served, and what to write first.
struct ForeseeSettings {
  var leadWeeks = 2
  var coverWeeks = 6
  var writingThreshold = 0.05
  var riskThreshold = 0.98
  var riskDays = 30
  var campaigns: [CampaignSettings] = []
  /// How much ε all releases for others may cost together, and the most of a customer's spend that counts.
  var privacyLimit = PrivacyBudget(millionths: 10_000_000)
  var privacySpend = 500
  var served: [(from: Double, text: LocalizedText)] = []
  var drafts: [String: LocalizedText] = [:]

  static func read(_ folder: WorkspaceFolder) throws(Fault) -> ForeseeSettings {
    let name = folder.path("knowledge-base/shop/foresight.json")
    var settings = ForeseeSettings()
    guard Files.exists(name) else { return settings }
    let root = try JSONReader.read(Files.bytes(name), file: "knowledge-base/shop/foresight.json")
    try root.rejectUnknownKeys([
      "lead_weeks", "cover_weeks", "writing_threshold", "risk_threshold", "risk_days", "served",
      "drafts", "campaigns", "margin", "left_out", "quiet_days", "assumed_odds", "privacy_limit",
      "privacy_spend",
    ])
    func share(_ key: String, _ old: Double) throws(Fault) -> Double {
      guard let node = root[key] else { return old }
      let value = try node.number(key)
      guard (0...1).contains(value) else { throw node.fault("\"\(key)\" must be from 0 to 1") }
      return value
    }
    func count(_ key: String, _ old: Int) throws(Fault) -> Int {
      guard let node = root[key] else { return old }
      let value = try node.integer(key)
      guard (1...365).contains(value) else { throw node.fault("\"\(key)\" must be 1 to 365") }
      return value
    }
    settings.leadWeeks = try count("lead_weeks", settings.leadWeeks)
    settings.coverWeeks = try count("cover_weeks", settings.coverWeeks)
    settings.riskDays = try count("risk_days", settings.riskDays)
    settings.writingThreshold = try share("writing_threshold", settings.writingThreshold)
    settings.riskThreshold = try share("risk_threshold", settings.riskThreshold)
    settings.campaigns = try CampaignSettings.read(root)
    if let node = root["privacy_limit"] {
      guard let limit = PrivacyBudget(try node.string("privacy_limit")) else {
        throw node.fault("\"privacy_limit\" must be a positive decimal in quotes, such as \"10\"")
      }
      settings.privacyLimit = limit
    }
    if let node = root["privacy_spend"] {
      settings.privacySpend = try node.integer("privacy_spend")
      guard (1...1_000_000).contains(settings.privacySpend) else {
        throw node.fault("\"privacy_spend\" must be from 1 to 1000000")
      }
    }
    for node in try root["served"]?.array("served") ?? [] {
      settings.served.append((try node.required("from").number("from"), try text(node)))
    }
    for member in try root["drafts"]?.object("drafts") ?? [] {
      settings.drafts[member.key] = try text(member.value)
    }
    return settings
  }

  private static func text(_ node: JSONNode) throws(Fault) -> LocalizedText {
    LocalizedText(
      english: try node.required("en").string("en"), chinese: try node.required("zh").string("zh"))
  }

  /// How a group with a share of those who buy again is served.
  func served(_ share: Double) -> LocalizedText? {
    served.first { share >= $0.from }?.text
  }
}
