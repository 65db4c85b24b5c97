/// Which of two small numbers of a date is the day, by a file's times.
extension WrittenTime {
  /// The order of day and month in a file, by a sample of its times, and whether it is only guessed.
  public static func order(of sample: some Sequence<String>) -> (order: DayOrder, isGuess: Bool) {
    var ambiguous = false
    var isHalfDay = false
    for text in sample {
      guard let time = WrittenTime(text) else { continue }
      if let proven = time.provenOrder { return (proven, false) }
      if time.isAmbiguous { ambiguous = true }
      let small = text.lowercased()
      if small.contains("am") || small.contains("pm") { isHalfDay = true }
    }
    // Where the day has two halves the month mostly comes first.
    return (isHalfDay ? .monthFirst : .dayFirst, ambiguous)
  }
}
