public import Diagnostics
import FoundationEssentials

/// One of the files a shop is read from.
public struct SeedFile: Sendable {
  /// The path, as faults name it.
  public let path: String
  /// What it holds.
  public let bytes: [UInt8]
  /// What it holds where its name does not say so.
  private let told: Kind?

  /// Creates a file from bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    told = nil
  }

  /// Creates a file from records of another form; its path is the other's.
  init(path: String, bytes: [UInt8], kind: Kind) {
    self.path = path
    self.bytes = bytes
    told = kind
  }

  /// What a file holds, by its name, in the order in which files are read.
  enum Kind: Int, Comparable {
    case products, customers, orders, wholeShop

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  var kind: Kind {
    if let told { return told }
    return switch path.split(separator: "/").last {
    case "products.json": .products
    case "customers.json": .customers
    case "orders.json": .orders
    default: .wholeShop
    }
  }

  /// The shop's files in a folder, or the one file that `path` names. Throws a `Fault` when there are none.
  ///
  /// `shown` replaces the folder's path in faults, so that they read the same on every machine.
  public static func read(at path: String, shown: String? = nil) throws(Fault) -> [SeedFile] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Fault(file: shown ?? path, "there is no such file or folder")
    }
    guard isFolder else {
      let one = try file(path, shown: shown ?? path)
      return isTable(path) ? try ExportedShop.files(from: [one]) : [one]
    }
    let own = ["products.json", "customers.json", "orders.json"]
    let found = own.filter { FileManager.default.fileExists(atPath: path + "/" + $0) }
    let tables = found.isEmpty ? self.tables(in: path) : []
    if !tables.isEmpty {
      var files: [SeedFile] = []
      for name in tables {
        files.append(try file(path + "/" + name, shown: (shown ?? path) + "/" + name))
      }
      return try ExportedShop.files(from: files)
    }
    let names = found.isEmpty ? ["db.json"] : own
    var files: [SeedFile] = []
    for name in names {
      guard FileManager.default.fileExists(atPath: path + "/" + name) else {
        throw Fault(
          file: shown ?? path,
          found.isEmpty
            ? "holds no shop: neither products.json, customers.json and orders.json nor db.json nor tables "
              + "that Shopify, WooCommerce or Magento export"
            : "\(name) is missing; a shop is \(own.joined(separator: ", "))")
      }
      files.append(try file(path + "/" + name, shown: (shown ?? path) + "/" + name))
    }
    return files
  }

  private static func isTable(_ path: String) -> Bool {
    [".csv", ".tsv"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The tables in a folder, sorted.
  private static func tables(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { isTable($0) && !$0.hasPrefix(".") }.sorted()
  }

  private static func file(_ path: String, shown: String) throws(Fault) -> SeedFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(file: shown, "cannot be read")
    }
    return SeedFile(path: shown, bytes: [UInt8](data))
  }

  /// A fingerprint of all bytes: FNV-1a over 64 bits (Fowler, Noll and Vo).
  public static func fingerprint(of files: [SeedFile]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for file in files.sorted(by: { $0.kind < $1.kind }) {
      for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
