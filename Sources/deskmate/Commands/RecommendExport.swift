import Formats
import ArgumentParser
import Diagnostics
import Recommendations

import Workspace

/// `deskmate recommend export`: interactions for an engine beyond one machine.
struct RecommendExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write interactions for Apache Spark's ALS.",
    discussion: """
      Writes three files: ratings.csv (user,item,rating by number), users.csv and items.csv (the id of
      each number). Train there and write userFactors and itemFactors beside them, as JSON Lines or CSV;
      then make a model of them:

        deskmate recommend export sales.csv --output exported
        python3 Tests/Spark/spark_als.py exported
        deskmate recommend train --factors exported -o shop.model
      """)

  @Argument(help: "The interactions, or - for stdin.") var file: String?
  @Option(name: .shortAndLong, help: "The folder to write to.") var output: String
  @OptionGroup(title: "Reading interactions") var reading: InteractionOptions

  func validate() throws {
    guard (file != nil) != (reading.shop != nil) else {
      throw ValidationError("Name a file of interactions, or a database with --shop.")
    }
  }

  func run() async throws {
    let interactions = try reading.readSource(file).interactions
    try Files.makeFolder(output)
    var ratings = "user,item,rating\n"
    for customer in 0..<interactions.customerCount {
      for cell in interactions.counts.cells(customer) {
        let rating = interactions.ratings[cell]
        let value = rating.isNaN ? interactions.counts.values[cell] : rating
        ratings += "\(customer),\(interactions.counts.columns[cell]),\(value)\n"
      }
    }
    try write(ratings, "ratings.csv")
    try write(names(interactions.customers), "users.csv")
    try write(names(interactions.products), "items.csv")
    Console.error(
      "\(output): \(interactions.pairCount) pairs of \(interactions.customerCount) customers and "
        + "\(interactions.productCount) products")
  }

  private func write(_ text: String, _ name: String) throws {
    try ModelFiles.write(Array(text.utf8), to: output + "/" + name)
  }

  private func names(_ ids: Identifiers) -> String {
    "number,id\n"
      + (0..<ids.count).map { "\($0)," + FactorFolder.quoted(ids[$0]) + "\n" }.joined()
  }
}

/// A folder with an export and the factors that were trained of it.
struct FactorFolder {
  let path: String

  /// The model; its interactions are the export's.
  func model() throws -> TrainedModel {
    let customers = try names("users.csv")
    let products = try names("items.csv")
    var options = Interactions.ReadingOptions()
    options.columns.rating = "rating"
    let ratings = path + "/ratings.csv"
    let numbered = try Interactions.read(
      Files.unpacked(ratings), file: ratings, options: options
    ).interactions
    func name(_ names: [Int: String], _ number: String) throws -> String {
      guard let place = Int(number), let name = names[place] else {
        throw Fault(file: ratings, "the number \(number) stands in no users.csv or items.csv")
      }
      return name
    }
    var rows: [Interaction] = []
    for customer in 0..<numbered.customerCount {
      let id = try name(customers, numbered.customers[customer])
      for cell in numbered.counts.cells(customer) {
        let product = numbered.products[Int(numbered.counts.columns[cell])]
        rows.append(Interaction(customer: id, product: try name(products, product)))
      }
    }
    // Ids come in the order of their bytes, as they did in the export.
    return try TrainedModel(
      Interactions(rows), customers: try factors("userFactors"),
      products: try factors("itemFactors"))
  }

  /// One file `userFactors.csv`, `.json` or `.jsonl`, or the parts of a folder of that name.
  private func factors(_ name: String) throws -> SparkFactors {
    var paths = [".json", ".jsonl", ".csv"].map { path + "/" + name + $0 }.filter {
      Files.exists($0)
    }
    paths += [".json", ".csv"].flatMap { Files.list(path + "/" + name, ending: $0) }
    guard !paths.isEmpty else {
      throw Fault(file: path, "holds no \(name).json, \(name).csv, nor a folder \(name)")
    }
    return try SparkFactors(paths.map { ($0, try Files.unpacked($0)) })
  }

  private func names(_ file: String) throws -> [Int: String] {
    var options = Interactions.ReadingOptions()
    options.columns.customer = "number"
    options.columns.product = "id"
    let name = path + "/" + file
    let pairs = try Interactions.read(Files.unpacked(name), file: name, options: options)
      .interactions
    var names: [Int: String] = [:]
    for row in 0..<pairs.customerCount {
      if let number = Int(pairs.customers[row]),
        let product = pairs.products(of: CustomerIndex(row)).first
      {
        names[number] = pairs.products[Int(product)]
      }
    }
    return names
  }

  /// A field of a CSV, with quotes where it needs them; nothing is put before it.
  static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }) else {
      return text
    }
    return "\"" + text.flatMap { $0 == "\"" ? "\"\"" : String($0) } + "\""
  }
}
