import Text

/// How far "not", "loves" and "already has" reach: to the end of the clause, or to the next that says
/// otherwise; “…也不要” reaches back.
struct Scopes {
  let line: ShoppingLine
  let marks: [Mark]

  /// For each mark how it is meant.
  var roles: [QueryAssembly.Role] {
    var roles = [QueryAssembly.Role](repeating: .wanted, count: marks.count)
    var before: ArraySlice<Int> = []
    for clause in clauses {
      defer { before = clause }
      if turnsDownBefore(clause, before) {
        for number in before where marks[number].isOfGoods { roles[number] = .unwanted }
      }
      var role = QueryAssembly.Role.wanted
      var seen: [Int] = []
      for (step, number) in clause.enumerated() {
        let mark = marks[number]
        if mark.isOfGoods || mark.isThing || mark.audience != nil || mark.isReference {
          // "The white one, not blue": the cue itself names nothing.
          roles[number] = role
          seen.append(number)
        }
        if mark.isOfGoods, !mark.cues.isDisjoint(with: [.not, .except]), mark.cues.count == 1 {
          roles[number] = .unwanted
        }
        let isOwn = mark.isOfGoods && mark.cues.count == 1
        if mark.cues.contains(.not) && !isOwn || mark.cues.contains(.except) {
          role = .unwanted
        } else if mark.cues.contains(.interest) {
          role = .cared
        } else if mark.cues.contains(.has) {
          role = .owned
        } else if mark.cues.contains(.request) || mark.cues.contains(.find) {
          role = .wanted
        }
        let rest = clause[(clause.startIndex + step + 1)...]
        let ends = !rest.contains { marks[$0].isOfGoods } && endsClause(mark)
        if mark.cues.contains(.notAfter) || mark.cues.contains(.hasAfter), ends {
          for number in seen { roles[number] = .unwanted }
        }
      }
    }
    return roles
  }

  /// “绿茶太凉 别推”: a clause that names nothing turns down what the one before it names.
  private func turnsDownBefore(_ clause: ArraySlice<Int>, _ before: ArraySlice<Int>) -> Bool {
    let asks: Set<Cue> = [.request, .find, .exists, .stock, .price, .can, .card, .compare, .it]
    guard let first = clause.first, line.pieces[marks[first].pieces.lowerBound].kind == .han,
      !clause.contains(where: { marks[$0].isOfGoods || !marks[$0].attributes.isEmpty }),
      let last = clause.last(where: { marks[$0].cues.contains(.notAfter) }),
      endsClause(marks[last]), marks[last].cues.contains(.not)
    else { return false }
    return before.allSatisfy {
      marks[$0].attributes.isEmpty && marks[$0].cues.isDisjoint(with: asks)
    }
  }

  /// Whether no word that is not understood follows at once: “不用插线” turns down nothing before it.
  private func endsClause(_ mark: Mark) -> Bool {
    let next = mark.pieces.upperBound
    guard next < line.pieces.count, line.pieces[next].kind != .mark else { return true }
    if line.pieces[next].kind == .han, !line.pieces[next].isAttached { return true }
    return marks.contains { $0.pieces.lowerBound == next }
  }

  /// Marks by clause: what stands between commas, "but" and, in Chinese, blanks; a comma within a list of
  /// things ends none.
  private var clauses: [ArraySlice<Int>] {
    var clauses: [ArraySlice<Int>] = []
    let all = Array(marks.indices)
    var start = 0
    for number in all.indices {
      let mark = marks[number]
      let piece = line.pieces[mark.pieces.lowerBound]
      let isSetApart =
        piece.kind == .han && !piece.isAttached && mark.pieces.lowerBound > 0
        && line.pieces[mark.pieces.lowerBound - 1].kind == .han
        && !isList(number, from: start)
      let ends = mark.cues.contains(.clause) && !isComma(number)
      if isSetApart || ends, number > start {
        clauses.append(all[start..<number])
        start = number
      }
    }
    clauses.append(all[start...])
    return clauses.filter { !$0.isEmpty }
  }

  /// The comma of "blue, white or red".
  private func isComma(_ number: Int) -> Bool {
    number > 0 && number + 2 < marks.count && marks[number - 1].isOfGoods
      && marks[number + 1].isOfGoods && marks[number + 2].cues.contains(.join)
  }

  /// Whether a mark goes on with a list: names before and behind, with nothing else said.
  private func isList(_ number: Int, from start: Int) -> Bool {
    guard number > 0 else { return false }
    // “想要个锅 砂锅就免了”: what was asked for is at an end.
    let isRequest = marks[start..<number].contains { mark in
      mark.cues.contains(.request) || mark.cues.contains(.find)
    }
    if isRequest { return false }
    return marks[number].isStrong && marks[number - 1].isStrong
  }
}
