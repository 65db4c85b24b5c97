/// Shares of two groups compared.
public enum Proportions {
  /// The difference of two shares with its 95 % interval: two of each outcome are added in all, which holds
  /// what it promises on small groups (Agresti and Caffo, The American Statistician 2000).
  public static func difference(
    _ hits: Double, of rows: Double, less otherHits: Double, of otherRows: Double
  ) -> (difference: Double, interval: ClosedRange<Double>) {
    guard rows > 0, otherRows > 0 else { return (.nan, -1...1) }
    let (left, right) = ((hits + 1) / (rows + 2), (otherHits + 1) / (otherRows + 2))
    let error =
      1.959964
      * (left * (1 - left) / (rows + 2) + right * (1 - right) / (otherRows + 2)).squareRoot()
    let middle = left - right
    return (
      hits / rows - otherHits / otherRows,
      max(-1, middle - error)...min(1, middle + error)
    )
  }

  /// The least difference that two groups of such sizes would show in four of five trials, around a share.
  public static func visible(_ share: Double, _ rows: Double, _ otherRows: Double) -> Double {
    guard rows > 0, otherRows > 0 else { return 1 }
    let kept = min(max(share, 1 / (rows + otherRows + 2)), 0.5)
    return min(1, 2.8 * (kept * (1 - kept) * (1 / rows + 1 / otherRows)).squareRoot())
  }

  /// The logarithm of the odds ratio of two groups and its variance (Haldane's half added everywhere).
  public static func logOdds(
    _ hits: Double, of rows: Double, against otherHits: Double, of otherRows: Double
  ) -> (value: Double, variance: Double) {
    let cells = [hits, rows - hits, otherHits, otherRows - otherHits].map { max(0, $0) + 0.5 }
    return (
      Mathematics.log(cells[0] / cells[1]) - Mathematics.log(cells[2] / cells[3]),
      cells.reduce(0) { $0 + 1 / $1 }
    )
  }
}
