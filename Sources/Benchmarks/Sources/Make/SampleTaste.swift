import Computing
import Shop

/// Who likes what, and what goes with what: the structure that a recommender should find again.
struct SampleTaste {
  let products: [Product]
  let places: [String: Int]
  private let popularity: [Double]
  /// Weight of each product, by segment.
  private let weights: [[Double]]

  /// How much more a segment buys of a category than everybody does.
  private static let segments: [[String: Double]] = [
    ["tea": 6, "teaware": 5, "kettles": 4],
    ["coffee": 6, "teaware": 4, "kettles": 2],
    ["cookware": 6, "knives-and-tools": 5, "tableware": 2],
    ["bedding": 5, "lighting": 4, "tableware": 3],
    ["bags": 6, "garden": 4, "lighting": 1.5],
    ["audio": 6, "lighting": 3, "bags": 2],
  ]

  /// What is bought together, beyond taste.
  private static let companions: [String: [String]] = [
    "stovetop-kettle": ["breakfast-tea", "classic-teapot", "kettle-descaler", "kettle-trivet"],
    "gooseneck-kettle": ["pour-over-set", "filter-roast", "coffee-scale", "paper-filters"],
    "glass-kettle": ["jasmine-pearls", "glass-teapot", "kettle-descaler"],
    "temperature-kettle": ["longjing", "gaiwan", "biluochun"],
    "cast-iron-kettle": ["puerh-cake", "dahongpao", "yixing-teapot"],
    "ceramic-kettle": ["tieguanyin", "gongfu-set"],
    "thermo-kettle": ["thermos-flask", "keemun"],
    "classic-teapot": ["earl-grey", "tea-cup-set", "cup-warmer"],
    "yixing-teapot": ["dahongpao", "tea-pet", "tea-tray", "fairness-pitcher"],
    "gaiwan": ["tieguanyin", "fairness-pitcher", "tea-cup-set"],
    "gongfu-set": ["tea-tray", "tieguanyin", "tea-pet"],
    "matcha-whisk": ["matcha", "matcha-bowl"], "matcha": ["matcha-whisk", "matcha-bowl"],
    "longjing": ["tea-caddy", "glass-teapot"], "puerh-cake": ["yixing-teapot", "tea-scale"],
    "house-espresso": ["moka-pot", "espresso-cups", "milk-frother"],
    "filter-roast": ["pour-over-set", "hand-grinder", "paper-filters"],
    "french-press": ["decaf-beans", "stoneware-mug", "electric-grinder"],
    "moka-pot": ["house-espresso", "espresso-cups"],
    "pour-over-set": ["paper-filters", "coffee-scale"],
    "cast-iron-skillet": ["pan-protectors", "splatter-screen", "spatula-set"],
    "nonstick-pan": ["spatula-set", "pan-protectors"],
    "carbon-wok": ["cleaver", "steamer-set", "chopsticks-cooking"],
    "hot-pot": ["noodle-bowls", "chopsticks", "soup-spoons"],
    "dutch-oven": ["salad-bowl", "bread-knife"], "rice-cooker": ["rice-bowls", "chopsticks"],
    "chefs-knife": ["cutting-board", "whetstone", "knife-block"],
    "cleaver": ["cutting-board", "whetstone"], "santoku": ["knife-block", "cutting-board"],
    "dinner-plates": ["cutlery-set", "napkins", "water-glasses"],
    "stoneware-mug": ["breakfast-tea", "cup-warmer", "house-espresso"],
    "wine-glasses": ["napkins", "candle", "serving-platter"],
    "desk-lamp": ["led-bulb", "monitor-light"], "bedside-lamp": ["led-bulb", "clip-light"],
    "candle": ["candle-holder"], "camping-lantern": ["camping-kettle", "enamel-mug", "head-torch"],
    "duvet": ["cotton-sheets", "memory-pillow", "mattress-protector"],
    "silk-duvet": ["linen-sheets", "sleep-mask"], "wool-blanket": ["hot-water-bottle", "candle"],
    "hiking-backpack": ["head-torch", "camping-kettle", "umbrella"],
    "cabin-suitcase": ["packing-cubes", "passport-holder", "toiletry-bag"],
    "large-suitcase": ["packing-cubes", "travel-kettle"], "daypack": ["laptop-sleeve", "tumbler"],
    "picnic-bag": ["picnic-blanket", "enamel-mug"], "yoga-mat": ["yoga-blocks", "gym-bag"],
    "turntable": ["bookshelf-speakers", "record-brush", "audio-cable"],
    "studio-headphones": ["headphone-stand", "desk-microphone"],
    "wireless-headphones": ["headphone-stand", "usb-charger"],
    "watering-can": ["planter", "herb-kit"], "pruning-shears": ["garden-gloves", "planter"],
  ]

  init(_ assortment: Assortment, _ random: inout SeededGenerator) {
    products = assortment.products
    places = Dictionary(
      products.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    // A long tail: a product's rank is drawn once, and what is rated well moves forward.
    var ranks = Array(products.indices)
    ranks.shuffle(using: &random)
    popularity = zip(products, ranks).map { product, rank in
      let rating = product.rating ?? 4
      return (rating - 3.4) / Double(rank + 12)
    }
    var weights: [[Double]] = []
    for segment in Self.segments {
      weights.append(
        zip(products, popularity).map { product, popularity in
          popularity * (segment[product.category] ?? 0.45)
        })
    }
    self.weights = weights
  }

  /// A product for somebody of a segment, with regard to what is in the basket already.
  func product(
    for segment: Int, with basket: [Int], _ random: inout SeededGenerator
  ) -> Int {
    if let last = basket.last, random.chance(0.55),
      let names = Self.companions[products[last].id], let place = places[random.pick(names)],
      !basket.contains(place)
    {
      return place
    }
    while true {
      // One purchase in eight is out of character: a present, a whim.
      let place =
        random.chance(0.125)
        ? random.place(in: popularity) : random.place(in: weights[segment])
      if !basket.contains(place) { return place }
    }
  }
}
