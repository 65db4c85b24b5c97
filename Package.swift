// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let postgres: Target.Dependency = .target(
  name: "ShopPostgres", condition: .when(traits: ["PostgreSQL"]))

/// Every target names what it imports and no more, so that none waits in a build for another's sake.
let package = Package(
  name: "deskmate",
  products: [
    .executable(name: "deskmate", targets: ["deskmate"]),
    // For the package of benchmarks, `Sources/Benchmarks`.
    .library(
      name: "DeskmateParts",
      targets: [
        "CZlib", "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "Intents",
        "Sentiment",
        "Knowledge", "Recommendations", "Foresight", "Shop", "ShopSQL", "ShopSQLite",
        "ShopPostgres",
        "Shopping", "Dialogue", "Workspace",
      ]),
  ],
  traits: [
    .trait(
      name: "PostgreSQL",
      description:
        "A shop may live on a PostgreSQL server; its client is loaded when it is asked for."),
    .default(enabledTraits: ["PostgreSQL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
  ],
  targets: [
    // The leaves: places of faults, work and numbers, quantities, text.
    .target(name: "Diagnostics"),
    .target(name: "Formats", dependencies: ["Diagnostics", "CZlib"]),
    .target(name: "Computing"),
    .target(name: "Quantities"),
    .target(name: "Text", dependencies: ["Diagnostics", "Computing"]),

    // What a line of text means.
    .target(name: "TimeExpressions", dependencies: ["Quantities", "Text"]),
    .target(
      name: "Entities",
      dependencies: ["Diagnostics", "Formats", "Quantities", "Text", "TimeExpressions"]),
    .target(
      name: "Intents",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "CVectors", "Yams",
      ]),
    .target(
      name: "Sentiment",
      dependencies: ["Diagnostics", "Formats", "Computing", "Text", "CVectors"]),

    // What the desk knows and can do.
    .target(
      name: "Knowledge",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Text", "Intents"]),
    .target(
      name: "Recommendations",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "CTiles"]),
    .target(
      name: "Foresight",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "CHistograms",
      ]),
    .target(
      name: "Shop", dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Text"]),

    // The shop's stores: what they share, and one for each database.
    .target(
      name: "ShopSQL", dependencies: ["Diagnostics", "Formats", "Quantities", "Text", "Shop"]),
    .target(
      name: "ShopSQLite", dependencies: ["Diagnostics", "Formats", "Shop", "ShopSQL", grdb]),
    .target(
      name: "ShopPostgres",
      dependencies: ["Diagnostics", "Shop", "ShopSQL", "CPostgres"], exclude: ["desk-role.sql"]),

    .target(
      name: "Shopping",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "Recommendations",
        "Shop",
      ]),

    // Conversations, one at a time and by the million.
    .target(
      name: "Dialogue",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "Intents",
        "Sentiment",
        "Knowledge",
        "Recommendations", "Shop", "Shopping",
      ]),
    .target(
      name: "Insights",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Text", "Sentiment"]),
    .target(name: "Reports", dependencies: ["Diagnostics", "Formats", "Text", mustache]),

    // Where the disk and the terminal begin.
    .target(
      name: "Workspace",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "Intents",
        "Sentiment",
        "Knowledge", "Insights",
        "Shop", "ShopSQLite", "Shopping", "Dialogue", postgres,
      ]),
    .executableTarget(
      name: "deskmate",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Entities", "Intents",
        "Sentiment",
        "Knowledge",
        "Recommendations", "Foresight", "Shop", "ShopSQLite", "Shopping", "Dialogue", "Insights",
        "Reports", "Workspace", "CReadline",
        argumentParser,
      ]),

    // C libraries, behind shims that let none of their types through; and loops that are made for several
    // widths of registers, which Swift has no words for.
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CVectors"),
    .target(name: "CTiles"),
    .target(name: "CHistograms"),

    // A server of a test's own, and one who cuts the way to it.
    .target(name: "TestSupport", path: "Tests/Support"),

    // Runs the examples of the landing pages.
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "TimeExpressions", "Entities",
        "Intents", "Sentiment", "Knowledge", "Recommendations", "Foresight", "Shop", "ShopSQL",
        "ShopSQLite", "Insights", "Reports", "Workspace", postgres,
      ]),
    .testTarget(name: "FormatsTests", dependencies: ["Diagnostics", "Formats"]),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "TextTests", dependencies: ["Text"]),
    .testTarget(
      name: "EntitiesTests",
      dependencies: ["Diagnostics", "Formats", "Quantities", "Text", "Entities"]),
    .testTarget(name: "IntentsTests", dependencies: ["Diagnostics", "Formats", "Text", "Intents"]),
    .testTarget(
      name: "SentimentTests", dependencies: ["Diagnostics", "Formats", "Text", "Sentiment"]),
    .testTarget(
      name: "KnowledgeTests",
      dependencies: ["Diagnostics", "Formats", "Computing", "Text", "Knowledge"],
      exclude: ["Questions"]),
    .testTarget(
      name: "RecommendationsTests",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Recommendations"]),
    .testTarget(
      name: "ForesightTests",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Foresight"]),
    .testTarget(
      name: "ShoppingTests",
      dependencies: [
        "Diagnostics", "Formats", "Quantities", "Text", "Entities", "Knowledge", "Recommendations",
        "Shop",
        "Shopping",
      ]),
    .testTarget(
      name: "ShopTests",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Shop", "ShopSQL",
        "ShopSQLite", "TestSupport", postgres, grdb,
      ]),
    .testTarget(
      name: "DialogueTests",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Intents", "Shop",
        "ShopSQLite",
        "Dialogue", "Workspace",
      ]),
    .testTarget(
      name: "InsightsTests",
      dependencies: ["Diagnostics", "Formats", "Computing", "Quantities", "Sentiment", "Insights"]),
    .testTarget(
      name: "HostileTests",
      dependencies: [
        "Diagnostics", "Formats", "Computing", "Quantities", "Text", "Insights", "Intents",
        "Knowledge",
        "Recommendations",
      ],
      path: "Tests/Hostile"),
    .testTarget(
      name: "FormsTests",
      dependencies: [
        "Diagnostics", "Formats", "Insights", "Intents", "Knowledge", "Recommendations",
      ],
      path: "Tests/Forms", exclude: ["files", "forms.jsonl", "faults.jsonl"]),
    .testTarget(name: "ReportsTests", dependencies: ["Diagnostics", "Formats", "Text", "Reports"]),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: [
        "Diagnostics", "Formats", "Quantities", "Text", "Sentiment", "Knowledge", "Workspace",
      ]),
    // Runs the program as its users do.
    .testTarget(
      name: "DeskmateTests", dependencies: ["Diagnostics", "Formats", "TestSupport", "deskmate"],
      exclude: ["Screens"]),
  ],
  swiftLanguageModes: [.v6]
)

/// Strict everywhere; a warning is an error where nobody is there to read it.
let settings: [SwiftSetting] =
  ["ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"].map {
    .enableUpcomingFeature($0)
  } + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Training is arithmetic: without optimisation the tests would wait minutes for it.
let arithmetic: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

for target in package.targets where !target.name.hasPrefix("C") {
  target.swiftSettings =
    settings + (["Text", "Intents", "Foresight"].contains(target.name) ? arithmetic : [])
}
