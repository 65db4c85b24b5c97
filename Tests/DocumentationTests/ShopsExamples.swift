import Foresight
import Quantities
import Recommendations
import Shop
import ShopSQL
import ShopSQLite
import Testing

#if PostgreSQL
  import ShopPostgres
#endif

/// The examples on the landing pages of the parts that know a shop, between marks.
@Suite struct ShopsExamples {
  @Test("Recommendations") func recommendations() throws {
    // example: Recommendations
    let purchases = "customer,product\nann,kettle\nann,tea\nbob,kettle\nbob,tea\ncid,tea\ncid,pan\n"
    let interactions = try Interactions.read(Array(purchases.utf8)).interactions
    let model = ItemNeighbours(TrainingSet(interactions))
    let kettle = interactions.products["kettle"].map { ProductIndex($0) } ?? ProductIndex(0)
    let nearest = model.similar(to: kettle, limit: 1).map { $0.product.value }
    let names = nearest.map { interactions.products[$0] }
    // end
    #expect(names == ["tea"])
  }

  @Test("Foresight") func foresight() throws {
    // example: Foresight
    let sales = DemandSeries(name: "kettle", values: [4, 5, 4, 6, 5, 4, 5, 6, 5, 4, 6, 5])
    let forecaster = DemandForecaster(.init(horizon: 2))
    let forecast = forecaster.forecasts([sales])[0]
    let isPlausible = zip(forecast.mean, forecast.upper).allSatisfy { $0 > 3 && $0 < 7 && $0 <= $1 }
    // end
    #expect(forecast.mean.count == 2 && isPlausible)
  }

  @Test("Shop") func shop() throws {
    // example: Shop
    let rules = #"{"returns": {"window_days": 30, "refund_to": ["original"]}}"#
    let policy = try Policy.read(Array(rules.utf8), file: "policy.json")
    let days = policy.returns.windowDays
    // end
    #expect(days == 30 && policy.returns.refundTo == [.original])
  }

  @Test("ShopSQL") func shopSQL() throws {
    // example: ShopSQL
    let shop = try ShopDatabase(inMemoryWithCurrency: "EUR")
    let columns = try shop.read { connection in try connection.columns(of: "orders") }
    // end
    #expect(columns.isSuperset(of: ["number", "status"]))
  }

  @Test("ShopSQLite") func shopSQLite() throws {
    // example: ShopSQLite
    let goods = """
      {"categories": [{"id": "kettles", "name": {"en": "Kettles", "zh": "水壶"}}],
       "products": [{"id": "kettle", "name": {"en": "Kettle", "zh": "水壶"}, "category": "kettles",
                     "price": "39.90", "variants": [{"sku": "K-1", "stock": 5}]}]}
      """
    let seed = try Seed.read(
      [SeedFile(path: "products.json", bytes: Array(goods.utf8))], currency: "EUR",
      today: Day(number: 20_000))
    let shop = try ShopDatabase(inMemoryWithCurrency: "EUR")
    try shop.load(seed)
    let stock = try shop.stock("K-1")
    // end
    #expect(stock == 5)
  }

  #if PostgreSQL
    @Test("ShopPostgres") func shopPostgres() throws {
      // example: ShopPostgres
      let address = PostgresAddress("postgresql://desk:secret@db.example/shop")
      let shown = address?.shown
      // end
      #expect(shown == "postgresql://desk@db.example/shop")
    }
  #endif
}
