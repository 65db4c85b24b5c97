import Computing
import Entities

/// Catalogues of any size, put together from parts by a seed, for measuring what size costs.
enum EntityCatalogues {
  static func make(_ count: Int, seed: UInt64 = 7) -> [CatalogueEntry] {
    var generator = SeededGenerator(seed: seed)
    func pick<Element>(_ list: [Element]) -> Element { list[generator.below(list.count)] }
    return (0..<count).map { number in
      let (adjective, material, noun) = (pick(adjectives), pick(materials), pick(nouns))
      let model = number % 3 == 0 ? " \(pick(letters))\(100 + generator.below(9000))" : ""
      let brand = pick(brands) + pick(endings)
      return CatalogueEntry(
        id: "p\(number)",
        names: [
          "\(brand) \(adjective.0) \(material.0) \(noun.0)\(model)",
          "\(adjective.1)\(material.1)\(noun.1)\(model)",
        ],
        brand: brand, category: [noun.0, noun.1], colors: [], sizes: [])
    }
  }

  private static let letters = ["A", "B", "C", "D", "K", "M", "R", "S", "T", "X"]
  private static let brands = [
    "Al", "Bren", "Cor", "Dov", "El", "Fen", "Gal", "Hol", "Ir", "Jun", "Kel", "Lor", "Mor", "Nor",
    "Or", "Pel",
    "Quin", "Ros", "Sil", "Tar", "Ul", "Ver", "Wes", "Yar", "Zel",
  ]
  private static let endings = [
    "ada", "bury", "croft", "dale", "evo", "field", "gate", "holm", "ium", "kin", "low", "mark",
    "nix", "ora",
    "peak", "ridge", "stone", "ton", "vale", "wick",
  ]
  private static let adjectives = [
    ("Compact", "紧凑"), ("Folding", "折叠"), ("Insulated", "保温"), ("Portable", "便携"),
    ("Cordless", "无绳"),
    ("Adjustable", "可调"), ("Foldable", "可折"), ("Waterproof", "防水"), ("Electric", "电动"),
    ("Manual", "手动"),
    ("Heavy", "加厚"), ("Slim", "纤薄"), ("Round", "圆形"), ("Square", "方形"), ("Double", "双层"),
    ("Silent", "静音"),
    ("Smart", "智能"), ("Vintage", "复古"), ("Nordic", "北欧"), ("Tall", "高款"),
  ]
  private static let materials = [
    ("Steel", "不锈钢"), ("Bamboo", "竹"), ("Ceramic", "陶瓷"), ("Glass", "玻璃"), ("Copper", "铜"),
    ("Oak", "橡木"),
    ("Linen", "亚麻"), ("Cotton", "棉"), ("Leather", "皮革"), ("Silicone", "硅胶"), ("Wool", "羊毛"),
    ("Marble", "大理石"),
    ("Cork", "软木"), ("Titanium", "钛"), ("Walnut", "胡桃木"),
  ]
  private static let nouns = [
    ("Kettle", "水壶"), ("Mug", "马克杯"), ("Lamp", "台灯"), ("Backpack", "双肩包"), ("Blanket", "毛毯"),
    ("Wok", "炒锅"),
    ("Teapot", "茶壶"), ("Speaker", "音箱"), ("Headphones", "耳机"), ("Pillow", "枕头"), ("Knife", "刀具"),
    ("Tray", "托盘"),
    ("Umbrella", "雨伞"), ("Clock", "挂钟"), ("Bottle", "水瓶"), ("Grinder", "磨豆机"), ("Chair", "椅子"),
    ("Shelf", "置物架"),
    ("Basket", "篮子"), ("Towel", "毛巾"), ("Bowl", "碗"), ("Scale", "电子秤"), ("Thermometer", "温度计"),
    ("Heater", "取暖器"),
  ]
}
