import Formats

/// Writes labelled rows in the forms of others.
public enum IntentExport {
  /// The rows in a form that `IntentRows` reads again.
  public static func text(_ rows: [IntentRows.Row], as format: IntentRows.Format) -> String {
    switch format {
    case .jsonLines:
      rows.map { row in
        JSON.object([
          ("text", .string(row.example.text)), ("intent", .string(row.example.intent.rawValue)),
        ]).text + "\n"
      }.joined()
    case .csv:
      "text,intent\n"
        + rows.map { row in
          CSV.plain([row.example.text, row.example.intent.rawValue]) + "\n"
        }.joined()
    case .corpus: corpus(rows)
    case .rasaYAML: rasa(rows)
    case .dialogflow: dialogflow(rows)
    case .rasaMarkdown:
      grouped(rows).map { intent, rows in
        "## intent:\(intent.rawValue)\n"
          + rows.map { "- \(oneLine($0.example.text))\n" }.joined() + "\n"
      }.joined()
    }
  }

  /// The rows by intent, intents in the order they came.
  private static func grouped(_ rows: [IntentRows.Row]) -> [(Intent, [IntentRows.Row])] {
    var order: [Intent] = []
    var groups: [Intent: [IntentRows.Row]] = [:]
    for row in rows {
      if groups[row.example.intent] == nil { order.append(row.example.intent) }
      groups[row.example.intent, default: []].append(row)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private static func corpus(_ rows: [IntentRows.Row]) -> String {
    let data: [JSON] = grouped(rows).map { intent, rows in
      func texts(_ isTest: Bool) -> JSON {
        .array(rows.filter { $0.isTest == isTest }.map { .string($0.example.text) })
      }
      return .object([
        ("intent", .string(intent.rawValue)), ("utterances", texts(false)), ("tests", texts(true)),
      ])
    }
    let isChinese = rows.prefix(50).contains { $0.example.text.utf8.contains { $0 >= 0xE4 } }
    return JSON.object([
      ("name", "converted"), ("locale", .string(isChinese ? "zh-CN" : "en-US")),
      ("data", .array(data)),
    ]).indented() + "\n"
  }

  private static func rasa(_ rows: [IntentRows.Row]) -> String {
    "version: \"3.1\"\nnlu:\n"
      + grouped(rows).map { intent, rows in
        "- intent: \(JSON.string(intent.rawValue).text)\n  examples: |\n"
          + rows.map { "    - \(oneLine($0.example.text))\n" }.joined()
      }.joined()
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// The body that Dialogflow's `intents:batchUpdate` takes.
  private static func dialogflow(_ rows: [IntentRows.Row]) -> String {
    let intents: [JSON] = grouped(rows).map { intent, rows in
      .object([
        ("displayName", .string(intent.rawValue)),
        (
          "trainingPhrases",
          .array(
            rows.map { row in
              ["type": "EXAMPLE", "parts": [["text": .string(row.example.text)]]]
            })
        ),
      ])
    }
    return JSON.object([("intents", .array(intents))]).indented() + "\n"
  }
}
