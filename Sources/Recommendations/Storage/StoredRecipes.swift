import Diagnostics

extension ModelRecipe {
  /// Writes the model's own columns and what it is.
  func write(_ model: any ProfileRecommender, to file: inout ModelWriter) throws {
    var lines: [String] = []
    try write(model, to: &file, lines: &lines)
    file.add("recipe", text: lines.joined(separator: "\n"))
  }

  /// Writes the model's own columns; what it is comes line by line.
  func write(
    _ model: any ProfileRecommender, to file: inout ModelWriter, lines: inout [String]
  ) throws {
    switch (self, model) {
    case (.popularity(let halfLife), is Popularity):
      lines.append("popularity \(halfLife ?? 0)")
    case (.itemNeighbours(_, let count), let model as ItemNeighbours):
      lines.append("items \(count)")
      model.write(to: &file)
    case (.userNeighbours(_, let count), let model as UserNeighbours):
      lines.append("users \(count)")
      model.write(to: &file)
    case (.ease(let penalty), let model as EASE):
      lines.append("ease \(penalty)")
      model.write(to: &file)
    case (.als(let settings), let model as ALS):
      lines.append("als \(settings.factors)")
      model.write(to: &file)
    case (.segments(let count), let model as Segments):
      lines.append("segments \(count)")
      model.write(to: &file)
    case (.content, let model as Content):
      lines.append("content")
      model.write(to: &file)
    case (.blend(let parts), let model as Blend):
      lines.append("blend " + parts.map { "\($0.weight)" }.joined(separator: " "))
      for (part, component) in zip(parts, model.components) {
        try part.recipe.write(component.model, to: &file, lines: &lines)
      }
    case (.timeDecay(let base, let settings), let model as TimeDecay):
      lines.append("timely \(settings.memory) \(settings.strength) \(settings.smoothing)")
      model.write(to: &file)
      try base.write(model.base, to: &file, lines: &lines)
    default:
      throw Fault(
        file: nil,
        "\(name) cannot be kept in a file; keep popularity, items, users, ease, als, segments or "
          + "content, alone, blended or in time")
    }
  }

  /// Reads what a model file holds.
  init(from file: ModelReader) throws {
    var lines = try file.text("recipe").split(separator: "\n").map(String.init)[...]
    self = try Self.read(&lines, file)
  }

  private static func read(
    _ lines: inout ArraySlice<String>, _ file: ModelReader
  ) throws -> ModelRecipe {
    guard let line = lines.popFirst() else { throw file.damaged("it does not say what it is") }
    let words = line.split(separator: " ").map(String.init)
    let numbers = words.dropFirst().compactMap { Double($0) }
    let number = numbers.first ?? 0
    switch words.first {
    case "popularity": return .popularity(halfLife: number > 0 ? number : nil)
    case "items": return .itemNeighbours(.cosine, count: count(number))
    case "users": return .userNeighbours(.cosine, count: count(number))
    case "ease": return .ease(penalty: Float(number))
    case "als": return .als(ALS.Settings(factors: count(number)))
    case "segments": return .segments(count: count(number))
    case "content": return .content(.cosine)
    case "blend" where (1...16).contains(numbers.count):
      return .blend(
        try numbers.map { WeightedRecipe(try read(&lines, file), weight: Float($0)) })
    case "timely" where numbers.count == 3:
      let settings = TimeDecay.Settings(
        memory: numbers[0], strength: numbers[1], smoothing: numbers[2])
      return .timeDecay(try read(&lines, file), settings)
    default: throw file.damaged("it holds \"\(line)\", which this version does not know")
    }
  }

  private static func count(_ number: Double) -> Int { Int(min(max(number, 1), 1e6)) }

  /// The model whose columns the file holds.
  func open(_ file: ModelReader, training: TrainingSet) throws -> any ProfileRecommender {
    switch self {
    case .popularity(let halfLife): return Popularity(training, halfLife: halfLife)
    case .itemNeighbours: return try ItemNeighbours(from: file, training: training)
    case .userNeighbours: return try UserNeighbours(from: file, training: training)
    case .ease: return try EASE(from: file, training: training)
    case .als: return try ALS(from: file, training: training)
    case .segments: return try Segments(from: file, training: training)
    case .content: return try Content(from: file, training: training)
    case .blend(let parts):
      return Blend(
        training,
        components: try parts.map {
          Blend.Component(model: try $0.recipe.open(file, training: training), weight: $0.weight)
        })
    case .timeDecay(let base, let settings):
      return try TimeDecay(
        from: file, base: try base.open(file, training: training), settings: settings)
    case .factors, .perceptron, .trees: throw file.damaged("it holds a model that is not kept")
    }
  }
}

extension ItemNeighbours {
  func write(to file: inout ModelWriter) {
    neighbours.write(to: &file, as: "items.neighbours")
    file.add("items.both", bothBought)
  }

  init(from file: ModelReader, training: TrainingSet) throws {
    let neighbours = try SparseRows(from: file, as: "items.neighbours")
    let both: Column<Int32> = try file.column("items.both")
    guard neighbours.rowCount == training.productCount, both.count == neighbours.cellCount else {
      throw file.damaged("its neighbours do not fit its products")
    }
    self.init(training: training, neighbours: neighbours, bothBought: both)
  }
}
