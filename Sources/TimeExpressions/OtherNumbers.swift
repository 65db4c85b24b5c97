package import Text

/// Words that make a number with points or dashes a version or a code: `firmware 2.10.24`, 版本2.10.24.
package enum VersionWords {
  package static func announce(_ reading: Reading, _ index: Int) -> Bool {
    for place in (index - 2)..<index where reading.isWord(place) {
      if words.contains(reading[place].hash) { return true }
    }
    return han.contains { $0.stands(in: reading, at: index - $0.count) }
  }

  private static let words = Set(
    [
      "version", "v", "ver", "firmware", "software", "release", "build", "ios", "android", "macos",
      "windows", "update", "app", "driver", "kernel", "protocol", "section", "chapter", "sku",
      "model", "part", "item",
      "article", "code", "batch", "lot", "serial",
    ].map { Lexer.read($0)[0].hash })
  private static let han: [ChinesePhrase] = ["版本", "固件", "系统", "软件", "更新", "版本号", "版本是"]
}

/// Words beside `3/4` or `3:4` that make it a share: `3/4 full`, `step 3/4`, `a scale of 1:50`.
enum ShareWords {
  static func surround(_ reading: Reading, _ index: Int, _ end: Int) -> Bool {
    // `24/7` is always.
    if reading[index].value == 24, reading[end - 1].value == 7 { return true }
    if reading.isWord(end), after.contains(reading[end].hash) { return true }
    return precede(reading, index)
  }

  static func precede(_ reading: Reading, _ index: Int) -> Bool {
    for place in (index - 2)..<index where reading.isWord(place) {
      if before.contains(reading[place].hash) { return true }
    }
    return han.contains {
      $0.stands(in: reading, at: index - $0.count)
        || reading.has("是", at: index - 1) && $0.stands(in: reading, at: index - 1 - $0.count)
    }
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let before = hashes(
    "ratio scale step score scored rated rating odds proportion page part mix aspect won lost size")
  private static let after = hashes(
    "star stars full of cup cups inch inches points ratio scale teaspoon tablespoon mile miles pound "
      + "pounds")
  private static let han: [ChinesePhrase] = ["比例", "比例为", "比分", "比率", "比值", "比"]
}
