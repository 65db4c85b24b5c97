/// A question a leaf may ask.
struct Split {
  /// How much the loss falls; zero when there is none worth asking.
  var gain = 0.0
  var feature = 0
  /// For numbers: the last bin that goes left.
  var bin = 0
  /// For words: the bins that go left.
  var words: [UInt8] = []
  var isWords = false
  var missingLeft = false
  var missingBin: Int?
  /// The sums of what goes left.
  var slope = 0.0
  var curvature = 0.0
  /// The ridge of the leaves below.
  var ridge = 0.0

  /// The bins that go left.
  var leftBins: [UInt8] {
    if isWords { return words }
    return (0...bin).map { UInt8($0) }
      + (missingLeft ? missingBin.map { [UInt8($0)] } ?? [] : [])
  }

  /// The question on values instead of bins.
  func node(_ table: BinnedTable, rows: Int, sets: inout [UInt64]) -> TreeEnsemble.Node {
    let bins = table.features[feature]
    var node = TreeEnsemble.Node(
      threshold: 0, feature: Int32(feature), left: 0, right: 0, rows: Int32(rows), set: -1,
      setSize: 0, missingLeft: missingLeft, missingSeen: bins.hasMissing)
    guard isWords else {
      // After the last bin only what is missing is left to be parted.
      node.threshold = bin < bins.bounds.count ? bins.bounds[bin] : .infinity
      return node
    }
    var isIn = [Bool](repeating: false, count: 256)
    for word in words { isIn[Int(word)] = true }
    let size = (bins.bins.count + 63) / 64
    node.set = Int32(sets.count)
    node.setSize = Int16(clamping: size)
    sets.append(contentsOf: repeatElement(0, count: size))
    for (code, bin) in bins.bins.enumerated() where isIn[Int(bin)] {
      sets[Int(node.set) + code >> 6] |= 1 << UInt64(code & 63)
    }
    return node
  }
}

/// Looks through a leaf's histogram for the split with the greatest gain.
struct SplitSearch {
  let sums: UnsafeMutablePointer<Int64>
  let slope: Double
  let curvature: Double
  let rows: Int
  let slopeUnit: Double
  let curvatureUnit: Double
  let limits: TreeGrower.Limits

  /// Rows per unit of curvature: how rows are counted without a third number in the histogram.
  private var rate: Double { Double(rows) / max(curvature, 1e-300) }
  private var ownGain: Double { slope * slope / (curvature + limits.ridge + 1e-15) }

  @inline(__always)
  private func decode(_ sum: Int64) -> (Double, Double) {
    (Double(sum >> 32) * slopeUnit, Double(UInt32(truncatingIfNeeded: sum)) * curvatureUnit)
  }

  /// Compares the feature's best split with the best so far.
  func look(at feature: Int, bins: FeatureBins, offset: Int, _ best: inout Split) {
    guard bins.total > 1 else { return }
    if bins.isWords {
      words(feature, bins, offset, &best)
      return
    }
    scan(feature, bins, offset, missingLeft: false, &best)
    if bins.hasMissing, sums[offset + bins.count] != 0 {
      scan(feature, bins, offset, missingLeft: true, &best)
    }
  }

  private func scan(
    _ feature: Int, _ bins: FeatureBins, _ offset: Int, missingLeft: Bool, _ best: inout Split
  ) {
    guard bins.count > 1 || bins.hasMissing else { return }
    var left: Int64 = missingLeft ? sums[offset + bins.count] : 0
    let (rate, ridge, least) = (rate, limits.ridge, Double(limits.leafRows))
    var found = best.gain + ownGain
    var place = -1
    var kept: Int64 = 0
    // With missing values going right even the last bin may stand alone on the left.
    let last = bins.count - (bins.hasMissing && !missingLeft ? 0 : 1)
    for bin in 0..<last {
      left &+= sums[offset + bin]
      let (slopeLeft, curvatureLeft) = decode(left)
      let curvatureRight = curvature - curvatureLeft
      if curvatureLeft * rate + 0.5 < least || curvatureLeft < limits.leafCurvature { continue }
      if curvatureRight * rate + 0.5 < least || curvatureRight < limits.leafCurvature { break }
      let slopeRight = slope - slopeLeft
      let gain =
        slopeLeft * slopeLeft / (curvatureLeft + ridge)
        + slopeRight * slopeRight / (curvatureRight + ridge)
      if gain > found {
        found = gain
        place = bin
        kept = left
      }
    }
    guard place >= 0 else { return }
    best = Split()
    best.gain = found - ownGain
    best.feature = feature
    best.bin = place
    best.missingBin = bins.hasMissing ? bins.count : nil
    (best.slope, best.curvature) = decode(kept)
    best.ridge = ridge
    // What was never missing here goes with the larger part.
    best.missingLeft =
      bins.hasMissing ? missingLeft : best.curvature * 2 > curvature
  }

  /// Sets of words, sorted by their slope over curvature (Fisher, JASA 1958), from both ends.
  private func words(_ feature: Int, _ bins: FeatureBins, _ offset: Int, _ best: inout Split) {
    let rate = rate
    if bins.count <= 4 {
      for bin in 0..<bins.count { single(feature, offset, bin, &best) }
      return
    }
    var used: [(bin: Int, slope: Double, curvature: Double, order: Double)] = []
    for bin in 0..<bins.count {
      let (slope, curvature) = decode(sums[offset + bin])
      if curvature * rate + 0.5 >= limits.wordRows {
        used.append((bin, slope, curvature, slope / (curvature + limits.wordRows)))
      }
    }
    used.sort { ($0.order, $0.bin) < ($1.order, $1.bin) }
    let most = min(limits.setWords, (used.count + 1) / 2)
    let ridge = limits.ridge + limits.wordRidge
    for isReversed in [false, true] {
      let order = isReversed ? used.reversed() : used
      var (slopeLeft, curvatureLeft) = (0.0, 0.0)
      var group = 0.0
      for place in 0..<most {
        slopeLeft += order[place].slope
        curvatureLeft += order[place].curvature
        group += order[place].curvature * rate
        let rowsLeft = curvatureLeft * rate
        if rowsLeft + 0.5 < Double(limits.leafRows) || curvatureLeft < limits.leafCurvature {
          continue
        }
        let curvatureRight = curvature - curvatureLeft
        let rowsRight = curvatureRight * rate
        if rowsRight + 0.5 < Double(max(limits.leafRows, min(limits.groupRows, rows / 4)))
          || curvatureRight < limits.leafCurvature
        {
          break
        }
        if group + 0.5 < Double(min(limits.groupRows, rows / 4)) { continue }
        group = 0
        let slopeRight = slope - slopeLeft
        let gain =
          slopeLeft * slopeLeft / (curvatureLeft + ridge)
          + slopeRight * slopeRight / (curvatureRight + ridge) - ownGain
        if gain > best.gain {
          best = set(feature, order[...place].map { UInt8($0.bin) }, gain, ridge)
          (best.slope, best.curvature) = (slopeLeft, curvatureLeft)
        }
      }
    }
  }

  /// One word against all others.
  private func single(_ feature: Int, _ offset: Int, _ bin: Int, _ best: inout Split) {
    let (slopeLeft, curvatureLeft) = decode(sums[offset + bin])
    let curvatureRight = curvature - curvatureLeft
    let least = Double(limits.leafRows)
    guard curvatureLeft * rate + 0.5 >= least, curvatureRight * rate + 0.5 >= least,
      curvatureLeft >= limits.leafCurvature, curvatureRight >= limits.leafCurvature
    else { return }
    let slopeRight = slope - slopeLeft
    let gain =
      slopeLeft * slopeLeft / (curvatureLeft + limits.ridge)
      + slopeRight * slopeRight / (curvatureRight + limits.ridge) - ownGain
    if gain > best.gain {
      best = set(feature, [UInt8(bin)], gain, limits.ridge)
      (best.slope, best.curvature) = (slopeLeft, curvatureLeft)
    }
  }

  private func set(_ feature: Int, _ words: [UInt8], _ gain: Double, _ ridge: Double) -> Split {
    var split = Split()
    split.gain = gain
    split.feature = feature
    split.words = words
    split.isWords = true
    split.ridge = ridge
    return split
  }
}
