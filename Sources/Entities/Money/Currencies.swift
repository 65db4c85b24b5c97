import Text

/// A unit of money: its name, its ISO 4217 code where one is meant, and what part of it counts.
struct CurrencyUnit: Sendable {
  let name: String
  /// The code that the name alone settles (`CNY` of yuan, none of dollar).
  let iso: String?
  /// The code a shop would take it for.
  let usual: String
  /// How many make one of the main unit: 1, 100 for cents, 10 for 角.
  let parts: Double
  /// The main unit a part belongs to, by name; itself for a main unit.
  let main: String
  /// Whether it stands before its amount: `$`, `USD`.
  let isPrefix: Bool
  /// Whether it is a symbol or a code rather than a word.
  let isSign: Bool
}

/// The units of money in both languages.
enum Currencies {
  static let table: PhraseTable<CurrencyUnit> = {
    var table = PhraseTable<CurrencyUnit>()
    for line in main {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 5 else { continue }
      let (name, iso, usual) = (fields[0], fields[1], fields[2])
      func unit(prefix: Bool, sign: Bool) -> CurrencyUnit {
        CurrencyUnit(
          name: name, iso: iso.isEmpty ? nil : iso, usual: usual, parts: 1, main: name,
          isPrefix: prefix, isSign: sign)
      }
      for sign in fields[3].split(separator: " ") {
        let text = sign.split(separator: "_").joined(separator: " ")
        table.add(text, unit(prefix: true, sign: true))
      }
      for word in fields[4].split(separator: ",").map(String.init) {
        table.add(word, unit(prefix: false, sign: false))
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
          table.add(word + "s", unit(prefix: false, sign: false))
        }
      }
      if !iso.isEmpty {
        table.add(iso.lowercased(), unit(prefix: true, sign: true))
      }
    }
    for line in parts {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let count = Double(fields[3]) else { continue }
      let unit = CurrencyUnit(
        name: fields[0], iso: nil, usual: fields[2], parts: count, main: fields[4],
        isPrefix: fields[0] == "Sen", isSign: false)
      for word in fields[5].split(separator: ",").map(String.init) {
        table.add(word, unit)
        if word.utf8.allSatisfy({ $0 < 0x80 }) { table.add(word + "s", unit) }
      }
    }
    return table
  }()

  // Name | code the name settles | code a shop takes it for | signs | words in both languages.
  private static let main = [
    "Dollar||USD|$|dollar,buck,美刀,刀",
    "United States dollar|USD|USD|us$ usd$ u.s.$ us_$|us dollar,u.s. dollar,u.s dollar,u . s . dollar,american dollar,united states dollar,美元,美金,美圆,美圓",
    "Chinese yuan|CNY|CNY|￥ ¥ rmb cn¥|chinese yuan,yuan,kuai,renminbi,chinese renminbi,rmb,元,块,块钱,元人民币,人民币,人民币元,圆,元钱,软妹币",
    "Euro|EUR|EUR|€|euro,欧元,欧",
    "Pound||GBP|£|pound,quid,镑",
    "British pound|GBP|GBP|gb£|british pound,pound sterling,pounds sterling,sterling,英镑,英磅,uk pound",
    "Japanese yen|JPY|JPY|jp¥|japanese yen,yen,日元,日圆,日币",
    "Canadian dollar|CAD|CAD|c$ c_$ ca$ can$ cad$|canadian dollar,加元,加拿大元,加币,加拿大币",
    "Australian dollar|AUD|AUD|a$ au$ aud$|australian dollar,aussie dollar,澳元,澳大利亚元,澳币",
    "Hong Kong dollar|HKD|HKD|hk$ hkd$ h.k.$ hk_$|hong kong dollar,hongkong dollar,h.k. dollar,港元,港币,港圆,港纸",
    "New Taiwan dollar|TWD|TWD|nt$ twd$ ntd|new taiwan dollar,taiwan dollar,台币,新台币,台元,新台幣",
    "Singapore dollar|SGD|SGD|s$ sg$ sgd$|singapore dollar,singaporean dollar,新加坡元,新币,新元,坡币",
    "New Zealand dollar|NZD|NZD|nz$ nzd$|new zealand dollar,新西兰元,纽币,纽元",
    "Mexican peso|MXN|MXN|mex$ mxn$ mx$|mexican peso,墨西哥比索",
    "Brazilian real|BRL|BRL|r$ brl$|brazilian real,brazil real,reais,巴西雷亚尔,雷亚尔",
    "Jamaica dollar|JMD|JMD|j$|jamaican dollar,jamaica dollar,牙买加元",
    "Franc||CHF|fr|franc,法郎",
    "Swiss franc|CHF|CHF||swiss franc,瑞士法郎,瑞郎",
    "French franc||EUR||french franc,法国法郎",
    "Belgian franc||EUR||belgian franc,比利时法郎",
    "Indian rupee|INR|INR|₹|indian rupee,印度卢比",
    "Rupee||INR|rs rs. ₨|rupee,卢比",
    "Pakistani rupee|PKR|PKR||pakistani rupee,pakistan rupee,巴基斯坦卢比",
    "Sri Lankan rupee|LKR|LKR||sri lankan rupee,斯里兰卡卢比",
    "Nepalese rupee|NPR|NPR||nepalese rupee,尼泊尔卢比",
    "South Korean won|KRW|KRW|₩|korean won,south korean won,won,韩元,韩币,韩圜",
    "Russian ruble|RUB|RUB|₽|russian ruble,russian rouble,俄罗斯卢布,俄国卢布",
    "Ruble||RUB||ruble,rouble,卢布",
    "Turkish lira|TRY|TRY|₺|turkish lira,土耳其里拉",
    "Lira||TRY||lira,lire,里拉",
    "Israeli new shekel|ILS|ILS|₪|shekel,israeli new shekel,israeli shekel,谢克尔,以色列新谢克尔",
    "Thai baht|THB|THB|฿|baht,thai baht,泰铢,铢",
    "Vietnamese dong|VND|VND|₫|dong,vietnamese dong,越南盾,越南元",
    "Indonesian rupiah|IDR|IDR|rp|rupiah,indonesian rupiah,印尼盾,印尼卢比,印度尼西亚盾",
    "Malaysian ringgit|MYR|MYR|rm|ringgit,malaysian ringgit,林吉特,马币,令吉,马来西亚令吉",
    "Philippine peso|PHP|PHP|₱|philippine peso,filipino peso,菲律宾比索",
    "Peso||MXN||peso,比索",
    "Swedish krona|SEK|SEK|skr|swedish krona,swedish kronor,swedish krone,瑞典克朗",
    "Norwegian krone|NOK|NOK||norwegian krone,norwegian kroner,挪威克朗",
    "Danish krone|DKK|DKK||danish krone,danish kroner,丹麦克朗",
    "Krone||DKK||krone,kroner,krona,kronor,克朗",
    "Krona||SEK||kr",
    "Czech koruna|CZK|CZK|kč|czech koruna,koruna,捷克克朗",
    "Polish złoty|PLN|PLN|zł|zloty,złoty,polish zloty,polish złoty,兹罗提,波兰兹罗提",
    "Hungarian forint|HUF|HUF|ft|forint,hungarian forint,福林,匈牙利福林",
    "Romanian leu|RON|RON||romanian leu,romanian lei,lei,罗马尼亚列伊",
    "Bulgarian lev|BGN|BGN||bulgarian lev,lev,leva,保加利亚列弗",
    "Ukrainian hryvnia|UAH|UAH|₴|hryvnia,ukrainian hryvnia,格里夫纳,乌克兰格里夫纳",
    "South African rand|ZAR|ZAR||south african rand,rand,南非兰特,兰特",
    "Nigerian naira|NGN|NGN|₦|naira,nigerian naira,奈拉,尼日利亚奈拉",
    "Kenyan shilling|KES|KES||kenyan shilling,肯尼亚先令",
    "Ghanaian cedi|GHS|GHS|₵|ghanaian cedi,cedi,塞地",
    "Egyptian pound|EGP|EGP||egyptian pound,埃及镑",
    "Lebanese pound|LBP|LBP||lebanese pound,黎巴嫩镑",
    "Syrian pound|SYP|SYP||syrian pound,叙利亚镑",
    "Saudi riyal|SAR|SAR||saudi riyal,saudi arabian riyal,沙特里亚尔",
    "Qatari riyal|QAR|QAR||qatari riyal,qatari rial,卡塔尔里亚尔",
    "Iranian rial|IRR|IRR|﷼|iranian rial,rial,伊朗里亚尔",
    "United Arab Emirates dirham|AED|AED||dirham,uae dirham,emirati dirham,迪拉姆,阿联酋迪拉姆",
    "Kuwaiti dinar|KWD|KWD||kuwaiti dinar,科威特第纳尔",
    "Iraqi dinar|IQD|IQD||iraqi dinar,伊拉克第纳尔",
    "Jordanian dinar|JOD|JOD||jordanian dinar,约旦第纳尔",
    "Dinar||||dinar,第纳尔",
    "Moroccan dirham|MAD|MAD||moroccan dirham,摩洛哥迪拉姆",
    "Costa Rican colón|CRC|CRC|₡|colon costa,costa rican colon,costa rican colón,哥斯达黎加科朗",
    "Lao kip|LAK|LAK|₭|kip,lao kip,laotian kip,老挝基普,基普",
    "Cambodian riel|KHR|KHR|៛|riel,cambodian riel,柬埔寨瑞尔,瑞尔",
    "Mongolian tögrög|MNT|MNT|₮|tugrik,mongolian tugrik,图格里克",
    "Kazakhstani tenge|KZT|KZT|₸|tenge,kazakhstani tenge,坚戈",
    "Argentine peso|ARS|ARS||argentine peso,argentinian peso,阿根廷比索",
    "Chilean peso|CLP|CLP||chilean peso,智利比索",
    "Colombian peso|COP|COP||colombian peso,哥伦比亚比索",
    "Cuban peso|CUP|CUP||cuban peso,古巴比索",
    "Uruguayan peso|UYU|UYU||uruguayan peso,乌拉圭比索",
    "Peruvian sol|PEN|PEN||peruvian sol,nuevo sol,秘鲁索尔",
    "Paraguayan guaraní|PYG|PYG|₲|guarani,guaraní,瓜拉尼",
    "Bangladeshi taka|BDT|BDT|৳|taka,bangladeshi taka,塔卡,孟加拉塔卡",
    "Macanese pataca|MOP|MOP||pataca,macanese pataca,macau pataca,澳门元,澳门币,葡币",
    "Myanma kyat|MMK|MMK||kyat,myanmar kyat,burmese kyat,缅元,缅甸元,缅币",
    "Icelandic króna|ISK|ISK||icelandic krona,icelandic króna,冰岛克朗",
    "Croatian kuna|HRK|HRK||kuna,croatian kuna,库纳",
    "Serbian dinar|RSD|RSD||serbian dinar,塞尔维亚第纳尔",
    "Fiji dollar|FJD|FJD|fj$|fiji dollar,fijian dollar,斐济元",
    "Zambian kwacha|ZMW|ZMW||zambian kwacha,kwacha,克瓦查",
    "Georgian lari|GEL|GEL|₾|lari,georgian lari,拉里",
    "Armenian dram|AMD|AMD|֏|armenian dram,德拉姆",
    "Azerbaijani manat|AZN|AZN|₼|manat,azerbaijani manat,马纳特",
    "Deutsche Mark||EUR||deutsche mark,deutschmark,german mark,德国马克",
    "Mark||EUR||马克",
    "Bitcoin||BTC|₿ btc|bitcoin,比特币",
    "Satoshi||BTC||satoshi,聪比特币",
  ]

  // Name | | code | parts in a whole | whole | words.
  private static let parts = [
    "Cent||USD|100|Dollar|cent,¢",
    "Cent||USD|100|United States dollar|美分",
    "Penny||GBP|100|Pound|penny,便士", "Pence||GBP|100|Pound|pence,p.",
    "Fen||CNY|100|Chinese yuan|fen,分,分钱", "Jiao||CNY|10|Chinese yuan|jiao,mao,角,毛,角钱,毛钱",
    "Sen||JPY|100|Japanese yen|sen,日本銭,日本钱,钱", "Paise||INR|100|Rupee|paise,paisa",
    "Kopek||RUB|100|Ruble|kopek,kopeck,戈比", "Centavo||MXN|100|Peso|centavo",
  ]
}
