import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Text

/// `deskmate foresee evaluate`: anybody's table, what can be foreseen in it, and how well.
struct ForeseeEvaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "What can be foreseen in a table, and how well.",
    discussion: """
      Learns from one part of the rows, chooses on a second, and measures on a third that it looks \
      at once. The table is CSV with a header, gzip or not; words and missing cells may stay as they \
      are.

      With --predict it is a step for pipes: when it has learned, each row gives one line, in order, as \
      soon as it has come. A cell is read as its column was in training, so the line depends on no other \
      row.

      Examples:
        deskmate foresee evaluate orders.csv --label returned
        deskmate foresee evaluate --train a.csv --validation b.csv --test c.csv.gz --label churn --json
        deskmate foresee evaluate credit.csv --label default --by SEX --explain
        deskmate foresee evaluate credit.csv --label default --by SEX --without SEX --balance
        deskmate foresee evaluate orders.csv --label returned --predict new-orders.csv > chances.csv
        tail -n +1 -f new.csv | deskmate foresee evaluate orders.csv --label returned --predict - --jobs 4
      """)

  /// The models by name.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto, logistic, tree, boosted

    var kind: TableModel.Kind {
      switch self {
      case .auto: .auto
      case .logistic: .logistic
      case .tree: .tree
      case .boosted: .boosted
      }
    }
  }

  @Argument(help: "A table of which a fifth chooses and a fifth measures, or - for stdin.")
  var file: String?
  @Option(help: "Learn from this file …") var train: String?
  @Option(help: "… choose by this one …") var validation: String?
  @Option(help: "… and measure on this one.") var test: String?
  @Option(help: "The column that is to be foreseen.") var label: String
  @Option(help: "Of two values the one that counts as happening.") var positive: String?
  @Option(help: "The model; auto keeps what is best on the rows that choose.")
  var model = Choice.auto
  @Option(help: "Compare the groups of this column.") var by: String?
  @Flag(
    help: "Learn as if the label were equally frequent in every group of --by.")
  var balance = false
  @Option(help: "A column to leave out; may be given again.") var without: [String] = []
  @Option(help: "A column to keep though it looks like an id or a leak.") var keep: [String] = []
  @Option(help: "Foresee the rows of this file, or - for stdin: one line of CSV each.")
  var predict: String?
  @Flag(help: "Say what moves the chance, up or down.") var explain = false
  @Option(help: "The seed of all that is left to chance.") var seed: UInt64 = 1
  @Flag(help: "One JSON object; with --predict one more a row.") var json = false
  @OptionGroup var pipe: PipeOptions
  @OptionGroup var speech: SpokenLanguage

  func validate() throws {
    guard (file != nil) != (train != nil) else {
      throw ValidationError("Name one file, or --train with --validation and --test.")
    }
    if predict == "-", [file, train, validation, test].contains("-") {
      throw ValidationError(
        "Standard input holds the rows of --predict; name a file to learn from.")
    }
    if balance, by == nil {
      throw ValidationError("--balance needs --by with the column of the groups.")
    }
    if by != nil, by == label { throw ValidationError("--by must be another column than --label.") }
  }

  func run() throws {
    func source(_ path: String) throws(Fault) -> TableEvaluation.Source {
      TableEvaluation.Source(try ForeseeFiles.table(path), file: path)
    }
    var options = TableEvaluation.Options(label: label)
    options.model = model.kind
    options.without = Set(without)
    options.kept = Set(keep)
    options.positive = positive
    options.by = by
    options.balancesGroups = balance
    options.seed = seed
    let parts = TableEvaluation.Parts(
      train: try source(train ?? file ?? "-"), validation: try validation.map(source),
      test: try test.map(source))
    let found = try TableEvaluation(parts, options: options, clock: ForeseeFiles.seconds)
    ForeseeFiles.warn(found.notes)
    if json {
      Console.line(explain ? explained(found).text : found.json.text)
    } else if predict == nil {
      Console.line(text(found))
    }
    if let predict {
      try ForeseeRows(found: found, file: predict, explain: explain, json: json).run(pipe.pipe)
    }
  }

  private func explained(_ found: TableEvaluation) -> JSON {
    guard case .object(var members) = found.json else { return found.json }
    members.append(
      (
        "influences",
        .array(
          found.model.influences(found.matrix).prefix(20).map {
            ["feature": .string($0.feature), "influence": .number($0.influence)]
          })
      ))
    members.append(
      (
        "odds",
        .array(
          found.model.odds(20).map { ["term": .string($0.term), "odds": .number($0.odds)] })
      ))
    return .object(members)
  }

  private func text(_ found: TableEvaluation) -> String {
    var lines: [String] = []
    let counts = found.counts
    switch found.label.kind {
    case .binary(let positive):
      lines.append(speech.say("\"\(label)\" is \"\(positive)\"?", "“\(label)”是“\(positive)”吗？"))
    case .classes(let names):
      let list = names.joined(separator: speech.say(", ", "、"))
      lines.append(speech.say("\"\(label)\" is one of \(list)", "“\(label)”为以下之一：\(list)"))
    case .number: lines.append(speech.say("\"\(label)\" is a number", "“\(label)”是数值"))
    }
    let model = speech.name(ofModel: found.model.name)
    lines.append(
      speech.say(
        "\(model), learned from \(counts.train) rows, chosen on \(counts.validation), "
          + "measured on \(counts.test)",
        "\(model)：用 \(counts.train) 行学习，在 \(counts.validation) 行上选定，在 \(counts.test) 行上衡量"))
    var table = TextTable(
      [speech.say("figure", "指标"), speech.say("value", "数值")], alignments: [.left, .right])
    for (name, value) in found.figures.values { table.add([name, value.text]) }
    lines += ["", table.text()]
    let words = GroupWords(found.model.schema, isChinese: speech.language == .zh)
    if !found.model.groups.isEmpty { lines += ["", groups(found, words)] }
    if explain { lines += ["", influences(found)] }
    if let groups = found.groups { lines += ["", fairness(groups)] }
    return lines.map { $0.visible(keepingLines: true) }.joined(separator: "\n")
  }

  private func groups(_ found: TableEvaluation, _ words: GroupWords) -> String {
    var table = TextTable(
      [speech.say("share", "比例"), speech.say("rows", "行数"), speech.say("group", "群体")],
      alignments: [.right, .right])
    for group in found.model.groups.sorted(by: { $0.value > $1.value }) {
      table.add([GroupWords.number(group.value), "\(group.rows)", words.text(group)])
    }
    return table.text(width: TerminalSize.ofTable)
  }

  private func influences(_ found: TableEvaluation) -> String {
    var table = TextTable(
      [speech.say("moves the score by", "对得分的影响"), speech.say("feature", "特征")],
      alignments: [.right])
    for (feature, influence) in found.model.influences(found.matrix).prefix(15) {
      table.add([GroupWords.number(influence), feature])
    }
    let odds = found.model.odds(15)
    guard !odds.isEmpty else { return table.text() }
    var second = TextTable(
      [speech.say("odds times", "几率倍数"), speech.say("with", "条件")], alignments: [.right])
    for (term, times) in odds { second.add([GroupWords.number(times), term]) }
    return table.text() + "\n\n" + second.text()
  }

  private func fairness(_ groups: GroupFigures) -> String {
    var table = TextTable(
      speech.say("group|rows|rate|flagged|auc|calibration", "群体|行数|实际比例|标记比例|AUC|校准误差")
        .split(separator: "|").map(String.init),
      alignments: [.left, .right, .right, .right, .right, .right])
    for group in groups.groups {
      table.add([
        group.name, "\(group.rows)", GroupWords.number(group.rate),
        GroupWords.number(group.flagged), GroupWords.number(group.auc),
        GroupWords.number(group.calibration),
      ])
    }
    return table.text()
      + "\n"
      + speech.say(
        "flagged shares differ by \(GroupWords.number(groups.parityGap)), "
          + "hits or false alarms by \(GroupWords.number(groups.oddsGap))",
        "各群体标记比例相差 \(GroupWords.number(groups.parityGap))，"
          + "命中率或误报率相差 \(GroupWords.number(groups.oddsGap))")
  }
}
