/// The words that invented people and addresses are made of.
extension SamplePeople {
  static let areaCodes = ["206", "303", "312", "415", "503", "512", "617", "720"]
  static let firsts = [
    "Ada", "Bram", "Callum", "Daphne", "Elsie", "Felix", "Greta", "Hollis", "Imogen", "Jonas",
    "Keira", "Leif", "Marnie", "Nolan", "Odette", "Piers", "Quincy", "Rosalind", "Silas", "Tessa",
    "Una", "Viggo", "Willa", "Xavier", "Yara", "Zeke", "Maeve", "Dorian", "Priya", "Tomas", "Ines",
    "Omar", "Nadia", "Kofi", "Ravi", "Sofia",
  ]
  static let lasts = [
    "Abernathy", "Bexley", "Calloway", "Dunmore", "Ellery", "Fairbank", "Gadsby", "Hollander",
    "Ingram", "Jarrow", "Kettering", "Lomax", "Merrick", "Northcote", "Oakden", "Pemberly",
    "Quill", "Ravensworth", "Stanhope", "Thackeray", "Underhill", "Vance", "Wexford", "Yardley",
    "Okafor", "Banerjee", "Castellano", "Lindqvist", "Moreau", "Sandoval",
  ]
  static let families = [
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"),
    ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"),
    ("胡", "hu"), ("郭", "guo"), ("何", "he"), ("高", "gao"), ("罗", "luo"), ("郑", "zheng"),
    ("梁", "liang"), ("谢", "xie"), ("宋", "song"), ("唐", "tang"), ("沈", "shen"), ("许", "xu"),
  ]
  static let givens = [
    ("思远", "siyuan"), ("雨桐", "yutong"), ("嘉宁", "jianing"), ("明轩", "mingxuan"),
    ("晓彤", "xiaotong"), ("子涵", "zihan"), ("静怡", "jingyi"), ("浩然", "haoran"),
    ("若溪", "ruoxi"), ("文博", "wenbo"), ("佳琪", "jiaqi"), ("俊杰", "junjie"),
    ("梦瑶", "mengyao"), ("书航", "shuhang"), ("清", "qing"), ("岚", "lan"), ("睿", "rui"),
    ("可欣", "kexin"), ("天佑", "tianyou"), ("语嫣", "yuyan"), ("承安", "chengan"),
    ("知夏", "zhixia"), ("沐阳", "muyang"), ("婉清", "wanqing"),
  ]
  static let cities = [
    ("Portland", "OR", "972"), ("Seattle", "WA", "981"), ("Denver", "CO", "802"),
    ("Austin", "TX", "787"), ("Chicago", "IL", "606"), ("Boston", "MA", "021"),
    ("Minneapolis", "MN", "554"), ("Tucson", "AZ", "857"), ("Madison", "WI", "537"),
    ("Savannah", "GA", "314"), ("Burlington", "VT", "054"), ("Santa Fe", "NM", "875"),
    ("San Diego", "CA", "921"), ("Pittsburgh", "PA", "152"), ("Asheville", "NC", "288"),
    ("Boise", "ID", "837"),
  ]
  static let streets = [
    "Larkspur Lane", "Old Mill Road", "Juniper Street", "Harbor View Drive", "Chestnut Avenue",
    "Quarry Hill", "Wren Court", "Mulberry Street", "Fourth Street", "Cedar Hollow Road",
    "Prospect Avenue", "Orchard Terrace", "Bayberry Way", "Union Street", "Copper Beech Drive",
    "Willow Bend", "Sycamore Place", "Lantern Alley",
  ]
  static let chineseCities = [
    ("上海市", "200", ["徐汇区", "静安区", "杨浦区"]), ("北京市", "100", ["朝阳区", "海淀区", "东城区"]),
    ("杭州市", "310", ["西湖区", "上城区"]), ("成都市", "610", ["锦江区", "武侯区"]),
    ("广州市", "510", ["天河区", "越秀区"]), ("南京市", "210", ["鼓楼区", "玄武区"]),
    ("武汉市", "430", ["武昌区", "江汉区"]), ("厦门市", "361", ["思明区", "湖里区"]),
    ("苏州市", "215", ["姑苏区", "吴中区"]), ("昆明市", "650", ["五华区", "盘龙区"]),
  ]
  static let chineseStreets = [
    "青桐路", "望湖街", "竹园路", "云栖路", "桂香街", "听雨巷", "长安里", "白鹭路", "芳草街", "石桥路",
    "南塘路", "松风街",
  ]
}
