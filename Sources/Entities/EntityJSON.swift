import Diagnostics
public import Formats
import Quantities

extension Entity.Value {
  /// The value in the form that programs read: an amount with its currency, a date in ISO, a range
  /// `{"from","to"}`, a duration in ISO 8601, a catalogue's id or its candidates.
  public var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let value): .number(value)
    case .money(let money):
      [
        "amount": .string(money.amount),
        "currency": money.currency.isEmpty ? .null : .string(money.currency),
      ]
    case .percent(let percent): .number(percent.value)
    case .date(let day): .string(day.iso)
    case .time(let minutes): .string(Self.clock(minutes))
    case .dateRange(let from, let to): ["from": .string(from.iso), "to": .string(to.iso)]
    case .duration(let duration): .string(duration.iso)
    case .bool(let value): .bool(value)
    case .catalogue(let candidates):
      candidates.count == 1
        ? .string(candidates[0].id)
        : .array(
          candidates.map { ["id": .string($0.id), "score": .number($0.score, digits: 3)] })
    }
  }

  private static func clock(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}

extension Entity {
  /// `{"kind","text","value","start","end"}`; offsets count Unicode scalars of the text, `end` is
  /// exclusive.
  public func json(in text: String) -> JSON { Self.json(of: [self], in: text)[0] }

  /// Entities by place, each as `json(in:)` gives it; one pass over the text however many there are.
  public static func json(of entities: [Entity], in text: String) -> [JSON] {
    let utf8 = text.utf8
    let scalars = text.unicodeScalars
    var place = scalars.startIndex
    var offset = 0
    var count = 0
    return entities.map { entity in
      if entity.range.lowerBound < offset { (place, offset, count) = (scalars.startIndex, 0, 0) }
      let start = utf8.index(place, offsetBy: entity.range.lowerBound - offset)
      count += scalars.distance(from: place, to: start)
      (place, offset) = (start, entity.range.lowerBound)
      let end = utf8.index(start, offsetBy: entity.range.count)
      return [
        "kind": .string(entity.kind.rawValue),
        "text": .string(String(text[start..<end])),
        "value": entity.value.json,
        "start": .integer(count),
        "end": .integer(count + scalars.distance(from: start, to: end)),
      ]
    }
  }
}
