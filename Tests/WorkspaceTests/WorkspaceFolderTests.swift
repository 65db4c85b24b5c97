import Testing
import Workspace

@Suite struct WorkspaceFolderTests {
  @Test("A folder keeps its path") func keeps() { #expect(WorkspaceFolder(path: "a").path == "a") }
}
