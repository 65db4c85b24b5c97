import Testing

/// A page that says what no longer compiles misleads whoever begins with it.
@Suite struct LandingPageTests {
  @Test("The example on a page is the one that the tests run", arguments: LandingPages.libraries)
  func isTested(library: String) throws {
    let example = LandingPages.example(on: try LandingPages.page(of: library))
    #expect(!example.isEmpty)
    #expect(try LandingPages.testedExamples()[library] == example)
  }

  @Test("Every tested example stands on a page") func isShown() throws {
    #expect(try LandingPages.testedExamples().keys.sorted() == LandingPages.libraries)
  }

  @Test("What a page links to is declared in its library", arguments: LandingPages.libraries)
  func linksToWhatIsThere(library: String) throws {
    let page = try LandingPages.page(of: library)
    let types = try LandingPages.types(in: library).union([library])
    let links = page.matches(of: /``(\w+)``/).map { String($0.1) }
    #expect(links.first == library && links.count > 1)
    #expect(links.allSatisfy(types.contains), "\(links.filter { !types.contains($0) })")
  }
}
