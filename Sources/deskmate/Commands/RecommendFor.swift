import ArgumentParser
import Diagnostics
import Formats
import Recommendations
import Text

/// `deskmate recommend for`: what fits a customer.
struct RecommendFor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "for", abstract: "What fits a customer, and why.",
    discussion: """
      Examples:
        deskmate recommend for c0001
        deskmate recommend for c0001 --refuse stovetop-kettle
        deskmate recommend for 17850 --model shop.model --limit 5 --json
        deskmate recommend for nobody --basket kettle,green-tea
      """)

  @Argument(help: "The customer's id; one who is not known gets what sells.")
  var customer: String

  @Option(name: .shortAndLong, help: "How many products.")
  var limit = 10

  @Option(help: "Products the customer said no to, separated by commas; heard without training.")
  var refuse: String?

  @Option(help: "Products in the basket, separated by commas, instead of what the customer has.")
  var basket: String?

  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var source: RecommendSource

  func run() async throws {
    let trained = try source.open()
    let place = trained.customers[customer]
    var profile =
      place.map { trained.model.training.profile(of: CustomerIndex($0)) } ?? Profile(products: [])
    if let basket { profile = Profile(products: try trained.places(basket)) }
    for product in try refuse.map(trained.places) ?? [] { profile = profile.refusing(product) }
    let list = trained.model.recommendations(for: profile, limit: max(0, limit))
    let view = RecommendationView(trained: trained, profile: profile)
    if json {
      Console.line(
        JSON.object([
          (key: "customer", value: .string(customer)), (key: "known", value: .bool(place != nil)),
          (key: "model", value: .string(trained.recipe.kind)),
          (key: "recommendations", value: view.json(list)),
        ]).text)
    } else {
      if profile.isEmpty {
        Console.error("deskmate: \(customer.visible()) is not known: this is what sells")
      }
      guard !list.isEmpty || limit < 1 else {
        return Console.line(
          "Nothing is left: \(customer.visible()) has, or refused, all of "
            + "\(trained.products.count == 1 ? "1 product" : "\(trained.products.count) products")."
        )
      }
      Console.line(view.table(list))
    }
  }
}

/// `deskmate recommend like`: what goes with a product.
struct RecommendLike: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "like", abstract: "What goes with a product.",
    discussion: """
      Examples:
        deskmate recommend like stovetop-kettle
        deskmate recommend like 85123A --interactions sales.csv --limit 3
      """)

  @Argument(help: "The product's id.")
  var product: String

  @Option(name: .shortAndLong, help: "How many products.")
  var limit = 10

  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var source: RecommendSource

  func run() async throws {
    let trained = try source.open()
    let asked = try trained.place(product)
    let list = trained.model.similar(to: asked, limit: max(0, limit))
    let view = RecommendationView(trained: trained, profile: Profile(products: [asked]))
    if json {
      Console.line(
        JSON.object([
          (key: "product", value: .string(product)),
          (key: "model", value: .string(trained.recipe.kind)),
          (key: "recommendations", value: view.json(list)),
        ]).text)
    } else if list.isEmpty, limit > 0 {
      Console.line("Nothing goes with \(product.visible()): there is no other product.")
    } else {
      Console.line(view.table(list))
    }
  }
}

/// `deskmate recommend explain`: why a product is, or is not, for a customer.
struct RecommendExplain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Why a customer is shown a product, or is not.",
    discussion: """
      Examples:
        deskmate recommend explain c0001 green-tea
        deskmate recommend explain 17850 22423 --model shop.model --json
      """)

  @Argument(help: "The customer's id.") var customer: String
  @Argument(help: "The product's id.") var product: String
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var source: RecommendSource

  func run() async throws {
    let trained = try source.open()
    let asked = try trained.place(product)
    guard let place = trained.customers[customer] else {
      throw Fault(file: nil, "no customer is called \"\(customer.visible())\"")
    }
    let explanation = Explanation(
      of: asked, for: CustomerIndex(place), by: trained.model)
    let products = trained.products
    if json {
      Console.line(
        JSON.object([
          (key: "customer", value: .string(customer)), (key: "product", value: .string(product)),
          (key: "owned", value: .bool(explanation.isOwned)),
          (key: "rank", value: explanation.rank.map { .integer($0) } ?? .null),
          (key: "of", value: .integer(products.count)),
          (key: "customers", value: .integer(explanation.customers)),
          (
            key: "because",
            value: .array(
              explanation.because.map {
                [
                  "product": .string(products[$0.product.value]),
                  "both_bought": .integer($0.bothBought), "weight": .number($0.weight),
                ]
              })
          ),
        ]).text)
      return
    }
    if explanation.isOwned {
      Console.line("\(customer.visible()) has \(product.visible()) already; it is not shown.")
    } else {
      let rank = explanation.rank.map { "number \($0)" } ?? "not among the"
      Console.line(
        "\(product.visible()) is \(rank) of \(products.count) for \(customer.visible()).")
    }
    Console.line(
      RecommendationView.counted(explanation.customers)
        + (explanation.customers == 1 ? " has it." : " have it."))
    for reason in explanation.because {
      Console.line(
        "  bought together with \(products[reason.product.value].visible()) by "
          + RecommendationView.counted(reason.bothBought)
          + " (weight \(JSON.number(reason.weight, digits: 3).text))")
    }
  }
}
