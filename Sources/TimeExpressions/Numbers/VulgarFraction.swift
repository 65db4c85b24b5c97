package import Text

/// `½` and its kin.
package enum VulgarFraction {
  package static func value(_ lexeme: Lexeme) -> Double? {
    guard lexeme.kind == .symbol else { return nil }
    switch lexeme.code {
    case 0xBC: return 0.25
    case 0xBD: return 0.5
    case 0xBE: return 0.75
    case 0x2153: return 1.0 / 3
    case 0x2154: return 2.0 / 3
    case 0x2155: return 0.2
    case 0x2156: return 0.4
    case 0x2157: return 0.6
    case 0x2158: return 0.8
    case 0x2159: return 1.0 / 6
    case 0x215A: return 5.0 / 6
    case 0x215B: return 0.125
    case 0x215C: return 0.375
    case 0x215D: return 0.625
    case 0x215E: return 0.875
    default: return nil
    }
  }
}
