import Foundation
import Insights
import Knowledge
import Reports
import Text
import Workspace
import Testing

/// The examples on the landing pages of the parts above them, between marks.
@Suite struct ApplicationsExamples {
  private let project = LandingPages.project.path

  @Test("Insights") func insights() throws {
    // example: Insights
    let transcript = Array("Ann: where is my kettle?\nDesk: It left us today.\nAnn: thanks!\n".utf8)
    let form = try TranscriptForm.detect(transcript, file: "chat.txt")
    let found = MessageReader(form, file: "chat.txt").messages(in: transcript[...], firstLine: 1)
    let speakers = found.messages.map(\.speaker)
    // end
    #expect(speakers == ["Ann", "Desk", "Ann"] && found.faults.isEmpty)
  }

  @Test("Reports") func reports() throws {
    // example: Reports
    var table = TextTable(["intent", "lines"], alignments: [.left, .right])
    table.add(["return_item", "12"])
    table.add(["退货", "3"])
    let text = table.text(width: 40)
    let bar = Bars.bar(0.5, width: 4)
    // end
    #expect(text.contains("return_item") && bar == "██")
  }

  @Test("Workspace") func workspace() throws {
    // example: Workspace
    let folder = WorkspaceFolder(path: project)
    let intents = try folder.intentNames()
    let articles = try KnowledgeBase(reading: folder.knowledgeFiles())
    let answering = articles.articles(for: "return_policy", language: .english)
    // end
    #expect(intents.contains("track_order"))
    #expect(answering.allSatisfy { $0.language == .english })
  }
}
