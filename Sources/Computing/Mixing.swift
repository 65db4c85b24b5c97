/// Multiply-and-fold mixing in the manner of wyhash; good bits in both halves.
@inlinable @inline(__always)
public func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
    by: right ^ 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}
