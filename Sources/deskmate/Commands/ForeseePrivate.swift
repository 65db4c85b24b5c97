import ArgumentParser
import Computing
import Diagnostics
import Foresight
import Formats
import FoundationEssentials
import Quantities
import Reports
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `--private`: figures that may leave the house, with noise, and what they cost in the shop's ledger.
struct PrivacyOptions: ParsableArguments {
  @Option(
    name: .customLong("private"),
    help: ArgumentHelp(
      "For others than the shop: only counts and means, with noise of this ε, which the shop's ledger adds up.",
      valueName: "ε"))
  var epsilon: String?

  /// The budget asked for; `nil` without the option.
  func budget() throws -> PrivacyBudget? {
    guard let epsilon else { return nil }
    guard let budget = PrivacyBudget(epsilon) else {
      throw ValidationError(
        "--private must be a positive decimal of at most six places, such as 1 or 0.25.")
    }
    return budget
  }
}

/// Figures with noise, taken once and written down before anybody sees them.
struct ForeseePrivate {
  let release: PrivateRelease
  let ledger: PrivacyLedger
  private let cost: PrivacyBudget
  private let options: ForeseeSource

  /// Takes the parts from the shop. Throws a `Fault`, and takes nothing, where the ledger's limit is reached.
  init(
    _ shop: ForeseeShop, what: String, parts: [PrivateRelease.Part], budget: PrivacyBudget
  ) throws {
    options = shop.options
    cost = budget
    let path = try Self.path(shop.options)
    ledger = try PrivacyLedgerFile(path).spend(
      .init(day: Day(number: shop.history.today).iso, what: what, cost: budget),
      limit: shop.settings.privacyLimit, say: shop.options.say)
    // Noise that a seed told in advance would hide nobody.
    var random = SystemRandomNumberGenerator()
    release = PrivateRelease(
      shop.history, parts: parts, budget: budget, limit: shop.settings.privacySpend,
      using: &random)
  }

  /// The ledger lies beside the shop's file; of a shop on a server in the state folder.
  private static func path(_ options: ForeseeSource) throws -> String {
    let shop = try options.shop.path(for: options.workspace.folder())
    if case .file(let path) = ShopPlace(shop) { return path + ".privacy.jsonl" }
    let state = StatePaths(environment: ProcessInfo.processInfo.environment).state
    return "\(state)/\(StableHash(shop.utf8).text).privacy.jsonl"
  }

  /// The figures for programs.
  var json: JSON {
    var members: [(key: String, value: JSON)] = [
      ("epsilon", .literal(cost.text)), ("spent", .literal(ledger.spent.text)),
      ("left", .literal(ledger.left.text)), ("limit", .literal(ledger.limit.text)),
    ]
    for part in PrivateRelease.Part.allCases {
      guard let counts = release.counts[part] else { continue }
      members.append(
        (part.rawValue, .object(counts.map { (key: $0.name, value: .integer($0.count)) })))
    }
    if release.counts[.spend] != nil {
      members.append(("mean_spend", release.meanSpend.map { .number($0, digits: 2) } ?? .null))
    }
    return .object(members)
  }

  /// Tables with their titles, in the language of the output.
  var tables: [(title: String, rows: [(name: String, count: String)])] {
    PrivateRelease.Part.allCases.compactMap { part in
      guard let counts = release.counts[part] else { return nil }
      if part == .spend {
        let mean = release.meanSpend.map { GroupWords.number(($0 * 100).rounded() / 100) } ?? "–"
        return (
          title(part),
          [
            (options.say("customers", "顾客数"), "\(counts[0].count)"),
            (options.say("mean spend", "平均消费"), mean),
          ]
        )
      }
      return (title(part), counts.map { ($0.name, "\($0.count)") })
    }
  }

  /// The tables as text, with what they cost.
  var text: String {
    let parts = tables.map { title, rows in
      var table = TextTable(["", options.say("customers", "顾客数")], alignments: [.left, .right])
      for row in rows { table.add([row.name, row.count]) }
      return title + "\n" + table.text()
    }
    return (parts + [note]).joined(separator: "\n\n")
  }

  /// How these figures may be read.
  var note: String {
    options.say(
      "Each count has noise (ε = \(cost.text)); a small or negative one means few. "
        + "\(ledger.spent.text) of \(ledger.limit.text) is spent.",
      "每个数字都加了噪声（ε = \(cost.text)），很小或为负表示很少。已用 \(ledger.spent.text)，上限 \(ledger.limit.text)。")
  }

  private func title(_ part: PrivateRelease.Part) -> String {
    switch part {
    case .recency: options.say("Days since the last purchase", "距上次购买天数")
    case .language: options.say("Language", "语言")
    case .lastOrders: options.say("Months since the last purchase", "距上次购买月数")
    case .contacts: options.say("Why they wrote last", "最近一次来信原因")
    case .spend: options.say("Spend within a year", "一年内消费")
    }
  }
}

/// The ledger's file: a line of JSON a release, only ever added to, under a lock.
struct PrivacyLedgerFile {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes a release down and returns the ledger with it. Throws a `Fault` where the limit is reached or the
  /// file is damaged: what cannot be read cannot be added up, so nothing is released.
  func spend(
    _ entry: PrivacyLedger.Entry, limit: PrivacyBudget, say: (String, String) -> String
  ) throws -> PrivacyLedger {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    if !folder.isEmpty { try Files.makeFolder(folder) }
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Fault(file: path, "the ledger of what was released cannot be written")
    }
    defer { close(descriptor) }
    // Two releases at a time must not both find the last of the budget.
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    var ledger = PrivacyLedger(try entries(), limit: limit)
    guard ledger.spend(entry) else {
      throw Fault(
        file: path,
        say(
          "\(ledger.spent.text) of \(limit.text) is spent, and \(entry.cost.text) more would go beyond: "
            + "nothing was released. Ask for less, or raise \"privacy_limit\" in knowledge-base/shop/foresight.json",
          "已用 \(ledger.spent.text)，上限 \(limit.text)，再用 \(entry.cost.text) 将超出上限：未发布任何数据。"
            + "请减小 ε，或在 knowledge-base/shop/foresight.json 中提高 \"privacy_limit\""))
    }
    let line = JSON.object([
      ("day", .string(entry.day)), ("what", .string(entry.what)),
      ("epsilon", .string(entry.cost.text)),
    ]).text
    try Files.append(Array((line + "\n").utf8), to: path)
    return ledger
  }

  private func entries() throws(Fault) -> [PrivacyLedger.Entry] {
    let text = String(decoding: try Files.bytes(path), as: UTF8.self)
    var entries: [PrivacyLedger.Entry] = []
    for line in text.split(separator: "\n") {
      let node = try JSONReader.read(Array(line.utf8), file: path)
      let epsilon = try node.required("epsilon")
      guard let cost = PrivacyBudget(try epsilon.string("epsilon")) else {
        throw epsilon.fault("\"epsilon\" must be a positive decimal")
      }
      entries.append(
        .init(
          day: try node.required("day").string("day"),
          what: try node.required("what").string("what"), cost: cost))
    }
    return entries
  }
}
