import Text

/// Words with a capital that are no names, however a person introduces himself: `I am German`.
enum PersonWords {
  /// Whether a capitalised word may be a name nobody listed.
  static func mayName(_ reading: Reading, _ index: Int) -> Bool {
    let lexeme = reading[index]
    let isInitial =
      lexeme.code == 1 && (reading.has("'", at: index + 1) || reading.has("’", at: index + 1))
    guard lexeme.isCapital, lexeme.word == .none, lexeme.code >= 2 || isInitial,
      !isShouted(reading, index),
      !CommonWords.contains(lexeme.hash), !others.contains(lexeme.hash)
    else { return false }
    let spelling = reading.spelling(index)
    return !endings.contains { spelling.hasSuffix($0) }
  }

  /// Written in capitals throughout, as whole lines are when people shout.
  static func isShouted(_ reading: Reading, _ index: Int) -> Bool {
    let lexeme = reading[index]
    return lexeme.code > 1
      && reading.bytes[lexeme.start..<lexeme.end].allSatisfy { $0 < 0x61 || $0 >= 0x80 }
  }

  private static let endings = [
    "ish", "ese", "ian", "ean", "ing", "able", "ible", "less", "ful", "ous", "ive", "tion", "sion",
    "ness", "ment", "ity", "ism", "ist", "ical", "ible", "ated", "ised", "ized",
  ]
  private static let others = Set(
    (("german american african mexican roman vegan human urban orphan veteran french dutch greek swiss "
      + "thai czech sikh muslim jew deaf blind mute gay queer straight trans single married divorced "
      + "pregnant hungry thirsty tired bored busy late early broke rich poor ill sick dead alive awake "
      + "asleep mad sad calm cool warm hot cold dry wet lost stuck done fed ready retired disabled "
      + "vegetarian catholic buddhist hindu jewish christian atheist arab kurd scot celt turk pole dane "
      + "swede finn serb croat slovak filipino israeli pakistani iraqi saudi qatari kuwaiti bengali nepali "
      + "customer service support reception security admin administrator manager sales team staff "
      + "marketing accounting billing shipping returns warehouse agent operator helpdesk desk office "
      + "bot robot assistant nobody somebody everybody anyone santa god mom mum dad mother father "
      + "grandma grandpa monday tuesday wednesday thursday friday saturday sunday january february "
      + "march april june july august september october november december christmas easter urgent "
      + "important confidential true false spam test england britain america europe london paris berlin "
      + "china germany france spain italy canada australia india japan english allergic diabetic autistic "
      + "dyslexic furious outraged disgusted appalled devastated heartbroken ecstatic delighted livid "
      + "afraid alone able aware here there back home away abroad nearby outside inside downstairs "
      + "student teacher doctor nurse engineer lawyer driver baker chef owner buyer seller member guest "
      + "patient tenant landlord pensioner gold silver platinum premium vip new old young senior junior "
      + "muscle martens coffee pepper bean potato clean kipling who internet wifi android apple google amazon paypal visa mastercard klarna ups fedex dhl hermes")
      .split(separator: " ")).map { Lexer.read(String($0))[0].hash })
}
