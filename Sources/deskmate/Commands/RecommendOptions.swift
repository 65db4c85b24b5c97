import Shopping
import ArgumentParser
import Dialogue
import Diagnostics
import Recommendations
import Shop
import Text
import Workspace

/// How files of interactions are read.
struct InteractionOptions: ParsableArguments {
  @Option(help: "The header of the customers (usual names are known).")
  var customerColumn: String?

  @Option(help: "The header of the products.")
  var productColumn: String?

  @Option(help: "The header of the times.")
  var timeColumn: String?

  @Option(help: "The header of the quantities.")
  var quantityColumn: String?

  @Option(help: "The header of the ratings.")
  var ratingColumn: String?

  @Option(help: "The header of the invoices; one that begins with C was cancelled.")
  var invoiceColumn: String?

  @Option(
    help: ArgumentHelp(
      "The columns of a file without a header by number: customer, product, rating, time; 0 for none.",
      valueName: "1,2,3,4"))
  var columns: String?

  @Option(help: "How dates of two small numbers are read: day-first or month-first.")
  var dayOrder: DayOrder?

  @Option(
    help: ArgumentHelp("Learn from the orders in a shop's database instead.", valueName: "file"))
  var shop: String?

  @Flag(help: "Leave out customers who buy like robots: over 1,000 rows and 50 times the usual.")
  var dropRobots = false

  @Flag(help: "Take ratings for plain purchases: only who has what counts.")
  var ignoreRatings = false

  @Option(help: "A CSV of products: product, title, description, category, brand, price, rating.")
  var products: String?

  @Option(help: "How many gigabytes a model may take.")
  var memory: Double = 4

  private var numbers: [Int] {
    let parts = (columns ?? "").split(separator: ",")
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : []
  }

  var memoryLimit: Int { Int(min(max(memory, 1e-9), 100_000) * 1e9) }

  func validate() throws {
    guard memory > 0, memory.isFinite else {
      throw ValidationError("--memory must be more than 0.")
    }
    if columns != nil, numbers.count < 2 {
      throw ValidationError("--columns must be numbers such as 1,2,3,4, found \"\(columns ?? "")\"")
    }
  }

  /// Reads a file, or stdin for `-`; what was left out goes to stderr.
  func read(_ path: String, tellsCleaning: Bool = true) throws -> (
    interactions: Interactions, report: CleaningReport
  ) {
    let bytes = try Files.unpacked(path)
    let name = path == "-" ? "stdin" : path
    var options = Interactions.ReadingOptions()
    options.columns.customer = customerColumn
    options.columns.product = productColumn
    options.columns.timestamp = timeColumn
    options.columns.quantity = quantityColumn
    options.columns.rating = ratingColumn
    options.columns.invoice = invoiceColumn
    options.columns.numbers = numbers
    options.isMonthFirst = dayOrder.map { $0 == .monthFirst }
    options.today = Program.today
    options.dropsRobots = dropRobots
    options.ignoresRatings = ignoreRatings
    let read = try Interactions.read(bytes, file: name, options: options)
    if tellsCleaning {
      for example in read.report.examples { Console.error("\(example)") }
      if read.report.keptCount < read.report.rowCount { Console.error("\(name): \(read.report)") }
      for remark in read.report.remarks { Console.error("\(name): \(remark)") }
    }
    return read
  }

  /// Reads the orders of the shop's database where one is named, else a file, stdin for `-`.
  func readSource(_ path: String?, tellsCleaning: Bool = true) throws -> (
    name: String, interactions: Interactions, report: CleaningReport
  ) {
    guard let shop else {
      let read = try read(path ?? "-", tellsCleaning: tellsCleaning)
      return (path ?? "-", read.interactions, read.report)
    }
    // Opening would make a file that is not there.
    let place = ShopPlace(shop)
    guard place.mayHoldShop else { throw Fault(file: shop, "there is no such database") }
    let purchases = try place.openToRead(currency: "").purchases()
    guard !purchases.isEmpty else {
      throw Fault(file: place.shown, "holds no orders to learn from")
    }
    var report = CleaningReport()
    report.rowCount = purchases.count
    report.keptCount = purchases.count
    return (place.shown, Interactions(purchases), report)
  }

  /// The products' facts, or none.
  func facts() throws -> [ProductFacts] {
    guard let products else { return [] }
    return try ProductFacts.read(Files.unpacked(products), file: products, words: Self.words)
  }

  /// The words of a text, in lower case; single letters and digits say nothing.
  static func words(_ text: String) -> Set<String> {
    let utterance = Tokenizer().utterance(text, fallback: .english)
    var words: Set<String> = []
    for token in utterance.tokens {
      let word = utterance[token].lowercased()
      if word.utf8.count > 1 { words.insert(word) }
    }
    return words
  }
}
