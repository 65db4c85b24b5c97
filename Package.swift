// swift-tools-version: 6.2
import PackageDescription

let leaves: [Target.Dependency] = ["Diagnostics", "Formats", "Quantities", "Text"]
let parts: [Target.Dependency] =
  leaves + ["Entities", "Intents", "Sentiment", "Knowledge", "Recommendations", "Shop"]
let everything: [Target.Dependency] = parts + ["Dialogue", "Insights", "Reports", "Workspace"]

let package = Package(
  name: "deskmate",
  products: [
    .executable(name: "deskmate", targets: ["deskmate"]),
    .executable(name: "benchmarks", targets: ["benchmarks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
  ],
  targets: [
    // The leaves: places of faults, file formats, quantities, text.
    .target(name: "Diagnostics"),
    .target(name: "Formats", dependencies: ["Diagnostics", "CZlib"]),
    .target(name: "Quantities"),
    .target(name: "Text", dependencies: ["Diagnostics"]),

    // What a line of text means.
    .target(name: "Entities", dependencies: leaves),
    .target(name: "Intents", dependencies: leaves + ["Entities", "CVectors", "Yams"]),
    .target(name: "Sentiment", dependencies: leaves),

    // What the desk knows and can do.
    .target(name: "Knowledge", dependencies: leaves),
    .target(name: "Recommendations", dependencies: leaves + ["CTiles"]),
    .target(name: "Shop", dependencies: leaves + [.product(name: "GRDB", package: "GRDB.swift")]),

    // Conversations, one at a time and by the million.
    .target(name: "Dialogue", dependencies: parts),
    .target(name: "Insights", dependencies: leaves + ["Sentiment"]),
    .target(
      name: "Reports",
      dependencies: leaves + [.product(name: "Mustache", package: "swift-mustache")]),

    // Where the disk and the terminal begin.
    .target(name: "Workspace", dependencies: parts + ["Dialogue", "Insights", "Reports"]),
    .executableTarget(
      name: "deskmate",
      dependencies: everything + [
        "CReadline", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "benchmarks",
      dependencies: everything + [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // C libraries, behind shims that let none of their types through; and loops that are made for several
    // widths of registers, which Swift has no words for.
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CVectors"),
    .target(name: "CTiles"),

    .testTarget(name: "FormatsTests", dependencies: leaves),
    .testTarget(name: "QuantitiesTests", dependencies: leaves),
    .testTarget(name: "TextTests", dependencies: leaves),
    .testTarget(name: "EntitiesTests", dependencies: leaves + ["Entities"]),
    .testTarget(name: "IntentsTests", dependencies: leaves + ["Entities", "Intents"]),
    .testTarget(name: "SentimentTests", dependencies: leaves + ["Sentiment"]),
    .testTarget(
      name: "KnowledgeTests", dependencies: leaves + ["Knowledge"], exclude: ["Questions"]),
    .testTarget(name: "RecommendationsTests", dependencies: leaves + ["Recommendations"]),
    .testTarget(
      name: "ShopTests",
      dependencies: leaves + ["Shop", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "DialogueTests", dependencies: parts + ["Dialogue", "Workspace"]),
    .testTarget(name: "InsightsTests", dependencies: leaves + ["Sentiment", "Insights"]),
    .testTarget(
      name: "HostileTests",
      dependencies: leaves + ["Insights", "Intents", "Knowledge", "Recommendations"],
      path: "Tests/Hostile"),
    .testTarget(name: "ReportsTests", dependencies: leaves + ["Reports"]),
    .testTarget(name: "WorkspaceTests", dependencies: everything),
    .testTarget(
      name: "DeskmateTests",
      dependencies: [
        "Diagnostics", "Formats", "deskmate",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
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
  target.swiftSettings = settings + (["Text", "Intents"].contains(target.name) ? arithmetic : [])
}
