import Computing

/// How the grammars' words are spelled, in an open-addressing table keyed by a hash of small letters.
package struct Vocabulary: Sendable {
  /// A spelling's word, and whether the spelling is a plural (`mondays`).
  package struct Entry: Sendable {
    package let hash: UInt64
    package let word: Word
    package let isPlural: Bool
  }

  private let slots: [Entry]
  private let mask: Int

  /// The one vocabulary of English.
  package static let english = Vocabulary()

  private init() {
    var entries: [Entry] = []
    func add(_ spelling: String, _ word: Word, plural: Bool = false) {
      var hash = Hash()
      for byte in spelling.utf8 { hash.combine(byte) }
      entries.append(Entry(hash: hash.value, word: word, isPlural: plural))
    }
    for word in Word.allCases where word != .none {
      let name = "\(word)"
      if !name.contains("_") { add(name.lowercased(), word) }
    }
    for line in Self.spellings {
      let parts = line.split(separator: ":")
      guard parts.count == 2, let word = Self.byName[String(parts[0])] else { continue }
      for spelling in parts[1].split(separator: " ") { add(String(spelling), word) }
    }
    for line in Self.plurals {
      let parts = line.split(separator: ":")
      guard parts.count == 2, let word = Self.byName[String(parts[0])] else { continue }
      for spelling in parts[1].split(separator: " ") { add(String(spelling), word, plural: true) }
    }
    let size = 4096
    mask = size - 1
    var slots = [Entry](repeating: Entry(hash: 0, word: .none, isPlural: false), count: size)
    for entry in entries {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot].hash != 0, slots[slot].hash != entry.hash { slot = (slot + 1) & mask }
      if slots[slot].hash == 0 { slots[slot] = entry }
    }
    self.slots = slots
  }

  /// The word of a hashed spelling.
  package func entry(_ hash: UInt64) -> (word: Word, isPlural: Bool) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].hash != 0 {
      if slots[slot].hash == hash { return (slots[slot].word, slots[slot].isPlural) }
      slot = (slot + 1) & mask
    }
    return (.none, false)
  }

  private static let byName: [String: Word] = Dictionary(
    uniqueKeysWithValues: Word.allCases.map { ("\($0)", $0) })
}

/// FNV-1a over 64 bits (Fowler, Noll, Vo), finished so that low bits spread.
package struct Hash {
  private var hash = StableHash()

  package init() {}

  package mutating func combine(_ byte: UInt8) { hash.add(byte) }

  package var value: UInt64 {
    let mixed = hash.value ^ (hash.value >> 29)
    return mixed == 0 ? 1 : mixed
  }
}

extension Vocabulary {
  private static let spellings = [
    "zero:nought naught nil", "asWord:as", "isWord:is", "four:fours", "forty:fourty",
    "ninth:nineth", "twelfth:twelveth",
    "dozen:doz", "million:mil mln mio", "billion:bln bn", "trillion:tln trn", "minus:negative",
    "half:halve", "january:jan", "february:feb", "march:mar", "april:apr", "june:jun", "july:jul",
    "august:aug", "september:sep sept", "october:oct", "november:nov", "december:dec",
    "monday:mon", "tuesday:tue tues tu", "wednesday:wed weds", "thursday:thu thur thurs",
    "friday:fri", "saturday:sat", "sunday:sun", "minute:min", "hour:hr", "day:d", "week:wk",
    "month:mo", "year:yr", "autumn:fall", "tomorrow:tmr tmrw tomorow tommorow", "tonight:tonite",
    "until:till til untill", "through:thru throughout", "later:afterwards afterward",
    "previous:preceding", "past:passed", "current:present", "beginning:begin", "starting:beginning",
    "ordinalSuffix:st nd rd", "percent:percentage pct", "daily:nightly", "yearly:annually annual",
    "biweekly:fortnightly", "everyday:everyday", "cents:cent", "zip:zipcode postcode",
    "lunchtime:lunch-time", "dinnertime:dinner-time", "nighttime:nighttime", "midday:midday",
    "pieces:pcs", "ext:extension", "tel:phone telephone mobile cell fax", "quarter:qtr",
    "fortnight:fortnight", "remaining:remainder", "christmas:xmas", "weekday:workday",
    "businessDay:bd", "oclock:oclock clock", "asap:asap", "beginning:start", "end:close",
    "noon:noonish", "today:tdy", "yesterday:yday", "exceeding:exceed", "coming:arriving",
  ]
  private static let plurals = [
    "hundred:hundreds", "thousand:thousands", "million:millions", "billion:billions",
    "trillion:trillions", "lakh:lakhs", "crore:crores", "dozen:dozens dozs", "half:halves",
    "quarter:quarters qtrs", "third:thirds", "fourth:fourths", "fifth:fifths", "sixth:sixths",
    "seventh:sevenths", "eighth:eighths", "ninth:ninths", "tenth:tenths", "first:firsts",
    "second:seconds secs", "eleventh:elevenths", "twelfth:twelfths", "thirteenth:thirteenths",
    "fourteenth:fourteenths", "fifteenth:fifteenths", "sixteenth:sixteenths",
    "seventeenth:seventeenths", "eighteenth:eighteenths", "nineteenth:nineteenths",
    "twentieth:twentieths", "thirtieth:thirtieths", "fortieth:fortieths", "fiftieth:fiftieths",
    "sixtieth:sixtieths", "seventieth:seventieths", "eightieth:eightieths",
    "ninetieth:ninetieths", "hundredth:hundredths", "thousandth:thousandths",
    "millionth:millionths", "billionth:billionths", "trillionth:trillionths",
    "minute:minutes mins", "hour:hours hrs", "day:days", "week:weeks wks", "month:months mos",
    "year:years yrs", "weekend:weekends", "fortnight:fortnights", "decade:decades",
    "century:centuries", "night:nights", "morning:mornings", "afternoon:afternoons",
    "evening:evenings", "monday:mondays mons", "tuesday:tuesdays", "wednesday:wednesdays",
    "thursday:thursdays", "friday:fridays", "saturday:saturdays", "sunday:sundays",
    "weekday:weekdays workdays", "percent:percents percentages", "summer:summers",
    "winter:winters", "spring:springs", "autumn:autumns",
  ]
}
