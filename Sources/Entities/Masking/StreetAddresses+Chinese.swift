import Text

/// Addresses in Chinese, around the number of a house.
extension StreetAddresses {
  /// 北京市朝阳区建国路12号3栋501室: around the number of a house.
  func chinese(at index: Int, after limit: Int) -> Range<Int>? {
    guard reading.isHan(index), Self.houses.contains(reading[index].code), index > 1 else {
      return nil
    }
    var start = index - 1
    while start > limit, isNumeral(start) { start -= 1 }
    guard start < index - 1, reading.isHan(start),
      Self.roads.contains(reading[start].code) || hasRegion(start, limit)
    else { return nil }
    // Back to what leads up to an address, or to where the sentence began.
    var steps = 0
    while start > limit, steps < 24, isName(start - 1), !isLead(start - 1) {
      start -= 1
      steps += 1
    }
    guard index - start > 3 else { return nil }
    var end = index + 1
    while end < reading.count, end - index < 24 {
      if isNumeral(end) || reading.has("-", at: end) && isNumeral(end + 1) {
        end += 1
      } else if reading.isHan(end), Self.parts.contains(reading[end].code) {
        end += 1
      } else if reading.isWord(end), reading[end].code == 1, isNumeral(end + 1) || isPart(end + 1) {
        end += 1
      } else if let building = building(at: end) {
        end = building
      } else {
        break
      }
    }
    return start..<end
  }

  private func isNumeral(_ index: Int) -> Bool {
    reading.isDigits(index)
      || reading.isHan(index)
        && "零一二三四五六七八九十百".unicodeScalars.contains { $0.value == reading[index].code }
  }

  private func isPart(_ index: Int) -> Bool {
    reading.isHan(index) && Self.parts.contains(reading[index].code)
  }

  /// A name of a place: characters, and numbers within them.
  private func isName(_ index: Int) -> Bool { reading.isHan(index) || reading.isDigits(index) }

  private func isLead(_ index: Int) -> Bool {
    if Self.hanLeads.contains(reading[index].code) { return true }
    return reading.has("址", at: index)
  }

  /// A building's number counts where a city, a district or a county stands before it.
  private func hasRegion(_ index: Int, _ limit: Int) -> Bool {
    var at = index
    while at > limit, index - at < 16, reading.isHan(at) {
      if Self.regions.contains(reading[at].code), index - at > 0 { return true }
      at -= 1
    }
    return false
  }

  private func building(at index: Int) -> Int? {
    var at = index
    // SOHO现代城
    while at < index + 2, reading.isWord(at), reading.isAttached(at), reading[at].isCapital {
      at += 1
    }
    while at < reading.count, reading.isHan(at), at - index < 8 {
      if at > index,
        ["厦", "园", "区", "城", "苑", "庭", "广"].contains(where: { reading.has($0, at: at) })
      {
        return at + 1
      }
      at += 1
    }
    return nil
  }

  private static func set(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.map { HanFold.fold($0.value) })
  }
  private static let houses = set("号栋幢室弄楼")
  private static let roads = set("路街道巷弄里村段胡同径线坊园区苑城厦庄镇屯桥门")
  private static let parts = set("号栋幢楼单元室层座户铺之弄座")
  private static let regions = set("省市区县镇乡州旗")
  private static let hanLeads = set("址是到在住寄送往为于给，。：我去说")
}
