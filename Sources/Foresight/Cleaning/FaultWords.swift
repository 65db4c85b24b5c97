import Diagnostics

/// Says a fault in words, in English or Chinese.
public struct FaultWords: Sendable {
  private let names: [String]
  private let isChinese: Bool

  /// Words for the faults of a table.
  public init(_ table: CellTable, isChinese: Bool) {
    names = table.columns.map { Self.quoted($0.name) }
    self.isChinese = isChinese
  }

  /// A whole line behind the place: the column, what stands there, what is wrong, what is likely right.
  public func line(_ fault: CellFault, value: String) -> String {
    let name = names[fault.column]
    let stands = value.isEmpty ? say("empty", "空") : Self.quoted(value)
    let wrong = text(fault.kind)
    let likely =
      fault.likely.map {
        $0.isEmpty
          ? say("; likely right: nothing", "；应为空")
          : say("; likely right: \(Self.quoted($0))", "；应为 \(Self.quoted($0))")
      } ?? ""
    return isChinese
      ? "\(name)：\(stands)，\(wrong)\(likely)" : "\(name): \(stands): \(wrong)\(likely)"
  }

  /// A line for a row that is probably another once more.
  public func line(_ group: DoubleRecords.Group, first: Int) -> String {
    if group.isExact {
      return say("the same as line \(first) in every cell", "与第 \(first) 行完全相同")
    }
    let columns = group.differing.map { names[$0] }.joined(separator: say(", ", "、"))
    let percent = (group.chance * 1000).rounded() / 10
    return say(
      "probably the same as line \(first) (\(percent) %); they differ in \(columns)",
      "很可能与第 \(first) 行是同一条（\(percent)%），不同之处：\(columns)")
  }

  /// A line for a row that is not whole.
  public func line(_ row: CellTable.Ragged) -> String {
    say(
      "has \(row.cells) cells where the header names \(names.count) columns; a quote or a separator is amiss",
      "有 \(row.cells) 个单元格，而表头有 \(names.count) 列；请检查引号或分隔符")
  }

  private func text(_ kind: CellFault.Kind) -> String {
    switch kind {
    case .blanks: return say("blanks around the text", "首尾有空格")
    case .unit(let unit):
      return say(
        "the unit \(Self.quoted(unit)) stands in the cell, not as in the rest of the column",
        "单元格中带单位 \(Self.quoted(unit))，与本列其他写法不一致")
    case .standIn: return say("a word that says nothing is known", "用文字表示没有数据")
    case .form(let usual):
      return say(
        "not written as the rest of the column, such as \(Self.quoted(usual))",
        "写法与本列其他值（如 \(Self.quoted(usual))）不同")
    case .merged(let other):
      return say(
        "holds what belongs into \(names[other]), which is empty", "含有应属于 \(names[other]) 的内容，而后者为空"
      )
    case .split(let other):
      return say("its content stands in \(names[other])", "其内容写在了 \(names[other]) 中")
    case .missing(let by):
      return say(
        "other rows with the same \(names[by]) know it", "\(names[by]) 相同的其他行有此值")
    case .dependency(let by, let rows, let all):
      return say(
        "\(rows) of \(all) other rows with the same \(names[by]) say otherwise",
        "\(names[by]) 相同的其他 \(all) 行中有 \(rows) 行不是这个值")
    case .misspelt(let times):
      return say("looks misspelt; \(times) rows have the other", "疑为拼写错误，另一写法出现 \(times) 次")
    case .noDay: return say("no day of the calendar", "日历上没有这一天")
    case .before(let other):
      return say("before \(names[other]) of the same row", "早于同一行的 \(names[other])")
    case .odd(let low, let high):
      return say("far from all others, which go from \(low) to \(high)", "远离其他值（\(low) 至 \(high)）")
    case .negative: return say("negative, as hardly any other is", "为负数，而其他值几乎都不是")
    }
  }

  private func say(_ english: String, _ chinese: String) -> String { isChinese ? chinese : english }

  private static func quoted(_ text: String) -> String { "\"" + VisibleText.of(text) + "\"" }
}
