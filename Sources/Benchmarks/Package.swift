// swift-tools-version: 6.2
import PackageDescription

// The figures, in a package of their own, so that the product builds without them:
//
//     swift run -c release --package-path Sources/Benchmarks benchmarks --help
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "deskmate", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "DeskmateParts", package: "deskmate"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources",
      swiftSettings: ["ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"].map {
        .enableUpcomingFeature($0)
      } + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]))
  ],
  swiftLanguageModes: [.v6]
)
