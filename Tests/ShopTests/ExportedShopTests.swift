import Foundation
import Quantities
import Shop
import Testing

/// Shops as Shopify, WooCommerce and Magento export them.
@Suite struct ExportedShopTests {
  static func seed(_ files: [(String, String)]) throws -> Seed {
    let folder = FileManager.default.temporaryDirectory.path + "/shop-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    return try Seed.read(SeedFile.read(at: folder), currency: "USD", today: Day(number: 20_000))
  }

  static let shopifyProducts = """
    Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,\
    Variant Inventory Qty,Variant Price,Image Src
    kettle,Kettle,<p>Nice &amp; hot</p>,Leaf,Kettles,Color,Blue,'KET-B,5,39.90,http://x
    kettle,,,,,,Red,KET-R,0,41.00,
    kettle,,,,,,,,,,http://y
    mug,Mug,,Leaf,Mugs,Title,Default Title,MUG,7,14.90,

    """

  static let shopifyOrders = """
    Name,Email,Financial Status,Fulfillment Status,Created at,Shipping,Lineitem quantity,\
    Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping Name,Shipping Address1,\
    Shipping City,Shipping Zip,Shipping Country,Payment Method,Cancelled at
    #1001,mia@x.example,paid,fulfilled,2024-01-05 10:05:00 +0000,5.00,1,Kettle - Blue,39.90,\
    KET-B,Mia Hart,Mia Hart,1 Road,Leeds,'LS1,GB,Shopify Payments,
    #1001,mia@x.example,,,,,2,Mug,14.90,MUG,,,,,,,,
    #1002,bo@x.example,pending,unfulfilled,2024-01-07 10:05:00 +0000,0.00,1,Old Pan,9.00,,\
    Bo Lee,Bo Lee,2 Road,York,YO1,GB,PayPal,

    """

  @Test("Shopify's products are a variant a row, its orders an item a row")
  func shopify() throws {
    let seed = try Self.seed([
      ("products_export.csv", Self.shopifyProducts), ("orders_export.csv", Self.shopifyOrders),
    ])
    #expect(seed.assortment.products.map(\.id) == ["kettle", "mug", "old-pan"])
    #expect(seed.assortment.products[0].variants.map(\.sku) == ["KET-B", "KET-R"])
    #expect(seed.assortment.products[0].description.english == "Nice & hot")
    #expect(seed.customers.map(\.email) == ["mia@x.example", "bo@x.example"])
    #expect(seed.orders.map(\.number) == ["1001", "1002"])
    #expect(seed.orders[0].items.map(\.quantity) == [1, 2])
    #expect(seed.orders.map(\.status) == [.shipped, .pending])
  }

  @Test("WooCommerce's variations name their product by its unit or its number")
  func wooCommerce() throws {
    let seed = try Self.seed([
      (
        "wc.csv",
        """
        ID,Type,SKU,Name,Short description,Stock,Regular price,Categories,Parent,\
        Attribute 1 name,Attribute 1 value(s)
        10,variable,KET,水壶,Hot,,,"Home > Kettles, Gifts",,Color,"Blue, Red"
        11,variation,KET-B,水壶 - 蓝,,5,39.90,,KET,Color,Blue
        12,variation,KET-R,水壶 - 红,,0,41,,id:10,Color,Red
        13,simple,MUG,Mug,,7,14.90,Home > Mugs,,,

        """
      )
    ])
    #expect(seed.assortment.products.map(\.variants.count) == [2, 1])
    #expect(seed.assortment.products.map(\.name.english) == ["水壶", "Mug"])
  }

  @Test("Magento's configurable products list their units")
  func magento() throws {
    let seed = try Self.seed([
      (
        "m.csv",
        """
        sku,product_type,categories,name,price,qty,additional_attributes,configurable_variations
        MH01-XS,simple,"Default/Men/Tops,Default",Hoodie-XS,52.00,100,"color=Black,size=XS",
        MH01,configurable,Default/Men/Tops,Hoodie,,,,"sku=MH01-XS,size=XS,color=Black"
        MUG,simple,Default/Mugs,Mug,14.9,3,,

        """
      )
    ])
    #expect(seed.assortment.products.map(\.name.english) == ["Hoodie", "Mug"])
    #expect(seed.assortment.products[0].variants.map(\.sku) == ["MH01-XS"])
  }

  @Test("A table of something else is refused with its columns")
  func refused() {
    #expect(throws: (any Error).self) { try Self.seed([("x.csv", "a,b\n1,2\n")]) }
  }
}
