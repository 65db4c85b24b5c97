import Text

/// Telephone numbers as people write them, in any country: groups of digits with their separators.
struct PhoneNumbers {
  let reading: Reading

  /// A run of digit groups, and what would make it something other than a telephone number.
  struct Run {
    var start = 0
    var end = 0
    var groups: [Int] = []
    var separators: [UInt32] = []
    var digits = 0
    var hasPlus = false
    var hasParens = false
    var parenGroup = -1
    var hasExtension = false
  }

  /// All numbers from left to right. A strict reading wants a form that only telephone numbers
  /// have, or a word that announces one: a shop's talk is full of other numbers.
  func matches(strict: Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      guard isHead(index), let run = run(from: index).map(unwrapped) else {
        index += 1
        continue
      }
      if isPhone(run, strict: strict) {
        found.append(run.start..<run.end)
      } else if run.digits > 16, run.groups.count > 1 {
        // Two numbers with a blank between them.
        found += pieces(run).filter { isPhone($0, strict: strict) }.map { $0.start..<$0.end }
      }
      index = max(index + 1, run.end)
    }
    return found
  }

  /// `(07700 900123)`: brackets around the whole number are none of it.
  private func unwrapped(_ run: Run) -> Run {
    guard reading.has("(", at: run.start), run.parenGroup == 0 else { return run }
    // The bracket that closes an area code has digits after it.
    let close = (run.start..<min(reading.count, run.end + 1)).first { reading.has(")", at: $0) }
    guard let close, close + 1 >= run.end, !reading.isDigits(close + 1) else { return run }
    var run = run
    run.start += 1
    if reading.has(")", at: run.end - 1) { run.end -= 1 }
    run.hasParens = false
    return run
  }

  private func isHead(_ index: Int) -> Bool {
    if reading.isDigits(index) { return true }
    if reading.has("+", at: index) { return reading.isDigits(index + 1) }
    guard reading.has("(", at: index) else { return false }
    if reading.has("+", at: index + 1) { return reading.isDigits(index + 2) }
    return reading.isDigits(index + 1) && reading.has(")", at: index + 2)
  }

  private func run(from index: Int) -> Run? {
    var run = Run()
    run.start = index
    run.end = index
    var at = index
    var separator: UInt32 = 0
    while at < reading.count {
      let lexeme = reading[at]
      if at > index, lexeme.hasBlankBefore {
        guard reading[at].start - reading[at - 1].end == 1 else { break }
        if separator == 0 { separator = 0x20 }
      }
      if lexeme.kind == .digits {
        if at > index, !lexeme.hasBlankBefore, separator == 0, !run.hasParens, !run.groups.isEmpty {
          break
        }
        if !run.groups.isEmpty { run.separators.append(separator) }
        run.groups.append(Int(lexeme.code))
        run.digits += Int(lexeme.code)
        separator = 0
        at += 1
        run.end = at
        continue
      }
      guard lexeme.kind == .symbol else { break }
      switch lexeme.code {
      case 0x2B:
        guard run.groups.isEmpty, reading.isDigits(at + 1) else { return close(run) }
        run.hasPlus = true
      case 0x28:
        guard !run.hasParens || run.groups.count == 1,
          reading.isDigits(at + 1) || reading.has("+", at: at + 1) && run.groups.isEmpty
        else { return close(run) }
        let close = reading.has("+", at: at + 1) ? at + 3 : at + 2
        guard reading.has(")", at: close) else { return self.close(run) }
        run.hasParens = true
        run.parenGroup = run.groups.count
        separator = 0x28
      case 0x29:
        guard
          run.hasParens
            || run.groups.count == 1 && reading.isAttached(at)
              && reading.isDigits(at + 1) && reading.isAttached(at + 1)
        else { return close(run) }
        run.hasParens = true
        separator = 0x29
      case 0x2D, 0x2E, 0x2F:
        guard !run.groups.isEmpty, separator == 0 || separator == 0x29 || separator == 0x20,
          reading.isDigits(at + 1) || reading.has("(", at: at + 1)
        else { return close(run) }
        separator = lexeme.code
      default: return close(run)
      }
      at += 1
    }
    return close(run)
  }

  /// The groups of a run that blanks separate, each by itself.
  private func pieces(_ run: Run) -> [Run] {
    (run.start..<run.end).filter { reading.isDigits($0) && reading[$0].code >= 7 }.map { place in
      var piece = Run()
      piece.start = place
      piece.end = place + 1
      piece.groups = [Int(reading[place].code)]
      piece.digits = Int(reading[place].code)
      return piece
    }
  }

  /// Ends a run, an extension taken with it.
  private func close(_ run: Run) -> Run? {
    guard !run.groups.isEmpty else { return nil }
    var run = run
    let word = reading.word(run.end)
    if word == .x || word == .ext, run.digits >= 10 {
      var at = run.end + 1
      if reading.has(".", at: at) { at += 1 }
      if reading.isDigits(at), reading[at].code <= 6 {
        run.end = at + 1
        run.hasExtension = true
      }
    }
    return run
  }

  private func isPhone(_ run: Run, strict: Bool) -> Bool {
    guard isFree(run) else { return false }
    let digits = run.digits
    guard digits >= 6, digits <= 16, run.groups.count <= 7 else { return false }
    let first = run.start
    let leadingZero = reading.isDigits(first) && reading[first].isPlural
    if isOther(run) { return false }
    let isFormatted = run.hasPlus || run.hasParens
    if !isFormatted {
      if digits == 6, !(leadingZero && run.groups.count == 1 && !strict) { return false }
      if run.groups.count == 1 {
        if digits > (reading.digits(first).hasPrefix("00") ? 16 : 14) { return false }
      } else if run.groups.contains(where: { $0 == 1 }), digits < 8 {
        return false
      }
      if digits == 7, run.groups.count == 2 {
        guard run.groups == [3, 4], run.separators == [0x2D],
          let second = digit(run, 1), second >= 2
        else { return false }
        if digit(run, 0) == 1 { return false }
      }
      if run.groups.count == 2, run.groups[0] < 2 || run.groups[1] < 3 { return false }
    }
    // Points alone separate telephone numbers only in three groups or more.
    if run.separators.contains(0x2E) {
      let points = run.separators.filter { $0 == 0x2E }.count
      guard points >= 2 || run.hasParens, run.groups.allSatisfy({ $0 >= 3 }), digits >= 10 else {
        return false
      }
    }
    if run.separators.contains(0x2F), !run.hasPlus, !(leadingZero && run.groups.count == 2) {
      return false
    }
    return strict ? isAnnounced(run) || isPlain(run, leadingZero: leadingZero) : true
  }

  private func digit(_ run: Run, _ place: Int) -> Int? {
    let text = reading.digits(run.start)
    let bytes = Array(text.utf8)
    return place < bytes.count ? Int(bytes[place]) - 0x30 : nil
  }

  /// Dates, social security numbers, numbers in tables, accounts.
  private func isOther(_ run: Run) -> Bool {
    let groups = run.groups
    if run.hasPlus, !run.hasParens, run.separators.count >= 4,
      run.separators.allSatisfy({ $0 == 0x2D })
    {
      return true
    }
    if run.hasPlus || run.hasParens {
      // `(45)+(31)-278394`
      return false
    }
    if groups.count == 3, groups[1] <= 2, groups[2] <= 4 {
      if groups[0] == 4, groups[2] <= 2 { return true }
      if groups[0] <= 2, groups[2] == 4 { return true }
      if groups[0] == 3, groups[2] == 4, run.separators == [0x2D, 0x2D] { return true }
      if groups[0] <= 2, groups[2] <= 2 { return true }
    }
    if groups == [4, 4], run.separators == [0x2F] { return true }
    if groups.count >= 3, groups[0] == 4, groups[1] == 4, run.digits >= 13 { return true }
    if groups.count == 2, run.separators == [0x2D], groups[0] > 9 { return true }
    if groups.count == 3, run.separators == [0x20, 0x2D], groups[0] == 4, groups[1] > 9 {
      return true
    }
    return isAccount(run)
  }

  private func isPlain(_ run: Run, leadingZero: Bool) -> Bool {
    if run.hasPlus { return run.digits >= 8 }
    if run.hasParens { return run.digits >= 9 }
    if run.groups.count > 1 {
      // `00 33 6 12 34 56 78`: the double zero leads a country's code.
      if leadingZero, reading.digits(run.start).hasPrefix("00"), (11...15).contains(run.digits) {
        return true
      }
      return run.digits >= 10 && run.digits <= 13
        && run.groups.allSatisfy { $0 >= 2 } || run.digits == 10 && run.groups.count == 3
        || run.groups == [3, 4]
    }
    // A Chinese mobile number, a North American one.
    let text = reading.digits(run.start)
    if run.digits == 11, text.hasPrefix("1"), let second = digit(run, 1), second >= 3 {
      return true
    }
    // A trunk zero, or the double zero that leads a country's code.
    if leadingZero {
      return text.hasPrefix("00") ? (11...15).contains(run.digits) : (10...11).contains(run.digits)
    }
    return run.digits == 10 && !leadingZero && (digit(run, 0) ?? 0) >= 2
      && (digit(run, 3) ?? 0) >= 2
  }
}
