import Formats
import Mustache

/// A self-contained web page: one file, no scripts or fonts from elsewhere, dark and light, readable
/// on a phone. Its body is made by the reports; every text in it must have been escaped by them.
public struct Page: Sendable {
  private let title: String
  private let language: String
  private let body: String

  /// Creates a page around a body of HTML.
  public init(title: String, language: String = "en", body: String) {
    self.title = title
    self.language = language
    self.body = body
  }

  /// The page.
  public func html() throws -> String {
    let template = try MustacheTemplate(string: Self.shell)
    return template.render([
      "title": title, "language": language, "style": Self.style, "body": body,
    ])
  }

  /// A text as HTML shows it: no markup, no controls.
  public static func escape(_ text: String) -> String {
    Markup.escape(text)
  }

  private static let shell = """
    <!doctype html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    {{{body}}}
    </main>
    </body>
    </html>

    """

  /// Colours are variables, so that SVG charts inside the page follow the reader's dark or light.
  private static let style = """
    :root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0;
      --paper: #fcfcfd; --card: #f2f2f5; --good: #18794e; --bad: #ce2c31; --mid: #8b8d98;
      --accent: #3358d4; }
    @media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba;
      --line: #363a3f; --paper: #111113; --card: #1b1c1f; --good: #3dd68c; --bad: #ff9592;
      --mid: #8b8d98; --accent: #9eb1ff; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
    main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 1.5rem; margin: .5rem 0 1rem; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    p, figcaption, .soft { color: var(--soft); }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    td.number, th.number { text-align: right; }
    table.stack td.number, table.stack td.short { white-space: nowrap; }
    .scroll { overflow-x: auto; }
    .pairs { columns: 22rem; column-gap: 2rem; }
    .pairs details { break-inside: avoid; }
    .cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
    .card { background: var(--card); border-radius: .5rem; padding: .75rem 1rem; }
    .card b { display: block; font-size: 1.4rem; }
    blockquote { margin: .5rem 0; padding: .25rem .75rem; border-left: 3px solid var(--line); }
    figure { margin: 1rem 0; }
    svg { max-width: 100%; height: auto; }
    svg text { fill: var(--ink); font: 12px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
    .charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
    .charts figure { margin: 0; } .charts svg { width: 100%; }
    svg polyline { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    svg polyline.past { stroke: var(--ink); } svg polyline.next { stroke-dasharray: 4 3; }
    svg.spark polyline { stroke-width: 1.3; } svg.spark polyline.next { stroke-dasharray: 2 2; }
    svg polygon.range { fill: var(--accent); opacity: .18; } svg line.axis { stroke: var(--line); }
    ul { padding-left: 1.2rem; } ul.flags { list-style: none; padding: 0; } li { margin: .25rem 0; }
    @media (max-width: 44rem) {
      table.stack thead { display: none; }
      table.stack tr { display: block; background: var(--card); border-radius: .5rem;
        padding: .5rem .75rem; margin-bottom: .5rem; }
      table.stack td, table.stack td.number { display: flex; gap: .75rem; border: 0; padding: .15rem 0;
        text-align: left; overflow-wrap: anywhere; }
      table.stack td::before { content: attr(data-name); flex: 0 0 7.5rem; color: var(--soft); }
    }
    .good { color: var(--good); } .bad { color: var(--bad); }
    """
}
