import Text

/// The first years of the eras that Chinese history counts by.
enum ChineseEras {
  static let table: PhraseTable<Int> = {
    var table = PhraseTable<Int>()
    for item in list.split(separator: " ") {
      let name = item.filter { !$0.isNumber }
      if let year = Int(item.filter(\.isNumber)) { table.add(String(name), year) }
    }
    return table
  }()

  private static let list =
    "建元140 元光134 始元1 建武25 永平58 建安196 黄初220 贞观627 永徽650 显庆656 神龙705 景龙707 开元713 天宝742 "
    + "至德756 大历766 建中780 贞元785 元和806 长庆821 会昌841 大中847 建隆960 开宝968 太平兴国976 雍熙984 淳化990 "
    + "至道995 咸平998 景德1004 天圣1023 庆历1041 皇祐1049 嘉祐1056 治平1064 熙宁1068 元丰1078 元祐1086 绍圣1094 "
    + "崇宁1102 大观1107 政和1111 宣和1119 靖康1126 建炎1127 绍兴1131 隆兴1163 乾道1165 淳熙1174 庆元1195 嘉定1208 "
    + "洪武1368 建文1399 永乐1403 洪熙1425 宣德1426 正统1436 景泰1450 天顺1457 成化1465 弘治1488 正德1506 嘉靖1522 "
    + "隆庆1567 万历1573 天启1621 崇祯1628 顺治1644 康熙1662 雍正1723 乾隆1736 嘉庆1796 道光1821 咸丰1851 同治1862 "
    + "光绪1875 宣统1909 民国1912"
}
