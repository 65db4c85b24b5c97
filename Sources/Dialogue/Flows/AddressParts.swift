import Shop

/// An address as far as it is known: what was read of it so far, part by part.
struct AddressParts: Hashable, Sendable {
  /// A part that no address may lack, named as the phrases name it.
  enum Part: String, CaseIterable, Sendable {
    case street = "line1"
    case city, postcode
  }

  /// Street and number.
  var street: String?
  /// Flat, floor, whom the parcel is for.
  var unit: String?
  var city: String?
  var state: String?
  var postcode: String?
  /// The country's code, where the address says it.
  var country: String?

  /// Nothing.
  init() {}

  /// The parts of an address.
  init(of address: Address) {
    street = address.line1
    unit = address.line2
    city = address.city
    state = address.state
    postcode = address.postcode
    country = address.country
  }

  /// What still lacks.
  var missing: [Part] {
    Part.allCases.filter { part in
      switch part {
      case .street: street == nil
      case .city: city == nil
      case .postcode: postcode == nil
      }
    }
  }

  /// Whether nothing of an address was read.
  var isEmpty: Bool { missing.count == Part.allCases.count }

  /// The address with what was said later in the place of what was said before.
  func adding(_ later: AddressParts) -> AddressParts {
    var parts = self
    parts.street = later.street ?? street
    parts.unit = later.street == nil ? later.unit ?? unit : later.unit
    parts.city = later.city ?? city
    parts.state = later.city == nil ? later.state ?? state : later.state
    parts.postcode = later.postcode ?? postcode
    parts.country = later.country ?? country
    return parts
  }

  /// The whole address; `nil` while something lacks. The country is as in `known` where none was said.
  func address(like known: Address) -> Address? {
    guard let street, let city, let postcode else { return nil }
    return Address(
      line1: street, line2: unit, city: city, state: state, postcode: postcode,
      country: country ?? known.country)
  }

  /// What was read, as it is shown.
  var known: String {
    let isChinese = country == "CN"
    let parts = isChinese ? [state, city, street, unit] : [street, unit, city, state]
    return (parts + [postcode]).compactMap(\.self).joined(separator: isChinese ? " " : ", ")
  }
}
