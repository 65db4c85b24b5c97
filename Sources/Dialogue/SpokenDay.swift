public import Quantities
public import Text

extension Day {
  /// The day as a sentence has it: `November 21`, `11月21日`, with the year when it is another one.
  public func spoken(in language: Language, today: Day) -> String {
    let (year, month, number) = components
    let isThisYear = year == today.components.year
    if language == .chinese { return (isThisYear ? "" : "\(year)年") + "\(month)月\(number)日" }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(months[month - 1]) \(number)" + (isThisYear ? "" : ", \(year)")
  }
}
