import Text
import TimeExpressions

/// Measures with their units: `3-inch`, `5 ft 2 in`, 两米半.
struct DimensionGrammar {
  let reading: Reading
  private let numbers: NumberGrammar

  struct Match {
    let range: Range<Int>
    let value: Double?
    let unit: String
  }

  init(_ reading: Reading, _ numbers: NumberGrammar) {
    self.reading = reading
    self.numbers = numbers
  }

  func matches() -> [Match] {
    var found: [Match] = []
    var index = 0
    while index < reading.count {
      if let match = match(at: index) ?? lonely(at: index) {
        found.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// The unit at a place: `m2` in one piece, `M` for none.
  private func unit(at index: Int) -> (Int, String)? {
    guard let (end, unit) = Self.table.longest(in: reading, at: index) else { return nil }
    if reading.isWord(index), reading[index].code == 1, reading[index].isCapital, unit == "Meter" {
      return nil
    }
    if end == index + 2, reading.isDigits(index + 1), reading[index + 1].hasBlankBefore {
      return (index + 1, "Meter")
    }
    return (end, unit)
  }

  /// 千 belongs to the unit where the unit has it: 2.3千克, 三千字节.
  private func withoutThousand(_ number: NumberMatch) -> NumberMatch {
    let last = number.range.upperBound - 1
    guard number.range.count > 1, reading.has("千", at: last),
      let (end, _) = Self.table.longest(in: reading, at: last), end > last + 1
    else { return number }
    return NumberMatch(
      range: number.range.lowerBound..<last, value: number.value / 1000, form: number.form)
  }

  private func match(at index: Int) -> Match? {
    guard let found = amount(at: index) else { return nil }
    let number = withoutThousand(found)
    var at = number.range.upperBound
    // A number's suffix may be the unit instead: `100 M` no, `10k` stays a number.
    if reading.has("-", at: at), reading.isAttached(at), reading.isAttached(at + 1) { at += 1 }
    let bracket: Unicode.Scalar? =
      reading.has("[", at: at) ? "]" : reading.has("<", at: at) ? ">" : nil
    if bracket != nil { at += 1 }
    guard var (end, unit) = self.unit(at: at), !isCode(number, at, end) else {
      return nil
    }
    if let bracket {
      guard reading.has(bracket, at: end) else { return nil }
      end += 1
    }
    var value = number.value
    if reading.isHan(at) {
      if reading.has("半", at: end) {
        value += 0.5
        end += 1
      }
      return Match(range: index..<end, value: value, unit: unit)
    }
    if unit == "Degree",
      reading.spelling(end) == "celsius" || reading.spelling(end) == "fahrenheit"
        || reading.spelling(end) == "c" || reading.spelling(end) == "f"
    {
      return nil
    }
    if let (stop, per) = speed(at: end) {
      return Match(range: index..<stop, value: value, unit: unit + " per " + per)
    }
    // `5 ft 2 in`
    if unit == "Foot" {
      var next = end
      if reading.word(next) == .and || reading.has(",", at: next) { next += 1 }
      if let inches = amount(at: next), inches.value < 12,
        let (stop, small) = Self.table.longest(in: reading, at: inches.range.upperBound),
        small == "Inch"
      {
        return Match(range: index..<stop, value: value + inches.value / 12, unit: unit)
      }
    }
    if unit == "Meter", reading.word(at) == .none, end == at + 1, reading[at].code == 1,
      !reading.isAttached(at),
      reading.isDigits(end), reading.isAttached(end)
    {
      return nil
    }
    unit = unit + ""
    return Match(range: index..<end, value: value, unit: unit)
  }

  /// Digits that touch their unit are no plain number, `200lbs`; read them alone.
  private func amount(at index: Int) -> NumberMatch? {
    if let number = numbers.number(at: index), number.form != .power {
      // `7.62mm`, but not the `m` of `10m` taken as a million.
      let last = number.range.upperBound - 1
      if reading.isWord(last), reading.isDigits(last - 1),
        reading.isAttached(last) || reading[last].code == 1,
        reading[last].code <= 2, let plain = numbers.english.digits.plain(at: index)
      {
        return NumberMatch(range: index..<plain.end, value: plain.value, form: .decimal)
      }
      return number
    }
    guard reading.isDigits(index) || reading.has(".", at: index),
      !(reading.isAttached(index)
        && (reading.isWord(index - 1) || reading.has("-", at: index - 1))),
      let plain = numbers.english.digits.plain(at: index)
    else { return nil }
    return NumberMatch(range: index..<plain.end, value: plain.value, form: .decimal)
  }

  /// `scp-173m` and `m212` name things.
  private func isCode(_ number: NumberMatch, _ unit: Int, _ end: Int) -> Bool {
    let start = number.range.lowerBound
    if reading.isAttached(start), start > 0 {
      if reading.isWord(start - 1) { return true }
      if reading.has("-", at: start - 1), reading.isAttached(start - 1), reading.isWord(start - 2) {
        return true
      }
    }
    if number.isSigned, start > 0, reading.isAttached(start), reading.isWord(start - 1) {
      return true
    }
    if reading.isAttached(end),
      reading.isDigits(end) || reading.has("-", at: end) && reading.isDigits(end + 1)
    {
      return true
    }
    // `Get together for 2 in april`: a short unit that is also a word needs to touch or to end.
    if reading[unit].word == .in, !reading.isAttached(unit) {
      return reading.isWord(end)
    }
    if reading[unit].word == .pm || reading[unit].word == .am {
      if reading.isAttached(unit) { return true }
      if reading.isDigits(start - 1) || reading.has(":", at: start - 1) { return true }
      return reading.has(":", at: unit - 2) && reading.isAttached(unit - 1)
    }
    return false
  }

  private func speed(at index: Int) -> (Int, String)? {
    guard reading.has("/", at: index) || reading.word(index) == .per, reading.isWord(index + 1)
    else { return nil }
    switch reading.spelling(index + 1) {
    case "s", "sec", "second": return (index + 2, "second")
    case "h", "hr", "hour": return (index + 2, "hour")
    case "min", "minute": return (index + 2, "minute")
    case "ms", "millisecond": return (index + 2, "millisecond")
    default: return nil
    }
  }

  /// A unit said without an amount: only those that mean nothing else.
  private func lonely(at index: Int) -> Match? {
    guard reading.isWord(index), let (end, unit) = Self.table.longest(in: reading, at: index),
      unit == "Metric ton" && end == index + 2 || reading[index].hash == Self.mcg
    else { return nil }
    return Match(range: index..<end, value: nil, unit: unit)
  }

  private static let mcg = Lexer.read("mcg")[0].hash

  private static let table: PhraseTable<String> = {
    var table = PhraseTable<String>()
    for line in units {
      let parts = line.split(separator: "|").map(String.init)
      guard parts.count == 2 else { continue }
      for name in parts[1].split(separator: ",").map(String.init) {
        table.add(name, parts[0])
        if name.utf8.count > 3, name.utf8.allSatisfy({ $0 < 0x80 }) {
          table.add(EnglishPlurals.plural(name), parts[0])
        }
      }
    }
    return table
  }()

  private static let units = [
    "Kilometer|km,kilometer,kilometre,千米,公里", "Hectometer|hm,hectometer,hectometre",
    "Decameter|dam,decameter,decametre", "Meter|m,meter,metre,米,公尺",
    "Decimeter|dm,decimeter,decimetre,分米,公寸",
    "Centimeter|cm,centimeter,centimetre,厘米,公分", "Millimeter|mm,millimeter,millimetre,毫米,公厘",
    "Micrometer|μm,µm,micrometer,micrometre,micron,微米", "Nanometer|nm,nanometer,nanometre,纳米",
    "Picometer|pm,picometer,picometre,皮米", "Mile|mile,mi,英里", "Yard|yard,yd,码",
    "Inch|inch,in,\",inches,英寸,英吋,寸",
    "Foot|foot,feet,ft,英尺", "Light year|light year,light-year,光年", "Li|里", "Zhang|丈", "Chi|尺",
    "Kilogram|kg,kilogram,kilogramme,kilo,千克,公斤", "Gram|g,gram,gramme,gm,克",
    "Milligram|mg,milligram,毫克",
    "Microgram|μg,µg,microgram,mcg,微克", "Metric ton|metric ton,metric tonne,tonne,吨,公吨",
    "Ton|ton,mt",
    "Pound|pound,lb,lbs,磅", "Ounce|ounce,oz,盎司", "Stone|stone,英石", "Gallon|gallon,加仑",
    "Dram|dram,drachma,drachm",
    "Grain|grain,gr", "Pennyweight|pennyweight", "Jin|斤,市斤", "Liang|两", "Qian|钱",
    "Liter|l,liter,litre,升,公升", "Deciliter|dl,deciliter,decilitre,分升",
    "Centiliter|cl,centiliter,centilitre,厘升",
    "Milliliter|ml,mls,milliliter,millilitre,毫升", "Hectoliter|hl,hectoliter,hectolitre",
    "Pint|pint,品脱", "Quart|quart,夸脱",
    "Cup|cup,杯", "Teaspoon|teaspoon,tsp", "Tablespoon|tablespoon,tbsp",
    "Fluid ounce|fluid ounce,fl oz,液盎司", "Barrel|barrel,bbl,桶",
    "Cubic meter|cubic meter,cubic metre,m3,立方米", "Cubic foot|cubic foot,cubic feet,立方英尺",
    "Cubic inch|cubic inch,cubic inches",
    "Cubic centimeter|cubic centimeter,cubic centimetre,立方厘米", "Cubic yard|cubic yard",
    "Cubic mile|cubic mile",
    "Square kilometer|square kilometer,square kilometre,sq km,km2,平方千米,平方公里",
    "Square meter|square meter,square metre,sq m,m2,平方米,平米",
    "Square centimeter|square centimeter,square centimetre,平方厘米",
    "Square foot|square foot,square feet,sq ft,平方英尺",
    "Square inch|square inch,square inches,sq in", "Square mile|square mile,sq mi,平方英里",
    "Square yard|square yard", "Acre|acre,英亩",
    "Hectare|hectare,公顷", "Mu|亩,市亩", "Bit|bit,比特", "Kilobit|kilobit,kb_bit,千比特",
    "Megabit|megabit,兆比特", "Gigabit|gigabit",
    "Byte|byte,字节", "Kilobyte|kilobyte,kb,千字节", "Megabyte|megabyte,mb,兆字节",
    "Gigabyte|gigabyte,gb,吉字节", "Terabyte|terabyte,tb,太字节",
    "Petabyte|petabyte,pb", "Degree|degree,deg", "Radian|radian,rad", "Turn|turn",
    "Hertz|hertz,hz,赫兹", "Kilohertz|khz,kilohertz,千赫",
    "Megahertz|mhz,megahertz,兆赫兹,兆赫", "Gigahertz|ghz,gigahertz", "Watt|watt,瓦,瓦特",
    "Kilowatt|kw,kilowatt,千瓦",
    "Kilometer per hour|kph,kmh,千米每小时,公里每小时", "Mile per hour|mph", "Knot|knot",
    "Meter per second|mps,米每秒",
  ]
}
