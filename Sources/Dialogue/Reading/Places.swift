public import Diagnostics
import Formats

/// What addresses are made of, from `knowledge-base/dialogue/places.json`: names of places, kinds of
/// streets, and the labels that stand beside them.
public struct Places: Sendable {
  /// The lists there are.
  enum List: String, CaseIterable, Sendable {
    case streets
    /// Kinds of streets that are as often part of a name: "Park", "Hill".
    case weakStreets = "weak_streets"
    case directions
    case units
    /// Stands where a street would: "PO Box".
    case box
    /// Whoever the parcel is for: "c/o".
    case careOf = "care_of"
    /// How a town's name of several words begins: "New", "San".
    case townBeginnings = "town_beginnings"
    /// Leads up to an address.
    case leads
    /// Stands behind an address and is no part of it.
    case tails
    case nation
    case provinces
    case municipalities
    case cities
    case cityEndings = "city_endings"
    case districtEndings = "district_endings"
    /// Ends like a district and is a housing estate or the like.
    case noDistricts = "no_districts"
    case roadEndings = "road_endings"
    /// Characters of which every part of a Chinese address has one.
    case addressSigns = "address_signs"
  }

  /// What a label announces.
  enum Label: String, CaseIterable, Sendable { case recipient, phone, address, postcode }

  private var lists: [List: Set<String>] = [:]
  private var sorted: [List: [String]] = [:]
  private(set) var labels: [Label: [String]] = [:]
  /// Countries by name, in small letters.
  private(set) var countries: [String: String] = [:]
  /// The states of the USA by name, in small letters.
  private(set) var states: [String: String] = [:]
  /// The states' letters, in small letters.
  private(set) var stateCodes: Set<String> = []

  /// Nothing.
  public static let none = Places()

  private init() {}

  /// Reads the file. Throws a `Fault`.
  public init(_ bytes: [UInt8], file: String) throws(Fault) {
    let root = try JSONReader.read(bytes, file: file)
    for list in List.allCases {
      let texts = try root.required(list.rawValue).strings(list.rawValue)
      lists[list] = Set(texts)
      sorted[list] = texts.sorted { ($1.count, $0) < ($0.count, $1) }
    }
    let labels = try root.required("labels")
    for label in Label.allCases {
      // The longest first, so that 联系电话 is not read as 电话.
      self.labels[label] = try labels.required(label.rawValue).strings(label.rawValue)
        .sorted { ($1.count, $0) < ($0.count, $1) }
    }
    for member in try root.required("countries").object("countries") {
      countries[member.key] = try member.value.string(member.key)
    }
    for member in try root.required("states").object("states") {
      states[member.key] = try member.value.string(member.key)
    }
    stateCodes = Set(states.values.map { $0.lowercased() })
  }

  /// Whether a list has a text, in letters of any case.
  func has(_ text: some StringProtocol, in list: List) -> Bool {
    lists[list]?.contains(text.lowercased()) == true
  }

  /// The texts of a list, the longest first.
  func all(_ list: List) -> [String] { sorted[list] ?? [] }
}
