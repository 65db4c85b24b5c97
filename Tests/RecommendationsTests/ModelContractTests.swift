import Computing
import Diagnostics
import Recommendations
import Testing

/// What every model promises.
@Suite struct ModelContractTests {
  private func model(_ recipe: ModelRecipe) throws -> any ProfileRecommender {
    try #require(Checkerboard.models[recipe])
  }

  @Test("Finds the missing square of the checkerboard", arguments: Checkerboard.recipes)
  func solvesTheCheckerboard(_ recipe: ModelRecipe) throws {
    let model = try model(recipe)
    for customer in 0..<Checkerboard.size {
      let best = model.recommendations(for: CustomerIndex(customer), excluding: [], limit: 1)
      #expect(best.first?.product.value == Checkerboard.missing(customer))
    }
  }

  @Test("Lists what goes with a product: its own colour", arguments: Checkerboard.recipes)
  func similarProducts(_ recipe: ModelRecipe) throws {
    let similar = try model(recipe).similar(to: ProductIndex(6), limit: 5)
    #expect(similar.count == 5)
    #expect(similar.allSatisfy { $0.product.value % 2 == 0 && $0.product.value != 6 })
  }

  @Test("Serves a basket it has never seen", arguments: Checkerboard.recipes)
  func foldsIn(_ recipe: ModelRecipe) throws {
    let basket = Profile(products: [1, 3, 5, 7].map { ProductIndex($0) })
    let list = try model(recipe).recommendations(for: basket, limit: 5)
    #expect(list.count == 5)
    #expect(list.allSatisfy { $0.product.value % 2 == 1 && $0.product.value > 7 })
  }

  @Test("Leaves out what is excluded, gives no more than asked", arguments: Checkerboard.recipes)
  func excludes(_ recipe: ModelRecipe) throws {
    let model = try model(recipe)
    let missing = ProductIndex(Checkerboard.missing(4))
    let list = model.recommendations(for: CustomerIndex(4), excluding: [missing], limit: 3)
    #expect(list.count == 3)
    #expect(!list.map(\.product).contains(missing))
    #expect(model.recommendations(for: CustomerIndex(4), excluding: [], limit: 0).isEmpty)
  }

  @Test(
    "A stranger gets what sells; an impossible number nothing worse",
    arguments: Checkerboard.recipes)
  func strangers(_ recipe: ModelRecipe) throws {
    let model = try model(recipe)
    #expect(model.recommendations(for: CustomerIndex(999), excluding: [], limit: 3).count == 3)
    #expect(model.recommendations(for: CustomerIndex(-1), excluding: [], limit: 3).count == 3)
    #expect(model.similar(to: ProductIndex(999), limit: 3).isEmpty)
    let odd = Profile(products: [ProductIndex(999), ProductIndex(1)])
    #expect(model.recommendations(for: odd, limit: 3).count == 3)
  }

  @Test("\"Not that one\" is honoured without training again", arguments: Checkerboard.recipes)
  func refusal(_ recipe: ModelRecipe) throws {
    let model = try model(recipe)
    let missing = ProductIndex(Checkerboard.missing(4))
    let profile = model.training.profile(of: CustomerIndex(4)).refusing(missing)
    let list = model.recommendations(for: profile, limit: 5)
    #expect(!list.isEmpty)
    #expect(!list.map(\.product).contains(missing))
  }

  @Test("Two trainings give the same lists", arguments: Checkerboard.recipes)
  func deterministic(_ recipe: ModelRecipe) throws {
    let (one, other) = (try model(recipe), Checkerboard.train(recipe))
    for customer in [0, 7, 21] {
      #expect(
        one.recommendations(for: CustomerIndex(customer), excluding: [], limit: 10)
          == other.recommendations(for: CustomerIndex(customer), excluding: [], limit: 10))
    }
  }

  @Test("A model file gives the same lists as the model", arguments: Checkerboard.recipes)
  func survivesTheFile(_ recipe: ModelRecipe) throws {
    let trained = try TrainedModel(
      Checkerboard.interactions, recipe: recipe, facts: Checkerboard.facts)
    switch recipe {
    case .factors, .perceptron, .trees:
      #expect(throws: Fault.self) { try trained.bytes() }
    default:
      let opened = try TrainedModel(ModelMemory(copying: trained.bytes()), file: "a.model")
      #expect(opened.products["p07"] == 7)
      #expect(opened.customers["c00"] == 0)
      #expect(opened.customers["nobody"] == nil)
      for customer in [0, 7, 21] {
        let customer = CustomerIndex(customer)
        #expect(
          opened.model.recommendations(for: customer, excluding: [], limit: 10)
            == trained.model.recommendations(for: customer, excluding: [], limit: 10))
      }
    }
  }

  @Test("A damaged model file is a fault, not a crash", arguments: [0, 7, 16, 100, 500, 2000])
  func damagedFiles(_ length: Int) throws {
    let bytes = try TrainedModel(
      Checkerboard.interactions, recipe: .itemNeighbours(.cosine, count: 5)
    ).bytes()
    #expect(throws: Fault.self) {
      try TrainedModel(ModelMemory(copying: Array(bytes.prefix(length))), file: "a.model")
    }
  }

  @Test("What is too large is refused with the memory it would need")
  func tooLarge() {
    #expect {
      try EASE(TrainingSet(Checkerboard.interactions), memoryLimit: 1000)
    } throws: { "\($0)".contains("EASE of 24 products needs 2.3 kB") }
  }

  @Test("After what a model knows comes what sells")
  func bestSellersFill() {
    let rows =
      [("a", "k"), ("a", "t"), ("b", "k"), ("c", "z"), ("d", "z"), ("d", "m"), ("e", "z")]
    let model = ItemNeighbours(
      TrainingSet(Interactions(rows.map { Interaction(customer: $0.0, product: $0.1) })))
    // By place: k m t z.
    let list = model.recommendations(for: Profile(products: [ProductIndex(0)]), limit: 3)
    #expect(list.map(\.product.value) == [2, 3, 1])
    #expect(list.map(\.score).suffix(2) == [0, 0])
  }

  @Test("A model's matrices are counted")
  func byteCount() throws {
    let training = TrainingSet(Checkerboard.interactions)
    let pairs = training.purchases.cellCount
    #expect((20 * pairs..<24 * pairs + 1000).contains(training.byteCount))
    let size = Checkerboard.size * Checkerboard.size * 4
    #expect(ModelRecipe.ease(penalty: 1).byteCount(of: try EASE(training)) == size)
    for recipe in Checkerboard.recipes {
      if case .factors = recipe { continue }
      #expect(recipe.byteCount(of: try model(recipe)) > 0)
    }
  }

  @Test("The neighbours know how many customers bought both")
  func bothBought() {
    let neighbours = ItemNeighbours(TrainingSet(Checkerboard.interactions), count: 5)
    // Of twelve customers of the colour, one lacks each product.
    #expect(neighbours.bothBought(ProductIndex(0), ProductIndex(2)) == 10)
    #expect(neighbours.bothBought(ProductIndex(0), ProductIndex(1)) == 0)
  }
}
