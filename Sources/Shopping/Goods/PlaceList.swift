/// Sorted lists of places.
enum PlaceList {
  static func intersection(_ one: [Int32], _ other: [Int32]) -> [Int32] {
    var found: [Int32] = []
    var (left, right) = (0, 0)
    while left < one.count, right < other.count {
      if one[left] == other[right] {
        found.append(one[left])
        left += 1
        right += 1
      } else if one[left] < other[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return found
  }

  static func union(_ one: [Int32], _ other: [Int32]) -> [Int32] {
    if one.isEmpty { return other }
    if other.isEmpty { return one }
    var found: [Int32] = []
    found.reserveCapacity(one.count + other.count)
    var (left, right) = (0, 0)
    while left < one.count || right < other.count {
      if right >= other.count || left < one.count && one[left] < other[right] {
        found.append(one[left])
        left += 1
      } else {
        if left < one.count, one[left] == other[right] { left += 1 }
        found.append(other[right])
        right += 1
      }
    }
    return found
  }
}
