import Text

/// Chinese names where the words before them say so: 我叫李明, 收件人：张秀英, 我是玛丽·琼斯.
struct ChineseNames {
  let reading: Reading

  /// A name whose lead begins at a place.
  func name(at index: Int) -> Range<Int>? {
    guard Self.heads.contains(reading[index].code) else { return nil }
    for (lead, isSure) in Self.leads where reading.hasHan(lead, at: index) {
      var start = index + lead.count
      var isLabelled = false
      while let next = passed(start, isSure) {
        isLabelled = isLabelled || !reading.isHan(start)
        start = next
      }
      guard start < reading.count else { return nil }
      if let end = dotted(from: start) { return start..<end }
      if let end = surnamed(from: start, lead: lead) { return start..<end }
      if reading.isWord(start), reading[start].isCapital, isSure || isLabelled {
        return start..<latin(from: start)
      }
      if (isSure || isLabelled) && lead.count >= 2 || lead == Self.family,
        let end = free(from: start, least: lead == Self.family ? 1 : 2)
      {
        return start..<end
      }
      return nil
    }
    return nil
  }

  /// Past what stands between a lead and the name: a colon, 是, 改成.
  private func passed(_ index: Int, _ isSure: Bool) -> Int? {
    if reading.has("：", at: index) || reading.has(":", at: index) { return index + 1 }
    if reading.has("是", at: index) || reading.has("为", at: index) { return index + 1 }
    if !isSure, reading.has("改", at: index) || reading.has("换", at: index),
      reading.has("成", at: index + 1) || reading.has("为", at: index + 1)
    {
      return index + 2
    }
    return nil
  }

  private func latin(from index: Int) -> Int {
    var end = index
    while reading.isWord(end), end < index + 3, end == index || reading[end].isCapital { end += 1 }
    return end
  }

  /// 玛丽·琼斯: foreign names with a dot between their parts.
  private func dotted(from index: Int) -> Int? {
    var end = index
    while reading.isHan(end), end - index < 6 { end += 1 }
    var parts = 1
    while end > index, isDot(end), reading.isHan(end + 1) {
      var next = end + 1
      // The first characters of 买买提 end other names.
      while reading.isHan(next), next - end < 7,
        next - end < 3 || !Self.bounds.contains(reading[next].code)
      {
        next += 1
      }
      end = next
      parts += 1
    }
    return parts > 1 ? end : nil
  }

  private func isDot(_ index: Int) -> Bool {
    ["·", "•", "‧", "・", "．"].contains { reading.has($0, at: index) }
  }

  /// A surname and one or two characters, or a title, before what ends a name.
  func surnamed(from index: Int, lead: [UInt32] = []) -> Int? {
    guard reading.isHan(index) else { return nil }
    var surname = 0
    if reading.isHan(index + 1),
      Self.doubles.contains([reading[index].code, reading[index + 1].code])
    {
      surname = 2
    } else if Self.surnames.contains(reading[index].code) {
      surname = 1
    }
    guard surname > 0 else { return nil }
    let given = index + surname
    for title in Self.titles where reading.hasHan(title, at: given) {
      return given + title.count
    }
    // The longer name first: 张秀英 is not 张秀 before 英.
    for length in [2, 1] {
      let end = given + length
      guard (given..<end).allSatisfy({ reading.isHan($0) }), isBound(end, lead),
        !Self.words.contains((index..<min(end, index + 2)).map { reading[$0].code })
      else { continue }
      return end
    }
    return nil
  }

  /// Whether a name may end at a place; 的 makes a noun of what stands before it.
  private func isBound(_ index: Int, _ lead: [UInt32]) -> Bool {
    guard reading.isHan(index) else { return true }
    if Self.titles.contains(where: { reading.hasHan($0, at: index) }) { return true }
    if reading.has("的", at: index) { return lead != Self.iAm }
    return Self.bounds.contains(reading[index].code)
  }

  /// Two to four characters that may be any name: 我叫小明.
  private func free(from index: Int, least: Int) -> Int? {
    guard reading.isHan(index), !Self.notFirst.contains(reading[index].code) else { return nil }
    var end = index
    while end < reading.count, reading.isHan(end), end - index < 5,
      !Self.bounds.contains(reading[end].code), !reading.has("的", at: end)
    {
      end += 1
    }
    return (least...4).contains(end - index) ? end : nil
  }

  private static func scalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { HanFold.fold($0.value) }
  }

  private static let iAm = scalars("我是")
  private static let family = scalars("我姓")
  /// Leads, and whether any characters after them are a name; the longer before the shorter.
  private static let leads: [([UInt32], Bool)] = [
    ("我的名字是", true), ("我的名字叫", true), ("我名字叫", true), ("我名叫", true), ("名字是", true), ("名字叫", true),
    ("姓名是", true), ("姓名为", true), ("真实姓名", false), ("姓名", false), ("我叫做", true), ("我叫", true),
    ("叫我", true), ("我姓", true), ("收件人", false), ("收货人", false), ("收件人姓名", false), ("联系人", false),
    ("签收人", false), ("寄件人", false), ("持卡人", false), ("户名", false), ("本人", false), ("我是", false),
    ("寄给", false), ("送给", false), ("署名", false), ("敬上", false), ("聯系人", false), ("聯絡人", false),
    ("收貨人", false),
    ("名叫", true), ("下单人", false), ("购买人", false), ("买家是", false), ("客户叫", false), ("这里是", false),
    ("联系", false), ("联系一下", false), ("转交", false), ("交给", false), ("找", false),
  ].map { (scalars($0.0), $0.1) }.sorted { $0.0.count > $1.0.count }
  private static let heads = Set(leads.compactMap(\.0.first))
  private static let titles = ["先生", "女士", "小姐", "太太", "老师", "經理", "经理"].map(scalars)
  private static let bounds: Set<UInt32> = Set(
    "，。是在想要有和订邮电手，了吗呢我你您就可以这那地址号码也还都不没请帮说来从收吧啊买住性身编去给今昨明已前后怎为什多"
      .unicodeScalars.map { HanFold.fold($0.value) })
  private static let notFirst: Set<UInt32> = Set(
    "外快车滴他她它你您了什不没人客送订来去这那怎能可会要在是写电谁错有无".unicodeScalars.map(\.value))
  /// Words that begin like a name.
  private static let words: Set<[UInt32]> = Set(
    [
      "马上", "高兴", "高中", "高级", "黄色", "黄金", "白色", "白金", "金卡", "金色", "方便", "万一", "周一", "周二", "周三",
      "周四", "周五", "周六", "周日", "周末", "何时", "常常", "成年", "安全", "江苏", "广东", "江西", "温州", "唐山", "石家",
      "武汉", "郑州", "杭州", "苏州", "云南", "安徽", "黑龙", "严重", "严格", "路过", "毛衣", "水杯", "单身", "全新", "全部",
      "时候", "花了", "应该", "包邮", "包裹", "古董", "钱包", "方式", "向来", "向你", "和你", "和我", "项目", "于是", "常客",
      "高管", "白领", "金牌", "熊猫", "车主", "牛奶", "安卓", "康复", "舒服", "单位",
      "姓名", "温馨", "万能", "充电", "全职", "孙子", "孙女",
    ].map(scalars))
  private static let doubles: Set<[UInt32]> = Set(
    [
      "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "长孙", "宇文", "端木",
      "歐陽",
    ]
    .map(scalars))
  private static let surnames: Set<UInt32> = Set(
    ("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项裴席卫屈鲍覃霍翁隋甘景单包柏宁柯阮桂闵解柴华车冉房辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁蒙喻揭窦迟宇敖糜鄢冷卓仇艾蓝都巩稽井练仲乐虞卞封竺冼衣楚佟栗匡巫鞠僧桑荆谌银扬沙薄伏岑习胥蔺陳張劉楊趙黃吳孫馬鄭謝許鄧馮葉蔣盧羅龍錢湯嚴韓蕭呂蘇賈顧賴龔龐蘭顏韋聶焦駱齊莊關費紀盛歐衛單華車邊閻鍾陸鄒")
      .unicodeScalars.map { HanFold.fold($0.value) })
}
