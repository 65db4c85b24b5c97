/// Common goods in Chinese with what they are in English, so that a shop whose goods have English names
/// only understands who asks in Chinese.
enum GoodsGlossary {
  /// The English kinds of things by their Chinese names.
  static let entries: [String: [String]] = Dictionary(
    uniqueKeysWithValues: table.split(separator: "\n").map { line in
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      return (words[0], words[1].split(separator: "|").map(String.init))
    })

  private static let table = """
    耳机 headphones|earbuds|earphones|headset
    蓝牙耳机 earbuds|headphones
    无线耳机 earbuds|headphones
    音箱 speaker
    音响 speaker
    蓝牙音箱 bluetooth speaker
    手机 smartphone|phone
    智能手机 smartphone
    电脑 laptop|computer
    笔记本电脑 laptop
    平板 tablet
    平板电脑 tablet
    电子书 e-reader
    阅读器 e-reader
    电子阅读器 e-reader
    键盘 keyboard
    机械键盘 mechanical keyboard
    鼠标 mouse
    游戏鼠标 gaming mouse
    充电器 charger
    充电宝 portable charger|power bank
    移动电源 portable charger|power bank
    相机 camera
    照相机 camera
    数码相机 digital camera
    运动相机 action camera
    摄像头 security camera|webcam
    监控 security camera
    手表 wristwatch|watch
    腕表 wristwatch|watch
    智能手表 smart watch
    手环 wristband|band
    显示器 monitor
    打印机 printer
    路由器 router
    电视 television|tv
    游戏机 console
    台灯 desk lamp|lamp
    灯泡 light bulb|bulb
    温控器 thermostat
    空气净化器 air purifier|purifier
    净化器 purifier
    吸尘器 vacuum cleaner|vacuum
    风扇 fan
    电风扇 fan
    挂钟 wall clock|clock
    闹钟 alarm clock|clock
    水壶 kettle
    电水壶 electric kettle
    热水壶 electric kettle|kettle
    茶壶 teapot|tea kettle
    咖啡机 coffee maker|espresso machine|coffee machine
    水杯 water bottle|cup|mug
    水瓶 water bottle
    杯子 cup|mug
    保温杯 flask|thermos
    锅 pot|pan
    平底锅 pan
    烤架 grill
    烧烤架 grill
    饭盒 lunch box
    午餐盒 lunch box
    刀 knife
    电动牙刷 electric toothbrush
    牙刷 toothbrush
    香水 perfume
    化妆品 makeup kit
    化妆套装 makeup kit
    太阳镜 sunglasses
    墨镜 sunglasses
    背包 backpack
    书包 backpack
    行李箱 luggage set|luggage|suitcase
    旅行箱 luggage set|luggage|suitcase
    枕头 pillow
    旅行枕 travel pillow
    雨伞 umbrella
    遮阳伞 patio umbrella
    衣服 t-shirt|shirt|jacket
    短袖 t-shirt
    外套 jacket
    夹克 jacket
    抓绒衣 fleece jacket
    鞋 shoes|sneakers|boots
    鞋子 shoes|sneakers|boots
    跑鞋 running shoes
    跑步鞋 running shoes
    运动鞋 sneakers|running shoes
    球鞋 sneakers
    登山鞋 hiking boots
    徒步鞋 hiking boots
    靴子 boots
    帽子 hat|cap
    头盔 helmet
    骑行头盔 cycling helmet
    自行车 bicycle|bike
    单车 bicycle|bike
    滑板 skateboard
    哑铃 dumbbell set|dumbbell
    瑜伽垫 yoga mat
    帐篷 tent
    笔记本 notebook
    本子 notebook
    书架 bookshelf
    椅子 chair
    办公椅 office chair
    桌子 desk|table
    拼图 jigsaw puzzle|puzzle
    桌游 board game
    玩具 toy
    宠物床 pet bed
    狗窝 pet bed
    猫窝 pet bed
    水管 garden hose|hose
    花园水管 garden hose
    """
}
