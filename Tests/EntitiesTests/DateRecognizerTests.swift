import Diagnostics
import Entities
import Quantities
import Testing
import Text

/// Today is Saturday 21 November 2026.
@Suite struct DateRecognizerTests {
  @Test(
    "Resolves English days against today",
    arguments: [
      ("I bought it last Tuesday", #"date:last Tuesday="2026-11-10""#),
      ("two weeks ago", #"date:two weeks ago="2026-11-07""#),
      ("on 3/5", #"date:3/5="2026-03-05""#),
      ("it came on May 3rd, 2026", #"date:May 3rd, 2026="2026-05-03""#),
      ("yesterday at 5pm", #"date:yesterday at 5pm="2026-11-20""#),
      ("I got it on Friday", #"date:Friday="2026-11-20""#),
      ("will it arrive on Friday", #"date:Friday="2026-11-27""#),
      ("ordered the day before yesterday", #"date:the day before yesterday="2026-11-19""#),
      ("last week", #"date_range:last week={"from":"2026-11-09","to":"2026-11-15"}"#),
      (
        "from May 1 to May 7 2026",
        #"date_range:from May 1 to May 7 2026={"from":"2026-05-01","to":"2026-05-07"}"#
      ),
      ("a warranty of two years", #"duration:two years="P2Y""#),
      ("within 36 hours", #"date_range:within 36 hours={"from":"2026-11-21","to":"2026-11-22"}"#),
      ("call me at 5:30 pm", #"time:5:30 pm="17:30""#),
      ("in March 2025", #"date_range:March 2025={"from":"2025-03-01","to":"2025-03-31"}"#),
    ])
  func resolvesEnglish(text: String, wanted: String) throws {
    #expect(try SampleShop.found(text).contains(wanted))
  }

  @Test(
    "Resolves Chinese days against today",
    arguments: [
      ("上周二买的", #"date:上周二="2026-11-10""#), ("三天前收到的", #"date:三天前="2026-11-18""#),
      ("昨天下午三点", #"date:昨天下午三点="2026-11-20""#), ("11月3号下的单", #"date:11月3号="2026-11-03""#),
      ("2026年5月3日", #"date:2026年5月3日="2026-05-03""#), ("保修两年", #"duration:两年="P2Y""#),
      ("上个月买的", #"date_range:上个月={"from":"2026-10-01","to":"2026-10-31"}"#),
      ("前天", #"date:前天="2026-11-19""#), ("下午五点半来", #"time:下午五点半="17:30""#),
      ("上週二", #"date:上週二="2026-11-10""#),
    ])
  func resolvesChinese(text: String, wanted: String) throws {
    #expect(try SampleShop.found(text).contains(wanted))
  }

  @Test(
    "Ordinary words are no dates",
    arguments: ["may I return it", "order 2024 of them", "I sat down", "这周到吗", "一点都不好", "march on"])
  func findsNoDates(text: String) throws {
    let found = try SampleShop.found(text)
    #expect(!found.contains { $0.hasPrefix("date:") || $0.hasPrefix("time:") })
  }
}
