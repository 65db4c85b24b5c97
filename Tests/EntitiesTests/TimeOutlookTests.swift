import Entities
import Testing

/// The sample shop's day is Saturday, 21 November 2026.
@Suite struct TimeOutlookTests {
  @Test(
    "A weekday in a request or a plan is to come",
    arguments: [
      ("book me in on Tuesday at 10am", "2026-11-24"), ("change delivery to Friday", "2026-11-27"),
      ("I'd like it delivered Monday", "2026-11-23"), ("will it be here by Saturday", "2026-11-28"),
      ("周一送来", "2026-11-23"), ("能周五到吗", "2026-11-27"), ("希望周二收到", "2026-11-24"),
    ])
  func looksForward(text: String, day: String) throws {
    #expect(
      try SampleShop.found(text).contains { $0.hasPrefix("date:") && $0.hasSuffix(#""\#(day)""#) })
  }

  @Test(
    "Hours on a near day are to come like the day alone",
    arguments: ["3rd of December", "December 12", "5 January"])
  func looksForwardWithHours(day: String) throws {
    let dates = try ["on the \(day)", "between 9 and 11 am on the \(day)"].map { text in
      try SampleShop.found(text).first { $0.hasPrefix("date:") }?.split(separator: "=").last
    }
    #expect(dates[0] != nil && dates[0] == dates[1])
  }

  @Test(
    "A line may stop anywhere in a phrase of time",
    arguments: [
      "send it as soon as possible", "at this time of the day", "at the moment",
      "from now until 3 minutes later", "within the next 3 days", "the rest of the day",
      "between now and eight o'clock", "the first half of next month",
    ])
  func endsAnywhere(text: String) throws {
    let words = text.split(separator: " ")
    for start in words.indices {
      for end in start..<words.count {
        let part = words[start...end].joined(separator: " ")
        let found = try SampleShop.found(part)
        #expect(found.count <= words.count)
      }
    }
  }

  @Test(
    "A weekday in a report is past",
    arguments: [
      ("I ordered it on Tuesday", "2026-11-17"), ("it was delivered on Friday", "2026-11-20"),
      ("please cancel what I bought on Monday", "2026-11-16"), ("我周二下的单", "2026-11-17"),
      ("周五收到的", "2026-11-20"), ("周一就签收了", "2026-11-16"),
    ])
  func looksBack(text: String, day: String) throws {
    #expect(
      try SampleShop.found(text).contains { $0.hasPrefix("date:") && $0.hasSuffix(#""\#(day)""#) })
  }

  @Test(
    "Dates in every form, with their times",
    arguments: [
      ("17Jun21", #"date:17Jun21="2021-06-17""#),
      ("February 29,2020", #"date:February 29,2020="2020-02-29""#),
      ("4.9.2021", #"date:4.9.2021="2021-09-04""#),
      ("2007-04-18T12:09:00", #"time:2007-04-18T12:09:00="12:09""#),
      ("come tomorrow at 5pm", #"time:tomorrow at 5pm="17:00""#),
      ("it took 5 business days", #"duration:5 business days="P7D""#),
      ("需要八个工作日", #"duration:八个工作日="P10D""#),
      ("31号能送到吗", #"date:31号="2026-12-31""#),
      (
        "from this Saturday to this Tuesday",
        #"date_range:from this Saturday to this Tuesday={"from":"2026-11-21","to":"2026-11-24"}"#
      ),
      ("this month or next", #"date_range:next={"from":"2026-12-01","to":"2026-12-31"}"#),
    ])
  func readsDates(text: String, wanted: String) throws {
    #expect(try SampleShop.found(text).contains(wanted))
  }

  @Test(
    "Versions, addresses, codes and shares are no dates",
    arguments: [
      "firmware 2.10.24 is broken", "10.9.22.12", "SKU 7-18-16", "step 3/4", "a ratio of 1:12",
      "版本2.10.24", "比例3:23",
    ])
  func readsNoDate(text: String) throws {
    #expect(
      try SampleShop.found(text).allSatisfy { !$0.hasPrefix("date") && !$0.hasPrefix("time") })
  }
}
