import CVectors

/// A table of rows of vectors, as training reads and changes it.
struct Rows {
  private let table: UnsafeMutablePointer<Float>?
  /// Vectors in a row.
  private let width: Int

  init(_ vectors: UnsafeMutableBufferPointer<SIMD16<Float>>, width: Int) {
    table = UnsafeMutableRawPointer(vectors.baseAddress)?.assumingMemoryBound(to: Float.self)
    self.width = width
  }

  /// Adds to `sum` some rows, each times its value.
  func gather(
    _ rows: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Float>,
    into sum: UnsafeMutablePointer<SIMD16<Float>>
  ) {
    guard let table, let first = rows.baseAddress, let factors = values.baseAddress else { return }
    deskmate_gather(
      UnsafeMutableRawPointer(sum).assumingMemoryBound(to: Float.self), table, first, factors,
      rows.count, width)
  }

  /// Adds a row to some rows, each time times its value.
  func scatter(
    _ row: UnsafePointer<SIMD16<Float>>, _ rows: UnsafeBufferPointer<UInt32>,
    _ values: UnsafeBufferPointer<Float>
  ) {
    guard let table, let first = rows.baseAddress, let factors = values.baseAddress else { return }
    deskmate_scatter(
      table, UnsafeRawPointer(row).assumingMemoryBound(to: Float.self), first, factors, rows.count,
      width)
  }

  /// The products of a row with some rows.
  func products(
    _ row: UnsafePointer<SIMD16<Float>>, _ rows: UnsafeBufferPointer<UInt32>,
    into products: UnsafeMutablePointer<Float>
  ) {
    guard let table, let first = rows.baseAddress else { return }
    deskmate_products(
      products, table, UnsafeRawPointer(row).assumingMemoryBound(to: Float.self), first, rows.count,
      width)
  }
}
