import Formats
import Diagnostics
import Intents
import Testing

/// A small invented example of every form of labelled rows.
@Suite struct IntentFormsTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    var rows = ["track: where is it", "ret: send it back"]
    var testDescription: String { file }
  }

  static let forms: [Form] = [
    Form(
      file: "tags.json",
      text:
        #"{"intents":[{"tag":"track","patterns":["where is it"],"responses":["x"]},{"tag":"ret","patterns":["send it back"]}]}"#
    ),
    Form(
      file: "watson.json",
      text:
        #"[{"intent":"track","examples":[{"text":"where is it"}]},{"intent":"ret","examples":[{"text":"send it back"}]}]"#
    ),
    Form(
      file: "rasa.json",
      text:
        #"{"rasa_nlu_data":{"common_examples":[{"text":"where is it","intent":"track","entities":[]},{"text":"send it back","intent":"ret"}],"entity_synonyms":[{"value":"x","synonyms":["y"]}]}}"#
    ),
    Form(
      file: "agent/track_usersays_en.json",
      text:
        #"[{"data":[{"text":"where is "},{"text":"it","alias":"product","meta":"@product"}]},{"data":[{"text":"track it"}]}]"#,
      rows: ["track: where is it", "track: track it"]),
    Form(
      file: "batch.json",
      text:
        #"{"intents":[{"displayName":"track","trainingPhrases":[{"parts":[{"text":"where is "},{"text":"it","entityType":"@x"}]}]},{"displayName":"ret","trainingPhrases":[{"parts":[{"text":"send it back"}]}]}]}"#
    ),
    Form(
      file: "luis.json",
      text:
        #"{"luis_schema_version":"7","intents":[{"name":"track"}],"utterances":[{"text":"where is it","intent":"track","entities":[]},{"text":"send it back","intent":"ret"}]}"#
    ),
    Form(
      file: "snips.json",
      text:
        #"{"intents":{"track":{"utterances":[{"data":[{"text":"where is "},{"text":"it","slot_name":"p"}]}]},"ret":{"utterances":[{"data":[{"text":"send it back"}]}]}},"entities":{"p":{"data":[{"value":"x"}]}}}"#
    ),
    Form(
      file: "snips.yml",
      text:
        "---\ntype: intent\nname: track\nutterances:\n  - where is [p:product](it)\n---\ntype: intent\nname: ret\nutterances:\n  - send it back\n"
    ),
    Form(
      file: "list.json",
      text:
        #"[{"utterance":"where is it","label":"track"},{"query":"send it back","intent":"ret"}]"#),
    Form(
      file: "map.json", text: #"{"track":["where is it","track it"],"ret":["send it back"]}"#,
      rows: ["track: where is it", "track: track it", "ret: send it back"]),
    Form(file: "pairs.json", text: #"{"train":[["where is it","track"],["send it back","ret"]]}"#),
    Form(file: "fast.txt", text: "__label__track where is it\n__label__ret send it back\n"),
    Form(file: "semicolon.csv", text: "text;intent\nwhere is it;track\nsend it back;ret\n"),
    Form(file: "tab.tsv", text: "Intent Name\tUtterance\ntrack\twhere is it\nret\tsend it back\n"),
    Form(file: "zh.csv", text: "文本,意图\nwhere is it,track\nsend it back,ret\n"),
    Form(file: "nohead.csv", text: "where is it,track\nsend it back,ret\n"),
    Form(file: "label-first.csv", text: "track,where is it\nret,send it back\n"),
    Form(
      file: "qna.tsv",
      text: "Question\tAnswer\tSource\nwhere is it\tthere\tx\nwhere has it gone\tthere\tx\n",
      rows: ["where_is_it: where is it", "where_is_it: where has it gone"]),
    Form(
      file: "nlu.yml",
      text:
        "version: \"3.1\"\nnlu:\n- synonym: a\n  examples: |\n    - b\n- intent: track\n  examples: |\n    # - no\n    - where is [it]{\"entity\": \"p\", \"role\": \"r\"}\n- intent: ret\n  examples:\n  - text: |\n      send [it][{\"entity\": \"p\"}, {\"entity\": \"q\"}] back\n    metadata:\n      x: y\n"
    ),
    Form(
      file: "nlu.md",
      text:
        "##intent:track\n-where is [it](p:v)\n<!-- no -->\n## synonym:x\n- y\n## intent: ret\n+ send it back\n"
    ),
  ]

  @Test("Every form is read, with LF, CRLF and a mark of the encoding", arguments: forms)
  func reads(form: Form) throws {
    for text in [form.text, form.text.replacing("\n", with: "\r\n"), "\u{FEFF}" + form.text] {
      let read = try IntentRows.read(Array(text.utf8), file: form.file)
      #expect(read.rows.map { "\($0.example.intent.rawValue): \($0.example.text)" } == form.rows)
      #expect(read.faults.isEmpty)
    }
  }

  @Test(
    "What holds no examples is refused with what it looks like",
    arguments: [
      (#"{"name":"x","version":"1"}"#, "a JSON document without examples"),
      ("intents:\n- greet\n", "looks like YAML"), ("<html></html>", "looks like HTML"),
      ("order_id,total\n1,2.5\n2,3.5\n", "looks like a table"),
      ("just prose\nand more\n", "plain lines"),
      ("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n", "captions"),
      ("nlu:\n- intent: x\n  examples: " + String(repeating: "[", count: 5_000) + "\n", "deeper"),
    ])
  func refuses(text: String, what: String) {
    let faults = #expect(throws: Faults.self) { try IntentRows.read(Array(text.utf8), file: "t") }
    #expect(faults?.description.contains(what) == true)
  }

  @Test("Guesses are said, marks are counted, columns that are named win")
  func notes() throws {
    let bare = try IntentRows.read(Array("track,where is it\nret,send it back\n".utf8), file: "t")
    #expect(bare.notes.first?.hasPrefix("no header") == true)
    let marked = "nlu:\n- intent: a\n  examples: |\n    - [it](p) and [that](q)\n"
    #expect(try IntentRows.read(Array(marked.utf8), file: "t.yml").markCount == 2)
    var options = IntentRows.Options()
    options.textColumn = "b"
    options.intentColumn = "c"
    let table = try IntentRows.read(
      Array("a,b,c\n1,hello you,greet\n".utf8), file: "t", options: options)
    #expect(table.rows.map(\.example.text) == ["hello you"])
  }

  @Test(
    "Tables by the words of their columns, whatever parts and quotes them",
    arguments: [
      "text intent", "Utterance Intent", "label sentence", "query category", "id text label",
      "User-Query Intent-Label", "question tag", "phrase intent_name", "intent_id intent text",
      "text label_id label", "文本 意图", "用户问题 意图标签", "语料 意图", "标签 句子", "相似问 标准意图",
      "Training-Phrase Intent-Display-Name", "patterns tag", "Input Output",
    ])
  func headers(names: String) throws {
    let header = names.split(separator: " ").map { String($0).replacing("-", with: " ") }
    let texts = [
      "text", "Utterance", "sentence", "query", "User Query", "question", "phrase", "文本",
      "用户问题", "语料", "句子", "相似问", "Training Phrase", "patterns", "Input",
    ]
    let intents = [
      "intent", "Intent", "label", "category", "Intent Label", "tag", "intent_name",
      "意图", "意图标签", "标签", "标准意图", "Intent Display Name", "Output",
    ]
    for separator in [",", ";", "\t", "|"] {
      for quote in ["", "\""] {
        let rows = [("track", "where is it"), ("track", "track it"), ("ret", "send it back")]
        let lines = rows.enumerated().map { index, row in
          header.map { (name: String) -> String in
            texts.contains(name) ? row.1 : intents.contains(name) ? row.0 : "\(index)"
          }
        }
        let text = ([header] + lines).map { line in
          line.map { quote + $0 + quote }.joined(separator: separator) + "\n"
        }.joined()
        let read = try IntentRows.read(Array(text.utf8), file: "t")
        #expect(
          read.rows.map { "\($0.example.intent.rawValue): \($0.example.text)" }
            == rows.map { "\($0): \($1)" })
      }
    }
  }

  @Test(
    "JSON in more spellings",
    arguments: [
      #"{"intents":[{"intent":"track","text":["where is it"]},{"intent":"ret","text":["send it back"]}]}"#,
      #"{"track":{"patterns":["where is it"],"responses":["x"]},"ret":{"patterns":["send it back"]}}"#,
      #"{"intents":[{"tag":["track"],"patterns":"where is it"},{"tag":["ret"],"patterns":["send it back"]}]}"#,
      #"{"intents":[{"意图":"track","示例":["where is it"]},{"意图":"ret","示例":["send it back"]}]}"#,
      #"{"intents":{"track":["where is it"],"ret":["send it back"]}}"#,
      #"{"text":["where is it","send it back"],"intent":["track","ret"]}"#,
      #"{"text":{"0":"where is it","1":"send it back"},"intent":{"0":"track","1":"ret"}}"#,
      #"{"text":"where is it","label":0,"label_text":"track"}"# + "\n"
        + #"{"text":"send it back","label":1,"label_text":"ret"}"#,
      #"{"text":"where is it","cats":{"track":1.0,"ret":0.0}}"# + "\n"
        + #"{"text":"send it back","cats":{"track":0.0,"ret":1.0}}"#,
    ])
  func spellings(text: String) throws {
    let read = try IntentRows.read(Array(text.utf8), file: "t.json")
    #expect(
      read.rows.map { "\($0.example.intent.rawValue): \($0.example.text)" } == [
        "track: where is it", "ret: send it back",
      ])
  }
}
