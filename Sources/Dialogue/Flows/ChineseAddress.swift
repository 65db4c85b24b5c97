import Shop

/// A Chinese address, its parts in any order: 浙江省杭州市滨江区江南大道588号3幢, or the street first.
struct ChineseAddress {
  let places: Places

  /// What of an address a text has.
  func parts(_ text: String, wanted: [AddressParts.Part]) -> AddressParts {
    var found = AddressParts()
    found.country = "CN"
    var pieces = pieces(of: withoutLead(text))
    takePostcode(&pieces, &found)
    pieces = pieces.compactMap(withoutTail)
    takeRegions(&pieces, &found)
    // What stands around the address has none of the signs that its parts have.
    while let first = pieces.first, !isOfAddress(first) { pieces.removeFirst() }
    while let last = pieces.last, !isOfAddress(last) { pieces.removeLast() }
    putDistrictFirst(&pieces)
    let street = joined(pieces)
    if isStreet(street) {
      found.street = street
    } else if found.city == nil, wanted.contains(.city), (2...5).contains(street.count),
      street.allSatisfy(\.isHan)
    {
      found.city = street
    }
    return found.isEmpty ? AddressParts() : found
  }

  /// Whether a text can be a street: it has a number or a road, and a name.
  private func isStreet(_ text: String) -> Bool {
    guard text.count(where: \.isHan) >= 2, isOfAddress(text), !text.contains("单号") else {
      return false
    }
    let house = #/[0-9一二三四五六七八九十百]+(?:号|弄|栋|幢|楼|单元|室|座|层|期|区|村|组|队)/#
    return text.contains(house)
      || places.all(.roadEndings).contains { road in
        guard let found = text.ranges(of: road).last, found.lowerBound > text.startIndex else {
          return false
        }
        let behind = text[found.upperBound...]
        return behind.isEmpty || behind.first?.isNumber == true
      }
  }

  private func isOfAddress(_ piece: String) -> Bool {
    piece.contains { $0.isNumber || $0.isHan && places.has(String($0), in: .addressSigns) }
      || piece.allSatisfy { $0.isASCII }
  }
}

// Taking it apart.
extension ChineseAddress {
  private func pieces(of text: String) -> [String] {
    text.split { $0.isWhitespace || ",，、;；。.：:!！".contains($0) }.map(String.init)
  }

  /// The text behind what leads up to the address.
  private func withoutLead(_ text: String) -> String {
    let signs = ["省", "市", "区", "县", "路", "街", "道", "号"]
    let first = signs.compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
    var start = text.startIndex
    for lead in places.all(.leads) where lead.first?.isASCII == false {
      if let found = text[..<first].ranges(of: lead).last { start = max(start, found.upperBound) }
    }
    return String(text[start...])
  }

  private func withoutTail(_ piece: String) -> String? {
    var piece = piece
    var isChanged = true
    while isChanged, !piece.isEmpty {
      isChanged = false
      for tail in places.all(.tails) where piece.hasSuffix(tail) {
        piece.removeLast(tail.count)
        isChanged = true
      }
    }
    return piece.isEmpty ? nil : piece
  }

  /// Six digits that stand alone: the last ones.
  private func takePostcode(_ pieces: inout [String], _ found: inout AddressParts) {
    for place in pieces.indices.reversed() {
      let piece = pieces[place]
      for run in piece.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0.isLetter)) })
        .reversed() where run.count == 6 && run.allSatisfy(\.isNumber)
      {
        found.postcode = String(run)
        let sides = [piece[..<run.startIndex], piece[run.endIndex...]]
        pieces.replaceSubrange(
          place...place, with: sides.filter { !$0.isEmpty }.map(String.init))
        return
      }
    }
  }

  private func takeRegions(_ pieces: inout [String], _ found: inout AddressParts) {
    for nation in places.all(.nation) {
      pieces = pieces.map { $0.hasPrefix(nation) ? String($0.dropFirst(nation.count)) : $0 }
    }
    pieces = pieces.filter { !$0.isEmpty }
    takeProvince(&pieces, &found)
    takeCity(&pieces, &found)
  }

  private func takeProvince(_ pieces: inout [String], _ found: inout AddressParts) {
    for name in places.all(.provinces) {
      for ending in ["省", "自治区", ""] {
        for place in pieces.indices {
          let piece = pieces[place]
          guard let range = piece.firstRange(of: name + ending) else { continue }
          let after = piece[range.upperBound...]
          // “河南路12号”, “海南”: a name alone must have a city behind it, or stand alone before one.
          if ending.isEmpty {
            let isFollowed =
              range.lowerBound == piece.startIndex
              && (startsWithCity(after)
                || after.isEmpty && place + 1 < pieces.count
                  && startsWithCity(pieces[place + 1][...])
                || after.isEmpty && place + 1 == pieces.count && !places.has(name, in: .cities))
            guard isFollowed, pieces.count > 1 || !after.isEmpty else { continue }
          }
          found.state =
            ending.isEmpty && name.count == 2 && !isRegion(name) ? name + "省" : name + ending
          cut(range, from: place, of: &pieces)
          return
        }
      }
    }
  }

  /// Whether a province is called an autonomous region.
  private func isRegion(_ name: String) -> Bool {
    places.all(.provinces).contains { $0.count > 3 && $0.hasPrefix(name) }
      || name == "西藏"
  }

  private func startsWithCity(_ text: Substring) -> Bool {
    let known = places.all(.cities) + places.all(.municipalities)
    return known.contains { text.hasPrefix($0) && !isRoad(text.dropFirst($0.count)) }
      || text.prefix(6).contains { places.has(String($0), in: .cityEndings) }
  }

  private func takeCity(_ pieces: inout [String], _ found: inout AddressParts) {
    let known = places.all(.municipalities) + places.all(.cities)
    for place in pieces.indices {
      // Of 苏州市昆山市 the first is the larger one.
      let named = known.compactMap { name in
        pieces[place].firstRange(of: name + "市").map { (name: name, range: $0) }
      }.filter { !isNoCity(pieces[place][$0.range.upperBound...]) }
      guard let first = named.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else {
        continue
      }
      found.city = first.name + "市"
      cut(first.range, from: place, of: &pieces)
      takeRepeated(first.name, &pieces)
      return
    }
    for place in pieces.indices {
      let piece = pieces[place]
      guard let end = piece.firstIndex(of: "市"), !isNoCity(piece[piece.index(after: end)...]),
        (2...5).contains(piece[..<end].count), piece[..<end].allSatisfy(\.isHan),
        !piece[..<end].contains(where: { "区县路街道号室镇村栋幢楼".contains($0) })
      else { continue }
      found.city = String(piece[...end])
      cut(piece.startIndex..<piece.index(after: end), from: place, of: &pieces)
      return
    }
    for name in known {
      for place in pieces.indices {
        let piece = pieces[place]
        let rest = piece.dropFirst(name.count)
        if piece.hasPrefix(name), !isRoad(rest), rest.isEmpty || rest.first?.isHan == true {
          found.city = name + "市"
          cut(piece.startIndex..<rest.startIndex, from: place, of: &pieces)
          return
        }
        let head = piece.dropLast(name.count)
        if piece.hasSuffix(name), let last = head.last,
          last.isNumber || "室号栋幢楼层座区县".contains(last)
        {
          found.city = name + "市"
          cut(head.endIndex..<piece.endIndex, from: place, of: &pieces)
          return
        }
      }
    }
  }

  /// 上海 上海市: a municipality that was also named as a province.
  private func takeRepeated(_ name: String, _ pieces: inout [String]) {
    for place in pieces.indices where pieces[place].hasPrefix(name) {
      let rest = pieces[place].dropFirst(name.count)
      guard !isRoad(rest) else { continue }
      let from = pieces[place].startIndex
      let until =
        rest.hasPrefix("市") ? pieces[place].index(after: rest.startIndex) : rest.startIndex
      cut(from..<until, from: place, of: &pieces)
      return
    }
  }

  /// 市场, 市政: no city ends there.
  private func isNoCity(_ rest: Substring) -> Bool {
    rest.first.map { "场政民区中".contains($0) } == true
  }

  /// 东路, 大道: what stands before it is a road's name.
  private func isRoad(_ rest: Substring) -> Bool {
    var rest = rest
    while let first = rest.first, "东西南北中大一二三四".contains(first) {
      let next = rest.dropFirst().first
      guard next.map({ "路街道巷弄东西南北中一二三四大".contains($0) }) == true else { break }
      rest.removeFirst()
    }
    return rest.first.map { "路街道巷弄".contains($0) } == true
  }

  private func cut(_ range: Range<String.Index>, from place: Int, of pieces: inout [String]) {
    let piece = pieces[place]
    let sides = [piece[..<range.lowerBound], piece[range.upperBound...]].map(String.init)
    pieces.replaceSubrange(place...place, with: sides.filter { !$0.isEmpty })
  }

  /// A district that stands last stands first in an address.
  private func putDistrictFirst(_ pieces: inout [String]) {
    guard let last = pieces.last, let end = last.last,
      places.has(String(end), in: .districtEndings),
      !places.all(.noDistricts).contains(where: { last.hasSuffix($0) })
    else { return }
    let name = String(last.reversed().prefix { $0.isHan && !"室号栋幢楼层座元".contains($0) }.reversed())
    guard (2...6).contains(name.count), pieces.count > 1 || name.count < last.count else { return }
    pieces.removeLast()
    let head = String(last.dropLast(name.count))
    if !head.isEmpty { pieces.append(head) }
    pieces.insert(name, at: 0)
  }

  /// The pieces as one text: a blank only between Latin letters and digits.
  private func joined(_ pieces: [String]) -> String {
    pieces.reduce(into: "") { text, piece in
      if let last = text.last, let first = piece.first, last.isASCII, first.isASCII {
        text += " "
      }
      text += piece
    }
  }
}

extension Character {
  /// Whether it is a Chinese character.
  fileprivate var isHan: Bool {
    unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } == true
  }
}
