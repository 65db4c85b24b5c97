/// What a terminal of so many columns would show: enough of a VT100 for readline and for plain output. Lines
/// that scrolled away stay, so that a whole session can be looked at.
struct ScreenModel {
  let columns: Int
  let rows: Int
  /// All lines; a wide character is followed by an empty cell.
  private var cells: [[String]] = [[]]
  private var row = 0
  private var column = 0
  /// How often a line went on beyond the margin: what a program that knows the width never does.
  private(set) var wraps = 0
  /// How often the terminal was asked to copy something.
  private(set) var copies = 0
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int = 24) {
    self.columns = columns
    self.rows = rows
  }

  /// The lines, blanks at their ends left out.
  var lines: [String] {
    var lines = cells.map { line in
      var text = line.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The cells of all lines: a wide character takes two, the second of them empty.
  var cellRows: [[String]] { cells }

  /// The line with the cursor.
  var current: String { row < cells.count ? cells[row].joined() : "" }

  /// Shows bytes; what is no whole character or sequence yet waits for the next.
  mutating func show(_ bytes: [UInt8]) {
    pending += bytes
    var place = 0
    while place < pending.count, let next = step(at: place) { place = next }
    pending.removeFirst(place)
  }

  private mutating func step(at place: Int) -> Int? {
    let byte = pending[place]
    switch byte {
    case 0x0A:
      row += 1
      while cells.count <= row { cells.append([]) }
    case 0x0D: column = 0
    case 0x08: column = max(0, column - 1)
    case 0x00..<0x1B, 0x1C..<0x20: break
    case 0x1B: return sequence(at: place)
    default:
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard place + length <= pending.count else { return nil }
      put(String(decoding: pending[place..<place + length], as: UTF8.self))
      return place + length
    }
    return place + 1
  }

  private mutating func put(_ text: String) {
    let width = Self.width(text)
    if width == 0 {
      if column > 0, column <= cells[row].count { cells[row][column - 1] += text }
      return
    }
    if column + width > columns {
      wraps += 1
      row += 1
      column = 0
      while cells.count <= row { cells.append([]) }
    }
    while cells[row].count < column + width { cells[row].append(" ") }
    cells[row][column] = text
    if width == 2 { cells[row][column + 1] = "" }
    column += width
  }

  private static func width(_ text: String) -> Int {
    guard let scalar = text.unicodeScalars.first?.value else { return 0 }
    switch scalar {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// An escape sequence; `nil` while it is not whole.
  private mutating func sequence(at place: Int) -> Int? {
    guard place + 1 < pending.count else { return nil }
    if pending[place + 1] == UInt8(ascii: "]") {
      guard let end = pending[place...].firstIndex(of: 0x07) else { return nil }
      if pending[place..<end].starts(with: Array("\u{1B}]52;c;".utf8)) { copies += 1 }
      return end + 1
    }
    guard pending[place + 1] == UInt8(ascii: "[") else { return place + 2 }
    guard let end = pending[(place + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) })
    else { return nil }
    let text = String(decoding: pending[(place + 2)..<end], as: UTF8.self)
    let number = Int(text.split(separator: ";").first ?? "")
    obey(pending[end], number)
    return end + 1
  }

  private mutating func obey(_ command: UInt8, _ number: Int?) {
    let count = max(1, number ?? 1)
    let top = max(0, cells.count - rows)
    switch Character(Unicode.Scalar(command)) {
    case "A": row = max(0, row - count)
    case "B":
      row += count
      while cells.count <= row { cells.append([]) }
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "H": (row, column) = (top, 0)
    case "K" where column < cells[row].count: cells[row].removeSubrange(column...)
    case "J":
      if number == 2 {
        for line in top..<cells.count { cells[line] = [] }
      } else {
        if column < cells[row].count { cells[row].removeSubrange(column...) }
        for line in (row + 1)..<max(row + 1, cells.count) { cells[line] = [] }
      }
    case "P" where column < cells[row].count:
      cells[row].removeSubrange(column..<min(cells[row].count, column + count))
    case "@" where column <= cells[row].count:
      cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
    default: break
    }
  }
}
